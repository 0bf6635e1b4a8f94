package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.cloudhopper.smpp.pdu.SubmitSm;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ListHistoryRequest;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import dev.janji.protocols.lender.v1.PublishRequest;
import jakarta.mail.Address;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Properties;
import java.util.function.Predicate;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Providers' wires through a whole server into a debtor, and back. */
@Timeout(300)
class ChannelsIT {
    private static final Duration PATIENCE = Duration.ofSeconds(180);
    private static final String LINE = "106540352242922";
    private static final String SECRET = "app-secret-1";
    private static final String NO_MORE = "no more messages";

    @TempDir
    private static Path folder;

    private static SmsProvider sms;
    private static GreenMail mail;
    private static RunningServer server;

    @BeforeAll
    static void start() throws Exception {
        sms = new SmsProvider();
        mail = new GreenMail(
                new ServerSetup[] {new ServerSetup(0, "127.0.0.1", "smtp"), new ServerSetup(0, "127.0.0.1", "imap")});
        mail.start();
        mail.setUser("replies@example.test", "reader", "secret");
        server = RunningServer.start("""
                janji.gateways {
                  sms.smpp { host = "127.0.0.1", port = %d, system-id = janji, source = "12345", long-messages = PAYLOAD, log = "%s" }
                  whatsapp.cloud {
                    url = "http://127.0.0.1:1", phone-number-id = "%s", access-token = t, app-secret = "%s", verify-token = v, log = "%s"
                  }
                  email.smtp {
                    host = "127.0.0.1", port = %d, security = NONE, from = "Bank <bank@example.test>", reply-to = "replies@example.test"
                    bounce-to = "replies@example.test", message-id-domain = "example.test", key-file = "%s"
                  }
                  email.imap { host = "127.0.0.1", port = %d, security = NONE, username = reader, password = secret, poll = 100 ms }
                }
                """.formatted(
                        sms.port(),
                        folder.resolve("sms"),
                        LINE,
                        SECRET,
                        folder.resolve("whatsapp"),
                        mail.getSmtp().getPort(),
                        folder.resolve("email.key"),
                        mail.getImap().getPort()));
    }

    @AfterAll
    static void end() throws Exception {
        if (server != null) {
            server.close();
        }
        mail.stop();
        sms.close();
    }

    @Test
    void shouldWriteNoMoreWhenTheDebtorAnswersAnSmsWithStop() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given: late, and reached by SMS alone
            lender.publishLate(reachedAt("d-sms", Channel.CHANNEL_SMS, "+628110000042"), "a", 500_000);
            SubmitSm reminder = sms.next();
            assertThat(reminder).as("a message at the provider").isNotNull();
            assertThat(reminder.getDestAddress().getAddress()).isEqualTo("628110000042");

            // when
            assertThat(sms.reply(reminder, "STOP")).isZero();

