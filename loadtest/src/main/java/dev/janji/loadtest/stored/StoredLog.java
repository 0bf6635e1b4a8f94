package dev.janji.loadtest.stored;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;

/** The tables of an event log as somebody finds them who knows nothing of the runtime. Thread-safe. */
public interface StoredLog {
    /** A row of the log. */
    record LogRow(
            long position,
            long epoch,
            UUID commitId,
            int entries,
            ByteBuffer previousHash,
            ByteBuffer hash,
            ByteBuffer body) {

        /** Whether the body is what was hashed when it was written. */
        public boolean hasItsHash() {
            try {
                MessageDigest digest = MessageDigest.getInstance("SHA-256");
                digest.update(body.duplicate());
                return hash.equals(ByteBuffer.wrap(digest.digest()));
            } catch (NoSuchAlgorithmException e) {
                throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
            }
        }

        /**
         * @param where of the row, for people
         * @throws IllegalStateException when the body is no batch
         */
        public Batch batch(String where) {
            try {
                return Batch.parseFrom(body.duplicate());
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("Expected a batch, but there is something else " + where, e);
            }
        }
    }

    /** A row of the history. */
    record HistoryRow(
            int slice, String persistenceId, long from, long to, long deletedTo, long position, ByteBuffer events) {

        /** Where it is, for people. */
        public String where() {
            return "[debtor=" + persistenceId + ", from=" + from + ", to=" + to + "]";
        }

        /**
         * @return none when the row is a deletion
         * @throws IllegalStateException when the bytes are something else
         */
        public List<Event> parsed() {
            try {
                return Events.parseFrom(events.duplicate()).getEventsList();
            } catch (InvalidProtocolBufferException e) {
                throw new IllegalStateException("Expected events, but there is something else " + where(), e);
            }
        }
    }

    /** @return 0 when the slice has none */
    long checkpoint(int slice);

    /** @return the rows from a position on, in their order, as far as the segments follow on each other */
    List<LogRow> rows(int slice, long from);

    /** @return every row of the history, in no order */
    Iterable<HistoryRow> history();
}
