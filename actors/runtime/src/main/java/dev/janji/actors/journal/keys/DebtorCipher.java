package dev.janji.actors.journal.keys;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.PersonalDataUnreadable;
import java.security.GeneralSecurityException;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * AES-256-GCM under a debtor's own key. There is one key in general; when two nodes created one at the same time, both can be read and
 * one of them is written with.
 */
final class DebtorCipher implements PersonalCipher {
    static final int KEY_BYTES = 32;

    private final UUID current;
    private final Map<UUID, Aead> keys;

    private DebtorCipher(UUID current, Map<UUID, Aead> keys) {
        this.current = current;
        this.keys = keys;
    }

    /**
     * @param current the key to write with, one of {@code keys}
     * @param keys 32 bytes each
     */
    static DebtorCipher of(UUID current, Map<UUID, byte[]> keys) {
        return new DebtorCipher(
                current,
                keys.entrySet().stream()
                        .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, entry -> aead(entry.getValue()))));
    }

    @Override
    public Optional<Sealed> seal(byte[] personal, byte[] associated) {
        Aead key = keys.get(current);
        if (key == null) {
            throw new PersonalDataUnreadable("Expected key " + current + ", but the debtor has no such key", null);
        }
        try {
            return Optional.of(new Sealed(current, key.encrypt(personal, associated)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(
                    "Expected to encrypt personal data, but it failed [key=" + current + "]", e);
        }
    }

    @Override
    public Optional<byte[]> unseal(Sealed sealed, byte[] associated) {
        Aead key = keys.get(sealed.key());
        if (key == null) {
            throw new PersonalDataUnreadable("Expected key " + sealed.key() + ", but the debtor has no such key", null);
        }
        try {
            return Optional.of(key.decrypt(sealed.bytes(), associated));
        } catch (GeneralSecurityException e) {
            throw new PersonalDataUnreadable(
                    "Expected personal data as it was encrypted for this place, but it is not [key=" + sealed.key()
                            + "]",
                    e);
        }
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "DebtorCipher[" + current + "]";
    }

    private static Aead aead(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new IllegalArgumentException("Expected a key of " + KEY_BYTES + " bytes, but got " + key.length);
        }
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected AES-GCM to be there, but it is not", e);
        }
    }
}
