package dev.janji.gateways.email;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import jakarta.mail.Address;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.net.IDN;
import java.time.InstantSource;
import java.util.Optional;
import org.eclipse.angus.mail.smtp.SMTPTransport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One connection to the mail server, kept while it is good. Answers every mail by what is certain: with the permit unclaimed
 * nothing has left; with the permit claimed only a reply of the server tells. Confined to one worker.
 */
final class SmtpLine {
    private static final Logger LOG = LoggerFactory.getLogger(SmtpLine.class);

    private final MailForm form;
    private final SmtpSettings settings;
    private final InstantSource clock;
    private @Nullable SMTPTransport transport;
    private int mails;

    SmtpLine(MailForm form, SmtpSettings settings, InstantSource clock) {
        this.form = form;
        this.settings = settings;
        this.clock = clock;
    }

    SendAnswer send(OutboundMessage message, SendPermit permit) {
        InternetAddress to;
        PermittedMail mail;
        try {
            to = checked(message.address());
        } catch (AddressException | IllegalArgumentException e) {
            return new SendAnswer.Refused(RefusalReason.INVALID_ADDRESS, "not an address");
        }
        try {
            mail = form.of(message, permit, to, clock.instant());
        } catch (MessagingException e) {
            return new SendAnswer.Refused(RefusalReason.REJECTED, "no mail can be made of this message");
        }
        if (mails >= settings.mailsPerConnection()) {
            hangUp();
        }
        boolean kept = transport != null;
        SendAnswer answer = sendOnce(mail, to, permit);
        boolean keptLineHadEnded = kept
                && transport == null
                && answer instanceof SendAnswer.Refused
                && permit.state() == SendPermit.State.WAITING;
        return keptLineHadEnded ? sendOnce(mail, to, permit) : answer;
    }

    private SendAnswer sendOnce(PermittedMail mail, InternetAddress to, SendPermit permit) {
        SMTPTransport line;
        try {
            line = connected();
        } catch (AuthenticationFailedException e) {
            hangUp();
            return new SendAnswer.Refused(RefusalReason.NOT_AUTHORISED, "the mail server refuses our credentials");
        } catch (MessagingException e) {
            hangUp();
            return unreachable("connecting", e);
        }
        Optional<SendAnswer.NotSent> denied = permit.denied();
        if (denied.isPresent()) {
            return denied.get();
        }
        try {
            line.sendMessage(mail, new Address[] {to});
            mails++;
            return new SendAnswer.HandedOver(mail.messageId());
        } catch (MessagingException e) {
            return judge(permit, mail, e);
        } catch (RuntimeException e) {
            hangUp();
            throw e;
        }
    }

    private SendAnswer judge(SendPermit permit, PermittedMail mail, MessagingException failure) {
        Optional<SmtpReply> reply = SmtpReply.in(failure);
        if (reply.isEmpty() || reply.get().closesTheConnection()) {
            hangUp();
        } else {
            mails++;
        }
        if (permit.state() == SendPermit.State.CLAIMED) {
            return reply.<SendAnswer>map(
                            said -> said.isRefusal() ? said.refusal() : new SendAnswer.HandedOver(mail.messageId()))
                    .orElseGet(
                            () -> new SendAnswer.Unknown("the connection failed after the content: " + kind(failure)));
        }
        if (failure.getNextException() instanceof PermittedMail.Denied) {
            return permit.denial();
        }
        return reply.filter(SmtpReply::isRefusal)
                .<SendAnswer>map(SmtpReply::refusal)
                .orElseGet(() -> unreachable("talking", failure));
    }

    private SMTPTransport connected() throws MessagingException {
        SMTPTransport kept = transport;
        if (kept != null) {
            return kept;
        }
        SMTPTransport fresh = (SMTPTransport) form.session().getTransport("smtp");
        fresh.connect(
                settings.host(),
                settings.port(),
                settings.userName().isEmpty() ? null : settings.userName(),
                settings.userName().isEmpty() ? null : settings.password());
        transport = fresh;
        mails = 0;
        return fresh;
    }

    /** Ends the connection, if there is one; the next mail makes a new one. */
    void hangUp() {
        SMTPTransport old = transport;
        transport = null;
        if (old != null) {
            try {
                old.close();
            } catch (MessagingException e) {
                LOG.debug("Expected to end the connection, but it had ended: {}", kind(e));
            }
        }
    }

    private static InternetAddress checked(String address) throws AddressException {
        int at = address.lastIndexOf('@');
        if (at < 1) {
            throw new AddressException("no @");
        }
        InternetAddress one =
                new InternetAddress(address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1)), true);
        one.validate();
        if (one.isGroup() || !one.getAddress().chars().allMatch(c -> c > ' ' && c < 127)) {
            throw new AddressException("not a single ASCII address");
        }
        return one;
    }

    private static SendAnswer unreachable(String when, MessagingException failure) {
        return new SendAnswer.Refused(RefusalReason.UNREACHABLE, when + ": " + kind(failure));
    }

    /** The kind of the innermost failure; never its text. */
    private static String kind(MessagingException failure) {
        Throwable innermost = failure;
        while (innermost instanceof MessagingException) {
            Exception next = ((MessagingException) innermost).getNextException();
            if (next == null) {
                break;
            }
            innermost = next;
        }
        return innermost.getClass().getSimpleName();
    }
}
