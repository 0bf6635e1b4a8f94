/**
 * The event log: one ordered, fenced, hash-chained log per slice, which is journal, feed and audit trail in one. May use the store, the
 * clock, telemetry and the words of {@code janji.eventlog.v1}; knows nothing of debtors.
 */
@NullMarked
package dev.janji.actors.eventlog;

import org.jspecify.annotations.NullMarked;
