package dev.janji.actors.debtor;

import dev.janji.actors.journal.PersonalCipher;
import dev.janji.domain.debtor.RuleContext.Finding;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import java.util.concurrent.CompletionStage;

/** Looks for an event id in all that a debtor ever stored. Thread-safe. */
@FunctionalInterface
public interface HistoryLookUp {
    CompletionStage<Finding> find(DebtorKey debtor, PersonalCipher cipher, EventId eventId);
}
