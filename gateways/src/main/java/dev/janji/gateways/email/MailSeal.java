package dev.janji.gateways.email;

import dev.janji.actors.seal.Seal;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Optional;

/** Makes of a few bytes a word that only this installation can make or read: the same for the same bytes, opaque to everybody else. Thread-safe. */
final class MailSeal {
    /** What a word is for; one made for the one purpose is none for the other. */
    enum Purpose {
        MESSAGE_ID,
        BOUNCE,
        UNSUBSCRIBE
    }

    /** 96 bits: whoever tries a billion mails a second for a century has not found one. */
    static final int TAG_BYTES = 12;

    private static final int LONGEST_WORD = 512;

    private final Seal seal;

    private MailSeal(Seal seal) {
        this.seal = seal;
    }

    /**
     * @param file holds the key; made, readable for its owner only, when there is none
     * @throws UncheckedIOException when it can be neither read nor made, or is no key
     */
    static MailSeal in(Path file) {
        return new MailSeal(Seal.made(file, TAG_BYTES));
    }

    /** @return letters, digits, {@code -} and {@code _}: four for each three bytes */
    String seal(Purpose purpose, byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(seal.seal(purpose.ordinal(), content));
    }

    /** @return empty for what this installation did not make for this purpose */
    Optional<byte[]> open(Purpose purpose, String word) {
        if (word.length() > LONGEST_WORD) {
            return Optional.empty();
        }
        try {
            return seal.open(purpose.ordinal(), Base64.getUrlDecoder().decode(word));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
