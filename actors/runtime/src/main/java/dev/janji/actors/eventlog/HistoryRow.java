package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;

/**
 * Consecutive events of one persistence id, written behind the log. A pure function of its key: written twice it is the same, and rows
 * of one persistence id may overlap. Immutable.
 *
 * @param fromSequenceNumber of its first event
 * @param toSequenceNumber of its last event
 * @param deletedTo highest sequence number that is not replayed any more as far as this row knows, 0 when none
 * @param position of the log where its last event (or deletion) was committed
 * @param events the bytes of a {@code janji.eventlog.v1.Events}; empty when the row only tells of a deletion
 */
public record HistoryRow(
        int slice,
        String persistenceId,
        long fromSequenceNumber,
        long toSequenceNumber,
        long deletedTo,
        long position,
        ByteString events) {}
