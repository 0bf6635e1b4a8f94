package dev.janji.gateways.email;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendPermit;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;

/**
 * A mail that asks its permit for leave when the server has said "go ahead" and the first byte of the content is about to be
 * written. Denied, it writes nothing and fails, and the mail library drops the connection: a server that has not read the final
 * dot has no mail. Confined to one worker.
 */
final class PermittedMail extends MimeMessage {
    /** The permit said no; an {@link IOException}, because only then the mail library drops the connection. */
    static final class Denied extends IOException {
        private static final long serialVersionUID = 1L;

        Denied() {
            super("the permit was denied");
        }
    }

    private static final int MESSAGE_ID_BYTES = 20;

    private final OutboundMessage outbound;
    private final SendPermit permit;
    private final SmtpSettings settings;

    private PermittedMail(Session session, OutboundMessage outbound, SendPermit permit, SmtpSettings settings) {
        super(session);
        this.outbound = outbound;
        this.permit = permit;
        this.settings = settings;
    }

    /**
     * @param to one checked address
     * @param date by the house clock
     */
    static PermittedMail of(
            Session session,
            OutboundMessage outbound,
            SendPermit permit,
            InternetAddress to,
            SmtpSettings settings,
            Instant date)
            throws MessagingException {
        PermittedMail mail = new PermittedMail(session, outbound, permit, settings);
        mail.setFrom(new InternetAddress(settings.from(), true));
        mail.setRecipient(Message.RecipientType.TO, to);
        if (!settings.replyTo().isEmpty()) {
            mail.setReplyTo(new InternetAddress[] {new InternetAddress(settings.replyTo(), true)});
        }
        mail.setSubject(outbound.subject(), StandardCharsets.UTF_8.name());
        mail.setText(outbound.body(), StandardCharsets.UTF_8.name());
        mail.setSentDate(Date.from(date));
        mail.setHeader("Auto-Submitted", "auto-generated");
        mail.setHeader("X-Janji-Attempt", outbound.attempt().value());
        if (!settings.listUnsubscribe().isEmpty()) {
            mail.setHeader("List-Unsubscribe", settings.listUnsubscribe());
        }
        if (settings.traceHeaders()) {
            mail.setHeader("X-Janji-Lender", outbound.debtor().lender().value());
            mail.setHeader("X-Janji-Debtor", outbound.debtor().debtor().value());
            mail.setHeader("X-Janji-Contact-Point", outbound.contactPoint().value());
        }
        mail.saveChanges();
        return mail;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId());
    }

    /** The same for every try of an attempt, and says nothing about the debtor. */
    String messageId() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(outbound.attempt().value().getBytes(StandardCharsets.UTF_8));
            return "<" + HexFormat.of().formatHex(digest, 0, MESSAGE_ID_BYTES) + "@" + settings.messageIdDomain() + ">";
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256, but this one does not", e);
        }
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        if (!permit.claim()) {
            throw new Denied();
        }
        if (settings.traceHeaders()) {
            SendPermit.Claim claim = permit.claimed().orElseThrow();
            setHeader("X-Janji-At", claim.at().toString());
            setHeader("X-Janji-Claimed-Wall-Micros", Long.toString(claim.wallMicros()));
        }
        super.writeTo(out, ignored);
    }
}
