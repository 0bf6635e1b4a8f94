package dev.janji.actors.journal.keys;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.crypto.tink.subtle.Random;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.actors.store.Installation;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Optional;

/** A key of the installation: made once, and stored wrapped with the master key, so that it stays the same when that is rotated. */
final class InstallationKey {
    static final int BYTES = 32;

    private InstallationKey() {}

    /**
     * Finds the key, or makes it at the first start of an installation. Blocking, for a start.
     *
     * @param name of the key in the table {@code installation}
     * @return 32 bytes
     * @throws KeysUnavailable when the master key does not unwrap it
     */
    static byte[] open(CqlSession session, CassandraSettings settings, MasterKey master, String name) {
        try {
            Optional<String> there = Installation.find(session, settings, name);
            String wrapped = there.isPresent()
                    ? there.get()
                    : Installation.decide(
                            session,
                            settings,
                            name,
                            Base64.getEncoder().encodeToString(master.wrap(Random.randBytes(BYTES), name)));
            return demand(master.unwrap(Base64.getDecoder().decode(wrapped), name));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new KeysUnavailable(
                    "Expected a key that the master key unwraps, but it does not [installation=" + name + "]", e);
        }
    }

    /** @throws IllegalArgumentException when it is none */
    static byte[] demand(byte[] key) {
        if (key.length != BYTES) {
            throw new IllegalArgumentException("Expected a key of " + BYTES + " bytes, but got " + key.length);
        }
        return key;
    }
}
