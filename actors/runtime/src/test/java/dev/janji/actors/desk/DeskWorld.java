package dev.janji.actors.desk;

import dev.janji.actors.confined.Confined;
import dev.janji.actors.debtor.Reply;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.allocation.Capability;
import dev.janji.domain.allocation.DeskTerms;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.LeadOffer;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import dev.janji.domain.pacing.AbandonTerms;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.pacing.PacingTerms;
import dev.janji.domain.stop.Stops;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Currency;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A live desk with debtors, a telephone, sessions and time that a test moves. Whatever is asked of anybody waits in a line of its name until the test lets it happen: in order by
 * {@link #settle()}, or one line after another as a random test draws. Confined to one test.
 */
final class DeskWorld {
    static final LenderId BANK = new LenderId("bank-satu");
    static final QueueId PREVIEW = new QueueId("early");
    static final QueueId PACED = new QueueId("late");
    static final AgentId AGENT = new AgentId("agent-1");
    static final AgentId OTHER = new AgentId("agent-2");
    static final AgentId BOSS = new AgentId("supervisor-1");
    static final DeskSettings SETTINGS = new DeskSettings(
            Duration.ofSeconds(20),
            Duration.ofHours(2),
            Duration.ofMinutes(10),
            Duration.ofMinutes(30),
            Duration.ofDays(1),
            Duration.ofSeconds(20),
            Duration.ofSeconds(5));
    private static final Currency IDR = Currency.getInstance("IDR");

    final HandDeskClock clock = new HandDeskClock();
    final Map<String, ArrayDeque<Runnable>> lines = new LinkedHashMap<>();
    final HandVoicePort port = new HandVoicePort(this::later, clock);
    final Map<DebtorKey, Debtor> debtors = new LinkedHashMap<>();
    final Map<AgentId, List<AgentNotice>> told = new HashMap<>();
    final List<String> violations = port.violations;
    final DeskHouse house;

    /** Who has which number. */
    final MemoryAddressBook numbers = new MemoryAddressBook();

    /** Asked for, and not answered in time. */
    static final KnownCaller LOST = new KnownCaller(new AgentId("lost"), null);

    /** What a debtor who calls, writes or is called back is known by. */
    final Map<DebtorKey, KnownCaller> callers = new HashMap<>();

    Stops stops = Stops.NONE;
    LiveDesk desk;

    private final List<RealTask> realTasks = new ArrayList<>();
    private final PacingMode mode;
    private Duration realNow = Duration.ZERO;
    private int lives;

    private record RealTask(Duration due, Runnable task) {}

    /** What a debtor keeps of its lead. */
    final class Debtor {
        final DebtorKey key;
        final LeadOffer offer;
        final List<LeadResult> closed = new ArrayList<>();
        final List<AgentId> talks = new ArrayList<>();
        final List<String> words = new ArrayList<>();

        @Nullable
        AttemptId attempt;

        boolean isRecalled;
        boolean refuses;

        /** The next question to dial is answered "unavailable", whether it was done or not. */
        boolean isMute;

        /** So often the debtor says "not now" to a call of its own: something is being taken back. */
        int busy;

        /** The debtor stores nothing that it is told. */
        boolean isDeaf;

        Debtor(DebtorKey key, LeadOffer offer) {
            this.key = key;
            this.offer = offer;
        }

        boolean isOpen() {
            return closed.isEmpty();
        }

        CallId call() {
            return CallId.of(Objects.requireNonNull(attempt));
        }

        private Reply hear(DebtorCommand command) {
            if (command instanceof DebtorCommand.DialLead) {
                return dial();
            } else if (command instanceof DebtorCommand.AnswerLead answer) {
                return answer(answer);
            } else if (command instanceof DebtorCommand.ReceiveCall) {
                return receive();
            } else if (command instanceof DebtorCommand.ApplyLenderEvent told) {
                if (isDeaf) {
                    return new Reply.Unavailable("no answer");
                }
                words.add(told.event().eventName());
            } else if (command instanceof DebtorCommand.RecordTalk talk) {
                if (offer.kind() == Lead.Kind.WRITTEN && isRecalled && talks.isEmpty()) {
                    return new Reply.Refused(RefusalReason.LEAD_UNKNOWN, "lead");
                }
                talks.add(talk.agent());
                words.add("talk");
            } else if (command instanceof DebtorCommand.RecordOutcome outcome) {
                words.add(outcome.outcome().name());
            } else if (command instanceof DebtorCommand.CloseLead close) {
                closed.add(close.result());
                port.log.add("closed " + offer.id());
                words.add(close.result().name());
                if (attempt != null && port.calls.get(call()) != null && port.calls.get(call()).agent != null) {
                    violations.add("closed while somebody talks: " + offer.id());
                }
            }
            return new Reply.Applied(9, false, false);
        }

        private Reply answer(DebtorCommand.AnswerLead answer) {
            if (refuses || talks.isEmpty()) {
                return new Reply.Refused(RefusalReason.LEAD_NOT_NOW, "ID-01");
            }
            if (answer.text().contains("polisi")) {
                return new Reply.Refused(RefusalReason.INVALID_FIELD, "text: expected no forbidden word");
            }
            words.add("answer " + answer.text());
            if (isMute) {
                isMute = false;
                return new Reply.Unavailable("no answer");
            }
            return new Reply.Applied(20 + words.size(), false, false);
        }

        /** The debtor takes its own call, and says so to the desk. */
        private Reply receive() {
            if (busy > 0) {
                busy--;
                return new Reply.Refused(RefusalReason.LEAD_NOT_NOW, "RECALLED");
            }
            if (refuses || !isOpen()) {
                return new Reply.Refused(RefusalReason.ACCOUNT_UNKNOWN, "account");
            }
            step(() -> desk.offer(key, offer));
            return new Reply.Applied(5, false, false);
        }

        private Reply dial() {
            if (refuses || isRecalled || attempt != null || !isOpen()) {
                return new Reply.Refused(RefusalReason.LEAD_NOT_NOW, "EXAMPLE-1");
            }
            attempt = AttemptId.of(key, 8);
            port.dial(attempt);
            if (isMute) {
                isMute = false;
                return new Reply.Unavailable("no answer");
            }
            return new Reply.Applied(8, false, false);
        }
    }

    private DeskWorld(PacingMode mode, boolean hasTelephone) {
        this.mode = mode;
        DebtorDoor door = this::ask;
        house = new DeskHouse(
                clock,
                door,
                new DebtorPost(door, this::afterReal, clock),
                Switchboard.start(hasTelephone ? port : null),
                () -> stops,
                new PacingMemory(),
                this::owner,
                SETTINGS);
        desk = open();
        house.switchboard()
                .receiveBy(new Reception(
                        house.switchboard(),
                        () -> book(mode),
                        (lender, at) -> true,
                        new WhoCalls(
                                numbers,
                                (debtor, number) -> CompletableFuture.completedStage(
                                        callers.getOrDefault(debtor, KnownCaller.STRANGER))),
                        clock,
                        this::afterReal,
                        (at, arrival) -> step(() -> desk.arrive(arrival))));
    }

    /** Whose a lead is: looked up as a step of its own, like what the debtors are asked. */
    private CompletionStage<KnownCaller> owner(DebtorKey debtor, String number) {
        CompletableFuture<KnownCaller> answer = new CompletableFuture<>();
        later("owner " + debtor, () -> {
            KnownCaller known = callers.getOrDefault(debtor, KnownCaller.STRANGER);
            if (known.equals(LOST)) {
                answer.completeExceptionally(new IllegalStateException("nobody can be asked"));
            } else {
                answer.complete(known);
            }
        });
        return answer;
    }

    static DeskWorld of(PacingMode mode) {
        return new DeskWorld(mode, true);
    }

    static DeskWorld withoutTelephone() {
        return new DeskWorld(PacingMode.PROGRESSIVE, false);
    }

    /** A new life of the desk's actor. */
    LiveDesk open() {
        String line = "desk " + ++lives;
        desk = new LiveDesk(house, setup(mode), new Confined() {
            @Override
            public void execute(Runnable step) {
                later(line, step);
            }

            @Override
            public void executeAfter(Duration delay, Runnable step) {
                afterReal(delay, () -> later(line, step));
            }

            @Override
            public long realNanos() {
                return realNow.toNanos();
            }
        });
        return desk;
    }

    static OperatorBook.DeskSetup setup(PacingMode mode) {
        Money hour = new Money(10_000_000, IDR);
        DeskTerms terms = new DeskTerms(
                List.of(new DeskTerms.LenderTerms(BANK, 1, true)),
                List.of(
                        new DeskTerms.QueueTerms(PREVIEW, BANK, 1, hour, DeskTerms.QueueTerms.MOST_HEAD_START),
                        new DeskTerms.QueueTerms(PACED, BANK, 1, hour, DeskTerms.QueueTerms.MOST_HEAD_START)),
                DeskTerms.Timing.USUAL,
                DeskTerms.MOST_URGENT_IN_A_ROW,
                DeskTerms.MOST_LINES);
        PacingTerms pacing =
                PacingTerms.predictive(AbandonTerms.everyShift()).in(mode).withRatio(2);
        return new OperatorBook.DeskSetup(
                new DeskId("main"),
                "Main",
                ZoneId.of("Asia/Jakarta"),
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                terms,
                Map.of(PREVIEW, pacing.in(PacingMode.PREVIEW), PACED, pacing),
                List.of(new InboundLine(PREVIEW, "")));
    }

    static OperatorBook.AgentProfile profile(AgentId agent) {
        return new OperatorBook.AgentProfile(
                agent,
                "Agent",
                "team",
                new DeskId("main"),
                agent.equals(BOSS) ? OperatorBook.Duty.SUPERVISOR : OperatorBook.Duty.AGENT,
                new Capability(Set.of("id"), Map.of(), Map.of(BANK, LocalDate.parse("2030-01-01"))),
                Arrangement.Role.AGENT,
                "SIM/" + agent);
    }

    static OperatorBook book(PacingMode mode) {
        return new OperatorBook(
                "1",
                Map.of(new DeskId("main"), setup(mode)),
                Map.of(AGENT, profile(AGENT), OTHER, profile(OTHER), BOSS, profile(BOSS)));
    }

    void later(String name, Runnable task) {
        synchronized (lines) {
            lines.computeIfAbsent(name, key -> new ArrayDeque<>()).add(task);
        }
    }

    private void afterReal(Duration delay, Runnable task) {
        synchronized (lines) {
            realTasks.add(new RealTask(realNow.plus(delay), task));
        }
    }

    private CompletionStage<Reply> ask(DebtorKey key, DebtorCommand command) {
        CompletableFuture<Reply> answer = new CompletableFuture<>();
        later("debtor " + key, () -> {
            Debtor debtor = debtors.get(key);
            Reply reply = debtor == null ? new Reply.Refused(RefusalReason.LEAD_UNKNOWN, "") : debtor.hear(command);
            later("reply " + key, () -> answer.complete(reply));
        });
        return answer;
    }

    /** Everything that waits happens. */
    DeskWorld settle() {
        for (int done = 0; runOne(names -> names.get(0)); done++) {
            if (done > 1_000_000) {
                throw new AssertionError("Expected the world to come to rest, but it goes on: " + lines.keySet());
            }
        }
        return this;
    }

    /**
     * @param choice of a line in which something waits
     * @return false when nothing waits
     */
    boolean runOne(Function<List<String>, String> choice) {
        Runnable task;
        synchronized (lines) {
            lines.values().removeIf(ArrayDeque::isEmpty);
            if (lines.isEmpty()) {
                return false;
            }
            String name = choice.apply(List.copyOf(lines.keySet()));
            task = Objects.requireNonNull(lines.get(name)).poll();
        }
        Objects.requireNonNull(task).run();
        return true;
    }

    DeskWorld pass(Duration time) {
        settle();
        Instant until = clock.instant().plus(time);
        for (Instant next = clock.nextDue(); next != null && !next.isAfter(until); next = clock.nextDue()) {
            clock.passTo(next);
            settle();
        }
        clock.passTo(until);
        return settle();
    }

    /** Only the real time; what is due happens. */
    DeskWorld passReal(Duration time) {
        settle();
        passRealQuietly(time);
        return settle();
    }

    void passRealQuietly(Duration time) {
        realNow = realNow.plus(time);
        List<RealTask> due = new ArrayList<>();
        synchronized (lines) {
            realTasks.removeIf(task -> {
                boolean isDue = task.due().compareTo(realNow) <= 0;
                if (isDue) {
                    due.add(task);
                }
                return isDue;
            });
        }
        due.forEach(task -> task.task().run());
    }

    /** Somebody whom the house knows by this number, and who owes something. */
    Debtor knows(String name, String number) {
        DebtorKey key = new DebtorKey(BANK, new DebtorId(name));
        Debtor debtor = new Debtor(key, leadOffer(key, PREVIEW, Lead.Kind.INBOUND, null));
        debtors.put(key, debtor);
        numbers.add(number, key);
        return debtor;
    }

    /** The debtor calls the house. */
    CallId callsIn(String number) {
        CallId call = new CallId("inbound~1~" + ++lives);
        port.callsIn(call, number);
        return call;
    }

    Debtor offer(String name, QueueId queue) {
        return offer(name, queue, Lead.Kind.OUTBOUND, null);
    }

    Debtor offer(String name, QueueId queue, Lead.Kind kind, @Nullable Instant promisedAt) {
        DebtorKey key = new DebtorKey(BANK, new DebtorId(name));
        LeadOffer offer = leadOffer(key, queue, kind, promisedAt);
        Debtor debtor = new Debtor(key, offer);
        debtors.put(key, debtor);
        step(() -> desk.offer(key, offer));
        return debtor;
    }

    private LeadOffer leadOffer(DebtorKey key, QueueId queue, Lead.Kind kind, @Nullable Instant promisedAt) {
        return new LeadOffer(
                LeadId.of(key, 5),
                kind,
                queue,
                "id",
                "",
                new Money(1_000_000, IDR),
                clock.instant(),
                promisedAt,
                clock.instant().plus(Duration.ofHours(5)));
    }

    void recall(Debtor debtor) {
        debtor.isRecalled = true;
        step(() -> {
            port.log.add("recalled " + debtor.offer.id());
            desk.recall(debtor.key, debtor.offer.id());
        });
    }

    /** Told to the desk's actor, whose mailbox outlives a restart. */
    void step(Runnable work) {
        later("mailbox", () -> desk.step(work));
    }

    DeskWorld sit(AgentId agent) {
        return sit(agent, agent + " 1");
    }

    DeskWorld sit(AgentId agent, Object key) {
        step(() -> desk.seats.sit(profile(agent), new Session(key, notice -> tell(agent, notice))));
        return this;
    }

    DeskWorld ready(AgentId agent) {
        sit(agent).ask(agent, new AgentRequest.GetReady());
        return settle();
    }

    DeskWorld ask(AgentId agent, AgentRequest request) {
        step(() -> desk.request(agent, request).ifPresent(refused -> tell(agent, refused)));
        return this;
    }

    private void tell(AgentId agent, AgentNotice notice) {
        told.computeIfAbsent(agent, first -> new ArrayList<>()).add(notice);
    }

    <T extends AgentNotice> List<T> told(AgentId agent, Class<T> kind) {
        return told.getOrDefault(agent, List.of()).stream()
                .filter(kind::isInstance)
                .map(kind::cast)
                .toList();
    }

    List<AgentNotice.CallIs.State> calls(AgentId agent) {
        return told(agent, AgentNotice.CallIs.class).stream()
                .map(AgentNotice.CallIs::state)
                .toList();
    }

    List<String> refusals(AgentId agent) {
        return told(agent, AgentNotice.Refused.class).stream()
                .map(AgentNotice.Refused::reason)
                .toList();
    }

    List<String> log(Predicate<String> which) {
        return port.log.stream().filter(which).toList();
    }
}
