package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.DebtorKey;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The debtor's rules: decide, evolve, and what is outstanding. Static and pure: same arguments, same answer, whatever thread; they
 * never throw for any combination of known types.
 */
public final class DebtorRules {
    /** The version that every event names. It grows when {@link #decide} would answer otherwise than before. */
    public static final int VERSION = 1;

    private DebtorRules() {}

    /**
     * What must be true in the outside world.
     *
     * @param followUps to be done again after a recovery
     * @param nextWakeUp when time alone next changes something; null when it never does
     */
    public record Outstanding(
            List<FollowUp> followUps, @Nullable Instant nextWakeUp) {
        public Outstanding {
            followUps = List.copyOf(followUps);
        }
    }

    public static Decision decide(DebtorState state, DebtorCommand command, RuleContext context) {
        return command.match(new Commands(state, context));
    }

    /** The only way state changes, live and on replay. */
    public static DebtorState evolve(DebtorState state, DebtorEvent event) {
        return Evolution.evolve(state, event);
    }

    public static Outstanding outstanding(DebtorState state, RuleContext context) {
        if (!(state instanceof Known known)) {
            return new Outstanding(List.of(), null);
        }
        List<FollowUp> followUps = new ArrayList<>();
        known.history().inDoubt().forEach(past -> followUps.add(FollowUp.LookUpContact.of(past.attempt())));
        FollowUp lead = Leads.again(known, context);
        if (lead != null) {
            followUps.add(lead);
        }
        if (known.lifeCycle() == DebtorState.LifeCycle.ERASED) {
            followUps.add(new FollowUp.ForgetPersonalData());
        }
        return new Outstanding(followUps, new Plan(known, context).nextWakeUp());
    }

    /**
     * What must be told to those who are the same person before {@code after} may be stored: so nobody's contact is missed by a crash.
     *
     * @return empty for almost every debtor
     */
    public static List<PersonReport> reports(DebtorState before, DebtorState after, DebtorKey debtor) {
        return SharedPersons.reports(before, after, debtor);
    }

    /** Why the last step was taken, and what the debtor waits for. */
    public static Explanation explain(DebtorState state, RuleContext context) {
        return Explanation.of(state, context);
    }

    /** What {@link #decide} would look at. */
    public static Circumstances circumstances(Known state, RuleContext context) {
        return Circumstances.of(state, context);
    }

    /** Sends each command to its rules. */
    private record Commands(DebtorState state, RuleContext context) implements DebtorCommand.Cases<Decision> {
        @Override
        public Decision applyLenderEvent(DebtorCommand.ApplyLenderEvent c) {
            return LenderEvents.decide(state, c, context);
        }

        @Override
        public Decision wakeUp(DebtorCommand.WakeUp c) {
            return state instanceof Known known
                    ? Contacts.wakeUp(known, context)
                    : Decision.Accepted.of(state, List.of());
        }

        @Override
        public Decision recordAnswer(DebtorCommand.RecordAnswer c) {
            return state instanceof Known known ? Attempts.answered(known, c, context) : unknownAttempt();
        }

        @Override
        public Decision settleAttempt(DebtorCommand.SettleAttempt c) {
            return state instanceof Known known ? Attempts.settled(known, c, context) : unknownAttempt();
        }

        @Override
        public Decision recordOutcome(DebtorCommand.RecordOutcome c) {
            return state instanceof Known known ? Attempts.reported(known, c, context) : unknownAttempt();
        }

        @Override
        public Decision dialLead(DebtorCommand.DialLead c) {
            return state instanceof Known known ? Leads.dial(known, c, context) : unknownLead();
        }

        @Override
        public Decision recordTalk(DebtorCommand.RecordTalk c) {
            return state instanceof Known known ? Leads.talk(known, c, context) : unknownLead();
        }

        @Override
        public Decision closeLead(DebtorCommand.CloseLead c) {
            return state instanceof Known known ? Leads.close(known, c, context) : unknownLead();
        }

        @Override
        public Decision answerLead(DebtorCommand.AnswerLead c) {
            return state instanceof Known known ? Answers.decide(known, c, context) : unknownLead();
        }

        @Override
        public Decision receiveCall(DebtorCommand.ReceiveCall c) {
            return state instanceof Known known
                    ? InboundCalls.receive(known, c, context)
                    : new Decision.Rejected(RefusalReason.DEBTOR_UNKNOWN, "debtor");
        }

        @Override
        public Decision noteRecordedCall(DebtorCommand.NoteRecordedCall c) {
            return state instanceof Known known ? RecordedCalls.noted(known, c, context) : unknownAttempt();
        }

        private static Decision unknownLead() {
            return new Decision.Rejected(RefusalReason.LEAD_UNKNOWN, "lead");
        }

        private static Decision unknownAttempt() {
            return new Decision.Rejected(RefusalReason.ATTEMPT_UNKNOWN, "attempt");
        }
    }
}
