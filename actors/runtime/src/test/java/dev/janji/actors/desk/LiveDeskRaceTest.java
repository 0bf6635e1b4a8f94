package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.BOSS;
import static dev.janji.actors.desk.DeskWorld.OTHER;
import static dev.janji.actors.desk.DeskWorld.PACED;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.pacing.PacingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/**
 * Debtors pay, agents come and go, the telephone is lost and found, the desk itself is restarted, and all of it in any order: whatever is asked of anybody is answered when a
 * random draw says so. Nobody is connected after the debtor heard that nobody will be.
 */
final class LiveDeskRaceTest {
    private static final int SEEDS = 600;
    private static final int THOROUGH_SEEDS = 100_000;
    private static final int DRAWS = 250;

    @Test
    void shouldConnectNobodyAfterARecallIsConfirmedWhateverTheOrder() {
        Long only = Long.getLong("seed");
        int most = System.getProperty("thorough") == null ? SEEDS : THOROUGH_SEEDS;
        LongStream seeds = only == null ? LongStream.range(0, most) : LongStream.of(only);
        Seen seen = new Seen();
        seeds.forEach(seed -> {
            try {
                new Race(seed, seen).run();
            } catch (RuntimeException | AssertionError e) {
                throw new AssertionError("with -Dseed=" + seed, e);
            }
        });
        if (only == null) {
            assertThat(seen.recalledCalls)
                    .as("recalled in time, while a call was up")
                    .isGreaterThan(most / 20);
            assertThat(seen.talks).as("conversations").isGreaterThan(most / 4);
            assertThat(seen.recalledTalks).as("recalled too late").isGreaterThan(most / 40);
            assertThat(seen.abandoned).as("abandoned").isGreaterThan(most / 100);
        }
    }

    /** So that the test cannot pass because nothing happened. */
    private static final class Seen {
        private int talks;
        private int recalledTalks;
        private int recalledCalls;
        private int abandoned;
    }

    /** One seed. */
    private static final class Race {
        private final Random random;
        private final Seen seen;
        private final DeskWorld world;
        private final List<DeskWorld.Debtor> debtors = new ArrayList<>();
        private boolean isLost;
        private int sessions;

        Race(long seed, Seen seen) {
            this.random = new Random(seed);
            this.seen = seen;
            this.world = DeskWorld.of(pick(List.of(PacingMode.PROGRESSIVE, PacingMode.POWER, PacingMode.PREDICTIVE)));
        }

        void run() {
            world.ready(AGENT);
            world.sit(BOSS);
            for (int i = 0; i < DRAWS; i++) {
                draw();
            }
            rest();
            judge();
        }

        private void draw() {
            int drawn = random.nextInt(100);
            if (drawn < 50) {
                for (int i = 0; i < 3; i++) {
                    world.runOne(this::pick);
                }
            } else if (drawn < 54) {
                world.settle();
            } else if (drawn < 61) {
                world.clock.passTo(world.clock.instant().plusMillis(random.nextInt(2_500)));
            } else if (drawn < 67 && debtors.size() < 12) {
                debtors.add(world.offer("d" + debtors.size(), random.nextBoolean() ? PREVIEW : PACED));
                debtors.get(debtors.size() - 1).isMute = random.nextInt(10) == 0;
                debtors.get(debtors.size() - 1).refuses = random.nextInt(12) == 0;
            } else if (drawn < 80) {
                agentActs();
            } else if (drawn < 94) {
                telephoneActs();
            } else if (drawn < 97 && !debtors.isEmpty()) {
                DeskWorld.Debtor debtor = pick(debtors);
                if (!debtor.isRecalled && debtor.isOpen()) {
                    pays(debtor);
                }
            } else {
                misfortune();
            }
        }

        private void pays(DeskWorld.Debtor debtor) {
            if (!debtor.talks.isEmpty()) {
                seen.recalledTalks++;
            } else if (debtor.attempt != null && world.port.isUp(debtor.call())) {
                seen.recalledCalls++;
            }
            world.recall(debtor);
        }

        private void agentActs() {
            AgentId agent = random.nextInt(3) == 0 ? OTHER : AGENT;
            LiveSeat seat = world.desk.seats.of(agent);
            LiveLead lead = seat == null ? null : seat.lead;
            switch (random.nextInt(8)) {
                case 0 -> world.sit(agent, agent + " " + (random.nextInt(4) == 0 ? sessions++ : 1));
                case 1, 2 -> world.ask(agent, new AgentRequest.GetReady());
                case 3, 4 -> {
                    if (lead != null) {
                        world.ask(agent, new AgentRequest.Accept(lead.id()));
                    }
                }
                case 5, 6 -> {
                    if (lead != null) {
                        world.ask(agent, new AgentRequest.Dial(lead.id()));
                    }
                }
                default -> {
                    if (lead != null && random.nextInt(3) == 0) {
                        world.ask(
                                agent,
                                random.nextBoolean()
                                        ? new AgentRequest.HangUp(lead.id())
                                        : new AgentRequest.ReturnLead(lead.id()));
                    } else if (seat != null && random.nextInt(3) == 0) {
                        world.ask(agent, new AgentRequest.GoAway(BreakReason.MEAL));
                    }
                }
            }
        }

