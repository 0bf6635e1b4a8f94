package dev.janji.loadtest.adapters;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.time.HouseClock;
import dev.janji.gateways.sms.SmppSettings;
import dev.janji.gateways.sms.SmppSmsPort;
import dev.janji.loadtest.sms.FreePort;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/** SMS over SMPP, before a provider of another implementation. */
final class SmsPeer implements Peer {
    /** The adapter keeps its window itself; what is beyond it waits there. */
    private static final int UNDER_WAY = 1_000;

    private final TakingSmsProvider provider = TakingSmsProvider.start();
    private final int window;

    SmsPeer(int window) {
        this.window = window;
    }

    static String number(int message) {
        return String.format(Locale.ROOT, "62811%07d", message % 1_000_000);
    }

    @Override
    public void sendBare(int messages) throws IOException, InterruptedException {
        BareSmsClient.send(provider.port(), messages, window, AdapterRun.TEXT);
    }

    @Override
    public ChannelPort adapter(Path folder, HouseClock clock) throws InterruptedException {
        SmppSmsPort port = start(provider.port(), folder, clock);
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!port.isUp()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Expected the adapter to be bound, but it is not");
            }
            Thread.sleep(1);
        }
        return port;
    }

    @Override
    public ChannelPort adapterToNobody(Path folder, HouseClock clock) {
        return start(FreePort.find(), folder, clock);
    }

    private SmppSmsPort start(int port, Path folder, HouseClock clock) {
        return SmppSmsPort.start(
                SmppSettings.from(ConfigFactory.parseString(String.format(
                                Locale.ROOT,
                                "host = 127.0.0.1, port = %d, system-id = janji, source = \"12345\", window = %d,"
                                        + " per-second = 100000, wait-for-link = 0 s, queue-capacity = 2000, log = \"%s\"",
                                port,
                                window,
                                folder))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.sms.smpp"))
                        .resolve()),
                clock,
                (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance()),
                message -> CompletableFuture.completedFuture(Done.getInstance()));
    }

    @Override
    public String addressOf(int message) {
        return "+" + number(message);
    }

    @Override
    public int underWay() {
        return UNDER_WAY;
    }

    @Override
    public OptionalLong taken() {
        return OptionalLong.of(provider.taken());
    }

    @Override
    public void close() {
        provider.close();
    }
}
