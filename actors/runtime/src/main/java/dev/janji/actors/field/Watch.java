package dev.janji.actors.field;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * An account that was handed over to field collectors at least once, and what the field system has of it. Immutable.
 *
 * @param number of its last case; 0 before the first
 * @param reason why it has none now, or not for long; empty before anybody looked, and while it has one
 */
record Watch(DebtorKey debtor, AccountId account, int number, State state, String reason, Instant changedAt) {
    /** Without those that are easily taken for another one; as the references of letters. */
    private static final String REFERENCE_LETTERS = "0123456789ACDEFGHJKLMNPQRTUVWXYZ";

    private static final int REFERENCE_LENGTH = 14;

    /** What the field system has. */
    enum State {
        /** Nothing. */
        WAITING,
        /** Maybe a case: it is being written, and nobody knows how far that came. */
        WRITING,
        /** A case. */
        OPEN,
        /** A case, and maybe its recall already: that is written whatever happens to the debtor meanwhile. */
        RECALLING,
        /** A case that was recalled. */
        RECALLED
    }

    static Watch over(DebtorKey debtor, AccountId account, Instant at) {
        return new Watch(debtor, account, 0, State.WAITING, "", at);
    }

    /** Whether somebody may have a case of it. */
    boolean isOut() {
        return state == State.WRITING || state == State.OPEN || state == State.RECALLING;
    }

    /** One more case begins; the one that is being written stays the same. */
    Watch writing(Instant at) {
        return state == State.WRITING ? this : new Watch(debtor, account, number + 1, State.WRITING, "", at);
    }

    Watch open(Instant at) {
        return new Watch(debtor, account, number, State.OPEN, "", at);
    }

    Watch recalling(String why, Instant at) {
        return state == State.RECALLING ? this : new Watch(debtor, account, number, State.RECALLING, why, at);
    }

    /** Nobody has a case, or not any more. */
    Watch without(String why, Instant at) {
        return new Watch(debtor, account, number, number == 0 ? State.WAITING : State.RECALLED, why, at);
    }

    /** @return of its last case: 70 bits of a hash, so that it says nothing of whose it is */
    String reference() {
        byte[] hash;
        try {
            hash = MessageDigest.getInstance("SHA-256")
                    .digest(("field case " + number + " of " + account + " of " + debtor.entityId())
                            .getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
        StringBuilder reference = new StringBuilder(REFERENCE_LENGTH);
        for (int i = 0; i < REFERENCE_LENGTH; i++) {
            reference.append(REFERENCE_LETTERS.charAt(hash[i] & 31));
        }
        return reference.toString();
    }
}
