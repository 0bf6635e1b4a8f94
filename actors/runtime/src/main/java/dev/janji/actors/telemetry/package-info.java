/** The names of all metrics and the only door to the metrics library. Used by every runtime package, uses none of them. */
@NullMarked
package dev.janji.actors.telemetry;

import org.jspecify.annotations.NullMarked;
