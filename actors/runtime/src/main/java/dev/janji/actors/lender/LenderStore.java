package dev.janji.actors.lender;

import dev.janji.actors.rules.LenderFiles;
import dev.janji.domain.id.LenderId;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** Where folders of lenders and their logs are kept. Thread-safe; does not block. Every stage fails when the store does not answer. */
public interface LenderStore {
    /** @return the logs of all lenders that ever had a folder, with every act that was appended before the call */
    CompletionStage<Map<LenderId, LenderLog>> logs();

    /** @return the files of a stored version; fails when there is no such version */
    CompletionStage<LenderFiles> files(LenderId lender, int version);

    /** Stores a folder for ever. @return its version, from 1; the same content is the same version */
    CompletionStage<Integer> keep(LenderId lender, LenderFiles files);

    /** @return false when the lender's log has an entry of that number already, from somebody who was faster */
    CompletionStage<Boolean> append(LenderAct act);
}