            // then: it is stored by then, and whatever step comes next goes nowhere
            ListHistoryResponse reply =
                    eventually(lender, "d-sms", line -> line.getKind().equals("ReplyReceived"));
            assertThat(reply.getSummary()).contains(NO_MORE);
            ListHistoryResponse refused =
                    eventually(lender, "d-sms", line -> line.getKind().equals("ContactRefused"));
            assertThat(refused.getRuleIdsList()).containsExactly("OPT-OUT");
            assertThat(kinds(lender, "d-sms", reply.getSequenceNumber())).doesNotContain("ContactAuthorized");
            assertThat(sms.more()).isZero();
        }
    }

    @Test
    void shouldHearAStopThatComesByTheWhatsAppWebhook() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            // given
            lender.publishLate(reachedAt("d-whatsapp", Channel.CHANNEL_WHATSAPP, "+628110000043"), "a", 500_000);

            // when: again until the address book, which is kept behind the events, knows the number
            int calls = 0;
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (!kinds(lender, "d-whatsapp", 0).contains("ReplyReceived")) {
                assertThat(System.nanoTime())
                        .as("the time by which the debtor hears of it")
                        .isLessThan(end);
                assertThat(brought("wamid." + ++calls)).isEqualTo(200);
            }

            // then
            assertThat(eventually(lender, "d-whatsapp", line -> line.getKind().equals("ReplyReceived"))
                            .getSummary())
                    .contains(NO_MORE);
        }
    }

    @Test
    void shouldWriteNoMoreWhenTheDebtorAnswersAMailWithStop() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given: late, and reached by e-mail alone
            lender.publishLate(reachedAt("d-mail", Channel.CHANNEL_EMAIL, "writes@debtors.test"), "a", 500_000);
            MimeMessage reminder = mailTo("writes@debtors.test");

            // when: it lies in the mailbox that the server looks into
            arrives("""
                    From: writes@debtors.test
                    To: replies@example.test
                    Subject: Re: reminder
                    Message-ID: <r-1@debtors.test>
                    In-Reply-To: %s
                    Content-Type: text/plain; charset=utf-8

                    STOP

                    > what was written before
                    """.formatted(reminder.getMessageID()));

            // then
            ListHistoryResponse reply =
                    eventually(lender, "d-mail", line -> line.getKind().equals("ReplyReceived"));
            assertThat(reply.getSummary()).contains(NO_MORE);
            ListHistoryResponse refused =
                    eventually(lender, "d-mail", line -> line.getKind().equals("ContactRefused"));
            assertThat(refused.getRuleIdsList()).containsExactly("OPT-OUT");
            assertThat(kinds(lender, "d-mail", reply.getSequenceNumber())).doesNotContain("ContactAuthorized");
        }
    }

    @Test
    void shouldRetireTheAddressWhenAMailBounces() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given
            lender.publishLate(reachedAt("d-bounce", Channel.CHANNEL_EMAIL, "gone@debtors.test"), "a", 500_000);
            MimeMessage reminder = mailTo("gone@debtors.test");

            // when: a report of the debtor's mail server (RFC 3464)
            arrives("""
                    From: MAILER-DAEMON@mx.debtors.test
                    To: replies@example.test
                    Subject: Undelivered Mail Returned to Sender
                    Message-ID: <b-1@mx.debtors.test>
                    Auto-Submitted: auto-replied
                    MIME-Version: 1.0
                    Content-Type: multipart/report; report-type=delivery-status; boundary="xyz"

                    --xyz
                    Content-Type: text/plain

                    It could not be delivered.

                    --xyz
                    Content-Type: message/delivery-status

                    Reporting-MTA: dns; mx.debtors.test

                    Final-Recipient: rfc822; gone@debtors.test
                    Action: failed
                    Status: 5.1.1

                    --xyz
                    Content-Type: text/rfc822-headers

                    Message-ID: %s
                    From: Bank <bank@example.test>
                    To: gone@debtors.test

                    --xyz--
                    """.formatted(reminder.getMessageID()));

            // then
            ListHistoryResponse outcome =
                    eventually(lender, "d-bounce", line -> line.getKind().equals("OutcomeReceived"));
            assertThat(outcome.getSummary()).contains("bounced");
            assertThat(kinds(lender, "d-bounce", outcome.getSequenceNumber())).doesNotContain("ContactAuthorized");
        }
    }

    private static MimeMessage mailTo(String address) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            for (MimeMessage each : mail.getReceivedMessages()) {
                Address[] to = each.getAllRecipients();
                if (to != null && to[0].toString().contains(address) && each.getMessageID() != null) {
                    return each;
                }
            }
            assertThat(System.nanoTime())
                    .as("the time by which a mail should come")
                    .isLessThan(end);
            mail.waitForIncomingEmail(1_000, mail.getReceivedMessages().length + 1);
        }
    }

    private static void arrives(String text) throws Exception {
        mail.getUserManager()
                .getUser("reader")
                .deliver(new MimeMessage(
                        Session.getInstance(new Properties()),
                        new ByteArrayInputStream(text.replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8))));
    }

    private static PublishRequest.Builder reachedAt(String debtor, Channel channel, String number) {
        PublishRequest.Builder event = Requests.upserted().setDebtorId(debtor);
        event.getDebtorUpsertedBuilder()
                .removeContactPoints(0)
                .getContactPointsBuilder(0)
                .setChannel(channel)
                .setAddress(number);
        return event;
    }

    private static int brought(String id) throws Exception {
        byte[] body = """
                {"object":"whatsapp_business_account","entry":[{"changes":[{"field":"messages","value":{"metadata":{"phone_number_id":"%s",\
                "display_phone_number":"15550783881"},"messages":[{"from":"628110000043","id":"%s","timestamp":"1772413200","type":"text",\
                "text":{"body":"STOP"}}]}}]}]}""".formatted(LINE, id).getBytes(StandardCharsets.UTF_8);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:"
                                        + server.where().http().port() + "/webhooks/whatsapp"))
                                .header("Content-Type", "application/json")
                                .header(
                                        "X-Hub-Signature-256",
                                        "sha256=" + HexFormat.of().formatHex(mac.doFinal(body)))
                                .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static List<ListHistoryResponse> history(TestLender lender, String debtor) {
        List<ListHistoryResponse> lines = new ArrayList<>();
        lender.debtors()
                .listHistory(ListHistoryRequest.newBuilder().setDebtorId(debtor).build())
                .forEachRemaining(lines::add);
        return lines;
    }

    private static List<String> kinds(TestLender lender, String debtor, long after) {
        return history(lender, debtor).stream()
                .filter(line -> line.getSequenceNumber() > after)
                .map(ListHistoryResponse::getKind)
                .toList();
    }

    /** Every look is a round trip to the server. */
    private static ListHistoryResponse eventually(
            TestLender lender, String debtor, Predicate<ListHistoryResponse> wanted) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            List<ListHistoryResponse> history = history(lender, debtor);
            var found = history.stream().filter(wanted).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
            assertThat(System.nanoTime())
                    .as("the time by which it should stand in %s", history)
                    .isLessThan(end);
        }
    }
}
