package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.email.mailbox.MailboxServer;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.DebtorErased;
import dev.janji.protocols.lender.v1.ListHistoryRequest;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A payment link from a whole server into a real mailbox, and back over HTTP to the lender's page. */
@Timeout(300)
class PaymentLinkIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final Pattern LINK = Pattern.compile("http://127\\.0\\.0\\.1:(\\d+)(/pay/[0-9A-Za-z]+)\\s");
    private static final String PAGE = "https://pay.bank.example/bill?from=mail";

    @TempDir
    private static Path folder;

    private static MailboxServer mailbox;
    private static RunningServer server;

    @BeforeAll
    static void start() {
        mailbox = MailboxServer.start(0, folder.resolve("mail.jsonl"), 100, Clock.systemUTC());
        // An hour is half a second here.
        server = RunningServer.start("""
                janji.orchestrator.http.visitors { place-per-second = 1000000, place-burst = 1000000, per-second = 1000000, burst = 1000000 }
                janji.gateways.email.smtp {
                  host = "127.0.0.1", port = %d, security = NONE, from = "bank@example.org", trace-headers = on
                }
                janji.rules.lenders {
                  bank-a.payment-link { url = "%s", valid-for = 90 days }
                  bank-b.payment-link { url = "%s", valid-for = 1 hour }
                }
                """.formatted(mailbox.port(), PAGE, PAGE));
    }

    @AfterAll
    static void end() throws Exception {
        if (server != null) {
            server.close();
        }
        mailbox.close();
    }

    private static PublishRequest.Builder reachedByMail(String debtor) {
        PublishRequest.Builder event = Requests.upserted().setDebtorId(debtor);
        event.getDebtorUpsertedBuilder()
                .setName("Penerima " + debtor)
                .removeContactPoints(1)
                .getContactPointsBuilder(0)
                .setAddress(debtor + "@example.org");
        return event;
    }

    /** @return where the link of the debtor's first mail with one leads, on the server's own port */
    private static String linkOf(String debtor) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (MailboxServer.Mail mail : mailbox.newest()) {
                Matcher link = LINK.matcher(mail.text());
                if (mail.text().contains("Penerima " + debtor + ",") && link.find()) {
                    assertThat(Integer.parseInt(link.group(1)))
                            .isEqualTo(server.where().http().port());
                    return link.group(2);
                }
            }
            assertThat(System.nanoTime())
                    .as("the time by which a mail with a link should have come")
                    .isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static List<String> kinds(TestLender lender, String debtor) {
        List<String> kinds = new ArrayList<>();
        lender.debtors()
                .listHistory(ListHistoryRequest.newBuilder().setDebtorId(debtor).build())
                .forEachRemaining(line -> kinds.add(line.getKind()));
        return kinds;
    }

    /** With the public key that the lender gets, and what every JDK has. @return the claims */
    private static JsonNode believed(String token) throws Exception {
        String pem = server.get("/pay/keys.pem").body();
        byte[] info = Base64.getMimeDecoder()
                .decode(pem.replace("-----BEGIN PUBLIC KEY-----", "").replace("-----END PUBLIC KEY-----", ""));
        String[] parts = token.split("\\.");
        Signature signature = Signature.getInstance("Ed25519");
        signature.initVerify(KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(info)));
        signature.update((parts[0] + "." + parts[1]).getBytes(StandardCharsets.US_ASCII));
        assertThat(signature.verify(Base64.getUrlDecoder().decode(parts[2]))).isTrue();
        return new JsonMapper().readTree(Base64.getUrlDecoder().decode(parts[1]));
    }

    @Test
    void shouldLeadFromTheMailToTheBillUntilTheDebtorIsForgotten() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given
            lender.publishLate(reachedByMail("d-linked"), "acc-77", 500_000);
            String link = linkOf("d-linked");

            // when
            HttpResponse<String> answer = server.get(link);

            // then
            assertThat(answer.statusCode()).isEqualTo(302);
            String to = answer.headers().firstValue("Location").orElseThrow();
            assertThat(to).startsWith(PAGE + "&janji=");
            JsonNode claims = believed(to.substring(to.lastIndexOf('=') + 1));
            assertThat(claims.path("aud").asText()).isEqualTo("bank-a");
            assertThat(claims.path("attempt").asText()).startsWith("bank-a~d-linked~");
            assertThat(claims.path("accounts")).hasSize(1);
            assertThat(claims.path("accounts").path(0).asText()).isEqualTo("acc-77");
            assertThat(claims.path("exp").asLong() - claims.path("iat").asLong())
                    .isEqualTo(300);
            assertThat(Files.readString(folder.resolve("mail.jsonl")))
                    .as("the mail of this attempt")
                    .contains("\"" + claims.path("attempt").asText() + "\"");
            List<String> before = kinds(lender, "d-linked");
            assertThat(server.get(link).statusCode()).isEqualTo(302);
            assertThat(before).doesNotContain("ReplyReceived", "PromiseMade");
            assertThat(server.get(link.substring(0, link.length() - 1)).statusCode())
                    .isEqualTo(404);

            // when
            assertThat(lender.publish(Requests.upserted()
                                    .setDebtorId("d-linked")
                                    .setEventId("forget")
                                    .setDebtorErased(DebtorErased.getDefaultInstance()))
                            .hasAccepted())
                    .isTrue();

            // then
            assertThat(server.get(link).statusCode()).isEqualTo(410);
        }
    }

    @Test
    void shouldLeadNowhereWhenItsTimeIsOver() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            // given: whose links hold for an hour or two of the fast clock
            lender.publishLate(reachedByMail("d-late"), "acc-1", 500_000);
            String link = linkOf("d-late");

            // when: until its time is over
            HttpResponse<String> answer = server.get(link);
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (answer.statusCode() == 302 && System.nanoTime() < end) {
                answer = server.get(link);
            }

            // then
            assertThat(answer.statusCode()).isEqualTo(410);
            assertThat(answer.body()).contains("sudah tidak berlaku").doesNotContain("bank", "d-late", "acc-1");
            assertThat(answer.headers().firstValue("Location")).isEmpty();
        }
    }

    @Test
    void shouldHaveNoLinkForALenderWithoutAPage() throws Exception {
        try (TestLender lender = new TestLender(server, new LenderId("bank-c"))) {
            lender.publishLate(reachedByMail("d-plain"), "acc-1", 500_000);
            long end = System.nanoTime() + PATIENCE.toNanos();
            List<MailboxServer.Mail> mails = List.of();
            while (mails.isEmpty() && System.nanoTime() < end) {
                mails = mailbox.newest().stream()
                        .filter(mail -> mail.text().contains("Penerima d-plain,"))
                        .toList();
            }
            assertThat(mails)
                    .isNotEmpty()
                    .allSatisfy(mail -> assertThat(mail.text()).doesNotContain("/pay/"));
        }
    }
}
