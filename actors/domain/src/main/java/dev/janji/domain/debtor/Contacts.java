package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** What a wake-up does: close what has run out, and decide about the contact that is due. One contact covers every account that is due. */
final class Contacts {
    /** An attempt in doubt is asked about so often ... */
    private static final Duration LOOK_UP_EVERY = Duration.ofMinutes(15);

    /** ... and after so long counts as made for ever. */
    private static final Duration LOOK_UP_FOR = Duration.ofDays(1);

    private final RuleContext context;
    private final List<DebtorEvent> events = new ArrayList<>();
    private final List<FollowUp> followUps = new ArrayList<>();

    private Contacts(RuleContext context) {
        this.context = context;
    }

    /** @return the instant from which an unanswered attempt is in doubt */
    static Instant deadline(Attempt open, RuleContext context) {
        return open.validUntil().plus(context.rules().clockSkew());
    }

    /** @return when the provider is asked next about an attempt in doubt; after {@code now} */
    static Instant nextLookUp(PastAttempt past, RuleContext context) {
        Instant since = deadline(past.attempt(), context);
        long asked = Math.max(0, ChronoUnit.SECONDS.between(since, context.now())) / LOOK_UP_EVERY.toSeconds();
        return since.plus(LOOK_UP_EVERY.multipliedBy(asked + 1));
    }

    /** Whoever is the same person as others is contacted only in their turn, knowing of their contacts. */
    static Decision wakeUp(Known known, RuleContext context) {
        Contacts contacts = new Contacts(context);
        Known now = contacts.closeOpenAttempt(known);
        now = contacts.settleDoubts(now);
        now = contacts.add(now, DerivedEvents.of(now, context));
        if (now.openAttempt() == null) {
            now = contacts.decide(now);
            Set<DebtorPersonId> persons = now.openAttempt() == null || context.others() != null
                    ? Set.of()
                    : SharedPersons.of(now, context.debtor());
            if (!persons.isEmpty()) {
                return new Decision.NeedsOthers(persons);
            }
        }
        return new Decision.Accepted(now, contacts.events, contacts.followUps, Decision.Ack.NOW);
    }

    private Known add(Known known, List<DebtorEvent> more) {
        Known next = known;
        for (DebtorEvent event : more) {
            events.add(event);
            next = (Known) Evolution.evolve(next, event);
        }
        return next;
    }

    private Known closeOpenAttempt(Known known) {
        Attempt open = known.openAttempt();
        if (open == null || context.now().isBefore(deadline(open, context))) {
            return known;
        }
        followUps.add(new FollowUp.LookUpContact(open.id(), open.channel()));
        return add(
                known,
                List.of(new DebtorEvent.AttemptAnswered(
                        context.now(),
                        DebtorRules.VERSION,
                        open.id(),
                        Answer.IN_DOUBT,
                        "Expected the channel's answer before the deadline, but none came",
                        "")));
    }

    private Known settleDoubts(Known known) {
        Known next = known;
        List<FollowUp> asked = List.copyOf(followUps);
        for (PastAttempt past : known.history().inDoubt()) {
            AttemptId id = past.attempt().id();
            FollowUp lookUp = new FollowUp.LookUpContact(id, past.attempt().channel());
            if (!context.now().isBefore(deadline(past.attempt(), context).plus(LOOK_UP_FOR))) {
                next = add(
                        next,
                        List.of(new DebtorEvent.AttemptSettled(
                                context.now(), DebtorRules.VERSION, id, Settlement.COUNTED_AS_MADE, "")));
            } else if (!asked.contains(lookUp)) {
                followUps.add(lookUp);
            }
        }
        return next;
    }

    /** Takes what is due; a refused step is over, a halted one stays due, and what else is due is decided without it. */
    private Known decide(Known known) {
        Known next = known;
        Halted halted = new Halted(context);
        Due due = Due.of(next, context, halted);
        while (due != null) {
            Taking taking = taken(next, due, halted);
            if (taking != Taking.HALTED) {
                next = (Known) Evolution.evolve(next, events.get(events.size() - 1));
            }
            if (taking == Taking.OVER) {
                // Whatever is halted is looked at again when the contact is answered.
                return next;
            }
            due = Due.of(next, context, halted);
        }
        DebtorEvent deferred = halted.toTell(next);
        return deferred == null ? next : add(next, List.of(deferred));
    }

    /** What became of what was due. */
    private enum Taking {
        /** Decided, and nothing more is at this wake-up. */
        OVER,
        /** The leading step is over. */
        REFUSED,
        /** Nothing was decided: it waits for the end of a stop. */
        HALTED
    }

