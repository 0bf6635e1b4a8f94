package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.DebtorState.LifeCycle;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.policy.ContactProposal.Purpose;
import dev.janji.domain.policy.Verdict;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Calls in which nobody speaks but a machine: a contact of channel VOICE whose template's name begins with {@value #TEMPLATES}. For every cap, hour and frequency it
 * is a call. Whether whoever answered may be told anything is decided anew at that instant, and once more before the message is played (ID-04).
 */
public final class RecordedCalls {
    /** How the names of their templates begin; no other text for VOICE may. */
    public static final String TEMPLATES = "recorded-";

    /** The template of what whoever answers hears first, before anybody has said who that is. */
    public static final String GREETING = "recorded-greeting";

    /** What a lender declares in writing before a machine calls anybody for it. */
    public static final String ATTESTATION = "recorded-calls";

    /** Under this id events name that the lender did not. */
    static final String NOT_ATTESTED = "RECORDED-CALL";

    private RecordedCalls() {}

    /** Whether a text of this name on this channel is what a machine says. */
    public static boolean is(String template, Channel channel) {
        return channel == Channel.VOICE && template.startsWith(TEMPLATES);
    }

    /** Whether a machine makes it. */
    static boolean is(Attempt attempt) {
        return is(attempt.template(), attempt.channel());
    }

    /** @return those that may be used for a step that no agent takes; a machine calls only with the lender's word */
    static List<Channel> permitted(List<Channel> channels, RuleContext context) {
        return context.rules().recordedCalls() || !channels.contains(Channel.VOICE)
                ? channels
                : channels.stream().filter(channel -> channel != Channel.VOICE).toList();
    }

    /** Whatever a pack lets pass: a machine calls the debtor's own and verified number only. */
    static boolean mayCall(Known known, ContactPointId id) {
        ContactPoint point = known.profile().contactPoint(id);
        return point != null
                && point.role() == ContactPoint.Role.OWN
                && Contactability.of(point, known).kind() == Contactability.Kind.USABLE;
    }

    /** @return null when nobody remembers it */
    static @Nullable Attempt find(Known known, AttemptId id) {
        Attempt open = known.openAttempt();
        if (open != null && open.id().equals(id)) {
            return open;
        }
        PastAttempt past = known.history().find(id);
        return past == null ? null : past.attempt();
    }

    /** @return when a step is tried again for which no line was free: spread over the strategy's pause, by a hash of the attempt, so that they do not all come at once */
    static Instant whenALineMayBeFree(Known known, Attempt attempt, RuleContext context) {
        long longest = Duration.between(context.now(), Attempts.retry(known, attempt.covers(), context))
                .toSeconds();
        return context.now()
                .plusSeconds(1 + Math.floorMod(attempt.id().value().hashCode(), (int) Math.max(1, longest)));
    }

    static Decision noted(Known known, DebtorCommand.NoteRecordedCall c, RuleContext context) {
        Attempt attempt = find(known, c.attempt());
        if (attempt == null) {
            return new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");
        }
        if (!is(attempt)) {
            return new Decision.Rejected(RefusalReason.INVALID_FIELD, "attempt");
        }
        PastAttempt past = known.history().find(c.attempt());
        Outcome before = past == null ? null : past.outcome();
        return switch (c.word()) {
            case ANSWERED ->
                before == Outcome.ANSWERED ? notNow("ANSWERED") : asked(known, attempt, RecordedCall.GREETED, context);
            case CONFIRMED ->
                before == Outcome.ANSWERED ? asked(known, attempt, RecordedCall.PLAYED, context) : notNow("ANSWERED");
            case BUSY, NO_ANSWER, MACHINE, NOT_IN_SERVICE, FAILED ->
                before == null ? unreached(known, attempt, c.word(), context) : Decision.Accepted.of(known, List.of());
        };
    }

    private static Decision.Rejected notNow(String why) {
        return new Decision.Rejected(RefusalReason.LEAD_NOT_NOW, why);
    }

    private static Decision asked(Known known, Attempt attempt, RecordedCall next, RuleContext context) {
        List<DebtorEvent> events = new ArrayList<>(outcome(known, attempt, Outcome.ANSWERED, context));
        List<String> against = against(known, attempt, context);
        events.add(event(attempt, against.isEmpty() ? next : RecordedCall.SILENCED, context));
        Decision.Accepted accepted = Attempts.accepted(known, events, context);
        return against.isEmpty()
                ? accepted
                : new Decision.Accepted(
                        accepted.after(),
                        accepted.events(),
                        List.of(),
                        Decision.Ack.NOW,
                        notNow(String.join(", ", against)));
    }

    private static Decision unreached(
            Known known, Attempt attempt, DebtorCommand.NoteRecordedCall.Word word, RuleContext context) {
        Outcome outcome = switch (word) {
            case BUSY -> Outcome.BUSY;
            case NO_ANSWER -> Outcome.NO_ANSWER;
            case MACHINE -> Outcome.MACHINE;
            case NOT_IN_SERVICE -> Outcome.BOUNCED;
            case FAILED, ANSWERED, CONFIRMED -> Outcome.UNDELIVERED;
        };
        List<DebtorEvent> events = new ArrayList<>(outcome(known, attempt, outcome, context));
        events.add(event(attempt, RecordedCall.UNREACHED, context));
        Known then = known;
        for (DebtorEvent event : events) {
            then = (Known) Evolution.evolve(then, event);
        }
        DebtorEvent later = later(then, attempt, context);
        if (later != null) {
            events.add(later);
        }
        return Attempts.accepted(known, events, context);
    }

