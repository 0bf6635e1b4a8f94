package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a mail looks like on the wire, read back by the mail library. */
final class MailFormTest {
    private final ContractClock clock = new ContractClock();
    private final ScriptedSmtpServer server = new ScriptedSmtpServer();

    @AfterEach
    void stop() {
        server.close();
    }

    private MimeMessage sent(String own, String subject, String body) throws Exception {
        try (SmtpEmailPort port = SmtpEmailPort.start(SmtpBench.settings(server.port(), own), clock)) {
            OutboundMessage message = new OutboundMessage(
                    ChannelPortContract.attempt(1),
                    ChannelPortContract.DEBTOR,
                    new ContactPointId("cp-1"),
                    "debtor@example.test",
                    subject,
                    body,
                    "due-1",
                    Set.of("plan-1"),
                    ChannelPortContract.VALID_UNTIL);
            assertThat(Answers.get(port.send(message, new SendPermit(clock, message.validUntil(), () -> false))))
                    .isInstanceOf(SendAnswer.HandedOver.class);
        }
        return new MimeMessage(
                Session.getInstance(new Properties()),
                new ByteArrayInputStream(
                        server.taken.get(0).replace("\n", "\r\n").getBytes(StandardCharsets.UTF_8)));
    }

    @Test
    void shouldSayTheSameAsTextAndAsHtmlWhateverTheTextHolds() throws Exception {
        // given
        String body = "Yth. Ibu Ñame,\n\nRp1.250.000 <b>& \"tebal\"</b> 'x' ✓\n.\nbaris " + "panjang ".repeat(40);
        // when
        MimeMessage mail = sent("", "Tagihan Ñame ✓ " + "panjang ".repeat(10), body);
        // then
        assertThat(mail.getSubject()).isEqualTo("Tagihan Ñame ✓ " + "panjang ".repeat(10));
        MimeMultipart forms = (MimeMultipart) mail.getContent();
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        assertThat(forms.getCount()).isEqualTo(2);
        assertThat(forms.getBodyPart(0).getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(forms.getBodyPart(0).getContent().toString().replace("\r\n", "\n"))
                .isEqualTo(body);
        String html = forms.getBodyPart(1).getContent().toString();
        assertThat(html)
                .contains("<p>Yth. Ibu Ñame,</p>")
                .contains(
                        "<p>Rp1.250.000 &lt;b&gt;&amp; &quot;tebal&quot;&lt;/b&gt; &#39;x&#39; ✓<br>\r\n.<br>\r\nbaris")
                .doesNotContain("<b>");
        String wire = server.taken.get(0);
        assertThat(wire.chars()).allMatch(letter -> letter < 127);
        assertThat(wire).contains("Content-Transfer-Encoding: quoted-printable").contains("=?UTF-8?");
        assertThat(wire.lines()).allMatch(line -> line.length() <= 998);
    }

    @Test
    void shouldLetOurOwnLinkBeClickedAndNothingElse() {
        String ours = "https://pay.example.com/pay/Ab1?x=1&y=2";
        String html = HtmlForm.of("Yth. https://evil.example <a href=x>\nBayar: " + ours + " atau " + ours, ours);
        assertThat(html)
                .contains("<p>Yth. https://evil.example &lt;a href=x&gt;<br>")
                .containsOnlyOnce("Bayar: <a href=\"https://pay.example.com/pay/Ab1?x=1&amp;y=2\">"
                        + "https://pay.example.com/pay/Ab1?x=1&amp;y=2</a> atau <a href=");
        assertThat(html.split("<a href=", -1)).hasSize(3);
        assertThat(HtmlForm.of("https://pay.example.com/pay/Ab1", "")).doesNotContain("<a");
    }

    @Test
    void shouldSendTextAloneWhenHtmlIsOff() throws Exception {
        MimeMessage mail = sent("html = off", "Tagihan", "Satu\ndua ✓");
        assertThat(mail.getContentType()).isEqualTo("text/plain; charset=UTF-8");
        assertThat(mail.getContent().toString().replace("\r\n", "\n")).isEqualTo("Satu\ndua ✓");
    }

    @Test
    void shouldBearAHeaderOfItsOwnForNothingThatStandsInASubject() throws Exception {
        MimeMessage mail = sent("", "Tagihan\r\nBcc: all@example.test", "teks");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Tagihan Bcc: all@example.test");
    }

    @Test
    void shouldNameTheAttemptInTheEnvelopeAndTheMessageId() throws Exception {
        MimeMessage mail = sent("", "Tagihan", "teks");
        String from = server.senders.get(0).replaceAll("MAIL FROM:<([^>]*)>.*", "$1");
        MailMarks marks = SmtpBench.settings(25, "").marks();
        assertThat(from).startsWith("bounces+").endsWith("@example.test");
        assertThat(marks.inBounceAddress(from)).contains(ChannelPortContract.attempt(1));
        assertThat(marks.inIds(mail.getMessageID()).orElseThrow().contactPoint())
                .isEqualTo(new ContactPointId("cp-1"));
    }

    @Test
    void shouldOfferOneClickOnlyWithALink() throws Exception {
        // when
        MimeMessage mail = sent(
                "unsubscribe { url = \"https://mail.example.test/unsubscribe/\", mail-to = \"stop@example.test\" }",
                "Tagihan",
                "teks");
        // then
        String[] ways = mail.getHeader("List-Unsubscribe", null).split(",\\s+");
        assertThat(ways[0]).startsWith("<mailto:stop@example.test?subject=unsubscribe%20");
        assertThat(ways[1]).startsWith("<https://mail.example.test/unsubscribe/");
        assertThat(mail.getHeader("List-Unsubscribe-Post", null)).isEqualTo("List-Unsubscribe=One-Click");
        String word = ways[1].substring(ways[1].lastIndexOf('/') + 1, ways[1].length() - 1);
        MailMarks.Link link = SmtpBench.settings(25, "").marks().inLink(word).orElseThrow();
        assertThat(link.until()).isEqualTo(clock.instant().plus(Duration.ofDays(90)));
        assertThat(link.about().attempt()).isEqualTo(ChannelPortContract.attempt(1));
        assertThat(ways[0]).endsWith(word + ">");
    }

    @Test
    void shouldOfferAMailAloneWithoutALinkAndNothingWithoutBoth() throws Exception {
        MimeMessage byMail = sent("unsubscribe.mail-to = \"stop@example.test\"", "Tagihan", "teks");
        assertThat(byMail.getHeader("List-Unsubscribe", null))
                .startsWith("<mailto:")
                .doesNotContain("https");
        assertThat(byMail.getHeader("List-Unsubscribe-Post")).isNull();
        server.taken.clear();
        assertThat(sent("", "Tagihan", "teks").getHeader("List-Unsubscribe")).isNull();
    }
}
