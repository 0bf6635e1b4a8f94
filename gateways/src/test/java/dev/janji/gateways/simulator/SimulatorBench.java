package dev.janji.gateways.simulator;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The simulator under the contract: numbers with a certain fate. */
final class SimulatorBench implements ProviderBench {
    private final ContractClock clock = new ContractClock();
    private final SimulatorSettings settings;
    private final ReceiptListener listener;
    private SimulatedPort port;

    SimulatorBench(Path log, Script script, ReceiptListener listener) {
        this.listener = listener;
        this.settings = new SimulatorSettings(
                log,
                2,
                script,
                Map.of(
                        "refuses", always(script, 1, 0, 0, 0),
                        "throttles", always(script, 0, 1, 0, 0),
                        "lost_before_acceptance", always(script, 0, 0, 1, 0),
                        "lost_after_acceptance", always(script, 0, 0, 0, 1)),
                Duration.ofHours(1));
        this.port = SimulatedPort.start(Channel.SMS, settings, clock, listener);
    }

    /** No fault but in receipts, and those as given. */
    static Script script(double lateReceipt, double lostReceipt, double duplicateReceipt) {
        return new Script(
                42,
                new Script.Range(Duration.ZERO, Duration.ofMillis(2)),
                Duration.ofMillis(5),
                0,
                0,
                0,
                0,
                0,
                new Script.Range(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                lateReceipt,
                new Script.Range(Duration.ofHours(1), Duration.ofHours(20)),
                lostReceipt,
                duplicateReceipt);
    }

    private static Script always(Script base, double rejected, double throttled, double before, double after) {
        return new Script(
                base.seed(),
                base.latency(),
                base.patience(),
                rejected,
                throttled,
                before,
                after,
                base.undelivered(),
                base.receiptDelay(),
                base.lateReceipt(),
                base.lateDelay(),
                base.lostReceipt(),
                base.duplicateReceipt());
    }

    @Override
    public ChannelPort port() {
        return port;
    }

    SimulatedPort simulator() {
        return port;
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    @Override
    public String addressFor(Behaviour behaviour) {
        return behaviour.name().toLowerCase(Locale.ROOT);
    }

    List<LoggedAttempt> lines() {
        List<LoggedAttempt> contacts = new ArrayList<>();
        AttemptLog.read(settings.log(), contacts::add);
        return contacts;
    }

    @Override
    public int taken(AttemptId attempt) {
        return (int) lines().stream()
                .filter(contact -> contact.attempt().equals(attempt.value()))
                .count();
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        port.setDown(down);
    }

    @Override
    public void restartAdapter() {
        port.close();
        port = SimulatedPort.start(Channel.SMS, settings, clock, listener);
    }

    @Override
    public boolean answersLookUps() {
        return true;
    }

    @Override
    public void close() {
        port.close();
    }
}
