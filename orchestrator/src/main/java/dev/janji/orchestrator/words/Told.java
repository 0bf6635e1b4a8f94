package dev.janji.orchestrator.words;

/**
 * A fact that the rules look at, in words.
 *
 * @param name stable, such as {@code days_past_due}
 * @param account empty when it is about the person
 */
public record Told(String name, String label, String value, String account) {}
