package dev.janji.domain.testing;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorCommand.NoteRecordedCall.Word;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.FollowUp;
import dev.janji.domain.debtor.LiveLead;
import dev.janji.domain.debtor.RecordedCalls;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * One debtor's life, command by command: a lender that tells and repeats itself, channels that answer late, twice, never or out of order, a desk
 * that calls, and a clock that mostly jumps to the next wake-up. The same seed gives the same life. Confined to one thread.
 */
public final class Journey {
    private final DomainGenerators gen;
    private final SplittableRandom random;
    private final LenderDraws lender;
    private final CallDraws calls;
    private final TestRules rules;
    private final LenderRules before;
    private final LenderRules after;
    private final DebtorKey debtor;
    private final ZoneId zone;
    private final boolean loading;
    private final int changesAt;
    private final List<DebtorEvent> journal = new ArrayList<>();
    private final List<ApplyLenderEvent> told = new ArrayList<>();
    private final List<DebtorCommand> callbacks = new ArrayList<>();
    private final Map<AttemptId, Boolean> truths = new HashMap<>();
    private Instant now;
    private DebtorState state = new DebtorState.Unknown();
    private Stops stops = Stops.NONE;
    private int steps;

    /** A command and what became of it. */
    public record Step(
            int number,
            RuleContext context,
            DebtorCommand command,
            DebtorState before,
            Decision decision,
            DebtorState after) {
        /** @return the events that were stored; empty unless it was accepted */
        public List<DebtorEvent> events() {
            return decision instanceof Decision.Accepted accepted ? accepted.events() : List.of();
        }

        public List<FollowUp> followUps() {
            return decision instanceof Decision.Accepted accepted ? accepted.followUps() : List.of();
        }
    }

    public Journey(long seed) {
        gen = new DomainGenerators(seed);
        random = gen.random();
        lender = new LenderDraws(gen);
        calls = new CallDraws(gen);
        LocalDate start = LocalDate.of(2023, 1, 1).plusDays(random.nextInt(1_400));
        rules = TestRules.drawn(gen, start);
        boolean promisesCalls = gen.percent(50);
        // Drawn by nothing, so that every other draw stays what it was.
        boolean byMachine = (seed & 1) == 0;
        before = (promisesCalls ? rules.before().withCallbacksIn(StrategyDraws.QUEUE) : rules.before())
                .callingByMachine(byMachine);
        after = (promisesCalls ? rules.rules().withCallbacksIn(StrategyDraws.QUEUE) : rules.rules())
                .callingByMachine(byMachine);
        debtor = new DebtorKey(new LenderId("lender"), new DebtorId("d" + seed));
        zone = gen.percent(15) ? null : gen.zone();
        loading = gen.percent(30);
        changesAt = gen.percent(20) ? 0 : random.nextInt(400);
        now = start.atStartOfDay(ZoneOffset.UTC).toInstant().plusSeconds(random.nextInt(86_400));
    }

    public TestRules rules() {
        return rules;
    }

    public DebtorState state() {
        return state;
    }

    /** Every event so far. */
    public List<DebtorEvent> journal() {
        return Collections.unmodifiableList(journal);
    }

    public RuleContext context() {
        return RuleContext.at(debtor, now, steps < changesAt ? before : after).with(stops);
    }

    /** From now on exactly these stand. */
    public void stopped(Stops standing) {
        stops = standing;
    }

    /** Lets one more thing happen. */
    public Step next() {
        DebtorCommand command = draw();
        RuleContext context = context();
        Decision decision = DebtorRules.decide(state, command, context);
        if (decision instanceof Decision.NeedsHistory needs) {
            context = context.with(finding(needs.eventId()));
            decision = DebtorRules.decide(state, command, context);
        }
        if (decision instanceof Decision.NeedsOthers) {
            context = context.with(others());
            decision = DebtorRules.decide(state, command, context);
        }
        DebtorState before = state;
        if (decision instanceof Decision.Accepted accepted) {
            for (DebtorEvent event : accepted.events()) {
                state = DebtorRules.evolve(state, event);
                journal.add(event);
            }
            accepted.followUps().forEach(this::interpret);
        }
        return new Step(++steps, context, command, before, decision, state);
    }

