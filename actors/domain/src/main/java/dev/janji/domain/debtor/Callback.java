package dev.janji.domain.debtor;

import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ContactPointId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A call that was promised and not closed; one may have run out. Immutable.
 *
 * @param from first instant of the call
 * @param until first instant at which it is too late
 * @param skill that the agent needs; empty when any will do
 * @param point to call; null when any will do
 */
public record Callback(
        CallbackId id,
        Instant from,
        Instant until,
        String skill,
        @Nullable ContactPointId point) {}
