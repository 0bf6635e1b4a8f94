package dev.janji.domain.wrong;

/** A fixture that breaks a rule on purpose: the domain does no input or output. */
public final class RuleThatWritesFiles {
    boolean exists() {
        return new java.io.File("rules").exists();
    }
}
