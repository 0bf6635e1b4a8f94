package dev.janji.domain.debtor;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Ledger;
import dev.janji.domain.account.Promise;
import dev.janji.domain.account.PromiseTally;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One debt of the debtor. Immutable.
 *
 * @param dispute id of the open dispute; null when there is none
 * @param promise the last one; null when there never was one
 * @param bucket that it last entered; empty before the first
 * @param bucketSince the debtor's local date on which it entered it; null when nothing was unpaid then, or before the first
 * @param promises that were kept and broken
 * @param operator who works it; null when the lender does
 * @param notices given so far
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
        Set<NoticeKind> notices) {

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
                Set.of());
    }

    public boolean hasActivePromise() {
        return promise != null && promise.state() == Promise.State.ACTIVE;
    }

    /** @return to whom the account is given now; null when it was for an earlier due date, or never */
    public StepProgress.@Nullable HandedOver handedOver() {
        StepProgress.HandedOver last = progress.handedOver();
        LocalDate dueDate = ledger.earliestUnpaidDueDate();
        return last == null || dueDate == null || dueDate.isAfter(last.dueDate()) ? null : last;
    }

    Account in(Status next) {
        return new Account(
                id,
                next,
                openedOn,
                ledger,
                terms,
                dispute,
                promise,
                bucket,
                bucketSince,
                promises,
                progress,
                operator,
                notices);
    }

    Account with(Ledger next) {
        return new Account(
                id,
                status,
                openedOn,
                next,
                terms,
                dispute,
                promise,
                bucket,
                bucketSince,
                promises,
                progress,
                operator,
                notices);
    }

    Account with(AccountTerms next) {
        return new Account(
                id,
                status,
                openedOn,
                ledger,
                next,
                dispute,
                promise,
                bucket,
                bucketSince,
                promises,
                progress,
                operator,
                notices);
    }

    Account disputed(@Nullable String next) {
        return new Account(
                id,
                status,
                openedOn,
                ledger,
                terms,
                next,
                promise,
                bucket,
                bucketSince,
                promises,
                progress,
                operator,
                notices);
    }

    Account promised(Promise next) {
        return new Account(
                id,
                status,
                openedOn,
                ledger,
                terms,
                dispute,
                next,
                bucket,
                bucketSince,
                promises,
                progress,
                operator,
                notices);
    }

    Account inBucket(String next, @Nullable LocalDate since) {
        return new Account(
                id, status, openedOn, ledger, terms, dispute, promise, next, since, promises, progress, operator,
                notices);
    }

    Account with(StepProgress next) {
        return new Account(
                id,
                status,
                openedOn,
                ledger,
                terms,
                dispute,
                promise,
                bucket,
                bucketSince,
                promises,
                next,
                operator,
                notices);
    }

    Account placedWith(@Nullable String next) {
        return new Account(
                id,
                status,
                openedOn,
                ledger,
                terms,
                dispute,
                promise,
                bucket,
                bucketSince,
                promises,
                progress,
                next,
                notices);
    }

    Account with(PromiseTally next) {
        return new Account(
                id,
                status,
                openedOn,
                ledger,
                terms,
                dispute,
                promise,
                bucket,
                bucketSince,
                next,
                progress,
                operator,
                notices);
    }

    Account noticed(NoticeKind kind) {
        Set<NoticeKind> next = new HashSet<>(notices);
        next.add(kind);
        return new Account(
                id,
                status,
                openedOn,
                ledger,
                terms,
                dispute,
                promise,
                bucket,
                bucketSince,
                promises,
                progress,
                operator,
                next);
    }
}
