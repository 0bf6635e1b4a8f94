package dev.janji.domain.debtor;

import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.MoratoriumId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.policy.ContactRecord;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
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
     * @param moratoria all that were told, also those that are over
     * @param lead for which the debtor waits for an agent, or talks with one; null when there is none. There is never more than one
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
            Dialogue dialogue,
            List<Moratorium> moratoria,
            @Nullable LiveLead lead)
            implements DebtorState {
        /** More accounts or holds than this are refused. */
        public static final int MOST = 200;

        public Known {
            accounts = List.copyOf(accounts);
            holds = List.copyOf(holds);
            links = List.copyOf(links);
            moratoria = List.copyOf(moratoria);
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

        /** @return the moratorium, or null when none was told with this id */
        public @Nullable Moratorium moratorium(MoratoriumId id) {
            for (Moratorium moratorium : moratoria) {
                if (moratorium.id().equals(id)) {
                    return moratorium;
                }
            }
            return null;
        }

        /** Whether a contact that was decided before may still be made: nobody is told yet that none is. */
        public boolean mayStillContact() {
            return openAttempt != null || lead != null && lead.isInTheBalance();
        }

        /** Contacts of every kind that count for rules, and since when none is missing. */
        ContactRecord contacts() {
            return dialogue.with(history);
        }

        /** Those that the lender placed, moratoria, and those that conversations are. @param zone of the debtor's days */
        public List<Hold> standingHolds(Instant now, ZoneId zone) {
            List<Hold> standing = new ArrayList<>(placedHolds(zone));
            standing.removeIf(hold -> !hold.standsAt(now));
            standing.addAll(dialogue.holds());
            return standing;
        }

        /** Those that the lender placed, and moratoria; one may have run out. */
        List<Hold> placedHolds(ZoneId zone) {
            if (moratoria.isEmpty()) {
                return holds;
            }
            List<Hold> placed = new ArrayList<>(holds);
            for (Moratorium moratorium : moratoria) {
                if (moratorium.hasDays()) {
                    placed.add(moratorium.hold(zone));
                }
            }
            return placed;
        }

        Known withVersion(long next) {
            return changed(copy -> copy.version = next);
        }

        Known in(LifeCycle next) {
            return changed(copy -> copy.lifeCycle = next);
        }

        Known with(Profile next) {
            return changed(copy -> copy.profile = next);
        }

        Known withAccounts(List<Account> next) {
            return changed(copy -> copy.accounts = next);
        }

        Known withHolds(List<Hold> next) {
            return changed(copy -> copy.holds = next);
        }

        Known withLinks(List<LinkedPerson> next) {
            return changed(copy -> copy.links = next);
        }

        Known withOpenAttempt(@Nullable Attempt next) {
            return changed(copy -> copy.openAttempt = next);
        }

        Known with(ContactHistory next) {
            return changed(copy -> copy.history = next);
        }

        Known with(SeenEvents next) {
            return changed(copy -> copy.seen = next);
        }

        Known decided(DebtorEvent next) {
            return changed(copy -> copy.lastDecision = next);
        }

        Known paidOn(LocalDate next) {
            return changed(copy -> copy.lastPaidOn = next);
        }

        Known with(Consents next) {
            return changed(copy -> copy.consents = next);
        }

        Known with(Dialogue next) {
            return changed(copy -> copy.dialogue = next);
        }

        Known withMoratoria(List<Moratorium> next) {
            return changed(copy -> copy.moratoria = next);
        }

        Known withLead(@Nullable LiveLead next) {
            return changed(copy -> copy.lead = next);
        }

        Known changing(AccountId id, UnaryOperator<Account> change) {
            List<Account> next = new ArrayList<>(accounts);
            next.replaceAll(account -> account.id().equals(id) ? change.apply(account) : account);
            return withAccounts(next);
        }

        private Known changed(Consumer<Copy> change) {
            Copy copy = new Copy(this);
            change.accept(copy);
            return copy.made();
        }

        /** A copy on which a change sets what differs. Confined to the call that makes it. */
        private static final class Copy {
            private long version;
            private LifeCycle lifeCycle;
            private Profile profile;
            private List<Account> accounts;
            private List<Hold> holds;
            private List<LinkedPerson> links;
            private @Nullable Attempt openAttempt;
            private ContactHistory history;
            private SeenEvents seen;
            private @Nullable DebtorEvent lastDecision;
            private @Nullable LocalDate lastPaidOn;
            private Consents consents;
            private Dialogue dialogue;
            private List<Moratorium> moratoria;
            private @Nullable LiveLead lead;

            private Copy(Known of) {
                this.version = of.version;
                this.lifeCycle = of.lifeCycle;
                this.profile = of.profile;
                this.accounts = of.accounts;
                this.holds = of.holds;
                this.links = of.links;
                this.openAttempt = of.openAttempt;
                this.history = of.history;
                this.seen = of.seen;
                this.lastDecision = of.lastDecision;
                this.lastPaidOn = of.lastPaidOn;
                this.consents = of.consents;
                this.dialogue = of.dialogue;
                this.moratoria = of.moratoria;
                this.lead = of.lead;
            }

            private Known made() {
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
                        dialogue,
                        moratoria,
                        lead);
            }
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
