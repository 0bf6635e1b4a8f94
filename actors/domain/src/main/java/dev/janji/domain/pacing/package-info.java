/**
 * Pacing: how many calls a desk starts at an instant, so that agents talk and answered calls are not left without one. Pure: no clock, no
 * randomness, no I/O; uses nothing but the JDK. What was learned and what was spent is plain state, confined to whoever owns a pacer.
 */
@NullMarked
package dev.janji.domain.pacing;

import org.jspecify.annotations.NullMarked;
