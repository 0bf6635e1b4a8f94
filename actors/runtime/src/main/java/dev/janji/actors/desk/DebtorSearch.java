package dev.janji.actors.desk;

import dev.janji.actors.address.AddressBook;
import dev.janji.actors.address.Headings;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Finds debtors by what a person at a desk has of them: the debtor's id, an account's number, a telephone number or mail address in any usual form. What the
 * address book says is a hint: shown is only a debtor who says so now. Immutable and thread-safe.
 */
public final class DebtorSearch {
    private final AddressBook book;
    private final Headings headings;

    public DebtorSearch(AddressBook book, Headings headings) {
        this.book = book;
        this.headings = headings;
    }

    /**
     * @param lenders of the person who asks; nobody else's debtors are asked
     * @param text whole; personal, never logged
     * @return who it fits, by lender, the debtor's own id first; fails when the book or a debtor can't be asked
     */
    CompletionStage<List<DebtorView>> find(AgentDebtors debtors, Collection<LenderId> lenders, String text) {
        return all(List.copyOf(lenders), lender -> find(debtors, lender, text))
                .thenApply(each -> each.stream().flatMap(List::stream).toList());
    }

    private CompletionStage<List<DebtorView>> find(AgentDebtors debtors, LenderId lender, String text) {
        Optional<DebtorId> own = id(text, DebtorId::new);
        Optional<AccountId> account = id(text, AccountId::new);
        CompletionStage<List<DebtorKey>> owing = account.map(number -> book.owing(lender, number))
                .orElseGet(() -> CompletableFuture.completedStage(List.of()));
        return owing.thenCombine(book.reachedAt(lender, text), (owes, reached) -> {
                    Set<DebtorKey> hints = new LinkedHashSet<>();
                    own.ifPresent(id -> hints.add(new DebtorKey(lender, id)));
                    hints.addAll(owes);
                    hints.addAll(reached);
                    return new ArrayList<>(hints);
                })
                .thenCompose(hints -> all(hints, debtors::view))
                .thenApply(views -> views.stream()
                        .filter(view -> view.state() instanceof DebtorState.Known known
                                && (own.filter(view.debtor().debtor()::equals).isPresent()
                                        || account.map(known::account).isPresent()
                                        || known.profile().contactPoints().stream()
                                                .anyMatch(point -> headings.isAt(lender, point, text))))
                        .toList());
    }

    private static <T> Optional<T> id(String text, Function<String, T> made) {
        try {
            return Optional.of(made.apply(text));
        } catch (IllegalArgumentException none) {
            return Optional.empty();
        }
    }

    private static <T, R> CompletionStage<List<R>> all(List<T> of, Function<T, CompletionStage<R>> asked) {
        List<CompletableFuture<R>> each =
                of.stream().map(one -> asked.apply(one).toCompletableFuture()).toList();
        return CompletableFuture.allOf(each.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> each.stream().map(CompletableFuture::join).toList());
    }
}
