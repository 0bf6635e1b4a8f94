package dev.janji.gateways.email;

import com.typesafe.config.Config;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.domain.contact.Channel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** Reads the links by which our mails are unsubscribed. Thread-safe. */
public final class UnsubscribeLinks {
    /** How a reply says that it wants no more; a click says the same. */
    static final String STOP = "STOP";

    private static final int ID_BYTES = 16;

    private final MailMarks marks;

    private UnsubscribeLinks(MailMarks marks) {
        this.marks = marks;
    }

    /** What became of a link. */
    public enum Standing {
        GOOD,
        /** It was good once. */
        EXPIRED,
        /** We never made it. */
        UNKNOWN
    }

    /** @return empty when our mails have no such link */
    public static Optional<UnsubscribeLinks> from(Config root) {
        Config smtp = root.getConfig("janji.gateways.email.smtp");
        if (smtp.getString("host").isEmpty()
                || smtp.getString("unsubscribe.url").isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new UnsubscribeLinks(SmtpSettings.from(smtp).marks()));
    }

    /**
     * @param word the end of the link
     * @param now on the house clock
     */
    public Standing standing(String word, Instant now) {
        return marks.inLink(word)
                .map(link -> now.isBefore(link.until()) ? Standing.GOOD : Standing.EXPIRED)
                .orElse(Standing.UNKNOWN);
    }

    /**
     * What a click says, as if it had been written.
     *
     * @return empty unless the link is good; the same id for every click of a link
     */
    public Optional<InboundMessage> clicked(String word, Instant now) {
        return marks.inLink(word)
                .filter(link -> now.isBefore(link.until()))
                .map(link -> stop("unsubscribe-" + hash(word.getBytes(StandardCharsets.US_ASCII)), link.about(), now));
    }

    /** Nobody wrote it, so it has no address of a writer. */
    static InboundMessage stop(String id, InboundMessage.Answered about, Instant now) {
        return new InboundMessage(
                id, Channel.EMAIL, about.debtor().lender(), ReturnedMailDelivery.NOBODY, "", STOP, now, about);
    }

    static String hash(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content), 0, ID_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256, but this one does not", e);
        }
    }
}
