package dev.janji.domain.wrong;

/** A fixture that breaks a rule on purpose: the domain is not random. */
public final class RuleThatRollsDice {
    java.util.UUID id() {
        return java.util.UUID.randomUUID();
    }
}
