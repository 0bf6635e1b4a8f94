package dev.janji.actors.journal;

import dev.janji.domain.debtor.DebtorState;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A debtor's state as one number: equal states have equal hashes, whether they were kept, recovered from a snapshot or replayed. What is
 * personal is not in it, so it outlives an erasure. It changes when a release writes states in another form. Stateless.
 */
public final class StateHash {
    private StateHash() {}

    /** @return SHA-256 in hexadecimal of the version and the state as a snapshot has it, without what is personal */
    public static String of(DebtorState.Known state) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            digest.update((state.version() + "\n").getBytes(StandardCharsets.US_ASCII));
            return HexFormat.of()
                    .formatHex(digest.digest(StateWriter.write(state).toByteArray()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every Java platform, but it is missing", e);
        }
    }
}