    private Taking taken(Known known, Due due, Halted halted) {
        Plan.Next next = due.leading();
        Strategy strategy = next.strategy();
        StepReference leading = next.reference();
        if (!(next.step().action() instanceof Action.Contact contact)) {
            Stop stop = context.stops().ofPlan(context.debtor().lender(), strategy.version());
            if (stop != null) {
                halted.add(next, stop, null);
                return Taking.HALTED;
            }
            handOver(due, ((Action.HandOver) next.step().action()).to());
            return Taking.REFUSED;
        }
        if (context.stops().ofPlan(context.debtor().lender(), strategy.version()) == null
                && otherPlansHalted(due, halted)) {
            return Taking.HALTED;
        }
        StepProgress.Trying trying = due.worst().progress().trying(leading.from(), leading.minute());
        if (trying.tries() >= strategy.triesPerStep()) {
            refuse(next, List.of(Plan.TRIES));
            return Taking.REFUSED;
        }
        PolicyPack policy = context.rules().policyOf(strategy);
        Set<Channel> used = usedFor(known, contact, leading);
        Proposals proposals = Proposals.about(known, due, context);
        TreeSet<String> forbidding = new TreeSet<>();
        Verdict.Deferred earliest = null;
        Stop stop = null;
        for (Channel channel : contact.channels()) {
            if (used.contains(channel)) {
                continue;
            }
            for (ContactPoint point : known.profile().contactPoints()) {
                if (point.channel() != channel || trying.refusedBy().contains(point.id())) {
                    continue;
                }
                Contactability contactability = Contactability.of(point, known);
                Verdict verdict = policy.evaluate(proposals.to(contactability.seen(point)), context.now());
                if (verdict instanceof Verdict.Forbidden) {
                    forbidding.addAll(verdict.ruleIds());
                } else if (!contactability.isUsable()) {
                    // No pack need say it: what is dead, somebody else's or opted out is never used.
                    forbidding.add(Plan.UNUSABLE);
                } else if (verdict instanceof Verdict.Allowed allowed) {
                    Stop halting = context.stops()
                            .ofContact(context.debtor().lender(), channel, contact.template(), due.strategies());
                    if (halting == null) {
                        authorize(known, due, contact, point, allowed);
                        return Taking.OVER;
                    }
                    stop = stop == null ? halting : stop;
                } else if (verdict instanceof Verdict.Deferred deferred) {
                    earliest = earliest == null || deferred.until().isBefore(earliest.until()) ? deferred : earliest;
                }
            }
        }
        if (stop != null) {
            halted.add(next, stop, earliest);
            return Taking.HALTED;
        }
        if (earliest == null) {
            refuse(next, forbidding.isEmpty() ? List.of(Plan.NO_CONTACT_POINT) : List.copyOf(forbidding));
            return Taking.REFUSED;
        }
        events.add(new DebtorEvent.ContactDeferred(
                context.now(),
                DebtorRules.VERSION,
                due.steps(),
                earliest.until(),
                earliest.ruleIds(),
                strategy.version(),
                context.rules().policy().version()));
        return Taking.OVER;
    }

    /** A contact stands for no step of a plan that is stopped, though the plan of the leading step is not. */
    private boolean otherPlansHalted(Due due, Halted halted) {
        boolean any = false;
        for (Plan.Next next : due.nexts()) {
            Stop stop = next.equals(due.leading())
                    ? null
                    : context.stops()
                            .ofPlan(context.debtor().lender(), next.strategy().version());
            if (stop != null) {
                halted.add(next, stop, null);
                any = true;
            }
        }
        return any;
    }

    /** @return the channels on which the step was taken already, when it waits for a response before it takes the next one */
    private static Set<Channel> usedFor(Known known, Action.Contact contact, StepReference step) {
        if (contact.response() == null) {
            return Set.of();
        }
        Set<Channel> used = EnumSet.noneOf(Channel.class);
        for (PastAttempt past : known.history().madeFor(step.account(), step.from(), step.minute())) {
            used.add(past.channel());
        }
        return used;
    }

    private void handOver(Due due, Action.Receiver to) {
        LocalDate dueDate = due.worst().ledger().earliestUnpaidDueDate();
        if (dueDate == null) {
            throw new IllegalStateException("Expected a step for an unpaid due date, but nothing is unpaid");
        }
        events.add(new DebtorEvent.AccountHandedOver(
                context.now(),
                DebtorRules.VERSION,
                due.leading().reference(),
                to,
                dueDate,
                due.leading().strategy().version()));
    }

    private void authorize(Known known, Due due, Action.Contact contact, ContactPoint point, Verdict.Allowed allowed) {
        Account worst = due.worst();
        LocalDate today = context.today(known);
        Instant validUntil = context.now().plus(context.rules().contactValidity());
        if (allowed.until().isBefore(validUntil)) {
            validUntil = allowed.until();
        }
        AttemptId id = AttemptId.of(context.debtor(), known.version() + 1);
        Attempt attempt = new Attempt(
                id, point.channel(), point.id(), due.steps(), contact.template(), context.now(), validUntil);
        events.add(new DebtorEvent.ContactAuthorized(
                context.now(),
                DebtorRules.VERSION,
                attempt,
                allowed.ruleIds(),
                due.leading().strategy().version(),
                context.rules().policy().version()));
        ContactFacts facts = new ContactFacts(
                known.profile().name(),
                worst.id(),
                new Money(worst.ledger().payableMinor(today), worst.ledger().currency()),
                dueDateOf(worst, due),
                worst.ledger().daysPastDue(today));
        followUps.add(new FollowUp.SendContact(
                attempt, point.address(), known.profile().language(), facts, due.strategies()));
    }

