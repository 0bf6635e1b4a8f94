package dev.janji.gateways.email;

import dev.janji.actors.channel.MessageVariable;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendPermit;
import jakarta.mail.BodyPart;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMultipart;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * How our mails look: a text and the same text as HTML (RFC 2046, multipart/alternative), in UTF-8 and quoted-printable so that no server on the way has to change
 * them, and what they bear to be found again. Thread-safe.
 */
final class MailForm {
    private static final String UTF_8 = StandardCharsets.UTF_8.name();
    private static final String ENCODING = "Content-Transfer-Encoding";
    private static final String QUOTED_PRINTABLE = "quoted-printable";

    private final Session session;
    private final SmtpSettings settings;
    private final MailMarks marks;

    MailForm(Session session, SmtpSettings settings, MailMarks marks) {
        this.session = session;
        this.settings = settings;
        this.marks = marks;
    }

    Session session() {
        return session;
    }

    /**
     * @param to one checked address
     * @param date by the house clock
     */
    PermittedMail of(OutboundMessage outbound, SendPermit permit, InternetAddress to, Instant date)
            throws MessagingException {
        PermittedMail mail = new PermittedMail(
                session, permit, marks.messageId(outbound.attempt(), outbound.contactPoint()), settings.traceHeaders());
        mail.setEnvelopeFrom(marks.bounceTo(outbound.attempt()));
        // Only failures, and only the header: a server needs not carry the text of a debt back.
        mail.setNotifyOptions(SMTPMessage.NOTIFY_FAILURE);
        mail.setReturnOption(SMTPMessage.RETURN_HDRS);
        mail.setFrom(new InternetAddress(settings.from(), true));
        mail.setRecipient(Message.RecipientType.TO, to);
        if (!settings.replyTo().isEmpty()) {
            mail.setReplyTo(new InternetAddress[] {new InternetAddress(settings.replyTo(), true)});
        }
        mail.setSubject(oneLine(outbound.subject()), UTF_8);
        mail.setSentDate(Date.from(date));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Janji-Attempt", outbound.attempt().value());
        listUnsubscribe(mail, outbound, date);
        if (settings.traceHeaders()) {
            mail.setHeader("X-Janji-Lender", outbound.debtor().lender().value());
            mail.setHeader("X-Janji-Debtor", outbound.debtor().debtor().value());
            mail.setHeader("X-Janji-Contact-Point", outbound.contactPoint().value());
        }
        if (settings.html()) {
            mail.setContent(new MimeMultipart(
                    "alternative",
                    part(outbound.body(), "plain"),
                    part(
                            HtmlForm.of(
                                    outbound.body(),
                                    outbound.wording().values().getOrDefault(MessageVariable.PAYMENT_LINK.key(), "")),
                            "html")));
        } else {
            mail.setText(outbound.body(), UTF_8);
            mail.setHeader(ENCODING, QUOTED_PRINTABLE);
        }
        mail.saveChanges();
        return mail;
    }

    private static BodyPart part(String text, String kind) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setText(text, UTF_8, kind);
        part.setHeader(ENCODING, QUOTED_PRINTABLE);
        return part;
    }

    private void listUnsubscribe(PermittedMail mail, OutboundMessage outbound, Instant date) throws MessagingException {
        if (!settings.listUnsubscribe().isEmpty()) {
            mail.setHeader("List-Unsubscribe", settings.listUnsubscribe());
            return;
        }
        UnsubscribeSettings how = settings.unsubscribe();
        if (how.url().isEmpty() && how.mailTo().isEmpty()) {
            return;
        }
        String word = marks.unsubscribeWord(outbound.attempt(), outbound.contactPoint(), date.plus(how.validFor()));
        Optional<String> byMail = how.mailTo().isEmpty()
                ? Optional.empty()
                : Optional.of("<mailto:" + new InternetAddress(how.mailTo(), true).getAddress() + "?subject="
                        + MailMarks.UNSUBSCRIBE + "%20" + word + ">");
        Optional<String> byClick =
                how.url().isEmpty() ? Optional.empty() : Optional.of("<" + how.url() + "/" + word + ">");
        mail.setHeader(
                "List-Unsubscribe",
                byMail.flatMap(first -> byClick.map(second -> first + ",\r\n " + second))
                        .or(() -> byMail)
                        .or(() -> byClick)
                        .orElseThrow());
        if (byClick.isPresent()) {
            mail.setHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
    }

    /** A line break in a subject would begin a header of its own. */
    private static String oneLine(String subject) {
        return subject.replaceAll("\\p{Cntrl}+", " ");
    }
}
