package dev.janji.actors.channel;

import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Where adapters bring their receipts: at least once, in any order. Thread-safe. */
@FunctionalInterface
public interface ReceiptListener {
    /** @return completes when the receipt is stored; exceptionally when the adapter must bring it again */
    CompletionStage<Done> receipt(DebtorKey debtor, AttemptId attempt, Receipt receipt);
}
