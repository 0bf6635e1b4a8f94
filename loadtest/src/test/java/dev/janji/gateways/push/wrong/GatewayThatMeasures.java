package dev.janji.gateways.push.wrong;

/** A fixture that breaks a rule on purpose: metrics go through the facade. */
public final class GatewayThatMeasures {
    Object metrics() {
        return kamon.wrong.Meter.class.getName() + new kamon.wrong.Meter();
    }
}
