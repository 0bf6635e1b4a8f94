package dev.janji.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigValueFactory;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.time.RealClock;
import dev.janji.gateways.whatsapp.WhatsAppPort;
import dev.janji.gateways.whatsapp.WhatsAppSettings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.pekko.Done;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class WebhookRoutesTest {
    private static final String CALL =
            "{\"object\":\"whatsapp_business_account\",\"entry\":[{\"changes\":[{\"field\":\"messages\",\"value\":"
                    + "{\"metadata\":{\"phone_number_id\":\"106540352242922\",\"display_phone_number\":\"15550783881\"},\"messages\":"
                    + "[{\"from\":\"62811000003\",\"id\":\"wamid.1\",\"timestamp\":\"1772413200\",\"type\":\"text\",\"text\":{\"body\":\"STOP \u00e9\"}}]}}]}]}";

    @TempDir
    Path folder;

    private final ActorTestKit kit = ActorTestKit.create();
    private final RealClock clock = RealClock.start();
    private final List<InboundMessage> inbound = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private volatile boolean isStored = true;
    private WhatsAppPort port;
    private ServerBinding binding;

    @BeforeEach
    void open() throws Exception {
        port = WhatsAppPort.start(
                WhatsAppSettings.from(ConfigFactory.parseString(
                                "phone-number-id = \"106540352242922\", access-token = t, app-secret = s, verify-token = v")
                        .withValue(
                                "log",
                                ConfigValueFactory.fromAnyRef(
                                        folder.resolve("whatsapp").toString()))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.whatsapp.cloud"))),
                clock,
                (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance()),
                message -> {
                    inbound.add(message);
                    return isStored
                            ? CompletableFuture.completedFuture(Done.getInstance())
                            : CompletableFuture.failedFuture(new IllegalStateException("not now"));
                });
        binding = Http.get(kit.system())
                .newServerAt("127.0.0.1", 0)
                .bind(new WebhookRoutes(List.of(port.webhook()), kit.system()).route())
                .toCompletableFuture()
                .get(30, TimeUnit.SECONDS);
    }

    @AfterEach
    void close() throws Exception {
        binding.unbind().toCompletableFuture().get(30, TimeUnit.SECONDS);
        port.close();
        clock.close();
        kit.shutdownTestKit();
    }

    @Test
    void shouldAnswerTheChallengeToWhoKnowsTheToken() throws Exception {
        HttpResponse<String> answer = got("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=v");
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body()).isEqualTo("1158201444");
        assertThat(got("?hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=w")
                        .statusCode())
                .isEqualTo(403);
    }

    @Test
    void shouldTakeWhatIsSignedByteForByte() throws Exception {
        byte[] body = CALL.getBytes(StandardCharsets.UTF_8);

        assertThat(posted(body, signature(body))).isEqualTo(200);

        assertThat(inbound).extracting(InboundMessage::text).containsExactly("STOP \u00e9");
    }

    @Test
    void shouldRefuseWhatIsNotSignedOrCannotBeRead() throws Exception {
        byte[] body = CALL.getBytes(StandardCharsets.UTF_8);
        byte[] broken = "{".getBytes(StandardCharsets.UTF_8);
        assertThat(posted(body, signature(broken))).isEqualTo(403);
        assertThat(posted(broken, signature(broken))).isEqualTo(400);
        assertThat(inbound).isEmpty();
    }

    @Test
    void shouldAskTheProviderToComeAgainWhenItIsNotStored() throws Exception {
        byte[] body = CALL.getBytes(StandardCharsets.UTF_8);
        isStored = false;
        assertThat(posted(body, signature(body))).isEqualTo(503);
        isStored = true;
        assertThat(posted(body, signature(body))).isEqualTo(200);
    }

    @Test
    void shouldRefuseWhatIsTooLong() throws Exception {
        byte[] body = new byte[3 * 1024 * 1024 + 1];
        assertThat(posted(body, signature(body))).isEqualTo(413);
    }

    @Test
    void shouldKnowNoOtherPath() throws Exception {
        assertThat(client.send(
                                HttpRequest.newBuilder(URI.create(url().replace("whatsapp", "telegram")))
                                        .build(),
                                HttpResponse.BodyHandlers.discarding())
                        .statusCode())
                .isEqualTo(404);
    }

    private String url() {
        return "http://127.0.0.1:" + binding.localAddress().getPort() + "/webhooks/whatsapp";
    }

    private HttpResponse<String> got(String query) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(URI.create(url() + query)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private int posted(byte[] body, String signature) throws IOException, InterruptedException {
        return client.send(
                        HttpRequest.newBuilder(URI.create(url()))
                                .header("X-Hub-Signature-256", signature)
                                .header("Content-Type", "application/json")
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static String signature(byte[] body) throws Exception {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec("s".getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return "sha256=" + HexFormat.of().formatHex(mac.doFinal(body));
    }
}
