package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.testing.DomainGenerators;
import dev.janji.domain.testing.Extremes;
import dev.janji.domain.testing.Journey;
import dev.janji.domain.testing.Kinds;
import dev.janji.domain.testing.Property;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** P1 to P6, P8 and P9 of the house, over random lives of debtors. {@code -Dseed=17} runs one of them again. */
class DebtorPropertyTest {
    /** P1 to P6, P9, one open attempt, withdrawal, and wake-ups that end and miss nothing: {@link DebtorInvariants}. */
    @TestFactory
    Stream<DynamicTest> shouldKeepEveryInvariantWhenAnythingHappens() {
        return Property.of(200, 500).holds((seed, commands) -> {
            Journey journey = new Journey(seed);
            DebtorInvariants invariants = new DebtorInvariants(journey);
            for (int i = 0; i < commands; i++) {
                invariants.check(journey.next());
            }
        });
    }

    /**
     * P1 at every prefix: what a server keeps is the state that its decisions foresaw; what it gets back after a restart is the fold of the
     * stored events. They are equal wherever it stops, and no later event touches an earlier state.
     */
    @TestFactory
    Stream<DynamicTest> shouldFoldEveryPrefixOfTheJournalToTheLiveState() {
        return Property.of(200, 500).holds((seed, commands) -> {
            Journey journey = new Journey(seed);
            List<DebtorState> live = new ArrayList<>(List.of(journey.state()));
            for (int i = 0; i < commands; i++) {
                if (journey.next().decision() instanceof Decision.Accepted accepted) {
                    lived(live, accepted);
                }
            }

            DebtorState folded = new DebtorState.Unknown();
            for (int length = 0; length <= journey.journal().size(); length++) {
                folded = length == 0
                        ? folded
                        : DebtorRules.evolve(folded, journey.journal().get(length - 1));
                if (!folded.equals(live.get(length)) || folded.version() != length) {
                    throw new AssertionError("P1 expected the first " + length + " events to fold to "
                            + live.get(length) + ", but they fold to " + folded);
                }
            }
        });
    }

    /** Adds the state after each event of a decision; the last one is what the decision foresaw. */
    private static void lived(List<DebtorState> live, Decision.Accepted accepted) {
        DebtorState state = live.get(live.size() - 1);
        for (DebtorEvent event : accepted.events()) {
            state = DebtorRules.evolve(state, event);
            live.add(state);
        }
        assertThat(accepted.after())
                .as("P1 the state that the decision foresees")
                .isEqualTo(state);
        live.set(live.size() - 1, accepted.after());
    }

    /** P8. */
    @TestFactory
    Stream<DynamicTest> shouldEndInTheSameStateWhenCallbacksAreShuffled() {
        return Property.of(100, 120).holds((seed, commands) -> {
            Journey journey = new Journey(seed);
            for (int i = 0; i < commands; i++) {
                journey.next();
                if (journey.state() instanceof Known known && known.openAttempt() != null) {
                    shuffled(known, journey.context(), new DomainGenerators(seed + i));
                }
            }
        });
    }

    private static void shuffled(Known known, RuleContext context, DomainGenerators gen) {
        AttemptId id = known.openAttempt().id();
        DebtorState start = known;
        List<DebtorCommand> callbacks = new ArrayList<>();
        for (Outcome outcome : gen.listOf(4, () -> gen.oneOf(Outcome.class))) {
            callbacks.add(new DebtorCommand.RecordOutcome(id, outcome, context.now()));
        }
        if (gen.percent(50)) {
            start = applied(start, new DebtorCommand.RecordAnswer(id, Answer.IN_DOUBT, "", ""), context);
            callbacks.add(new DebtorCommand.SettleAttempt(id, Settlement.SENT, "ref"));
        }
        callbacks.add(new DebtorCommand.RecordAnswer(id, Answer.HANDED_OVER, "", "ref"));
        callbacks.add(gen.oneOf(callbacks));
        Set<DebtorState> ends = new HashSet<>();
        for (int i = 0; i < 4; i++) {
            Collections.shuffle(callbacks, new Random(gen.random().nextLong()));
            DebtorState end = start;
            for (DebtorCommand callback : callbacks) {
                end = applied(end, callback, context);
            }
            ends.add(((Known) end).withVersion(0));
        }
        assertThat(ends).as("P8 states after %s in any order", callbacks).hasSize(1);
    }

