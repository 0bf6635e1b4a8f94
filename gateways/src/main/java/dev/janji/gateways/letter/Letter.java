package dev.janji.gateways.letter;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.domain.id.AttemptId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;

/**
 * What stands on the paper. Immutable; its text form holds the reference only.
 *
 * @param sender lines of whoever sends
 * @param address lines as they stand on the envelope, the name first
 * @param reference names the letter to the print house and to whoever brings it back, without saying whose it is
 * @param paragraphs of the text; a line break within one stays
 */
record Letter(List<String> sender, List<String> address, String reference, String subject, List<String> paragraphs) {
    private static final int MOST_ADDRESS_LINES = 9;
    private static final int REFERENCE_LENGTH = 14;
    /** Without those that are easily taken for another one. */
    private static final String REFERENCE_LETTERS = "0123456789ACDEFGHJKLMNPQRTUVWXYZ";

    Letter {
        sender = List.copyOf(sender);
        address = List.copyOf(address);
        paragraphs = List.copyOf(paragraphs);
    }

    /** @throws IllegalArgumentException when the address cannot stand in the window of an envelope */
    static Letter of(OutboundMessage message, List<String> sender) {
        return new Letter(
                sender,
                addressLines(message.address()),
                referenceOf(message.attempt()),
                message.subject(),
                paragraphs(message.body()));
    }

    /** @throws IllegalArgumentException when the address cannot stand in the window of an envelope */
    static List<String> addressLines(String address) {
        List<String> lines = address.lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .toList();
        if (lines.isEmpty() || lines.size() > MOST_ADDRESS_LINES) {
            throw new IllegalArgumentException(
                    "expected an address of 1 to " + MOST_ADDRESS_LINES + " lines, but it has " + lines.size());
        }
        return lines;
    }

    /** @return what stands between empty lines */
    static List<String> paragraphs(String body) {
        return List.of(body.strip().split("\n\\s*\n"));
    }

    /** @return always the same for an attempt, and another one for every other: 70 bits of its hash */
    static String referenceOf(AttemptId attempt) {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256").digest(attempt.value().getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
        StringBuilder reference = new StringBuilder(REFERENCE_LENGTH);
        for (int i = 0; i < REFERENCE_LENGTH; i++) {
            reference.append(REFERENCE_LETTERS.charAt(hash[i] & 31));
        }
        return reference.toString();
    }

    @Override
    public String toString() {
        return "Letter[" + reference + "]";
    }
}