    private static List<DebtorEvent> outcome(Known known, Attempt attempt, Outcome outcome, RuleContext context) {
        List<DebtorEvent> events = Attempts.outcome(known, attempt.id(), outcome, context.now(), context);
        return events == null ? List.of() : events;
    }

    private static DebtorEvent event(Attempt attempt, RecordedCall call, RuleContext context) {
        return new DebtorEvent.RecordedCallNoted(context.now(), DebtorRules.VERSION, attempt.id(), call);
    }

    /** @return when the call is tried again, or that it is not; null when the plan alone says so */
    private static @Nullable DebtorEvent later(Known known, Attempt attempt, RuleContext context) {
        StepReference leading = attempt.covers().get(0);
        Account account = known.account(leading.account());
        if (account == null
                || account.status() != Account.Status.OPEN
                || known.lifeCycle() != LifeCycle.ACTIVE
                || account.progress().isOver(leading.from(), leading.minute())) {
            return null;
        }
        StepProgress.Trying trying = account.progress().trying(leading.from(), leading.minute());
        Strategy strategy = Attempts.strategyOf(known, attempt.covers(), context);
        return Attempts.areExhausted(known, account, trying, strategy)
                ? new DebtorEvent.ContactRefused(
                        context.now(),
                        DebtorRules.VERSION,
                        attempt.covers(),
                        List.of(Plan.TRIES),
                        strategy.version(),
                        context.rules().policy().version())
                : Attempts.waiting(
                        known,
                        attempt.covers(),
                        Attempts.retry(known, attempt.covers(), context),
                        Leads.RETRY,
                        context);
    }

    /**
     * What speaks against playing anything to whoever answers this call now; the call itself is no reason against itself.
     *
     * @return ids of rules; empty when nothing does
     */
    static List<String> against(Known known, Attempt attempt, RuleContext context) {
        if (known.lifeCycle() != LifeCycle.ACTIVE) {
            return List.of(Leads.NOT_DUE);
        }
        Set<String> ids = new TreeSet<>();
        if (!context.rules().recordedCalls()) {
            ids.add(NOT_ATTESTED);
        }
        Plan plan = new Plan(known, context);
        LocalDate today = context.today(known);
        List<Account> accounts = new ArrayList<>();
        boolean reminds = true;
        for (StepReference step : attempt.covers()) {
            Account account = known.account(step.account());
            if (account == null || !isOwed(account, step, today)) {
                ids.add(Leads.NOT_DUE);
                continue;
            }
            Trigger trigger = step.from().trigger();
            List<String> suspended = new ArrayList<>(plan.suspendedBy(account));
            suspended.remove(Plan.AGEING_PAUSED);
            suspended.remove(trigger == Trigger.PROMISE_DUE ? Plan.PROMISE : "");
            suspended.remove(trigger == Trigger.OFFER_DUE ? Plan.OFFER : "");
            ids.addAll(suspended);
            if (plan.restEnds(account) != null) {
                ids.add(Plan.REST);
            }
            reminds &= trigger == Trigger.PROMISE_DUE
                    || trigger == Trigger.OFFER_DUE
                    || trigger == Trigger.DUE_DATE && !today.isAfter(step.anchor());
            if (!accounts.contains(account)) {
                accounts.add(account);
            }
        }
        ContactPoint point = known.profile().contactPoint(attempt.contactPoint());
        if (point == null || !mayCall(known, attempt.contactPoint())) {
            ids.add(Plan.UNUSABLE);
        } else if (!accounts.isEmpty()) {
            ids.addAll(ofPacks(known, attempt, point, accounts, reminds, context));
        }
        return List.copyOf(ids);
    }

    /** Whether the account still owes what the step is about. */
    private static boolean isOwed(Account account, StepReference step, LocalDate today) {
        LocalDate dueDate = account.ledger().earliestUnpaidDueDate();
        if (account.status() != Account.Status.OPEN || dueDate == null) {
            return false;
        }
        return switch (step.from().trigger()) {
            case DUE_DATE -> dueDate.equals(step.anchor());
            case PROMISE_DUE -> account.hasActivePromise();
            case OFFER_DUE -> account.hasOpenOffer();
            default -> account.ledger().overdueMinor(today) > 0;
        };
    }

    private static Set<String> ofPacks(
            Known known,
            Attempt attempt,
            ContactPoint point,
            List<Account> accounts,
            boolean reminds,
            RuleContext context) {
        Set<String> ids = new HashSet<>();
        Strategy strategy = Attempts.strategyOf(known, attempt.covers(), context);
        Verdict verdict = context.rules()
                .policyOf(strategy)
                .evaluate(
                        Proposals.about(
                                        without(known, attempt),
                                        accounts,
                                        reminds ? Purpose.REMINDER : Purpose.COLLECTION,
                                        context)
                                .to(Contactability.of(point, known).seen(point)),
                        context.now());
        if (verdict instanceof Verdict.Forbidden forbidden) {
            ids.addAll(forbidden.ruleIds());
        } else if (verdict instanceof Verdict.Deferred deferred) {
            ids.addAll(deferred.ruleIds());
        }
        if (context.stops()
                        .ofContact(
                                context.debtor().lender(),
                                attempt.channel(),
                                attempt.template(),
                                Set.of(strategy.version()))
                != null) {
            ids.add(Halted.STOP);
        }
        return ids;
    }

    /** As if the call had not been made, with as much of a memory. */
    private static Known without(Known known, Attempt attempt) {
        return known.with(known.history()
                .changed(
                        attempt.id(),
                        past -> new PastAttempt(past.attempt(), Answer.REFUSED, Settlement.NEVER_SENT, null)));
    }
}
