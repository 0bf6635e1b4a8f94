package dev.janji.actors.wrong;

/** A fixture that breaks a rule on purpose: its name says nothing. */
public final class CallManager {}
