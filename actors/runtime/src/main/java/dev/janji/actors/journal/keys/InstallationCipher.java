package dev.janji.actors.journal.keys;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.janji.actors.journal.PersonalDataUnreadable;
import dev.janji.actors.store.CassandraSettings;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/** AES-256-GCM under a key of the installation, for what is personal and of no debtor yet. Immutable and thread-safe. */
public final class InstallationCipher {
    private final Aead aead;

    private InstallationCipher(Aead aead) {
        this.aead = aead;
    }

    /**
     * Finds the key, or makes it at the first start of an installation. Blocking, for a start.
     *
     * @param name of the key in the table {@code installation}
     * @throws KeysUnavailable when the master key does not unwrap it
     */
    public static InstallationCipher open(
            CqlSession session, CassandraSettings settings, MasterKey master, String name) {
        return of(InstallationKey.open(session, settings, master, name));
    }

    /** @param key 32 bytes */
    public static InstallationCipher of(byte[] key) {
        try {
            return new InstallationCipher(new AesGcmJce(InstallationKey.demand(key)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected AES-GCM to be there, but it is not", e);
        }
    }

    /** @param place where it is kept: it can be read as what stands there only */
    public byte[] seal(String text, String place) {
        try {
            return aead.encrypt(text.getBytes(StandardCharsets.UTF_8), place.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected to encrypt a text, but it failed [place=" + place + "]", e);
        }
    }

    /** @throws PersonalDataUnreadable when it is not what was encrypted for this place under this key */
    public String unseal(byte[] sealed, String place) {
        try {
            return new String(aead.decrypt(sealed, place.getBytes(StandardCharsets.UTF_8)), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException e) {
            throw new PersonalDataUnreadable(
                    "Expected a text as it was encrypted for its place, but it is not [place=" + place + "]", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "InstallationCipher";
    }
}
