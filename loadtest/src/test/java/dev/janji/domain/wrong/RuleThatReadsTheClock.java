package dev.janji.domain.wrong;

/** A fixture that breaks a rule on purpose: the domain is told the time. */
public final class RuleThatReadsTheClock {
    java.time.Instant now() {
        return java.time.Instant.now();
    }
}
