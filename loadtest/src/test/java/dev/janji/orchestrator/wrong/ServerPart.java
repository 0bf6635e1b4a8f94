package dev.janji.orchestrator.wrong;

/** A fixture that breaks a rule on purpose: the one that the load test knows. */
public final class ServerPart {}
