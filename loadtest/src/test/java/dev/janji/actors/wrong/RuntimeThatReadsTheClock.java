package dev.janji.actors.wrong;

/** A fixture that breaks a rule on purpose: the shells read the house clock only. */
public final class RuntimeThatReadsTheClock {
    long now() {
        return System.currentTimeMillis();
    }
}
