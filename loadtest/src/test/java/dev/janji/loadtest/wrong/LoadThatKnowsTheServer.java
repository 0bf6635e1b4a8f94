package dev.janji.loadtest.wrong;

/** A fixture that breaks a rule on purpose: the load test is a client like any other. */
public final class LoadThatKnowsTheServer {
    Object server() {
        return new dev.janji.orchestrator.wrong.ServerPart();
    }
}
