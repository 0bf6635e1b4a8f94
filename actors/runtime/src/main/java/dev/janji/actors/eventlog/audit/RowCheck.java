package dev.janji.actors.eventlog.audit;

import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.protocols.eventlog.v1.Batch;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** One row against itself: its columns, its hash and its batch were written together and must agree. Pure. */
final class RowCheck {
    private RowCheck() {}

    /** @return what is wrong with it, nothing when it is sound */
    static Optional<Finding> check(LogRow row) {
        if (!row.hash().equals(sha256(row.batch()))) {
            return altered(row, "the batch is not the one that was hashed when it was written: somebody altered it");
        }
        Batch batch;
        try {
            batch = Batch.parseFrom(row.batch());
        } catch (InvalidProtocolBufferException e) {
            return altered(row, "the batch can't be read, although its hash is right: it was never one");
        }
        if (batch.getSlice() != row.slice() || batch.getPosition() != row.position()) {
            return Optional.of(new Finding(
                    row.slice(),
                    row.position(),
                    Finding.Kind.MOVED,
                    "the row of slice " + batch.getSlice() + ", position " + batch.getPosition()
                            + " stands here: rows were swapped or copied"));
        }
        List<String> columns = new ArrayList<>();
        if (batch.getEpoch() != row.epoch()) {
            columns.add("epoch");
        }
        if (!batch.getCommitId().equals(bytes(row.commitId()))) {
            columns.add("commit_id");
        }
        if (batch.getEntriesCount() != row.count()) {
            columns.add("entry_count");
        }
        if (!millis(batch.getAt()).equals(row.at().truncatedTo(ChronoUnit.MILLIS))) {
            columns.add("at");
        }
        if (!batch.getPreviousHash().equals(row.previousHash())) {
            columns.add("previous_hash");
        }
        return columns.isEmpty()
                ? Optional.empty()
                : altered(
                        row,
                        "the batch is sound, but beside it " + String.join(", ", columns)
                                + (columns.size() == 1 ? " says" : " say") + " something else: somebody altered "
                                + (columns.size() == 1 ? "that column" : "those columns"));
    }

    private static Optional<Finding> altered(LogRow row, String words) {
        return Optional.of(new Finding(row.slice(), row.position(), Finding.Kind.ALTERED, words));
    }

    private static Instant millis(Timestamp at) {
        return Instant.ofEpochSecond(at.getSeconds(), at.getNanos()).truncatedTo(ChronoUnit.MILLIS);
    }

    private static ByteString bytes(UUID id) {
        return ByteString.copyFrom(ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .flip());
    }

    private static ByteString sha256(ByteString bytes) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            bytes.asReadOnlyByteBufferList().forEach(digest::update);
            return ByteString.copyFrom(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }
}
