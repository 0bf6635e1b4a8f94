/**
 * The wake-up index: time as data, so that debtors may leave memory and still be woken when they must act.
 *
 * <p>May use the house clock, the event log and its feed, the store's driver, telemetry and the domain's identities; the debtors use its facade, and it
 * knows them only as a {@link dev.janji.actors.wakeup.Waker}.
 */
@NullMarked
package dev.janji.actors.wakeup;

import org.jspecify.annotations.NullMarked;
