package dev.janji.actors.desk;

import dev.janji.actors.address.AddressBook;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** What is known of people who call the house. Thread-safe. */
public record WhoCalls(AddressBook book, KnownCaller.Source callers) {
    /** Nobody is known: every caller is told so. */
    public static final WhoCalls NOBODY = new WhoCalls(
            new AddressBook() {
                @Override
                public CompletionStage<List<DebtorKey>> reachedAt(LenderId lender, String address) {
                    return CompletableFuture.completedStage(List.of());
                }

                @Override
                public CompletionStage<List<DebtorKey>> owing(LenderId lender, AccountId account) {
                    return CompletableFuture.completedStage(List.of());
                }
            },
            (debtor, number) -> CompletableFuture.completedStage(KnownCaller.STRANGER));
}
