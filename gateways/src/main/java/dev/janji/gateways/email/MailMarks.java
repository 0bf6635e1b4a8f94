package dev.janji.gateways.email;

import dev.janji.actors.channel.InboundMessage.Answered;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.gateways.email.MailSeal.Purpose;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What our mails bear so that whatever comes back finds its attempt, also after a restart and on another server with the same key: the envelope's sender, the
 * message id and the link to unsubscribe. Each is sealed, so nobody else can make one or see whom it is about. Thread-safe.
 */
final class MailMarks {
    /** How the subject of a mail that unsubscribes begins; the word of its link follows. */
    static final String UNSUBSCRIBE = "unsubscribe";

    /** Of the local part of an address (RFC 5321, 4.5.3.1.1). */
    private static final int LONGEST_LOCAL_PART = 64;

    /** A link or an attempt that nobody could have made is not worth reading further. */
    private static final int MOST_IDS = 50;

    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9_-]{16,512}");
    private static final Pattern IN_BRACKETS = Pattern.compile("<([A-Za-z0-9_-]{16,512})@([A-Za-z0-9.-]{1,255})>");

    /** A link to unsubscribe: what it is about, and until when it holds. */
    record Link(Answered about, Instant until) {}

    private final MailSeal seal;
    private final String bounceLocal;
    private final String bounceDomain;
    private final String delimiter;
    private final String messageIdDomain;

    /**
     * @param bounceTo one bare address
     * @param delimiter between its local part and the attempt; empty: every bounce goes to the address itself
     */
    MailMarks(MailSeal seal, String bounceTo, String delimiter, String messageIdDomain) {
        int at = bounceTo.lastIndexOf('@');
        this.seal = seal;
        this.bounceLocal = bounceTo.substring(0, at);
        this.bounceDomain = bounceTo.substring(at + 1);
        this.delimiter = delimiter;
        this.messageIdDomain = messageIdDomain;
    }

    /** The same for every try of an attempt. */
    String messageId(AttemptId attempt, ContactPointId point) {
        return "<" + seal.seal(Purpose.MESSAGE_ID, bytes(attempt, point)) + "@" + messageIdDomain + ">";
    }

    /** Of the attempt alone (variable envelope return path); without it where its id is too long for an address. */
    String bounceTo(AttemptId attempt) {
        if (!delimiter.isEmpty()) {
            String local = bounceLocal
                    + delimiter
                    + seal.seal(Purpose.BOUNCE, attempt.value().getBytes(StandardCharsets.US_ASCII));
            if (local.length() <= LONGEST_LOCAL_PART) {
                return local + "@" + bounceDomain;
            }
        }
        return bounceLocal + "@" + bounceDomain;
    }

    /** @param until the link holds, on the house clock */
    String unsubscribeWord(AttemptId attempt, ContactPointId point, Instant until) {
        byte[] ids = bytes(attempt, point);
        return seal.seal(
                Purpose.UNSUBSCRIBE,
                ByteBuffer.allocate(Long.BYTES + ids.length)
                        .putLong(until.getEpochSecond())
                        .put(ids)
                        .array());
    }

    /** @param headers values of {@code Message-ID}, {@code In-Reply-To} or {@code References}; the first of our ids counts */
    Optional<Answered> inIds(String headers) {
        Matcher ids = IN_BRACKETS.matcher(headers);
        for (int tries = 0; tries < MOST_IDS && ids.find(); tries++) {
            Optional<Answered> found =
                    seal.open(Purpose.MESSAGE_ID, ids.group(1)).flatMap(content -> ids(content, 0));
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    /** @param address to which something came */
    Optional<AttemptId> inBounceAddress(String address) {
        String start = bounceLocal + delimiter;
        int at = address.lastIndexOf('@');
        if (delimiter.isEmpty() || at < start.length() || !address.regionMatches(true, 0, start, 0, start.length())) {
            return Optional.empty();
        }
        return seal.open(Purpose.BOUNCE, address.substring(start.length(), at)).flatMap(MailMarks::attempt);
    }

    /** @param word as {@link #unsubscribeWord} made it, or anything */
    Optional<Link> inLink(String word) {
        if (!WORD.matcher(word).matches()) {
            return Optional.empty();
        }
        return seal.open(Purpose.UNSUBSCRIBE, word)
                .filter(content -> content.length > Long.BYTES)
                .flatMap(content -> ids(content, Long.BYTES)
                        .map(about -> new Link(
                                about,
                                Instant.ofEpochSecond(ByteBuffer.wrap(content).getLong()))));
    }

    private static byte[] bytes(AttemptId attempt, ContactPointId point) {
        return (attempt.value() + '\0' + point.value()).getBytes(StandardCharsets.US_ASCII);
    }

    private static Optional<Answered> ids(byte[] content, int from) {
        String text = new String(content, from, content.length - from, StandardCharsets.US_ASCII);
        int end = text.indexOf('\0');
        if (end < 0) {
            return Optional.empty();
        }
        AttemptId attempt = new AttemptId(text.substring(0, end));
        return Optional.of(new Answered(debtorOf(attempt), attempt, new ContactPointId(text.substring(end + 1))));
    }

    private static Optional<AttemptId> attempt(byte[] content) {
        return Optional.of(new AttemptId(new String(content, StandardCharsets.US_ASCII)));
    }

    static DebtorKey debtorOf(AttemptId attempt) {
        return attempt.debtor();
    }
}
