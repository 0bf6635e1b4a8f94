package dev.janji.actors.field;

import dev.janji.actors.channel.Rendering;
import dev.janji.domain.debtor.FieldCase;
import dev.janji.domain.id.LenderId;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/**
 * Where cases for the lender's field system lie until they are taken or brought. What a completed stage has done survives the end of the machine; whoever does not
 * know whether something was done does it again, and it is there once. Thread-safe.
 */
public interface FieldOutbox extends AutoCloseable {

    /**
     * A case for the field system.
     *
     * @param reference that no other case has, ever
     * @param number of the account's cases, from 1
     * @param letter the words of a letter that goes with it; null when there is none
     */
    record Handed(String reference, int number, FieldCase about, Rendering.@Nullable Rendered letter) {
        /** Ids only. */
        @Override
        public String toString() {
            return "Handed[" + reference + "]";
        }
    }

    /**
     * A case that nobody may work any more.
     *
     * @param reason an id of {@link dev.janji.domain.debtor.FieldHandOver#against}
     */
    record Recalled(String reference, LenderId lender, Instant at, String reason) {}

    /** @return completes when the case is visible as a whole; fails when that is not known, or what it needs cannot be written */
    CompletionStage<Done> hand(Handed handed);

    /**
     * Takes back what was not taken yet, and says so in any case, because somebody may have read it.
     *
     * @return completes when the recall is visible and no file of the case is left here; fails when that is not known
     */
    CompletionStage<Done> recall(Recalled recalled);

    @Override
    void close();
}
