package dev.janji.gateways.push.wrong;

/** A fixture that breaks a rule on purpose: gateways do not know each other. */
public final class GatewayThatKnowsAnother {
    Object other() {
        return new dev.janji.gateways.fax.wrong.OtherGateway();
    }
}