    /** A debtor who is the same person may have been contacted a while ago. */
    private ContactRecord others() {
        return gen.percent(50)
                ? ContactRecord.NONE
                : new ContactRecord(
                        List.of(new ContactRecord.OthersContact(
                                now.minusSeconds(random.nextInt(200_000)),
                                gen.oneOf(List.of(Channel.values())),
                                gen.oneOf(List.of(ContactRecord.Reach.values())))),
                        null);
    }

    private RuleContext.Finding finding(EventId id) {
        for (int i = 0; i < journal.size(); i++) {
            if (journal.get(i) instanceof DebtorEvent.LenderEventApplied applied
                    && applied.eventId().equals(id)) {
                return new RuleContext.Finding.There(i + 1L, applied.body());
            }
        }
        return new RuleContext.Finding.NotThere();
    }

    private DebtorCommand draw() {
        if (!(state instanceof Known known)) {
            return gen.percent(90) ? tell(lender.upserted(zone)) : tell(gen.lenderEvent());
        }
        Instant due = DebtorRules.outstanding(known, context()).nextWakeUp();
        int draw = random.nextInt(100);
        if (draw < 7 && !told.isEmpty()) {
            return repeated(gen.oneOf(told));
        }
        LiveLead lead = known.lead();
        if (lead != null && gen.percent(55)) {
            return ofLead(known, lead);
        }
        if (!callbacks.isEmpty() && draw < (known.openAttempt() == null ? 22 : 65)) {
            advance(Duration.ofMillis(random.nextInt(20_000)));
            DebtorCommand callback = callbacks.get(random.nextInt(callbacks.size()));
            if (!gen.percent(15)) {
                callbacks.remove(callback);
            }
            return callback;
        }
        if (due != null && draw < 70 && due.isBefore(now.plus(Duration.ofDays(40)))) {
            now = due.isAfter(now) ? due : now;
            return new DebtorCommand.WakeUp();
        }
        if (draw > 96) {
            advance(Duration.ofSeconds(random.nextInt(5 * 86_400)));
            return new DebtorCommand.WakeUp();
        }
        advance(pause(known));
        if (after.callbackQueue() != null && gen.percent(12)) {
            return tell(calls.promised(now));
        }
        return tell(lender.next(known, now, today(known)));
    }

    private LocalDate today(Known known) {
        return LocalDate.ofInstant(now, after.policy().dayZone(known.profile().homeZone()));
    }

    private DebtorCommand ofLead(Known known, LiveLead lead) {
        // Who waits for long may not be called any more.
        boolean late = lead.isWaiting() && gen.percent(35);
        advance(Duration.ofMillis(random.nextInt(late ? 40_000_000 : lead.isTalking() ? 600_000 : 40_000)));
        ConversationEvent noted = gen.percent(15) ? calls.noted(known, lead) : null;
        return noted == null ? calls.next(lead, today(known)) : tell(noted);
    }

    private Duration pause(Known known) {
        if (known.openAttempt() != null && gen.percent(80) || known.accounts().isEmpty()) {
            return Duration.ofMillis(random.nextInt(30_000));
        }
        return switch (random.nextInt(4)) {
            case 0 -> Duration.ofSeconds(random.nextInt(60));
            case 1 -> Duration.ofMinutes(random.nextInt(600));
            case 2 -> Duration.ofHours(random.nextInt(48));
            default -> Duration.ofDays(random.nextInt(4));
        };
    }

    private void advance(Duration by) {
        now = now.plus(by);
    }

    private ApplyLenderEvent tell(LenderEvent event) {
        boolean first = !(state instanceof Known);
        ApplyLenderEvent command = new ApplyLenderEvent(
                new EventId("e" + told.size() + "-" + random.nextInt(1_000)),
                gen.bodyHash(),
                gen.percent(2) ? now.plusSeconds(3_600) : now.minusSeconds(random.nextInt(100_000)),
                first && loading ? now : null,
                event);
        told.add(command);
        return command;
    }

