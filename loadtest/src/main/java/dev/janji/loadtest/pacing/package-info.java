/**
 * A desk's shift as a seeded discrete-event simulation, dialed by the pacer of {@code domain.pacing} and by rules that others use, side by side. May
 * use {@code dev.janji.domain.pacing}; neither server nor wire takes part.
 */
@NullMarked
package dev.janji.loadtest.pacing;

import org.jspecify.annotations.NullMarked;
