package dev.janji.actors.journal;

import java.util.Optional;
import java.util.UUID;

/**
 * Encrypts and decrypts what is personal of one debtor under the debtor's own key. Immutable and thread-safe; does no input or output.
 */
public interface PersonalCipher {
    /** Of an erased debtor: its key is gone for ever. Nothing can be read, and nothing personal is stored any more. */
    PersonalCipher FORGOTTEN = new PersonalCipher() {
        @Override
        public Optional<Sealed> seal(byte[] personal, byte[] associated) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> unseal(Sealed sealed, byte[] associated) {
            return Optional.empty();
        }

        @Override
        public String toString() {
            return "PersonalCipher[forgotten]";
        }
    };

    /**
     * What was encrypted.
     *
     * @param key that it was encrypted with
     * @param bytes nonce, ciphertext and tag; not copied
     */
    record Sealed(UUID key, byte[] bytes) {}

    /**
     * @param associated authenticated beside it; the same must be given to {@link #unseal}
     * @return the ciphertext; empty when the debtor's key was forgotten, and then it must not be stored at all
     */
    Optional<Sealed> seal(byte[] personal, byte[] associated);

    /**
     * @return the plain bytes; empty when the debtor's key was forgotten, and then the reader goes on without what is personal
     * @throws PersonalDataUnreadable when the key is missing without having been forgotten, or the ciphertext is not the one that was made for this place
     */
    Optional<byte[]> unseal(Sealed sealed, byte[] associated);
}
