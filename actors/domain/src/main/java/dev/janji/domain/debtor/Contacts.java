package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.ContactProposal;
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
    private final DebtorCommand.@Nullable DialLead dialing;

    /** @param dialing the call that may be made now; null when calls are offered to desks */
    Contacts(RuleContext context, DebtorCommand.@Nullable DialLead dialing) {
        this.context = context;
        this.dialing = dialing;
    }

    List<DebtorEvent> events() {
        return events;
    }

    List<FollowUp> followUps() {
        return followUps;
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
        Contacts contacts = new Contacts(context, null);
        Known now = contacts.closeOpenAttempt(known);
        now = contacts.settleDoubts(now);
        now = contacts.add(now, Leads.overdue(now, context, contacts.followUps));
        now = contacts.add(now, DerivedEvents.of(now, context));
        if (now.openAttempt() == null && now.lead() == null) {
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
        followUps.add(FollowUp.LookUpContact.of(open));
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
            FollowUp lookUp = FollowUp.LookUpContact.of(past.attempt());
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
        StandardAnswer answer = StandardAnswer.next(next, context);
        while (answer != null && !answer.from().isAfter(context.now())) {
            next = taken(next, answer);
            if (next.openAttempt() != null) {
                return next;
            }
            answer = StandardAnswer.next(next, context);
        }
        PromisedCall promised = PromisedCall.next(next, context);
        while (promised != null && !promised.offeredFrom().isAfter(context.now())) {
            if (taken(next, promised)) {
                return (Known) Evolution.evolve(next, events.get(events.size() - 1));
            }
            next = (Known) Evolution.evolve(next, events.get(events.size() - 1));
            promised = PromisedCall.next(next, context);
        }
        WrittenConversation written = WrittenConversation.next(next, context);
        if (written != null && !written.from().isAfter(context.now())) {
            events.add(written.offered(next, context));
            addOffer(next);
            return (Known) Evolution.evolve(next, events.get(events.size() - 1));
        }
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

    /** It leaves, or an event says why not, and it is later or a person's. */
    private Known taken(Known known, StandardAnswer answer) {
        Choice choice = answer.choice(known, context);
        ContactPoint point = choice.point();
        Verdict.Allowed allowed = choice.allowed();
        DebtorEvent against = answer.against(known, choice, context);
        if (against != null || point == null || allowed == null) {
            return against == null ? known : add(known, List.of(against));
        }
        Strategy strategy = answer.strategy(known, context);
        authorize(
                known,
                answer.worst(),
                answer.steps(),
                answer.template(),
                Set.of(strategy.version()),
                strategy,
                point,
                allowed);
        return (Known) Evolution.evolve(known, events.get(events.size() - 1));
    }

    /** @return whether it is offered, or made; else an event says why not, and it is later or over */
    boolean taken(Known known, PromisedCall promised) {
        Strategy strategy = promised.strategy(known, context);
        Choice choice = promised.choice(known, agent(), context);
        ContactPoint point = choice.point();
        Verdict.Allowed allowed = choice.allowed();
        if (point != null && allowed != null) {
            Callback callback = promised.callback();
            if (dialing == null) {
                Instant until = allowed.until().isBefore(callback.until()) ? allowed.until() : callback.until();
                events.add(Leads.offered(
                        known, promised.steps(), null, callback, until, allowed.ruleIds(), strategy, context));
                addOffer(known);
            } else {
                authorize(
                        known,
                        promised.worst(),
                        promised.steps(),
                        PromisedCall.TEMPLATE,
                        Set.of(strategy.version()),
                        strategy,
                        point,
                        allowed);
            }
            return true;
        }
        Stop stop = choice.stop();
        Verdict.Deferred deferred = choice.deferred();
        if (stop != null || deferred != null) {
            // It is offered so long before, and must not be looked at again before that.
            Instant until =
                    context.stops().lookAgain(context.debtor(), context.now()).plus(PromisedCall.AHEAD);
            if (deferred != null && (stop == null || deferred.until().isBefore(until))) {
                until = deferred.until();
            }
            events.add(new DebtorEvent.ContactDeferred(
                    context.now(),
                    DebtorRules.VERSION,
                    promised.steps(),
                    until,
                    choice.against(),
                    strategy.version(),
                    context.rules().policy().version(),
                    stop == null ? List.of() : List.of(stop.id())));
        } else {
            events.add(new DebtorEvent.ContactRefused(
                    context.now(),
                    DebtorRules.VERSION,
                    promised.steps(),
                    choice.against(),
                    strategy.version(),
                    context.rules().policy().version()));
        }
        return false;
    }

    private ContactProposal.@Nullable Agent agent() {
        return dialing == null ? null : dialing.agent();
    }

    private void addOffer(Known before) {
        Known offered = (Known) Evolution.evolve(before, events.get(events.size() - 1));
        FollowUp offer = Leads.offer(offered, context);
        if (offer != null) {
            followUps.add(offer);
        }
    }

    /** What became of what was due. */
    enum Taking {
        /** Decided, and nothing more is at this wake-up. */
        OVER,
        /** The leading step is over. */
        REFUSED,
        /** Nothing was decided: it waits for the end of a stop. */
        HALTED
    }

    Taking taken(Known known, Due due, Halted halted) {
        Plan.Next next = due.leading();
        Strategy strategy = next.strategy();
        StepReference leading = next.reference();
        Action action = next.step().action();
        if (action instanceof Action.HandOver handOver) {
            Stop stop = context.stops().ofPlan(context.debtor().lender(), strategy.version());
            if (stop != null) {
                halted.add(next, stop, null);
                return Taking.HALTED;
            }
            List<String> against = FieldHandOver.refusing(known, due, handOver.to(), context);
            if (against.isEmpty()) {
                handOver(due, handOver.to());
            } else {
                refuse(next, against);
            }
            return Taking.REFUSED;
        }
        if (context.stops().ofPlan(context.debtor().lender(), strategy.version()) == null
                && otherPlansHalted(due, halted)) {
            return Taking.HALTED;
        }
        StepProgress.Trying trying = due.worst().progress().trying(leading.from(), leading.minute());
        if (Attempts.areExhausted(known, due.worst(), trying, strategy)) {
            refuse(next, List.of(Plan.TRIES));
            return Taking.REFUSED;
        }
        if (action instanceof Action.Contact contact
                && RecordedCalls.permitted(contact.channels(), context).isEmpty()) {
            refuse(next, List.of(RecordedCalls.NOT_ATTESTED));
            return Taking.REFUSED;
        }
        Choice choice = choice(known, due, trying, agent());
        ContactPoint point = choice.point();
        Verdict.Allowed allowed = choice.allowed();
        if (point != null && allowed != null) {
            if (action instanceof Action.Call call && dialing == null) {
                events.add(Leads.offered(
                        known,
                        due.steps(),
                        call,
                        null,
                        Leads.until(known, next.step(), allowed, context),
                        allowed.ruleIds(),
                        strategy,
                        context));
                addOffer(known);
            } else {
                authorize(
                        known,
                        due.worst(),
                        due.steps(),
                        templateOf(action),
                        due.strategies(),
                        strategy,
                        point,
                        allowed);
            }
            return Taking.OVER;
        }
        Stop stop = choice.stop();
        Verdict.Deferred earliest = choice.deferred();
        if (stop != null) {
            halted.add(next, stop, earliest);
            return Taking.HALTED;
        }
        if (earliest == null) {
            Set<String> forbidding = choice.forbidding();
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

    private Choice choice(Known known, Due due, StepProgress.Trying trying, ContactProposal.@Nullable Agent agent) {
        Plan.Next next = due.leading();
        List<Channel> channels = List.of(Channel.VOICE);
        Set<Channel> used = Set.of();
        if (next.step().action() instanceof Action.Contact contact) {
            channels = RecordedCalls.permitted(contact.channels(), context);
            used = usedFor(known, contact, next.reference());
        }
        Set<Channel> without = used;
        boolean isCall = next.step().action() instanceof Action.Call;
        return Choice.of(
                known,
                Proposals.about(known, due, context),
                context.rules().policyOf(next.strategy()),
                new Choice.Wish(
                        channels,
                        (channel, id) -> without.contains(channel)
                                || trying.refusedBy().contains(id)
                                || channel == Channel.VOICE && !isCall && !RecordedCalls.mayCall(known, id),
                        templateOf(next.step().action()),
                        due.strategies(),
                        agent,
                        context.now()),
                context);
    }

    /** @return what keeps this agent from the call that somebody else may make; empty when that is not why */
    List<String> againstTheAgent(Known known, Due due) {
        StepReference leading = due.leading().reference();
        StepProgress.Trying trying = due.worst().progress().trying(leading.from(), leading.minute());
        return agent() == null || choice(known, due, trying, null).point() == null
                ? List.of()
                : choice(known, due, trying, agent()).against();
    }

    /** The same of a promised call. */
    List<String> againstTheAgent(Known known, PromisedCall promised) {
        return agent() == null || promised.choice(known, null, context).point() == null
                ? List.of()
                : promised.choice(known, agent(), context).against();
    }

    private static String templateOf(Action action) {
        return action instanceof Action.Call call ? call.template() : ((Action.Contact) action).template();
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

    private void authorize(
            Known known,
            Account worst,
            List<StepReference> steps,
            String template,
            Set<String> strategies,
            Strategy strategy,
            ContactPoint point,
            Verdict.Allowed allowed) {
        LocalDate today = context.today(known);
        Instant validUntil = context.now().plus(context.rules().contactValidity());
        if (allowed.until().isBefore(validUntil)) {
            validUntil = allowed.until();
        }
        AttemptId id = AttemptId.of(context.debtor(), known.version() + 1);
        Attempt attempt = new Attempt(id, point.channel(), point.id(), steps, template, context.now(), validUntil);
        events.add(new DebtorEvent.ContactAuthorized(
                context.now(),
                DebtorRules.VERSION,
                attempt,
                allowed.ruleIds(),
                strategy.version(),
                context.rules().policy().version()));
        LocalDate dueDate = worst.ledger().earliestUnpaidDueDate();
        ContactFacts facts = new ContactFacts(
                known.profile().name(),
                worst.id(),
                new Money(worst.ledger().payableMinor(today), worst.ledger().currency()),
                dueDate == null ? steps.get(0).anchor() : dueDate,
                worst.ledger().daysPastDue(today),
                today,
                Owed.of(worst),
                worst.terms().text(ContactFacts.VIRTUAL_ACCOUNT));
        followUps.add(new FollowUp.SendContact(
                attempt,
                point.address(),
                known.profile().language(),
                facts,
                strategies,
                allowed.until(),
                known.dialogue().writtenAt(point)));
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

    static @Nullable FollowUp withdrawal(Known known) {
        Attempt open = known.openAttempt();
        return open == null ? null : new FollowUp.WithdrawContact(open.id(), open.channel());
    }
}
