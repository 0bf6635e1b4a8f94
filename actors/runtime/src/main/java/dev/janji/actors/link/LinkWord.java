package dev.janji.actors.link;

import dev.janji.domain.id.AttemptId;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What a link says, in few bytes, and bytes as letters and digits alone: a link stands in an SMS, and what ends with another sign is cut off by some
 * telephones. Each thing has one form. Stateless.
 */
final class LinkWord {
    private static final String LETTERS_AND_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    /** The characters that attempts are named by; the first that has all of them makes the fewest bytes. */
    private static final List<String> ALPHABETS =
            List.of("0123456789abcdefghijklmnopqrstuvwxyz-~", LETTERS_AND_DIGITS + "-~", printable());

    private static final Instant BEGIN = Instant.parse("2020-01-01T00:00:00Z");

    /** Four bits of which alphabet, twenty of hours: until the year 2139. */
    private static final int HEAD_BYTES = 3;

    private static final int HOUR_BITS = 20;
    private static final int MOST_HOURS = (1 << HOUR_BITS) - 1;

    /** Longer than the longest attempt needs. */
    private static final int LONGEST = 250;

    private LinkWord() {}

    private static String printable() {
        StringBuilder all = new StringBuilder();
        for (char c = '!'; c <= '~'; c++) {
            all.append(c);
        }
        return all.toString();
    }

    /**
     * A digit that is not zero stands first, so that no zero is lost.
     *
     * @param until the first instant at which the link does not hold; taken to be at the next full hour
     */
    static byte[] content(AttemptId attempt, Instant until) {
        long hours = Math.floorDiv(Duration.between(BEGIN, until).getSeconds() + 3_599, 3_600);
        if (hours < 0 || hours > MOST_HOURS) {
            throw new IllegalArgumentException("Expected a link to end from 2020 to 2139, but got " + until);
        }
        int alphabet = 0;
        while (!isOf(ALPHABETS.get(alphabet), attempt.value())) {
            if (++alphabet == ALPHABETS.size()) {
                throw new IllegalArgumentException(
                        "Expected an attempt of printable ASCII, but it has another character");
            }
        }
        String letters = ALPHABETS.get(alphabet);
        byte[] named = number(letters.charAt(1) + attempt.value(), letters).toByteArray();
        byte[] content = new byte[HEAD_BYTES + named.length];
        int head = (alphabet << HOUR_BITS) | (int) hours;
        content[0] = (byte) (head >> 16);
        content[1] = (byte) (head >> 8);
        content[2] = (byte) head;
        System.arraycopy(named, 0, content, HEAD_BYTES, named.length);
        return content;
    }

    /** @return what {@link #content} was made of; empty for anything else */
    static Optional<PaymentLinks.Link> link(byte[] content) {
        if (content.length <= HEAD_BYTES) {
            return Optional.empty();
        }
        int head = ((content[0] & 0xff) << 16) | ((content[1] & 0xff) << 8) | (content[2] & 0xff);
        int alphabet = head >> HOUR_BITS;
        BigInteger named = new BigInteger(Arrays.copyOfRange(content, HEAD_BYTES, content.length));
        if (alphabet >= ALPHABETS.size() || named.signum() <= 0) {
            return Optional.empty();
        }
        try {
            AttemptId attempt =
                    new AttemptId(text(named, ALPHABETS.get(alphabet)).substring(1));
            attempt.debtor();
            return Optional.of(new PaymentLinks.Link(attempt, BEGIN.plus(Duration.ofHours(head & MOST_HOURS))));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    static String written(byte[] bytes) {
        byte[] marked = new byte[bytes.length + 1];
        marked[0] = 1;
        System.arraycopy(bytes, 0, marked, 1, bytes.length);
        return text(new BigInteger(marked), LETTERS_AND_DIGITS);
    }

    /** @return empty for what {@link #written} does not make */
    static Optional<byte[]> read(String word) {
        if (word.isEmpty() || word.length() > LONGEST || word.charAt(0) == '0' || !isOf(LETTERS_AND_DIGITS, word)) {
            return Optional.empty();
        }
        byte[] marked = number(word, LETTERS_AND_DIGITS).toByteArray();
        return marked[0] == 1 && marked.length > 1
                ? Optional.of(Arrays.copyOfRange(marked, 1, marked.length))
                : Optional.empty();
    }

    private static boolean isOf(String alphabet, String text) {
        return text.chars().allMatch(c -> alphabet.indexOf(c) >= 0);
    }

    private static BigInteger number(String text, String alphabet) {
        BigInteger base = BigInteger.valueOf(alphabet.length());
        BigInteger number = BigInteger.ZERO;
        for (int i = 0; i < text.length(); i++) {
            number = number.multiply(base).add(BigInteger.valueOf(alphabet.indexOf(text.charAt(i))));
        }
        return number;
    }

    private static String text(BigInteger number, String alphabet) {
        BigInteger base = BigInteger.valueOf(alphabet.length());
        StringBuilder reversed = new StringBuilder();
        BigInteger rest = number;
        while (rest.signum() > 0) {
            BigInteger[] parts = rest.divideAndRemainder(base);
            reversed.append(alphabet.charAt(parts[1].intValue()));
            rest = parts[0];
        }
        return reversed.reverse().toString();
    }
}
