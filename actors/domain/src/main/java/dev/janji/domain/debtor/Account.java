package dev.janji.domain.debtor;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One debt of the debtor. Immutable.
 *
 * @param dispute id of the open dispute; null when there is none
 * @param promise the last one; null when there never was one
 * @param bucket that it last entered; empty before the first
 * @param bucketSince the debtor's local date on which it entered it, as if every day since the due date had counted; null when nothing was
 *     unpaid then, or before the first
 * @param promises that were kept and broken
 * @param operator who works it; null when the lender does
 * @param notices given so far
 * @param offer the last one; null when there never was one
 */
public record Account(
        AccountId id,
        Status status,
        LocalDate openedOn,
        Ledger ledger,
        AccountTerms terms,
        @Nullable String dispute,
        @Nullable Promise promise,
        String bucket,
        @Nullable LocalDate bucketSince,
        PromiseTally promises,
        StepProgress progress,
        @Nullable String operator,
        Set<NoticeKind> notices,
        @Nullable Offer offer) {

    /** Whether it is worked. */
    public enum Status {
        OPEN,
        CLOSED,
        RECALLED,
        WRITTEN_OFF
    }

    public Account {
        notices = Set.copyOf(notices);
    }

    static Account opened(AccountId id, LocalDate openedOn, Ledger ledger, AccountTerms terms) {
        return new Account(
                id,
                Status.OPEN,
                openedOn,
                ledger,
                terms,
                null,
                null,
                "",
                null,
                PromiseTally.NONE,
                StepProgress.NONE,
                null,
                Set.of(),
                null);
    }

    public boolean hasActivePromise() {
        return promise != null && promise.state() == Promise.State.ACTIVE;
    }

    public boolean hasOpenOffer() {
        return offer != null && offer.isOpen();
    }

    /** Whether anything is left to offer instalments for. */
    boolean mayBeOffered() {
        return status == Status.OPEN && ledger.balanceMinor() > 0;
    }

    /** @return to whom the account is given now; null when it was for an earlier due date, or never */
    public StepProgress.@Nullable HandedOver handedOver() {
        StepProgress.HandedOver last = progress.handedOver();
        LocalDate dueDate = ledger.earliestUnpaidDueDate();
        return last == null || dueDate == null || dueDate.isAfter(last.dueDate()) ? null : last;
    }

    /** @return the local day on which it entered its bucket, as the calendar has it; null when nothing was unpaid then, or before the first */
    public @Nullable LocalDate enteredBucketOn() {
        LocalDate since = bucketSince;
        LocalDate dueDate = ledger.earliestUnpaidDueDate();
        if (since == null || dueDate == null || !since.isAfter(dueDate)) {
            return since;
        }
        return ledger.ageing().dayAfter(dueDate, Math.toIntExact(since.toEpochDay() - dueDate.toEpochDay()));
    }

    Account in(Status next) {
        return changed(copy -> copy.status = next);
    }

    Account with(Ledger next) {
        return changed(copy -> copy.ledger = next);
    }

    Account with(AccountTerms next) {
        return changed(copy -> copy.terms = next);
    }

    Account disputed(@Nullable String next) {
        return changed(copy -> copy.dispute = next);
    }

    Account promised(Promise next) {
        return changed(copy -> copy.promise = next);
    }

    Account offered(Offer next) {
        return changed(copy -> copy.offer = next);
    }

    Account inBucket(String next, @Nullable LocalDate since) {
        return changed(copy -> {
            copy.bucket = next;
            copy.bucketSince = since;
        });
    }

    Account with(StepProgress next) {
        return changed(copy -> copy.progress = next);
    }

    Account placedWith(@Nullable String next) {
        return changed(copy -> copy.operator = next);
    }

    Account with(PromiseTally next) {
        return changed(copy -> copy.promises = next);
    }

    Account noticed(NoticeKind kind) {
        Set<NoticeKind> next = new HashSet<>(notices);
        next.add(kind);
        return changed(copy -> copy.notices = next);
    }

    Account notNoticed(NoticeKind kind) {
        Set<NoticeKind> next = new HashSet<>(notices);
        next.remove(kind);
        return changed(copy -> copy.notices = next);
    }

    private Account changed(Consumer<Copy> change) {
        Copy copy = new Copy(this);
        change.accept(copy);
        return copy.made();
    }

    /** A copy on which a change sets what differs. Confined to the call that makes it. */
    private static final class Copy {
        private final Account of;
        private Status status;
        private Ledger ledger;
        private AccountTerms terms;
        private @Nullable String dispute;
        private @Nullable Promise promise;
        private String bucket;
        private @Nullable LocalDate bucketSince;
        private PromiseTally promises;
        private StepProgress progress;
        private @Nullable String operator;
        private Set<NoticeKind> notices;
        private @Nullable Offer offer;

        private Copy(Account of) {
            this.of = of;
            this.status = of.status;
            this.ledger = of.ledger;
            this.terms = of.terms;
            this.dispute = of.dispute;
            this.promise = of.promise;
            this.bucket = of.bucket;
            this.bucketSince = of.bucketSince;
            this.promises = of.promises;
            this.progress = of.progress;
            this.operator = of.operator;
            this.notices = of.notices;
            this.offer = of.offer;
        }

        private Account made() {
            return new Account(
                    of.id,
                    status,
                    of.openedOn,
                    ledger,
                    terms,
                    dispute,
                    promise,
                    bucket,
                    bucketSince,
                    promises,
                    progress,
                    operator,
                    notices,
                    offer);
        }
    }
}
