package dev.janji.actors.journal.keys;

import com.datastax.oss.driver.api.core.CqlSession;
import com.google.crypto.tink.subtle.PrfHmacJce;
import dev.janji.actors.store.CassandraSettings;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import javax.crypto.spec.SecretKeySpec;

/**
 * HMAC-SHA256 under a key of the installation, for what must be found again and not be read. The key stays the same when the master key is rotated.
 * Immutable and thread-safe.
 */
public final class KeyedHash {
    private static final int BYTES = 32;

    private final PrfHmacJce hmac;

    private KeyedHash(PrfHmacJce hmac) {
        this.hmac = hmac;
    }

    /**
     * Finds the key, or makes it at the first start of an installation. Blocking, for a start.
     *
     * @param name of the key in the table {@code installation}
     * @throws KeysUnavailable when the master key does not unwrap it
     */
    public static KeyedHash open(CqlSession session, CassandraSettings settings, MasterKey master, String name) {
        try {
            return of(InstallationKey.open(session, settings, master, name));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected HMAC-SHA256 to be there, but it is not", e);
        }
    }

    /** @param key 32 bytes */
    public static KeyedHash of(byte[] key) throws GeneralSecurityException {
        return new KeyedHash(new PrfHmacJce("HMACSHA256", new SecretKeySpec(InstallationKey.demand(key), "HMAC")));
    }

    /** @return of all parts together, each with its length, so that no two lists meet; 43 characters of URL-safe Base64 */
    public String of(String... parts) {
        int size = 0;
        byte[][] texts = new byte[parts.length][];
        for (int i = 0; i < parts.length; i++) {
            texts[i] = parts[i].getBytes(StandardCharsets.UTF_8);
            size += Integer.BYTES + texts[i].length;
        }
        ByteBuffer whole = ByteBuffer.allocate(size);
        for (byte[] text : texts) {
            whole.putInt(text.length).put(text);
        }
        try {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(hmac.compute(whole.array(), BYTES));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected HMAC-SHA256 to be there, but it is not", e);
        }
    }

    /** Never the key. */
    @Override
    public String toString() {
        return "KeyedHash";
    }
}
