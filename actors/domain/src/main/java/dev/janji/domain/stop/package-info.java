/**
 * Stops: what a person of the operator has halted, whole or in part. Pure: no clock, no randomness, no I/O; uses channels and identities only.
 */
@NullMarked
package dev.janji.domain.stop;

import org.jspecify.annotations.NullMarked;