    private static LocalDate dueDateOf(Account account, Due due) {
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        return dueDate == null ? due.leading().reference().anchor() : dueDate;
    }

    /** The step alone: whatever it would have stood for may still be taken in its own way. */
    private void refuse(Plan.Next next, List<String> ruleIds) {
        events.add(new DebtorEvent.ContactRefused(
                context.now(),
                DebtorRules.VERSION,
                List.of(next.reference()),
                ruleIds,
                next.strategy().version(),
                context.rules().policy().version()));
    }

    /** Closes the open attempt with the channel's answer, or settles one in doubt with an answer that came late. */
    static Decision answered(Known known, DebtorCommand.RecordAnswer c, RuleContext context) {
        Attempt open = known.openAttempt();
        if (open != null && open.id().equals(c.attempt())) {
            List<DebtorEvent> events = new ArrayList<>();
            events.add(new DebtorEvent.AttemptAnswered(
                    context.now(), DebtorRules.VERSION, c.attempt(), c.answer(), c.detail(), c.providerReference()));
            if (c.answer() == Answer.REFUSED || c.answer() == Answer.EXPIRED) {
                events.add(waiting(known, open, context));
            }
            return accepted(known, events, context);
        }
        PastAttempt past = known.history().find(c.attempt());
        if (past == null) {
            return new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");
        }
        Settlement settlement = switch (c.answer()) {
            case HANDED_OVER -> Settlement.SENT;
            case REFUSED, EXPIRED, WITHDRAWN -> Settlement.NEVER_SENT;
            case IN_DOUBT -> null;
        };
        return settlement == null || !past.inDoubt()
                ? Decision.Accepted.of(known, List.of())
                : settled(
                        known,
                        new DebtorCommand.SettleAttempt(c.attempt(), settlement, c.providerReference()),
                        context);
    }

    /** The step is tried again, on another contact point or later, but not at once. */
    private static DebtorEvent waiting(Known known, Attempt open, RuleContext context) {
        Account account = known.account(open.covers().get(0).account());
        Strategy strategy = account == null
                ? context.rules().strategies().current()
                : Course.of(known, account, context).strategy();
        return new DebtorEvent.ContactDeferred(
                context.now(),
                DebtorRules.VERSION,
                open.covers(),
                context.now().plus(Duration.ofMinutes(strategy.retryMinutes())),
                List.of("RETRY"),
                strategy.version(),
                context.rules().policy().version());
    }

    static Decision settled(Known known, DebtorCommand.SettleAttempt c, RuleContext context) {
        PastAttempt past = known.history().find(c.attempt());
        if (past == null) {
            return new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");
        }
        return past.inDoubt()
                ? accepted(
                        known,
                        List.of(new DebtorEvent.AttemptSettled(
                                context.now(),
                                DebtorRules.VERSION,
                                c.attempt(),
                                c.settlement(),
                                c.providerReference())),
                        context)
                : Decision.Accepted.of(known, List.of());
    }

    /** A receipt proves that the attempt left, whatever answer is missing. */
    static Decision reported(Known known, DebtorCommand.RecordOutcome c, RuleContext context) {
        Attempt open = known.openAttempt();
        if (open != null && open.id().equals(c.attempt())) {
            return accepted(
                    known,
                    List.of(
                            new DebtorEvent.AttemptAnswered(
                                    context.now(),
                                    DebtorRules.VERSION,
                                    c.attempt(),
                                    Answer.HANDED_OVER,
                                    "Its receipt came before the answer",
                                    ""),
                            new DebtorEvent.OutcomeReceived(
                                    context.now(), DebtorRules.VERSION, c.attempt(), c.outcome(), c.reportedAt())),
                    context);
        }
        PastAttempt past = known.history().find(c.attempt());
        if (past == null) {
            return new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");
        }
        List<DebtorEvent> events = new ArrayList<>(2);
        if (past.inDoubt()) {
            events.add(new DebtorEvent.AttemptSettled(
                    context.now(), DebtorRules.VERSION, c.attempt(), Settlement.SENT, ""));
        }
        if (!past.with(c.outcome()).equals(past)) {
            events.add(new DebtorEvent.OutcomeReceived(
                    context.now(), DebtorRules.VERSION, c.attempt(), c.outcome(), c.reportedAt()));
        }
        return accepted(known, events, context);
    }

    /** What became of a contact may move an account to another segment. */
    private static Decision accepted(Known known, List<DebtorEvent> events, RuleContext context) {
        Decision.Accepted accepted = Decision.Accepted.of(known, events);
        if (events.isEmpty()) {
            return accepted;
        }
        List<DebtorEvent> all = new ArrayList<>(events);
        all.addAll(DerivedEvents.of((Known) accepted.after(), context));
        return all.size() == events.size() ? accepted : Decision.Accepted.of(known, all);
    }

    static @Nullable FollowUp withdrawal(Known known) {
        Attempt open = known.openAttempt();
        return open == null ? null : new FollowUp.WithdrawContact(open.id(), open.channel());
    }
}
