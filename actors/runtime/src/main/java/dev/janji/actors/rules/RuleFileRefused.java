package dev.janji.actors.rules;

import java.util.Objects;

/** A file of rules that cannot be used; the message begins with file and line and says what to write instead. */
public final class RuleFileRefused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** @param line from 1 */
    RuleFileRefused(String file, int line, String problem) {
        super(file + ":" + line + ": " + problem);
    }

    /** Of the file as a whole. */
    public RuleFileRefused(String file, String problem) {
        super(file + ": " + problem);
    }

    /** The message alone. */
    @Override
    public String toString() {
        return Objects.requireNonNull(getMessage());
    }
}
