package dev.janji.actors.debtor;

import dev.janji.actors.journal.PersonalCipher;
import java.util.Optional;

/**
 * The cipher that a debtor's journal uses: none before its first event, its own after, none again after an erasure. The actor
 * changes it, the journal's threads read it.
 */
final class CurrentCipher implements PersonalCipher {
    private volatile Optional<PersonalCipher> current;

    CurrentCipher(Optional<PersonalCipher> found) {
        this.current = found;
    }

    boolean isMissing() {
        return current.isEmpty();
    }

    boolean isForgotten() {
        return current.isPresent() && current.get() == PersonalCipher.FORGOTTEN;
    }

    void is(PersonalCipher next) {
        current = Optional.of(next);
    }

    @Override
    public Optional<Sealed> seal(byte[] personal, byte[] associated) {
        return there().seal(personal, associated);
    }

    @Override
    public Optional<byte[]> unseal(Sealed sealed, byte[] associated) {
        return there().unseal(sealed, associated);
    }

    private PersonalCipher there() {
        return current.orElseThrow(() -> new IllegalStateException(
                "Expected the debtor to have a key before anything personal is stored or read, but it has none"));
    }

    /** Never a key. */
    @Override
    public String toString() {
        return "CurrentCipher[" + (isMissing() ? "missing" : "present") + "]";
    }
}
