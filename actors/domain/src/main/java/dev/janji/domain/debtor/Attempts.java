package dev.janji.domain.debtor;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.strategy.Strategy;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What becomes of attempts: answers of channels, receipts, settled doubts, and when a step is tried again. */
final class Attempts {
    private Attempts() {}

    /** Closes the open attempt with the channel's answer, or settles one in doubt with an answer that came late. */
    static Decision answered(Known known, DebtorCommand.RecordAnswer c, RuleContext context) {
        Attempt open = known.openAttempt();
        if (open != null && open.id().equals(c.attempt())) {
            List<DebtorEvent> events = new ArrayList<>();
            events.add(new DebtorEvent.AttemptAnswered(
                    context.now(), DebtorRules.VERSION, c.attempt(), c.answer(), c.detail(), c.providerReference()));
            boolean isOfPlan = !LeadEvolution.isOfReply(open.covers());
            if (isOfPlan && (c.answer() == Answer.REFUSED || c.answer() == Answer.EXPIRED)) {
                events.add(waiting(known, open.covers(), retry(known, open.covers(), context), Leads.RETRY, context));
            } else if (c.answer() == Answer.WITHDRAWN
                    && RecordedCalls.is(open)
                    && RecordedCalls.against(known, open, context).isEmpty()) {
                // Nothing of the debtor's took it back: no line was free.
                Instant until = RecordedCalls.whenALineMayBeFree(known, open, context);
                events.add(waiting(known, open.covers(), until, Leads.RETRY, context));
            }
            LiveLead lead = known.lead();
            List<DebtorEvent> over = c.answer().countsAsMade() ? List.of() : Leads.neverDialed(known, context);
            events.addAll(over);
            Decision.Accepted accepted = accepted(known, events, context);
            return lead == null || over.isEmpty()
                    ? shown(accepted, known, open)
                    : new Decision.Accepted(
                            accepted.after(), accepted.events(), List.of(Leads.recall(lead)), Decision.Ack.NOW);
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
    static DebtorEvent waiting(
            Known known, List<StepReference> steps, Instant until, String ruleId, RuleContext context) {
        return new DebtorEvent.ContactDeferred(
                context.now(),
                DebtorRules.VERSION,
                steps,
                until,
                List.of(ruleId),
                strategyOf(known, steps, context).version(),
                context.rules().policy().version());
    }

    static Instant retry(Known known, List<StepReference> steps, RuleContext context) {
        return context.now()
                .plus(Duration.ofMinutes(strategyOf(known, steps, context).retryMinutes()));
    }

    /** Whether a step was tried as often as its strategy lets. What the house took back in time was no try. */
    static boolean areExhausted(Known known, Account account, StepProgress.Trying trying, Strategy strategy) {
        int most = strategy.triesPerStep();
        return trying.tries() >= most
                && trying.tries() - known.history().withdrawnFor(account.id(), trying.from(), trying.minute()) >= most;
    }

    static Strategy strategyOf(Known known, List<StepReference> steps, RuleContext context) {
        Account account = known.account(steps.get(0).account());
        return account == null
                ? context.rules().strategies().current()
                : Course.of(known, account, context).strategy();
    }

    static Decision settled(Known known, DebtorCommand.SettleAttempt c, RuleContext context) {
        PastAttempt past = known.history().find(c.attempt());
        if (past == null) {
            return new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");
        }
        return past.inDoubt()
                ? shown(
                        accepted(
                                known,
                                List.of(new DebtorEvent.AttemptSettled(
                                        context.now(),
                                        DebtorRules.VERSION,
                                        c.attempt(),
                                        c.settlement(),
                                        c.providerReference())),
                                context),
                        known,
                        past.attempt())
                : Decision.Accepted.of(known, List.of());
    }

    static Decision reported(Known known, DebtorCommand.RecordOutcome c, RuleContext context) {
        List<DebtorEvent> events = outcome(known, c.attempt(), c.outcome(), c.reportedAt(), context);
        if (events == null) {
            return new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");
        }
        Attempt open = known.openAttempt();
        PastAttempt past = known.history().find(c.attempt());
        Attempt attempt = open != null && open.id().equals(c.attempt()) ? open : past == null ? null : past.attempt();
        return shown(accepted(known, events, context), known, attempt);
    }

    /** An agent who writes with the debtor sees what becomes of the answers. */
    private static Decision.Accepted shown(Decision.Accepted accepted, Known known, @Nullable Attempt attempt) {
        FollowUp news = attempt == null || accepted.events().isEmpty() ? null : Answers.news(known, attempt);
        return news == null
                ? accepted
                : new Decision.Accepted(accepted.after(), accepted.events(), List.of(news), Decision.Ack.NOW);
    }

    /** A receipt proves that the attempt left, whatever answer is missing. @return null when nobody remembers the attempt */
    static @Nullable List<DebtorEvent> outcome(
            Known known, AttemptId attempt, Outcome outcome, Instant reportedAt, RuleContext context) {
        Attempt open = known.openAttempt();
        DebtorEvent received =
                new DebtorEvent.OutcomeReceived(context.now(), DebtorRules.VERSION, attempt, outcome, reportedAt);
        if (open != null && open.id().equals(attempt)) {
            return List.of(
                    new DebtorEvent.AttemptAnswered(
                            context.now(),
                            DebtorRules.VERSION,
                            attempt,
                            Answer.HANDED_OVER,
                            "Its receipt came before the answer",
                            ""),
                    received);
        }
        PastAttempt past = known.history().find(attempt);
        if (past == null) {
            return null;
        }
        List<DebtorEvent> events = new ArrayList<>(2);
        if (past.inDoubt()) {
            events.add(
                    new DebtorEvent.AttemptSettled(context.now(), DebtorRules.VERSION, attempt, Settlement.SENT, ""));
        }
        if (!past.with(outcome).equals(past)) {
            events.add(received);
        }
        return events;
    }

    /** What became of a contact may move an account to another segment. */
    static Decision.Accepted accepted(Known known, List<DebtorEvent> events, RuleContext context) {
        Decision.Accepted accepted = Decision.Accepted.of(known, events);
        if (events.isEmpty()) {
            return accepted;
        }
        List<DebtorEvent> all = new ArrayList<>(events);
        all.addAll(DerivedEvents.of((Known) accepted.after(), context));
        return all.size() == events.size() ? accepted : Decision.Accepted.of(known, all);
    }
}
