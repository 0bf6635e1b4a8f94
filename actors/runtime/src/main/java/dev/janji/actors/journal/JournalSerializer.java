package dev.janji.actors.journal;

import com.google.protobuf.InvalidProtocolBufferException;
import dev.janji.protocols.journal.v1.Record;
import dev.janji.protocols.journal.v1.Snapshot;
import java.io.NotSerializableException;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * Writes records and snapshots as their plain protobuf bytes, so that whoever reads the store needs nothing but the {@code .proto} files.
 * Its id and manifests are stored for ever. Thread-safe.
 */
public final class JournalSerializer extends SerializerWithStringManifest {
    private static final String RECORD = "journal.Record";
    private static final String SNAPSHOT = "journal.Snapshot";

    @Override
    public int identifier() {
        return JournalCodec.SERIALIZER_ID;
    }

    @Override
    public String manifest(Object object) {
        if (object instanceof Record) {
            return RECORD;
        }
        if (object instanceof Snapshot) {
            return SNAPSHOT;
        }
        throw unexpected(object);
    }

    @Override
    public byte[] toBinary(Object object) {
        if (object instanceof Record record) {
            return record.toByteArray();
        }
        if (object instanceof Snapshot snapshot) {
            return snapshot.toByteArray();
        }
        throw unexpected(object);
    }

    /** @throws NotSerializableException when a newer version wrote it, or the bytes are not whole */
    @Override
    public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
        try {
            return switch (manifest) {
                case RECORD -> Record.parseFrom(bytes);
                case SNAPSHOT -> Snapshot.parseFrom(bytes);
                default ->
                    throw new NotSerializableException(
                            "Expected the manifest " + RECORD + " or " + SNAPSHOT + ", but got " + manifest);
            };
        } catch (InvalidProtocolBufferException e) {
            throw new NotSerializableException(
                    "Expected a whole " + manifest + ", but " + bytes.length + " bytes are none: " + e.getMessage());
        }
    }

    private static IllegalArgumentException unexpected(Object object) {
        return new IllegalArgumentException("Expected a record or a snapshot of the journal, but got a "
                + object.getClass().getName());
    }
}
