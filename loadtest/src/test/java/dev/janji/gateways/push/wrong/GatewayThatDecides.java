package dev.janji.gateways.push.wrong;

/** A fixture that breaks a rule on purpose: a gateway writes no journal. */
public final class GatewayThatDecides {
    Object sharding(org.apache.pekko.persistence.typed.PersistenceId id) {
        return id;
    }
}
