package dev.janji.domain.debtor;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.PastContact;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What the rules look at when they decide about a debtor, at an instant. Immutable; without personal data.
 *
 * @param zone in which the debtor's days are counted
 * @param zoneKnown false when the address tells none, and the policy pack names it
 * @param debts of the accounts that are worked, in order of opening
 * @param contacts made by us and by others in the last {@link #DAYS} local days, today the last of them
 * @param moreContacts whether there may have been more than is remembered
 * @param last contact that was made or must be taken as made; null when there is none
 * @param consents that stand, beyond those of single contact points
 * @param optedOut channels
 * @param reachableBy channels with an own, verified number or address that is not opted out
 * @param holds that stand, those of conversations among them
 * @param lastConversation null when none is known
 * @param callbacks that are waited for
 * @param complaints that are not closed
 * @param respites moratoria that are not over
 * @param zones all of which must allow a contact, and what told them
 * @param used number or address of the newest attempt; null when none is remembered
 */
public record Circumstances(
        Instant at,
        ZoneId zone,
        boolean zoneKnown,
        List<Debt> debts,
        int contacts,
        boolean moreContacts,
        @Nullable LastContact last,
        List<Consents.Given> consents,
        Set<Channel> optedOut,
        Set<Channel> reachableBy,
        List<Hold> holds,
        @Nullable Conversation lastConversation,
        List<Callback> callbacks,
        List<Complaint> complaints,
        List<Respite> respites,
        List<ZoneCandidate> zones,
        @Nullable UsedPoint used) {
    /** Contacts are counted over so many local days. */
    public static final int DAYS = 7;

    public Circumstances {
        debts = List.copyOf(debts);
        consents = List.copyOf(consents);
        optedOut = Set.copyOf(optedOut);
        reachableBy = Set.copyOf(reachableBy);
        holds = List.copyOf(holds);
        callbacks = List.copyOf(callbacks);
        complaints = List.copyOf(complaints);
        respites = List.copyOf(respites);
        zones = List.copyOf(zones);
    }

    /**
     * One debt.
     *
     * @param pausedDays of those since its earliest unpaid due date that do not count
     * @param promise that stands; null when none does
     * @param arrangement that stands; null when none does
     * @param offer that is open; null when none is
     * @param operator who works it; null when the lender does
     * @param assignment by which version and segment it is worked; null before the first time
     * @param handedOver to whom the strategy gave it; null when it did not
     */
    public record Debt(
            AccountId account,
            int daysPastDue,
            int pausedDays,
            String bucket,
            Money overdue,
            Money outstanding,
            @Nullable Promise promise,
            @Nullable Arrangement arrangement,
            @Nullable Offer offer,
            boolean disputed,
            @Nullable String operator,
            Set<NoticeKind> notices,
            StepProgress.@Nullable Assignment assignment,
            StepProgress.@Nullable HandedOver handedOver) {
        public Debt {
            notices = Set.copyOf(notices);
        }
    }

    /**
     * A number or address that was chosen.
     *
     * @param history what became of the attempts to it that are over
     */
    public record UsedPoint(ContactPointId point, Channel channel, PointHistory history) {
        static @Nullable UsedPoint of(Known known) {
            Attempt newest = known.openAttempt();
            if (newest == null) {
                for (PastAttempt past : known.history().attempts()) {
                    newest = newest == null || !past.at().isBefore(newest.authorizedAt()) ? past.attempt() : newest;
                }
            }
            return newest == null
                    ? null
                    : new UsedPoint(
                            newest.contactPoint(), newest.channel(), PointHistory.of(newest.contactPoint(), known));
        }
    }

    /** When, and by which channel. */
    public record LastContact(Instant at, Channel channel) {}

    static Circumstances of(Known known, RuleContext context) {
        LocalDate today = context.today(known);
        ZoneId zone = context.rules().policy().dayZone(known.profile().homeZone());
        ContactRecord record = known.contacts();
        Instant since = today.minusDays(DAYS - 1L).atStartOfDay(zone).toInstant();
        int contacts = 0;
        LastContact last = null;
        for (PastContact each : record.contacts()) {
            if (each.reach() == ContactRecord.Reach.INBOUND_CONVERSATION
                    || each.at().isAfter(context.now())) {
                continue;
            }
            contacts += each.at().isBefore(since) ? 0 : 1;
            last = last == null || each.at().isAfter(last.at()) ? new LastContact(each.at(), each.channel()) : last;
        }
        Instant completeSince = record.completeSince();
        return new Circumstances(
                context.now(),
                zone,
                known.profile().homeZone() != null,
                known.accounts().stream()
                        .filter(account -> account.status() == Account.Status.OPEN)
                        .map(account -> debt(known, account, today, context))
                        .toList(),
                contacts,
                completeSince != null && completeSince.isAfter(since),
                last,
                known.consents().given().stream()
                        .filter(given -> given.until() == null || context.now().isBefore(given.until()))
                        .toList(),
                known.consents().optedOut(),
                reachableBy(known),
                known.standingHolds(context.now(), zone),
                known.dialogue().last(),
                known.dialogue().awaitedCallbacks(context.rules().quiet(), zone, context.now()),
                known.dialogue().complaints(),
                Respite.on(today, known, context.rules().policy()),
                ZoneCandidate.of(known, context.rules().policy()),
                UsedPoint.of(known));
    }

    private static Debt debt(Known known, Account account, LocalDate today, RuleContext context) {
        int days = account.ledger().daysPastDue(today);
        return new Debt(
                account.id(),
                days,
                account.ledger().pausedDays(today),
                context.rules().buckets().of(days).name(),
                new Money(account.ledger().overdueMinor(today), account.ledger().currency()),
                new Money(account.ledger().balanceMinor(), account.ledger().currency()),
                account.hasActivePromise() ? account.promise() : null,
                account.ledger().hasArrangement() ? account.ledger().arrangement() : null,
                account.hasOpenOffer() ? account.offer() : null,
                account.dispute() != null || known.dialogue().disputes(account.id()),
                account.operator(),
                account.notices(),
                account.progress().assignment(),
                account.handedOver());
    }

    private static Set<Channel> reachableBy(Known known) {
        return known.profile().contactPoints().stream()
                .filter(point -> point.role() == ContactPoint.Role.OWN
                        && Contactability.of(point, known).kind() == Contactability.Kind.USABLE)
                .map(ContactPoint::channel)
                .collect(Collectors.toUnmodifiableSet());
    }
}
