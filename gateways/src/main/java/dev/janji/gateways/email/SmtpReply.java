package dev.janji.gateways.email;

import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import jakarta.mail.MessagingException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.eclipse.angus.mail.smtp.SMTPSenderFailedException;
import org.jspecify.annotations.Nullable;

/**
 * What a mail server said no to, and how. Immutable.
 *
 * @param code of three digits
 * @param enhanced RFC 3463 status such as {@code 5.1.1}; empty when it gave none
 * @param atRecipient whether it was said of the recipient
 */
record SmtpReply(int code, String enhanced, boolean atRecipient) {
    private static final Pattern ENHANCED = Pattern.compile("^\\d{3}[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");
    private static final int SERVICE_CLOSING = 421;

    /** The most exact reply among the causes of a failure. */
    static Optional<SmtpReply> in(@Nullable Throwable failure) {
        SmtpReply found = null;
        Throwable next = failure;
        while (next instanceof MessagingException) {
            SmtpReply here = of(next);
            if (here != null && (found == null || here.atRecipient())) {
                found = here;
            }
            next = ((MessagingException) next).getNextException();
        }
        return Optional.ofNullable(found);
    }

    private static @Nullable SmtpReply of(Throwable failure) {
        if (failure instanceof SMTPAddressFailedException address) {
            return of(address.getReturnCode(), address.getMessage(), true);
        } else if (failure instanceof SMTPSenderFailedException sender) {
            return of(sender.getReturnCode(), sender.getMessage(), false);
        } else if (failure instanceof SMTPSendFailedException send) {
            return of(send.getReturnCode(), send.getMessage(), false);
        }
        return null;
    }

    private static @Nullable SmtpReply of(int code, @Nullable String text, boolean atRecipient) {
        if (code < 200 || code > 599) {
            return null;
        }
        Matcher enhanced = ENHANCED.matcher(text == null ? "" : text);
        return new SmtpReply(code, enhanced.find() ? enhanced.group(1) : "", atRecipient);
    }

    boolean isRefusal() {
        return code >= 400;
    }

    boolean closesTheConnection() {
        return code == SERVICE_CLOSING;
    }

    /** The codes only: a server's text often repeats the address. */
    SendAnswer.Refused refusal() {
        String detail = "SMTP " + code + (enhanced.isEmpty() ? "" : " " + enhanced) + (atRecipient ? " at RCPT" : "");
        return new SendAnswer.Refused(reason(), detail);
    }

    private RefusalReason reason() {
        if (code < 500) {
            return RefusalReason.TEMPORARY;
        }
        switch (code) {
            case 530:
            case 534:
            case 535:
            case 538:
                return RefusalReason.NOT_AUTHORISED;
            default:
                return atRecipient && !enhanced.startsWith("5.7")
                        ? RefusalReason.INVALID_ADDRESS
                        : RefusalReason.REJECTED;
        }
    }
}