    private static DebtorState applied(DebtorState state, DebtorCommand command, RuleContext context) {
        DebtorState next = state;
        Decision decision = DebtorRules.decide(state, command, context);
        assertThat(decision).isInstanceOf(Decision.Accepted.class);
        for (DebtorEvent event : ((Decision.Accepted) decision).events()) {
            next = DebtorRules.evolve(next, event);
        }
        return next;
    }

    /** P9: any state that a snapshot may bring back, any command, any field. */
    @TestFactory
    Stream<DynamicTest> shouldNeverThrowWhateverIsKnownAndAsked() {
        return Property.of(100, 12).holds((seed, commands) -> {
            DomainGenerators gen = new DomainGenerators(seed);
            RuleContext context = new Journey(seed).context();
            for (int i = 0; i < commands; i++) {
                DebtorState state = gen.percent(5) ? new DebtorState.Unknown() : gen.knownState();
                RuleContext then = RuleContext.at(context.debtor(), gen.instant(), context.rules());
                asked(state, new DebtorCommand.WakeUp(), then);
                for (LenderEvent event : Extremes.lenderEvents(gen, state)) {
                    asked(
                            state,
                            command(gen, event, then),
                            then.with(
                                    gen.percent(50)
                                            ? new RuleContext.Finding.NotThere()
                                            : new RuleContext.Finding.NotLooked()));
                }
                for (DebtorEvent event : gen.oneOfEachDebtorEvent()) {
                    DebtorRules.evolve(state, event);
                }
            }
        });
    }

    private static ApplyLenderEvent command(DomainGenerators gen, LenderEvent event, RuleContext context) {
        return new ApplyLenderEvent(
                gen.eventId(),
                gen.bodyHash(),
                gen.oneOf(List.of(Instant.MIN, Instant.MAX, context.now(), gen.instant())),
                gen.orNull(() -> gen.oneOf(List.of(Instant.MIN, Instant.MAX, gen.instant()))),
                event);
    }

    private static void asked(DebtorState state, DebtorCommand command, RuleContext context) {
        Decision decision = DebtorRules.decide(state, command, context);
        assertThat(decision).isEqualTo(DebtorRules.decide(state, command, context));
        DebtorState after = state;
        if (decision instanceof Decision.Accepted accepted) {
            for (DebtorEvent event : accepted.events()) {
                after = DebtorRules.evolve(after, event);
            }
        }
        DebtorRules.outstanding(after, context);
        DebtorRules.explain(after, context);
    }

    /** Who is woken up every minute sees nothing that who jumps from wake-up to wake-up does not see, and nothing earlier. */
    @TestFactory
    Stream<DynamicTest> shouldMissNothingWhenJumpingFromWakeUpToWakeUp() {
        return Property.of(10, 100).holds((seed, commands) -> {
            Journey journey = new Journey(1_000 + seed);
            for (int i = 0; i < commands; i++) {
                journey.next();
            }
            Instant start = Instant.ofEpochSecond(journey.context().now().getEpochSecond() / 60 * 60 + 60);
            Instant end = start.plus(Duration.ofDays(6));
            List<DebtorEvent> everyMinute = new ArrayList<>();
            DebtorState state = settled(journey, start, everyMinute);
            for (Instant at = start; !at.isAfter(end); at = at.plusSeconds(60)) {
                state = wake(state, at, journey, everyMinute);
            }
            List<DebtorEvent> jumping = new ArrayList<>();
            state = settled(journey, start, jumping);
            state = wake(state, start, journey, jumping);
            for (Instant at = next(state, start, journey);
                    at != null && !at.isAfter(end);
                    at = next(state, at, journey)) {
                state = wake(state, at, journey, jumping);
            }
            assertThat(jumping).isEqualTo(everyMinute);
        });
    }

    /** The whole minute at or after the next wake-up: a retry may fall between two that the other one looks at. */
    private static @Nullable Instant next(DebtorState state, Instant at, Journey journey) {
        Instant next = DebtorRules.outstanding(state, at(at, journey)).nextWakeUp();
        if (next == null || !next.isAfter(at)) {
            // What is still due leaves when the contact before it has left.
            return next == null ? null : at.plusSeconds(60);
        }
        return next.plusSeconds(60).minusNanos(1).truncatedTo(ChronoUnit.MINUTES);
    }

    private static RuleContext at(Instant at, Journey journey) {
        return RuleContext.at(journey.context().debtor(), at, journey.context().rules())
                .with(ContactRecord.NONE);
    }

