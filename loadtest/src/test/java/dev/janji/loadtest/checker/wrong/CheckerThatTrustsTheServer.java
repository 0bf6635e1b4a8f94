package dev.janji.loadtest.checker.wrong;

/** A fixture that breaks a rule on purpose: the checker does not believe the code it checks. */
public final class CheckerThatTrustsTheServer {
    Object shell() {
        return new dev.janji.actors.wrong.CallManager();
    }
}
