package dev.janji.actors.channel;

import dev.janji.domain.contact.Outcome;
import java.time.Instant;

/**
 * What a channel reports of an attempt after it was handed over.
 *
 * @param id the same for every delivery of the same report, unique within the attempt
 * @param at when it happened, as the provider says
 */
public record Receipt(String id, Outcome outcome, Instant at) {}
