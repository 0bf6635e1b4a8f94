package dev.janji.gateways.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.janji.actors.channel.Webhook.Answer;
import dev.janji.gateways.contract.ChannelPortContract;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Whatever comes is refused or kept; nothing breaks, and no log tells whose number or words it was. */
final class WhatsAppWebhookFuzzTest {
    private static final int CALLS = 2_000;
    private static final String NUMBER = "62811000003";
    private static final String WORDS = "rahasia-sekali";

    private static final List<String> SEEDS = List.of(
            WhatsAppWebhookTest.status(
                    "delivered", ChannelPortContract.attempt(1).value(), 0),
            WhatsAppWebhookTest.status("failed", ChannelPortContract.attempt(1).value(), 131_026),
            WhatsAppWebhookTest.text("text", "\"text\":{\"body\":\"" + WORDS + "\"}"),
            WhatsAppWebhookTest.text("button", "\"button\":{\"text\":\"" + WORDS + "\",\"payload\":\"p\"}"),
            WhatsAppWebhookTest.call("\"statuses\":7,\"messages\":{\"a\":[]}"));

    private static final List<String> SPLINTERS = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "1e999",
            "\"\"",
            "true",
            "\"\\u0000\"",
            "99999999999999999999",
            "{\"id\":",
            "]]",
            "\\ud800",
            "~",
            "\u0000");

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> logged = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.janji");
    private final Level before = root.getLevel();
    private WhatsAppBench whatsApp;

    @BeforeEach
    void start() {
        logged.start();
        root.setLevel(Level.ALL);
        root.addAppender(logged);
        root.setAdditive(false);
        whatsApp = new WhatsAppBench(folder, "");
    }

    @AfterEach
    void close() {
        whatsApp.close();
        root.detachAppender(logged);
        root.setAdditive(true);
        root.setLevel(before);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldRefuseOrKeepWhateverIsSigned(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        boolean[] seen = new boolean[Answer.values().length];
        for (int i = 0; i < CALLS; i++) {
            if (i % 10 == 0) {
                boolean isDown = random.nextBoolean();
                whatsApp.readers = message -> isDown
                        ? CompletableFuture.failedFuture(new IllegalStateException(message.text()))
                        : CompletableFuture.completedFuture(org.apache.pekko.Done.getInstance());
            }
            byte[] body = broken(SEEDS.get(random.nextInt(SEEDS.size())), random);

            Answer answer = whatsApp.bring(body);

            assertThat(answer).as("call %d of seed %d", i, seed).isNotEqualTo(Answer.NOT_GENUINE);
            seen[answer.ordinal()] = true;
        }
        assertThat(seen[Answer.KEPT.ordinal()] && seen[Answer.MALFORMED.ordinal()] && seen[Answer.COME_AGAIN.ordinal()])
                .as("it has tried something")
                .isTrue();
        assertThat(whatsApp.inbound).allSatisfy(message -> {
            assertThat(message.from()).matches("\\+[0-9]{1,15}");
            assertThat(message.at()).isBeforeOrEqualTo(whatsApp.clock().instant());
        });
        assertThat(whatsApp.clock().openHolds()).isZero();
        assertNothingPersonalLogged();
    }

    @Test
    void shouldRefuseWhateverIsNotSigned() {
        SplittableRandom random = new SplittableRandom(4);
        for (int i = 0; i < CALLS; i++) {
            byte[] body = SEEDS.get(random.nextInt(SEEDS.size())).getBytes(StandardCharsets.UTF_8);
            byte[] signature =
                    new WebhookSignature(WhatsAppBench.SECRET).of(body).getBytes(StandardCharsets.UTF_8);
            int at = 7 + random.nextInt(signature.length - 7);
            signature[at] = (byte) (signature[at] == '0' ? '1' : '0');

            assertThat(whatsApp.bring(body, new String(signature, StandardCharsets.UTF_8)))
                    .isEqualTo(Answer.NOT_GENUINE);
        }
        assertThat(whatsApp.inbound).isEmpty();
        assertThat(whatsApp.receipts).isEmpty();
        assertNothingPersonalLogged();
    }

    @Test
    void shouldRefuseWhatIsNestedWithoutEnd() {
        String deep = "[".repeat(200_000);
        assertThat(whatsApp.bring(deep)).isEqualTo(Answer.MALFORMED);
        assertThat(whatsApp.bring(WhatsAppWebhookTest.call("\"messages\":" + deep)))
                .isEqualTo(Answer.MALFORMED);
    }

    private void assertNothingPersonalLogged() {
        assertThat(logged.list)
                .allSatisfy(event -> assertThat(event.getFormattedMessage()
                                + (event.getThrowableProxy() == null
                                        ? ""
                                        : event.getThrowableProxy().getMessage()))
                        .doesNotContain(NUMBER, WORDS, "Budi"));
    }

    private static byte[] broken(String seed, SplittableRandom random) {
        StringBuilder text = new StringBuilder(seed);
        int wounds = random.nextInt(4);
        for (int i = 0; i < wounds; i++) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(4)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.delete(at, Math.min(text.length() - 1, at + random.nextInt(30)));
                case 2 -> text.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                default -> {
                    int colon = text.indexOf(":", at);
                    int end = colon < 0 ? -1 : text.indexOf(",", colon);
                    if (end > 0) {
                        text.replace(colon + 1, end, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                    }
                }
            }
        }
        return text.toString().getBytes(random.nextInt(10) == 0 ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
    }
}
