package dev.janji.orchestrator.server;

import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** Keeps receipts waiting until there are debtors: gateways start before those who hear of them. Thread-safe. */
final class LateReceipts implements ReceiptListener {
    private final CompletableFuture<ReceiptListener> listener = new CompletableFuture<>();

    void listenTo(ReceiptListener debtors) {
        listener.complete(debtors);
    }

    @Override
    public CompletionStage<Done> receipt(DebtorKey debtor, AttemptId attempt, Receipt receipt) {
        return listener.thenCompose(debtors -> debtors.receipt(debtor, attempt, receipt));
    }
}
