package dev.janji.actors.channel;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.TestInbox;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Sends, withdrawals, expiry, silence and faults in any order; {@code -Dseed=} runs a failing seed again. */
final class ChannelGatewayPropertyTest {
    private static final int STEPS = 300;

    static LongStream seeds() {
        Long only = Long.getLong("seed");
        return only != null ? LongStream.of(only) : LongStream.rangeClosed(1, 200);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("seeds")
    void shouldSendAtMostOnceAndNeverWhatWasWithdrawn(long seed) {
        new Run(new SplittableRandom(seed)).play();
    }

    /** One random history and what was seen of it. */
    private static final class Run {
        private final SplittableRandom random;
        private final ChannelSettings settings;
        private final GatewayBench bench;
        private final Map<AttemptId, List<TestInbox<ChannelGateway.Answered>>> senders = new HashMap<>();
        private final Set<AttemptId> withdrawn = new HashSet<>();
        private final Set<AttemptId> withdrawnBeforeItCame = new HashSet<>();
        private int attempts;

        Run(SplittableRandom random) {
            this.random = random;
            double perSecond = random.nextBoolean() ? 1_000_000 : 20;
            settings = new ChannelSettings(
                    1 + random.nextInt(20),
                    perSecond,
                    (int) perSecond,
                    1 + random.nextInt(8),
                    Duration.ofSeconds(10),
                    1 + random.nextInt(6),
                    Duration.ofSeconds(5),
                    100_000,
                    Duration.ofMinutes(2));
            bench = new GatewayBench(settings);
        }

        void play() {
            for (int step = 0; step < STEPS; step++) {
                move();
                assertThat(inFlight()).isLessThanOrEqualTo(settings.maxInFlight());
                assertThat(bench.clock.openHolds())
                        .isLessThanOrEqualTo(settings.maxInFlight() + settings.queueCapacity());
            }
            TestInbox<Done> drained = bench.drain();
            bench.fire("PortSilent");
            assertThat(drained.hasMessages()).isTrue();
            assertThat(bench.isAlive()).isFalse();
            assertThat(bench.clock.openHolds()).isZero();
            checkClaims();
            checkAnswers();
        }

        private void move() {
            switch (random.nextInt(12)) {
                case 0, 1, 2 -> send(attempts + 1);
                case 3 -> send(anyAttempt());
                case 4 -> withdraw(anyAttempt());
                case 5 -> withdraw(Math.max(1, attempts - random.nextInt(5)));
                case 6 -> bench.clock.pass(Duration.ofMillis(random.nextInt(8_000)));
                case 7 -> {
                    bench.nanos += random.nextLong(2_000_000_000L);
                    bench.fire("TokenEarned");
                }
                case 8 -> bench.fire(random.nextInt(8) == 0 ? "PortSilent" : "SweepDue");
                case 9 -> bench.lookUp(anyAttempt());
                default -> {
                    if (!bench.port.taken.isEmpty()) {
                        adapterMoves(bench.port.taken.get(random.nextInt(bench.port.taken.size())));
                    }
                }
            }
            bench.settle();
        }

        private int anyAttempt() {
            return 1 + random.nextInt(attempts + 2);
        }

        private void send(int number) {
            attempts = Math.max(attempts, number);
            OutboundMessage message = bench.message(number, Duration.ofMillis(1 + random.nextInt(30_000)));
            senders.computeIfAbsent(message.attempt(), key -> new ArrayList<>()).add(bench.send(message));
        }

        private void withdraw(int number) {
            AttemptId attempt = GatewayBench.attempt(number);
            ChannelGateway.WithdrawAnswer answer = bench.withdraw(number);
            if (answer instanceof ChannelGateway.Withdrawn) {
                withdrawn.add(attempt);
            } else if (answer instanceof ChannelGateway.NotHere) {
                assertThat(senders.containsKey(attempt) && !withdrawnBeforeItCame.contains(attempt))
                        .isFalse();
                withdrawnBeforeItCame.add(attempt);
            } else {
                assertThat(stateOf(attempt)).isEqualTo(SendPermit.State.CLAIMED);
            }
        }

        private SendPermit.State stateOf(AttemptId attempt) {
            return bench.port.taken.stream()
                    .filter(taken -> taken.message.attempt().equals(attempt))
                    .map(taken -> taken.permit.state())
                    .findFirst()
                    .orElse(SendPermit.State.WAITING);
        }

        /** A sound adapter: claims before anything leaves, and answers what is true, or is silent. */
        private void adapterMoves(HandPort.Taken taken) {
            if (taken.answer.isDone()) {
                return;
            }
            if (random.nextInt(4) == 0) {
                taken.answer.complete(new SendAnswer.Refused(RefusalReason.TEMPORARY, "451"));
                return;
            }
            boolean wasClaimed = taken.permit.state() == SendPermit.State.CLAIMED;
            if (!wasClaimed && !taken.permit.claim()) {
                taken.answer.complete(taken.permit.denial());
                return;
            }
            switch (random.nextInt(4)) {
                case 0 -> taken.answer.complete(new SendAnswer.Unknown("dropped"));
                case 1 -> taken.answer.completeExceptionally(new IllegalStateException("broken"));
                case 2 -> taken.answer.complete(new SendAnswer.HandedOver("ref"));
                default -> assertThat(taken.answer).isNotDone();
            }
        }

        private long inFlight() {
            return bench.port.taken.stream()
                    .filter(taken -> !taken.answer.isDone())
                    .filter(taken ->
                            senders.get(taken.message.attempt()).stream().noneMatch(TestInbox::hasMessages))
                    .count();
        }

        private void checkClaims() {
            Set<AttemptId> seen = new HashSet<>();
            for (HandPort.Taken taken : bench.port.taken) {
                AttemptId attempt = taken.message.attempt();
                assertThat(seen.add(attempt))
                        .as("handed over once: %s", attempt)
                        .isTrue();
                assertThat(withdrawnBeforeItCame).doesNotContain(attempt);
                assertThat(taken.permit.state()).isNotEqualTo(SendPermit.State.WAITING);
                taken.permit.claimed().ifPresent(claim -> {
                    assertThat(claim.at()).isBefore(taken.message.validUntil());
                    assertThat(withdrawn).as("withdrawn, so never sent").doesNotContain(attempt);
                });
            }
        }

        private void checkAnswers() {
            senders.forEach((attempt, inboxes) -> {
                List<SendAnswer> answers = new ArrayList<>();
                for (TestInbox<ChannelGateway.Answered> inbox : inboxes) {
                    List<ChannelGateway.Answered> received = inbox.getAllReceived();
                    assertThat(received).as("one answer to %s", attempt).hasSize(1);
                    answers.add(received.get(0).answer());
                }
                SendAnswer first = answers.get(0);
                if (!(first instanceof SendAnswer.Unknown)) {
                    assertThat(answers).containsOnly(first);
                }
                if (first instanceof SendAnswer.NotSent || withdrawn.contains(attempt)) {
                    assertThat(stateOf(attempt)).isNotEqualTo(SendPermit.State.CLAIMED);
                }
                if (first instanceof SendAnswer.HandedOver || first instanceof SendAnswer.Unknown) {
                    assertThat(stateOf(attempt)).isEqualTo(SendPermit.State.CLAIMED);
                }
            });
        }
    }
}
