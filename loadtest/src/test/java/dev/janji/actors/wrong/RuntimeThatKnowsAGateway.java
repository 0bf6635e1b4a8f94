package dev.janji.actors.wrong;

/** A fixture that breaks a rule on purpose: the runtime knows neither a gateway nor the load test. */
public final class RuntimeThatKnowsAGateway {
    Object gateway() {
        return new dev.janji.gateways.fax.wrong.OtherGateway();
    }

    Object load() {
        return new dev.janji.loadtest.wrong.LoadThatKnowsTheServer();
    }
}
