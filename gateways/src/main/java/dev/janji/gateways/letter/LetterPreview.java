package dev.janji.gateways.letter;

import java.time.Instant;
import java.util.List;

/** A letter to nobody, for whoever writes its text. */
public final class LetterPreview {
    private static final Instant AT = Instant.parse("2026-03-12T02:00:00Z");

    private LetterPreview() {}

    /**
     * @return a PDF as it would be printed, with an invented address and reference
     * @throws IllegalArgumentException when a character cannot be printed
     */
    public static byte[] of(String lender, String subject, String body) {
        return new LetterPaper()
                .print(
                        new Letter(
                                List.of(lender),
                                List.of("Budi Contoh", "Jalan Contoh 5", "Jakarta 12345"),
                                "CNTH0000000000",
                                subject,
                                Letter.paragraphs(body)),
                        AT)
                .pdf();
    }
}
