/**
 * The only door to the metrics library: names of all metrics and the calls that record them.
 *
 * <p>Depends on nothing of the runtime; every other package may use it.
 */
@NullMarked
package dev.janji.actors.telemetry;

import org.jspecify.annotations.NullMarked;