    /** The same again, the same id with another body, or the same payment under another event id. */
    private ApplyLenderEvent repeated(ApplyLenderEvent before) {
        return switch (random.nextInt(6)) {
            case 0 ->
                new ApplyLenderEvent(
                        before.eventId(),
                        new BodyHash(before.body().high() + 1, before.body().low()),
                        before.occurredAt(),
                        before.asOf(),
                        gen.lenderEvent());
            case 1 -> tell(before.event());
            default -> before;
        };
    }

    private void interpret(FollowUp followUp) {
        if (followUp instanceof FollowUp.SendContact send) {
            sent(send.attempt().id());
            if (RecordedCalls.is(send.attempt().template(), send.attempt().channel())) {
                answeredOrNot(send.attempt().id());
            }
        } else if (followUp instanceof FollowUp.WithdrawContact withdraw) {
            withdrawn(withdraw.attempt());
        } else if (followUp instanceof FollowUp.RecallLead recall) {
            DebtorCommand answer = calls.answer(recall);
            if (answer != null) {
                callbacks.add(answer);
            }
        } else if (followUp instanceof FollowUp.LookUpContact lookUp && gen.percent(60)) {
            boolean left = truths.getOrDefault(lookUp.attempt(), true);
            callbacks.add(new DebtorCommand.SettleAttempt(
                    lookUp.attempt(), left ? Settlement.SENT : Settlement.NEVER_SENT, "ref"));
        }
    }

    private void sent(AttemptId id) {
        int fate = random.nextInt(100);
        boolean left = fate < 70;
        truths.put(id, left);
        if (left) {
            if (fate < 60) {
                callbacks.add(answer(id, fate < 52 ? Answer.HANDED_OVER : Answer.IN_DOUBT));
            }
            gen.listOf(3, () -> gen.oneOf(Outcome.class))
                    .forEach(outcome -> callbacks.add(new DebtorCommand.RecordOutcome(id, outcome, now)));
        } else if (fate < 95) {
            callbacks.add(answer(id, fate < 83 ? Answer.REFUSED : fate < 90 ? Answer.EXPIRED : Answer.IN_DOUBT));
        }
    }

    /** What a machine tells of its call: that somebody answered and confirms, or that nobody did; or nothing, as after a crash. */
    private void answeredOrNot(AttemptId id) {
        if (!truths.getOrDefault(id, true)) {
            return;
        }
        switch (Math.floorMod(id.value().hashCode(), 4)) {
            case 0 -> {
                callbacks.add(new DebtorCommand.NoteRecordedCall(id, Word.ANSWERED));
                callbacks.add(new DebtorCommand.NoteRecordedCall(id, Word.CONFIRMED));
            }
            case 1 -> callbacks.add(new DebtorCommand.NoteRecordedCall(id, Word.NO_ANSWER));
            case 2 -> callbacks.add(new DebtorCommand.NoteRecordedCall(id, Word.MACHINE));
            default -> {}
        }
    }

    private void withdrawn(AttemptId id) {
        boolean answered = callbacks.stream()
                .noneMatch(each -> each instanceof DebtorCommand.RecordAnswer answer
                        && answer.attempt().equals(id));
        boolean receipts = callbacks.stream()
                .anyMatch(each -> each instanceof DebtorCommand.RecordOutcome outcome
                        && outcome.attempt().equals(id));
        if (!answered && !receipts && gen.percent(70)) {
            truths.put(id, false);
            callbacks.removeIf(each -> each instanceof DebtorCommand.RecordAnswer answer
                    && answer.attempt().equals(id));
            callbacks.add(answer(id, Answer.WITHDRAWN));
        }
    }

    private static DebtorCommand.RecordAnswer answer(AttemptId id, Answer answer) {
        return new DebtorCommand.RecordAnswer(id, answer, "detail", answer == Answer.HANDED_OVER ? "reference" : "");
    }
}
