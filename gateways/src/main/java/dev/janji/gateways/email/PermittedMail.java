package dev.janji.gateways.email;

import dev.janji.actors.channel.SendPermit;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import java.io.IOException;
import java.io.OutputStream;
import org.eclipse.angus.mail.smtp.SMTPMessage;

/**
 * A mail that asks its permit for leave when the server has said "go ahead" and the first byte of the content is about to be
 * written. Denied, it writes nothing and fails, and the mail library drops the connection: a server that has not read the final
 * dot has no mail. Confined to one worker.
 */
final class PermittedMail extends SMTPMessage {
    /** The permit said no; an {@link IOException}, because only then the mail library drops the connection. */
    static final class Denied extends IOException {
        private static final long serialVersionUID = 1L;

        Denied() {
            super("the permit was denied");
        }
    }

    private final SendPermit permit;
    private final String messageId;
    private final boolean traced;

    /**
     * @param messageId with its angle brackets
     * @param traced whether it says when its permit was claimed
     */
    PermittedMail(Session session, SendPermit permit, String messageId, boolean traced) {
        super(session);
        this.permit = permit;
        this.messageId = messageId;
        this.traced = traced;
    }

    @Override
    protected void updateMessageID() throws MessagingException {
        setHeader("Message-ID", messageId);
    }

    String messageId() {
        return messageId;
    }

    @Override
    public void writeTo(OutputStream out, String[] ignored) throws IOException, MessagingException {
        if (!permit.claim()) {
            throw new Denied();
        }
        if (traced) {
            SendPermit.Claim claim = permit.claimed().orElseThrow();
            setHeader("X-Janji-At", claim.at().toString());
            setHeader("X-Janji-Claimed-Wall-Micros", Long.toString(claim.wallMicros()));
        }
        super.writeTo(out, ignored);
    }
}