    /** Without open attempts and doubts, whose deadlines do not fall on whole minutes. */
    private static DebtorState settled(Journey journey, Instant at, List<DebtorEvent> events) {
        DebtorState state = journey.state();
        Attempt open = ((Known) state).openAttempt();
        if (open != null) {
            state = answered(state, open, at, journey, events);
        }
        for (PastAttempt past : ((Known) state).history().inDoubt()) {
            state = applied(
                    state, new DebtorCommand.SettleAttempt(past.attempt().id(), Settlement.SENT, ""), at(at, journey));
        }
        return state;
    }

    private static DebtorState answered(
            DebtorState state, Attempt open, Instant at, Journey journey, List<DebtorEvent> events) {
        Answer answer = Math.floorMod(open.id().hashCode() * 31, 4) == 0 ? Answer.REFUSED : Answer.HANDED_OVER;
        Decision.Accepted accepted = (Decision.Accepted)
                DebtorRules.decide(state, new DebtorCommand.RecordAnswer(open.id(), answer, "", ""), at(at, journey));
        return fold(state, accepted.events(), events);
    }

    private static DebtorState wake(DebtorState state, Instant at, Journey journey, List<DebtorEvent> events) {
        Decision.Accepted accepted =
                (Decision.Accepted) DebtorRules.decide(state, new DebtorCommand.WakeUp(), at(at, journey));
        DebtorState next = fold(state, accepted.events(), events);
        Attempt open = ((Known) next).openAttempt();
        return open == null ? next : answered(next, open, at, journey, events);
    }

    private static DebtorState fold(DebtorState state, List<DebtorEvent> added, List<DebtorEvent> all) {
        DebtorState next = state;
        for (DebtorEvent event : added) {
            next = DebtorRules.evolve(next, event);
            all.add(event);
        }
        return next;
    }

    /** A property that never meets a case proves nothing about it. */
    @Test
    void shouldMeetEveryKindOfEventAndFollowUpInRandomLives() {
        Set<String> events = new HashSet<>();
        Set<Class<?>> kinds = new HashSet<>();
        Set<Class<?>> followUps = new HashSet<>();
        Set<Class<?>> decisions = new HashSet<>();
        Set<Answer> answers = new HashSet<>();
        int sends = 0;
        int dials = 0;
        int refusedDials = 0;
        int promisedCalls = 0;
        for (long seed = 0; seed < 40; seed++) {
            Journey journey = new Journey(seed);
            for (int i = 0; i < 500; i++) {
                Journey.Step step = journey.next();
                decisions.add(step.decision().getClass());
                refusedDials += isRefusedDial(step) ? 1 : 0;
                for (DebtorEvent event : step.events()) {
                    kinds.add(event.getClass());
                    events.add(event.eventName());
                    if (event instanceof DebtorEvent.AttemptAnswered answered) {
                        answers.add(answered.answer());
                    }
                }
                for (FollowUp followUp : step.followUps()) {
                    followUps.add(followUp.getClass());
                    sends += followUp instanceof FollowUp.SendContact ? 1 : 0;
                    if (followUp instanceof FollowUp.SendContact send
                            && step.command() instanceof DebtorCommand.DialLead) {
                        dials++;
                        promisedCalls += send.attempt().covers().get(0).callback() == null ? 0 : 1;
                    }
                }
            }
        }

        for (Class<?> kind : Kinds.of(LenderEvent.class)) {
            assertThat(events).contains(kind.getSimpleName());
        }
        // Agents answer in lives of their own.
        kinds.addAll(WrittenPropertyTest.EVENTS);
        followUps.addAll(WrittenPropertyTest.FOLLOW_UPS);
        assertThat(kinds).containsExactlyInAnyOrder(DebtorEvent.class.getPermittedSubclasses());
        assertThat(followUps).containsExactlyInAnyOrder(FollowUp.class.getPermittedSubclasses());
        assertThat(decisions).contains(Decision.Accepted.class, Decision.Duplicate.class, Decision.Rejected.class);
        assertThat(answers).containsExactlyInAnyOrder(Answer.values());
        assertThat(sends).as("contacts in 40 lives").isGreaterThan(400);
        assertThat(dials).as("calls of agents").isGreaterThan(25);
        assertThat(refusedDials)
                .as("calls that may not be made when they are dialed")
                .isGreaterThan(10);
        assertThat(promisedCalls).as("calls that were promised").isPositive();
    }

    private static boolean isRefusedDial(Journey.Step step) {
        return step.command() instanceof DebtorCommand.DialLead
                && step.decision() instanceof Decision.Accepted accepted
                && accepted.refusal() != null;
    }
}
