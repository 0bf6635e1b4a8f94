package dev.janji.gateways.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SimulatedPortTest implements ChannelPortContract {
    private record Brought(AttemptId attempt, Receipt receipt) {}

    @TempDir
    Path folder;

    private final List<Brought> brought = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private SimulatorBench bench;

    @Override
    public ProviderBench bench() {
        return of(SimulatorBench.script(0, 0, 0));
    }

    private SimulatorBench of(Script script) {
        if (bench == null) {
            bench = new SimulatorBench(folder.resolve("sms.jsonl"), script, (debtor, attempt, receipt) -> {
                if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                    return CompletableFuture.failedFuture(new IllegalStateException("not now"));
                }
                brought.add(new Brought(attempt, receipt));
                return CompletableFuture.completedFuture(Done.getInstance());
            });
        }
        return bench;
    }

    @AfterEach
    void stop() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void shouldLogWhoWasContactedWhen() {
        SimulatorBench sms = of(SimulatorBench.script(0, 0, 0));
        SendPermit permit = permit();
        send(message(1, Behaviour.ACCEPTS), permit);
        SendPermit.Claim claim = permit.claimed().orElseThrow();
        assertThat(sms.lines()).hasSize(1);
        LoggedAttempt line = sms.lines().get(0);
        assertThat(line.attempt()).isEqualTo("acme~debtor-1~1");
        assertThat(line.lender()).isEqualTo("acme");
        assertThat(line.debtor()).isEqualTo("debtor-1");
        assertThat(line.channel()).isEqualTo("SMS");
        assertThat(line.contactPoint()).isEqualTo("cp-1");
        assertThat(line.atVirtual()).isEqualTo(ContractClock.START);
        assertThat(line.atWallMicros()).isEqualTo(claim.wallMicros());
    }

    @Test
    void shouldBringOneReceiptOnTheHouseClockAndHoldItMeanwhile() {
        of(SimulatorBench.script(0, 0, 0));
        send(message(1, Behaviour.ACCEPTS), permit());
        assertThat(brought).isEmpty();
        bench.clock().pass(Duration.ofSeconds(31));
        assertThat(brought).hasSize(1);
        assertThat(brought.get(0).receipt().outcome()).isEqualTo(Outcome.DELIVERED);
        assertThat(brought.get(0).receipt().at())
                .isBetween(ContractClock.START.plusSeconds(1), ContractClock.START.plusSeconds(30));
        assertThat(bench.clock().openHolds()).isZero();
    }

    @Test
    void shouldBringTheSameReceiptTwiceWhenTheScriptSaysSo() {
        of(SimulatorBench.script(0, 0, 1));
        send(message(1, Behaviour.ACCEPTS), permit());
        bench.clock().pass(Duration.ofMinutes(2));
        assertThat(brought).hasSize(2);
        assertThat(brought.get(0).receipt().id())
                .isEqualTo(brought.get(1).receipt().id());
    }

    @Test
    void shouldBringNoReceiptWhenTheScriptLosesIt() {
        of(SimulatorBench.script(0, 1, 0));
        send(message(1, Behaviour.ACCEPTS), permit());
        bench.clock().pass(Duration.ofDays(2));
        assertThat(brought).isEmpty();
    }

    @Test
    void shouldBringTheReceiptHoursLaterWhenTheScriptSaysLate() {
        of(SimulatorBench.script(1, 0, 0));
        send(message(1, Behaviour.ACCEPTS), permit());
        bench.clock().pass(Duration.ofMinutes(59));
        assertThat(brought).isEmpty();
        bench.clock().pass(Duration.ofHours(20));
        assertThat(brought).hasSize(1);
    }

    @Test
    void shouldBringAReceiptAgainWhenItWasNotStored() {
        of(SimulatorBench.script(0, 0, 0));
        failures.set(3);
        send(message(1, Behaviour.ACCEPTS), permit());
        bench.clock().pass(Duration.ofMinutes(10));
        assertThat(brought).hasSize(1);
    }

    @Test
    void shouldBringTheReceiptsThatItOwesWhenRestarted() {
        of(SimulatorBench.script(1, 0, 0));
        send(message(1, Behaviour.ACCEPTS), permit());
        send(message(2, Behaviour.LOST_AFTER_ACCEPTANCE), permit());
        bench.restartAdapter();
        bench.clock().pass(Duration.ofHours(21));
        assertThat(brought)
                .extracting(one -> one.attempt().value())
                .containsExactlyInAnyOrder("acme~debtor-1~1", "acme~debtor-1~2");
    }

    @Test
    void shouldRecogniseAResendWhenRestarted() {
        SimulatorBench sms = of(SimulatorBench.script(0, 0, 0));
        send(message(1, Behaviour.ACCEPTS), permit());
        sms.restartAdapter();
        send(message(1, Behaviour.ACCEPTS), permit());
        assertThat(sms.simulator().resendCount()).isEqualTo(1);
        assertThat(sms.simulator().sentCount()).isEqualTo(1);
    }

    @Test
    void shouldGoOnWhenTheLastLineBrokeOff() throws IOException {
        SimulatorBench sms = of(SimulatorBench.script(0, 0, 0));
        send(message(1, Behaviour.ACCEPTS), permit());
        Files.writeString(folder.resolve("sms.jsonl"), "{\"attempt\":\"acme~d", StandardOpenOption.APPEND);
        sms.restartAdapter();
        send(message(2, Behaviour.ACCEPTS), permit());
        assertThat(sms.lines())
                .extracting(LoggedAttempt::attempt)
                .containsExactly("acme~debtor-1~1", "acme~debtor-1~2");
        assertThat(Files.readString(folder.resolve("sms.jsonl"))).endsWith("}\n");
    }
}
