package dev.janji.actors.desk;

import dev.janji.actors.debtor.Reply;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.id.DebtorKey;
import java.util.concurrent.CompletionStage;

/** Asks a debtor, wherever it lives. Thread-safe, and never blocks. */
@FunctionalInterface
public interface DebtorDoor {
    /** @return the answer; {@link Reply.Unavailable} when none came in time, and then it is not known whether it was done */
    CompletionStage<Reply> ask(DebtorKey debtor, DebtorCommand command);
}
