package dev.janji.actors.journal;

import org.jspecify.annotations.Nullable;

/**
 * What is personal should be readable and is not: the ciphertext was altered or moved, or its key is missing without having been
 * forgotten. Never the case for an erased debtor. The debtor cannot be recovered; somebody has to look.
 */
public final class PersonalDataUnreadable extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param message with ids only */
    public PersonalDataUnreadable(String message, @Nullable Throwable cause) {
        super(message, cause);
    }
}
