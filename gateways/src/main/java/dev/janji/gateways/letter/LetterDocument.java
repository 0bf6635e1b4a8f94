package dev.janji.gateways.letter;

import java.time.Instant;
import java.util.List;

/** A letter as a file that goes with something else, not by post. */
public final class LetterDocument {
    private LetterDocument() {}

    /**
     * @param sender lines of whoever sends
     * @param address as it stands on an envelope
     * @param reference that stands on it, of letters and digits
     * @param at when it was made
     * @return PDF/A-1b
     * @throws IllegalArgumentException when a character cannot be printed, or the address is too long for an envelope
     */
    public static byte[] of(
            List<String> sender, String address, String reference, String subject, String body, Instant at) {
        return new LetterPaper()
                .print(
                        new Letter(sender, Letter.addressLines(address), reference, subject, Letter.paragraphs(body)),
                        at)
                .pdf();
    }
}
