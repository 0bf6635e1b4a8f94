package dev.janji.gateways.simulator;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.InboundListener;
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
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/** The simulator under the contract: numbers with a certain fate. */
final class SimulatorBench implements ProviderBench {
    private final ContractClock clock = new ContractClock();
    private final SimulatorSettings settings;
    private final ReceiptListener listener;
    private final InboundListener inbound;
    private final Channel channel;
    private SimulatedPort port;

    SimulatorBench(Path log, Script script, ReceiptListener listener) {
        this(
                Channel.SMS,
                log,
                script,
                List.of(),
                List.of(),
                listener,
                message -> CompletableFuture.completedFuture(Done.getInstance()));
    }

    SimulatorBench(
            Channel channel,
            Path log,
            Script script,
            List<Outage> outages,
            List<Spell> storms,
            ReceiptListener listener,
            InboundListener inbound) {
        this.channel = channel;
        this.listener = listener;
        this.inbound = inbound;
        this.settings = new SimulatorSettings(
                log,
                SimulatorSettings.replyLog(log),
                2,
                script,
                List.of(),
                Map.of("99920", Ending.SAYS_PAID.over(script)),
                Map.of(
                        "refuses", always(script, 1, 0, 0, 0),
                        "throttles", always(script, 0, 1, 0, 0),
                        "lost_before_acceptance", always(script, 0, 0, 1, 0),
                        "lost_after_acceptance", always(script, 0, 0, 0, 1)),
                Duration.ofHours(1),
                outages,
                storms);
        this.port = start();
    }

    private SimulatedPort start() {
        return SimulatedPort.start(channel, settings, clock, listener, inbound);
    }

    /** No fault but in receipts, and those as given. */
    static Script script(double lateReceipt, double lostReceipt, double duplicateReceipt) {
        return new Script(
                42,
                new Script.Range(Duration.ZERO, Duration.ofMillis(2)),
                Duration.ofMillis(5),
                Script.Faults.NONE,
                new ReceiptScript(
                        new Script.Range(Duration.ofSeconds(1), Duration.ofSeconds(30)),
                        0,
                        0,
                        0,
                        lateReceipt,
                        new Script.Range(Duration.ofHours(1), Duration.ofHours(20)),
                        lostReceipt,
                        duplicateReceipt),
                new ReplyScript(
                        0, new Script.Range(Duration.ofMinutes(1), Duration.ofHours(1)), Map.of(Writing.PAID, 1.0), 0));
    }

    private static Script always(Script base, double rejected, double throttled, double before, double after) {
        return base.with(new Script.Faults(rejected, throttled, 0, before, after), base.receipts(), base.replies());
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
        port = start();
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
