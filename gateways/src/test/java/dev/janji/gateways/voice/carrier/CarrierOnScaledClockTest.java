package dev.janji.gateways.voice.carrier;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.ScaledClock;
import dev.janji.actors.time.TimeSettings;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered;
import dev.janji.actors.voice.CallEvent.Ended;
import dev.janji.actors.voice.CallListener;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.voice.HeardCalls;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The played carrier on a clock that flows a thousand times as fast, with a house that reacts on threads of its own. */
final class CarrierOnScaledClockTest {
    private static final int CALLS = 60;

    @TempDir
    Path folder;

    @Test
    void shouldConnectEveryAnswerInTimeWhenTheClockIsFast() {
        ExecutorService house = Executors.newFixedThreadPool(2);
        try (ScaledClock clock = ScaledClock.start(new TimeSettings.Scaled(
                        Instant.parse("2026-03-02T01:00:00Z"),
                        1_000,
                        folder.resolve("clock"),
                        false,
                        Duration.ofMinutes(1)));
                CarrierPort port = CarrierPort.start(
                        // They wait for three seconds, which pass in three milliseconds.
                        CarrierBench.settings(folder, "reaction = 20 s, script.waits { least = 3 s, most = 3 s }"),
                        clock)) {
            HeardCalls heard = new HeardCalls();
            port.listen(new CallListener() {
                @Override
                public void heard(CallId call, CallEvent event) {
                    if (event instanceof Answered) {
                        house.execute(() -> port.connect(call, agentOf(call)));
                    }
                    heard.heard(call, event);
                }

                @Override
                public void calledBy(CallId call, String number, String called) {}

                @Override
                public void lost() {}

                @Override
                public void reachable(Set<CallId> calls) {}
            });
            List<CompletionStage<SendAnswer>> answers = new ArrayList<>();
            for (int i = 1; i <= CALLS; i++) {
                port.openLine(agentOf(CallId.of(attempt(i))), "SIM/agent");
                Instant until = clock.instant().plus(Duration.ofDays(30));
                answers.add(port.send(message(i, until), new SendPermit(clock, until, () -> false)));
            }
            answers.forEach(answer -> assertThat(Answers.get(answer)).isInstanceOf(SendAnswer.HandedOver.class));
            for (int i = 1; i <= CALLS; i++) {
                CallId call = CallId.of(attempt(i));
                heard.await("the end", () -> heard.has(call, Ended.class));
                List<CallEvent> events = heard.of(call);
                Instant answered = events.get(1).at();
                // Somebody whom no agent took hangs up after three seconds.
                assertThat(((Ended) events.get(2)).end()).isEqualTo(Ended.End.THEY_HUNG_UP);
                assertThat(events.get(2).at()).isNotEqualTo(answered.plusSeconds(3));
            }
            assertThat(port.callsUp()).isZero();
        } finally {
            house.shutdownNow();
        }
    }

    private static AgentId agentOf(CallId call) {
        return new AgentId("agent-" + call.value().substring(call.value().lastIndexOf('~') + 1));
    }

    private static AttemptId attempt(int number) {
        return AttemptId.of(new DebtorKey(new LenderId("acme"), new DebtorId("debtor-1")), number);
    }

    private static OutboundMessage message(int number, Instant until) {
        return new OutboundMessage(
                attempt(number),
                new DebtorKey(new LenderId("acme"), new DebtorId("debtor-1")),
                new ContactPointId("cp-1"),
                "+6281100003",
                "",
                "",
                "",
                Set.of(),
                until);
    }
}
