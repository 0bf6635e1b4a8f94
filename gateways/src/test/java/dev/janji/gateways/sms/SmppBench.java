package dev.janji.gateways.sms;

import com.cloudhopper.smpp.SmppConstants;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;

/** The SMS adapter in front of a provider that is not ours. */
final class SmppBench implements ProviderBench {
    /** A receipt as it was brought. */
    record Brought(DebtorKey debtor, AttemptId attempt, Receipt receipt) {}

    private final ContractClock clock = new ContractClock();
    private final SmppProvider provider;
    private final SmppSettings settings;
    private SmppSmsPort port;

    final List<Brought> receipts = new CopyOnWriteArrayList<>();
    final List<InboundMessage> inbound = new CopyOnWriteArrayList<>();
    volatile ReceiptListener debtors =
            (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance());
    volatile InboundListener readers = message -> CompletableFuture.completedFuture(Done.getInstance());

    /** @param own keys that differ from the shipped ones */
    SmppBench(Path folder, String own) {
        provider = new SmppProvider(freePort(), null);
        provider.refuse("91", SmppConstants.STATUS_INVDSTADR);
        provider.refuse("92", SmppConstants.STATUS_THROTTLED);
        settings = settings(provider.port(), folder, own);
        start();
    }

    static SmppSettings settings(int port, Path folder, String own) {
        return SmppSettings.from(ConfigFactory.parseString(own)
                .withFallback(
                        ConfigFactory.parseString("""
                        host = 127.0.0.1, system-id = janji, source = "12345", password = "%s", port = %d, log = "%s"
                        reconnect { least = 10 ms, most = 50 ms }, throttle-pause { least = 10 ms, most = 50 ms }
                        per-second = 10000, window = 50, user-message-reference = on, other-servers-send = off
                        """.formatted(SmppProvider.PASSWORD, port, folder.resolve("sms"))))
                .withFallback(ConfigFactory.parseResources("reference.conf").getConfig("janji.gateways.sms.smpp"))
                .resolve());
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start() {
        port = SmppSmsPort.start(settings, clock, this::receipt, message -> {
            inbound.add(message);
            return readers.received(message);
        });
        if (provider.bindStatus == SmppConstants.STATUS_OK
                && settings.shared().password().equals(SmppProvider.PASSWORD)) {
            Answers.await("the bind", () -> port.isUp());
        }
    }

    private CompletionStage<Done> receipt(DebtorKey debtor, AttemptId attempt, Receipt receipt) {
        receipts.add(new Brought(debtor, attempt, receipt));
        return debtors.receipt(debtor, attempt, receipt);
    }

    /** Lets the clock keep its appointments until so many receipts were brought. */
    void awaitReceipts(int count) {
        Answers.await(count + " receipts", () -> {
            clock.pass(Duration.ZERO);
            return receipts.size() >= count;
        });
    }

    SmppProvider provider() {
        return provider;
    }

    @Override
    public SmppSmsPort port() {
        return port;
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    @Override
    public int taken(AttemptId attempt) {
        int reference = SmsMemory.userMessageReference(attempt);
        return (int) provider.taken.stream()
                .filter(one -> one.userMessageReference() == reference)
                .count();
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        provider.setDown(down);
        Answers.await("the connection to be " + (down ? "lost" : "there"), () -> port.isUp() != down);
    }

    @Override
    public void restartAdapter() {
        port.close();
        start();
    }

    @Override
    public boolean answersLookUps() {
        return false;
    }

    @Override
    public void close() {
        port.close();
        provider.close();
    }
}
