package dev.janji.actors.journal.keys;

import dev.janji.actors.journal.PersonalCipher;
import dev.janji.domain.id.DebtorKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.UUID;

/** The cipher of a debtor with a key that is the same in every run. */
public final class TestCiphers {
    private TestCiphers() {}

    public static PersonalCipher of(DebtorKey debtor) {
        byte[] name = debtor.entityId().getBytes(StandardCharsets.UTF_8);
        UUID id = UUID.nameUUIDFromBytes(name);
        try {
            return DebtorCipher.of(
                    id, Map.of(id, MessageDigest.getInstance("SHA-256").digest(name)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