        private void telephoneActs() {
            List<CallId> up = world.port.upCalls();
            if (up.isEmpty()) {
                return;
            }
            CallId call = pick(up);
            switch (random.nextInt(8)) {
                case 0, 1 -> world.port.ring(call);
                case 2, 3, 4, 5 -> world.port.answer(call, pick(List.of(By.PERSON, By.PERSON, By.UNKNOWN, By.MACHINE)));
                default -> world.port.end(call, pick(List.of(End.BUSY, End.NO_ANSWER, End.THEY_HUNG_UP)));
            }
        }

        private void misfortune() {
            if (random.nextBoolean()) {
                if (isLost) {
                    world.port.find();
                    isLost = false;
                }
                world.port.deaf.clear();
                world.ask(AGENT, new AgentRequest.GetReady());
                return;
            }
            switch (random.nextInt(8)) {
                case 0 -> {
                    if (isLost) {
                        world.port.find();
                    } else {
                        world.port.lose();
                    }
                    isLost = !isLost;
                }
                case 1 -> world.ask(BOSS, new AgentRequest.StopDialing(random.nextInt(3) == 0));
                case 2 -> world.step(() -> world.desk.seats.left(AGENT, AGENT + " 1"));
                case 3 -> world.passRealQuietly(Duration.ofSeconds(random.nextInt(25)));
                case 4 -> {
                    if (random.nextInt(3) == 0) {
                        world.desk.end(AgentNotice.Unseated.Why.DESK_CLOSES);
                        world.open();
                        world.sit(AGENT);
                        world.ask(AGENT, new AgentRequest.GetReady());
                    }
                }
                case 5 -> {
                    if (!world.port.deaf.remove(AGENT)) {
                        world.port.deaf.add(AGENT);
                    }
                }
                case 6 -> world.step(() -> world.desk.seats.signOut(OTHER));
                default -> world.step(world.desk::lookAtStops);
            }
        }

        /** The telephone is there, everybody who waits has paid, and all that can happen happens. */
        private void rest() {
            if (isLost) {
                world.port.find();
            }
            world.settle();
            debtors.stream().filter(DeskWorld.Debtor::isOpen).forEach(debtor -> {
                if (!debtor.isRecalled) {
                    pays(debtor);
                }
            });
            world.settle();
            world.port.each(call -> world.port.end(call, End.THEY_HUNG_UP));
            for (int i = 0; i < 3; i++) {
                world.passReal(Duration.ofMinutes(1));
                world.pass(Duration.ofMinutes(1));
            }
        }

        private void judge() {
            assertThat(world.violations).isEmpty();
            assertThat(world.port.upCalls()).isEmpty();
            assertThat(world.house.post().isEmpty()).isTrue();
            assertThat(world.clock.openHolds()).as("holds").isZero();
            assertThat(world.desk.leads).isEmpty();
            for (DeskWorld.Debtor debtor : debtors) {
                judge(debtor);
            }
        }

        private void judge(DeskWorld.Debtor debtor) {
            assertThat(debtor.closed).as("how lead %s ended", debtor.offer.id()).isNotEmpty();
            seen.talks += debtor.talks.isEmpty() ? 0 : 1;
            seen.abandoned += debtor.closed.contains(LeadResult.ABANDONED) ? 1 : 0;
            assertThat(debtor.closed.contains(LeadResult.TALKED))
                    .as("talked, by its end and by its beginning: %s", debtor.words)
                    .isEqualTo(!debtor.talks.isEmpty());
            if (debtor.attempt == null) {
                return;
            }
            List<String> log = world.port.log;
            int closed = log.indexOf("closed " + debtor.offer.id());
            int recalled = log.indexOf("recalled " + debtor.offer.id());
            int asked = lastOf(log, "connect " + debtor.call());
            int connected = lastOf(log, "connected " + debtor.call());
            assertThat(connected).as("connected, then closed: %s", log).isLessThan(closed);
            if (recalled >= 0) {
                assertThat(asked).as("asked to connect, then recalled: %s", log).isLessThan(recalled);
            }
        }

        private static int lastOf(List<String> log, String beginning) {
            for (int i = log.size() - 1; i >= 0; i--) {
                if (log.get(i).startsWith(beginning + " ")) {
                    return i;
                }
            }
            return -1;
        }

        private <T> T pick(List<T> all) {
            return all.get(random.nextInt(all.size()));
        }
    }
}
