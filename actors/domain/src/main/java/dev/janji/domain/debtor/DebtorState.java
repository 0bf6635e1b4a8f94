package dev.janji.domain.debtor;

import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.policy.ContactRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What is known of a debtor: the fold of its events, nothing else. Immutable. */
public sealed interface DebtorState {
    /** @return how many events made it; the sequence number of the last one */
    long version();

    /** Nobody has told of this debtor. */
    record Unknown() implements DebtorState {
        @Override
        public long version() {
            return 0;
        }
    }

    /**
     * A debtor.
     *
     * @param accounts in order of opening
     * @param holds that were placed and not lifted; one may have run out
     * @param openAttempt handed to a channel and not answered; null when there is none. There is never more than one
     * @param lastDecision the last {@code ContactAuthorized}, {@code ContactDeferred}, {@code ContactRefused} or
     *     {@code AccountHandedOver}; null before the first
     * @param lastPaidOn the debtor's local date on which a payment was last stored; null before the first
     * @param consents beside those of single contact points
     * @param dialogue conversations, replies, callbacks and complaints
     */
    record Known(
            long version,
            LifeCycle lifeCycle,
            Profile profile,
            List<Account> accounts,
            List<Hold> holds,
            List<LinkedPerson> links,
            @Nullable Attempt openAttempt,
            ContactHistory history,
            SeenEvents seen,
            @Nullable DebtorEvent lastDecision,
            @Nullable LocalDate lastPaidOn,
            Consents consents,
            Dialogue dialogue)
            implements DebtorState {
        /** More accounts or holds than this are refused. */
        public static final int MOST = 200;

        public Known {
            accounts = List.copyOf(accounts);
            holds = List.copyOf(holds);
            links = List.copyOf(links);
        }

        public @Nullable Account account(AccountId id) {
            for (Account account : accounts) {
                if (account.id().equals(id)) {
                    return account;
                }
            }
            return null;
        }

        public @Nullable Hold hold(HoldId id) {
            for (Hold hold : holds) {
                if (hold.id().equals(id)) {
                    return hold;
                }
            }
            return null;
        }

        /** Contacts of every kind that count for rules, and since when none is missing. */
        ContactRecord contacts() {
            return dialogue.with(history.record());
        }

        /** Those that the lender placed, and those that conversations are. */
        public List<Hold> standingHolds(Instant now) {
            List<Hold> standing = new ArrayList<>(holds);
            standing.removeIf(hold -> !hold.standsAt(now));
            standing.addAll(dialogue.holds());
            return standing;
        }

        Known withVersion(long next) {
            return new Known(
                    next,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known in(LifeCycle next) {
            return new Known(
                    version,
                    next,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known with(Profile next) {
            return new Known(
                    version,
                    lifeCycle,
                    next,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known withAccounts(List<Account> next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    next,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known withHolds(List<Hold> next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    next,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known withLinks(List<LinkedPerson> next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    next,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known withOpenAttempt(@Nullable Attempt next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    next,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known with(ContactHistory next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    next,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known with(SeenEvents next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    next,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known decided(DebtorEvent next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    next,
                    lastPaidOn,
                    consents,
                    dialogue);
        }

        Known paidOn(LocalDate next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    next,
                    consents,
                    dialogue);
        }

        Known with(Consents next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    next,
                    dialogue);
        }

        Known with(Dialogue next) {
            return new Known(
                    version,
                    lifeCycle,
                    profile,
                    accounts,
                    holds,
                    links,
                    openAttempt,
                    history,
                    seen,
                    lastDecision,
                    lastPaidOn,
                    consents,
                    next);
        }

        Known changing(AccountId id, UnaryOperator<Account> change) {
            List<Account> next = new ArrayList<>(accounts);
            next.replaceAll(account -> account.id().equals(id) ? change.apply(account) : account);
            return withAccounts(next);
        }
    }

    /** How far a debtor's life has come. */
    enum LifeCycle {
        /** History is being loaded; no contact. */
        LOADING,
        ACTIVE,
        /** Personal data is gone; no contact. */
        ERASED
    }
}
