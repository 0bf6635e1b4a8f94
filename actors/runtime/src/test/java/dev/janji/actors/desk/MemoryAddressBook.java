package dev.janji.actors.desk;

import dev.janji.actors.address.AddressBook;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** An address book in memory, which a test may break. Confined to one test. */
final class MemoryAddressBook implements AddressBook {
    private final Map<String, List<DebtorKey>> byNumber = new HashMap<>();
    boolean isBroken;

    void add(String number, DebtorKey debtor) {
        byNumber.computeIfAbsent(number, first -> new ArrayList<>()).add(debtor);
    }

    @Override
    public CompletionStage<List<DebtorKey>> reachedAt(LenderId lender, String address) {
        return isBroken
                ? CompletableFuture.failedStage(new IllegalStateException("the store is away"))
                : CompletableFuture.completedStage(byNumber.getOrDefault(address, List.of()).stream()
                        .filter(debtor -> debtor.lender().equals(lender))
                        .toList());
    }

    @Override
    public CompletionStage<List<DebtorKey>> owing(LenderId lender, AccountId account) {
        return CompletableFuture.completedStage(List.of());
    }
}
