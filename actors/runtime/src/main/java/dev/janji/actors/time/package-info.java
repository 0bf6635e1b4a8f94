/**
 * The time of the house: one clock that everything asks, real or scaled, with appointments and holds.
 *
 * <p>May use the telemetry facade and the configuration library only; every other package of the runtime may use it.
 */
@NullMarked
package dev.janji.actors.time;

import org.jspecify.annotations.NullMarked;
