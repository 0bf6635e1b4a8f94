package dev.janji.domain.debtor;

/**
 * The first 128 bits of the SHA-256 of an event's content, taken at the edge: tells the same event from another one under the same id.
 */
public record BodyHash(long high, long low) {}
