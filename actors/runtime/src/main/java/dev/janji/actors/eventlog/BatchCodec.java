package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.janji.protocols.eventlog.v1.Batch;
import dev.janji.protocols.eventlog.v1.BatchOrBuilder;
import dev.janji.protocols.eventlog.v1.Entry;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Maps rows of the log to the bytes of a {@code janji.eventlog.v1.Batch} and back, and checks the chain of their hashes. Pure and
 * thread-safe.
 */
public final class BatchCodec {
    /** What stands before the first row. */
    public static final ByteString NO_HASH = ByteString.copyFrom(new byte[32]);

    private BatchCodec() {}

    /** Where the next row belongs. @param epoch of its owner, {@code previousHash} of the row before it */
    public record Place(int slice, long position, long epoch, ByteString previousHash) {}

    /** @param entries encoded, in order, not empty */
    public static LogRow row(Place place, UUID commitId, Instant at, List<byte[]> entries) {
        byte[] header = Batch.newBuilder()
                .setSlice(place.slice())
                .setPosition(place.position())
                .setEpoch(place.epoch())
                .setCommitId(bytes(commitId))
                .setAt(Timestamp.newBuilder().setSeconds(at.getEpochSecond()).setNanos(at.getNano()))
                .setPreviousHash(place.previousHash())
                .build()
                .toByteArray();
        int size = header.length;
        for (byte[] entry : entries) {
            size += CodedOutputStream.computeTagSize(Batch.ENTRIES_FIELD_NUMBER)
                    + CodedOutputStream.computeUInt32SizeNoTag(entry.length)
                    + entry.length;
        }
        byte[] batch = new byte[size];
        CodedOutputStream out = CodedOutputStream.newInstance(batch);
        try {
            out.writeRawBytes(header);
            for (byte[] entry : entries) {
                out.writeByteArray(Batch.ENTRIES_FIELD_NUMBER, entry);
            }
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected an array of the batch's size to take it, but it did not", e);
        }
        return new LogRow(
                place.slice(),
                place.position(),
                place.epoch(),
                commitId,
                entries.size(),
                at,
                place.previousHash(),
                UnsafeByteOperations.unsafeWrap(sha256(batch)),
                UnsafeByteOperations.unsafeWrap(batch));
    }

    /**
     * @return what happened in it, in order
     * @throws BrokenLog when it is not whole, or its columns say something else than its batch
     */
    public static List<LogEntry> entries(LogRow row) {
        List<LogEntry> entries = new ArrayList<>(row.count());
        for (Entry entry : parse(row).getEntriesList()) {
            entries.add(EntryCodec.decode(entry));
        }
        return entries;
    }

    /**
     * @return its entries, in order, each as it was encoded; none of them is read
     * @throws BrokenLog when it is not whole, or its columns say something else than its batch
     */
    public static List<byte[]> encodedEntries(LogRow row) {
        List<byte[]> entries = new ArrayList<>(row.count());
        Batch.Builder header = Batch.newBuilder();
        try {
            CodedInputStream in = row.batch().newCodedInput();
            for (int tag = in.readTag(); tag != 0; tag = in.readTag()) {
                switch (WireFormat.getTagFieldNumber(tag)) {
                    case Batch.SLICE_FIELD_NUMBER -> header.setSlice(in.readInt32());
                    case Batch.POSITION_FIELD_NUMBER -> header.setPosition(in.readInt64());
                    case Batch.EPOCH_FIELD_NUMBER -> header.setEpoch(in.readInt64());
                    case Batch.COMMIT_ID_FIELD_NUMBER -> header.setCommitId(in.readBytes());
                    case Batch.PREVIOUS_HASH_FIELD_NUMBER -> header.setPreviousHash(in.readBytes());
                    case Batch.ENTRIES_FIELD_NUMBER -> entries.add(in.readByteArray());
                    default -> in.skipField(tag);
                }
            }
        } catch (IOException e) {
            throw unreadable(row, e);
        }
        demandSame(row, header, entries.size());
        return entries;
    }

    /**
     * @param previous the row before it; its hash, or {@link #NO_HASH} before position 1
     * @return what {@link #encodedEntries} gives
     * @throws BrokenLog when the row was altered, or stands behind another row than the one it was written behind
     */
    public static List<byte[]> demandChained(ByteString previous, LogRow row) {
        if (!row.previousHash().equals(previous)) {
            throw broken(row, "to follow the row before it, but it was written behind another one");
        }
        if (!row.hash()
                .equals(UnsafeByteOperations.unsafeWrap(sha256(row.batch().toByteArray())))) {
            throw broken(row, "to have the hash of its batch, but it has another");
        }
        return encodedEntries(row);
    }

    /** The row as its batch alone tells it, for whoever has nothing but the bytes. */
    static Batch parse(LogRow row) {
        Batch batch;
        try {
            CodedInputStream in = row.batch().newCodedInput();
            // Payloads are views of the batch, not copies.
            in.enableAliasing(true);
            batch = Batch.parseFrom(in);
            in.checkLastTagWas(0);
        } catch (IOException e) {
            throw unreadable(row, e);
        }
        demandSame(row, batch, batch.getEntriesCount());
        return batch;
    }

    private static void demandSame(LogRow row, BatchOrBuilder header, int entries) {
        boolean same = header.getSlice() == row.slice()
                && header.getPosition() == row.position()
                && header.getEpoch() == row.epoch()
                && header.getCommitId().equals(bytes(row.commitId()))
                && entries == row.count()
                && header.getPreviousHash().equals(row.previousHash());
        if (!same) {
            throw broken(row, "to say the same as its batch, but it says something else");
        }
    }

    private static BrokenLog unreadable(LogRow row, IOException cause) {
        return EntryCodec.unreadable("the batch of slice " + row.slice() + " at " + row.position(), cause);
    }

    private static BrokenLog broken(LogRow row, String expected) {
        return new BrokenLog("Expected the row " + expected + " [slice=" + row.slice() + ", position=" + row.position()
                + ", epoch=" + row.epoch() + "]");
    }

    private static ByteString bytes(UUID id) {
        return UnsafeByteOperations.unsafeWrap(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array());
    }

    private static byte[] sha256(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }
}
