package dev.janji.domain.wrong;

/** A fixture that breaks a rule on purpose: the domain depends on nothing. */
public final class RuleThatUsesTheRuntime {
    Object runtime() {
        return dev.janji.actors.wrong.CallManager.class.getName() + new dev.janji.actors.wrong.CallManager();
    }
}
