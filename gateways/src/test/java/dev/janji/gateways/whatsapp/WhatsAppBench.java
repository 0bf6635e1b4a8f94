package dev.janji.gateways.whatsapp;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.Webhook;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.pekko.Done;

/** The WhatsApp adapter in front of a server that answers as the Cloud API is described. */
final class WhatsAppBench implements ProviderBench {
    static final String SECRET = "app-secret-1";
    static final String OWN_LINE = "209876543210987";

    /** A receipt as it was brought. */
    record Brought(DebtorKey debtor, AttemptId attempt, Receipt receipt) {}

    final CloudServer provider = new CloudServer();
    final List<Brought> receipts = new CopyOnWriteArrayList<>();
    final List<InboundMessage> inbound = new CopyOnWriteArrayList<>();
    volatile ReceiptListener debtors =
            (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance());
    volatile InboundListener readers = message -> CompletableFuture.completedFuture(Done.getInstance());

    private final ContractClock clock = new ContractClock();
    private final WhatsAppSettings settings;
    private WhatsAppPort port;

    /** @param own keys that differ from the shipped ones */
    WhatsAppBench(Path folder, String own) {
        provider.refuse("91", 400, CloudAnswer.UNDELIVERABLE);
        provider.refuse("92", 429, 130_429);
        settings = settings(provider.url(), folder, own);
        restartAdapter();
    }

    static WhatsAppSettings settings(String url, Path folder, String own) {
        return WhatsAppSettings.from(ConfigFactory.parseString(own)
                .withFallback(ConfigFactory.parseString("""
                        url = "%s", phone-number-id = "%s", access-token = "%s", app-secret = "%s", verify-token = "verify-1"
                        lenders { bravo { phone-number-id = "%s" } }, template-validity = 30 s, other-servers-send = off
                        throttle-pause = 10 ms, log = "%s"
                        """.formatted(
                        url, CloudServer.LINE, CloudServer.TOKEN, SECRET, OWN_LINE, folder.resolve("whatsapp"))))
                .withFallback(ConfigFactory.parseResources("reference.conf").getConfig("janji.gateways.whatsapp.cloud"))
                .resolve());
    }

    @Override
    public WhatsAppPort port() {
        return port;
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    /** Brings what the provider would, signed. */
    Webhook.Answer bring(byte[] body) {
        return bring(body, new WebhookSignature(SECRET).of(body));
    }

    Webhook.Answer bring(String body) {
        return bring(body.getBytes(StandardCharsets.UTF_8));
    }

    Webhook.Answer bring(byte[] body, String signature) {
        return Answers.get(port.webhook()
                .received(
                        body,
                        name -> name.equalsIgnoreCase("x-hub-signature-256")
                                ? Optional.of(signature)
                                : Optional.empty()));
    }

    @Override
    public int taken(AttemptId attempt) {
        return (int) provider.taken.stream()
                .filter(one ->
                        one.message().path("biz_opaque_callback_data").asText().equals(attempt.value()))
                .count();
    }

    @Override
    public int delivered(AttemptId attempt) {
        return taken(attempt);
    }

    @Override
    public void setDown(boolean down) {
        provider.setDown(down);
    }

    @Override
    public void restartAdapter() {
        if (port != null) {
            port.close();
        }
        port = WhatsAppPort.start(
                settings,
                clock,
                (debtor, attempt, receipt) -> {
                    receipts.add(new Brought(debtor, attempt, receipt));
                    return debtors.receipt(debtor, attempt, receipt);
                },
                message -> {
                    inbound.add(message);
                    return readers.received(message);
                });
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
