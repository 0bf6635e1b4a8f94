package dev.janji.gateways.fax.wrong;

/** A fixture that breaks a rule on purpose: the one that another gateway knows. */
public final class OtherGateway {}
