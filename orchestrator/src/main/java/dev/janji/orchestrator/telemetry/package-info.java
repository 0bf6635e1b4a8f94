/**
 * The edges' own figures, for Prometheus and for the status page. Uses the metrics facade of the runtime; the
 * edges and the composition root may use it.
 */
@NullMarked
package dev.janji.orchestrator.telemetry;

import org.jspecify.annotations.NullMarked;
