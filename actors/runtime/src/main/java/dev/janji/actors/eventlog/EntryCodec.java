package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import com.google.protobuf.CodedInputStream;
import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Timestamp;
import com.google.protobuf.UnsafeByteOperations;
import com.google.protobuf.WireFormat;
import dev.janji.protocols.eventlog.v1.Deletion;
import dev.janji.protocols.eventlog.v1.Entry;
import dev.janji.protocols.eventlog.v1.Event;
import dev.janji.protocols.eventlog.v1.Events;
import dev.janji.protocols.eventlog.v1.Fence;
import dev.janji.protocols.eventlog.v1.Metadata;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Maps entries of the log to the bytes of a {@code janji.eventlog.v1.Entry} and back. An event is written once, straight into an array of
 * its size: the same bytes go into the row of the log and into the history, because an {@code Entry} that is an event and one element of
 * {@code Events} are the same on the wire. Pure and thread-safe.
 */
public final class EntryCodec {
    private EntryCodec() {}

    public static byte[] encode(LogEntry.Event event) {
        int writer = sizeOf(Event.WRITER_UUID_FIELD_NUMBER, event.writerUuid());
        int manifest = sizeOf(Event.MANIFEST_FIELD_NUMBER, event.manifest());
        int adapter = sizeOf(Event.EVENT_ADAPTER_MANIFEST_FIELD_NUMBER, event.eventAdapterManifest());
        Timestamp wakeUp = timestamp(event.nextWakeUp());
        Metadata metadata = metadata(event.metadata());
        int size = CodedOutputStream.computeStringSize(Event.PERSISTENCE_ID_FIELD_NUMBER, event.persistenceId())
                + CodedOutputStream.computeInt64Size(Event.SEQUENCE_NUMBER_FIELD_NUMBER, event.sequenceNumber())
                + writer
                + manifest
                + adapter;
        if (event.serializerId() != 0) {
            size += CodedOutputStream.computeInt32Size(Event.SERIALIZER_ID_FIELD_NUMBER, event.serializerId());
        }
        if (!event.payload().isEmpty()) {
            size += CodedOutputStream.computeBytesSize(Event.PAYLOAD_FIELD_NUMBER, event.payload());
        }
        if (event.timestampMillis() != 0) {
            size += CodedOutputStream.computeSInt64Size(Event.TIMESTAMP_MILLIS_FIELD_NUMBER, event.timestampMillis());
        }
        if (wakeUp != null) {
            size += CodedOutputStream.computeMessageSize(Event.NEXT_WAKE_UP_FIELD_NUMBER, wakeUp);
        }
        if (metadata != null) {
            size += CodedOutputStream.computeMessageSize(Event.METADATA_FIELD_NUMBER, metadata);
        }
        if (event.following() != 0) {
            size += CodedOutputStream.computeUInt32Size(Event.FOLLOWING_FIELD_NUMBER, event.following());
        }
        byte[] bytes = new byte
                [CodedOutputStream.computeTagSize(Entry.EVENT_FIELD_NUMBER)
                        + CodedOutputStream.computeUInt32SizeNoTag(size)
                        + size];
        CodedOutputStream out = CodedOutputStream.newInstance(bytes);
        try {
            out.writeTag(Entry.EVENT_FIELD_NUMBER, 2);
            out.writeUInt32NoTag(size);
            out.writeString(Event.PERSISTENCE_ID_FIELD_NUMBER, event.persistenceId());
            out.writeInt64(Event.SEQUENCE_NUMBER_FIELD_NUMBER, event.sequenceNumber());
            if (writer != 0) {
                out.writeString(Event.WRITER_UUID_FIELD_NUMBER, event.writerUuid());
            }
            if (event.serializerId() != 0) {
                out.writeInt32(Event.SERIALIZER_ID_FIELD_NUMBER, event.serializerId());
            }
            if (manifest != 0) {
                out.writeString(Event.MANIFEST_FIELD_NUMBER, event.manifest());
            }
            if (adapter != 0) {
                out.writeString(Event.EVENT_ADAPTER_MANIFEST_FIELD_NUMBER, event.eventAdapterManifest());
            }
            if (!event.payload().isEmpty()) {
                out.writeBytes(Event.PAYLOAD_FIELD_NUMBER, event.payload());
            }
            if (event.timestampMillis() != 0) {
                out.writeSInt64(Event.TIMESTAMP_MILLIS_FIELD_NUMBER, event.timestampMillis());
            }
            if (wakeUp != null) {
                out.writeMessage(Event.NEXT_WAKE_UP_FIELD_NUMBER, wakeUp);
            }
            if (metadata != null) {
                out.writeMessage(Event.METADATA_FIELD_NUMBER, metadata);
            }
            if (event.following() != 0) {
                out.writeUInt32(Event.FOLLOWING_FIELD_NUMBER, event.following());
            }
            out.checkNoSpaceLeft();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected an array of the event's size to take it, but it did not", e);
        }
        return bytes;
    }

    public static byte[] encode(LogEntry.Deletion deletion) {
        return Entry.newBuilder()
                .setDeletion(Deletion.newBuilder()
                        .setPersistenceId(deletion.persistenceId())
                        .setToSequenceNumber(deletion.toSequenceNumber()))
                .build()
                .toByteArray();
    }

    public static byte[] encode(LogEntry.Fence fence) {
        return Entry.newBuilder()
                .setFence(Fence.newBuilder().setOwner(fence.owner()))
                .build()
                .toByteArray();
    }

    static LogEntry decode(Entry entry) {
        return switch (entry.getEntryCase()) {
            case EVENT -> decode(entry.getEvent());
            case DELETION ->
                new LogEntry.Deletion(
                        entry.getDeletion().getPersistenceId(),
                        entry.getDeletion().getToSequenceNumber());
            case FENCE -> new LogEntry.Fence(entry.getFence().getOwner());
            case ENTRY_NOT_SET -> throw neitherOfThem();
        };
    }

    /** @param entry must not be changed after: what is returned is a view of it */
    public static LogEntry decode(byte[] entry) {
        try {
            CodedInputStream in = UnsafeByteOperations.unsafeWrap(entry).newCodedInput();
            in.enableAliasing(true);
            return decode(Entry.parseFrom(in));
        } catch (IOException e) {
            throw unreadable("an entry", e);
        }
    }

    /**
     * Reads who an entry is about and nothing else: a claim takes over the entries of half a minute at once, as they are.
     *
     * @throws BrokenLog when it is neither event nor deletion nor fence, or not whole so far
     */
    static EntryHead head(byte[] entry) {
        CodedInputStream in = CodedInputStream.newInstance(entry);
        try {
            EntryHead.Kind kind = switch (WireFormat.getTagFieldNumber(in.readTag())) {
                case Entry.EVENT_FIELD_NUMBER -> EntryHead.Kind.EVENT;
                case Entry.DELETION_FIELD_NUMBER -> EntryHead.Kind.DELETION;
                case Entry.FENCE_FIELD_NUMBER -> EntryHead.Kind.FENCE;
                default -> throw neitherOfThem();
            };
            if (kind == EntryHead.Kind.FENCE) {
                return EntryHead.OF_A_FENCE;
            }
            in.pushLimit(in.readRawVarint32());
            String persistenceId = "";
            long number = 0;
            // The same fields in an event and in a deletion, before all others; a number of 0 is not written.
            int field = WireFormat.getTagFieldNumber(in.readTag());
            if (field == Event.PERSISTENCE_ID_FIELD_NUMBER) {
                persistenceId = in.readString();
                field = WireFormat.getTagFieldNumber(in.readTag());
            }
            if (field == Event.SEQUENCE_NUMBER_FIELD_NUMBER) {
                number = in.readInt64();
            }
            return new EntryHead(kind, persistenceId, number);
        } catch (IOException e) {
            throw unreadable("an entry", e);
        }
    }

    private static BrokenLog neitherOfThem() {
        return new BrokenLog("Expected an event, a deletion or a fence, but found none of them");
    }

    /** Puts events that were encoded one by one behind each other: the bytes of a {@code janji.eventlog.v1.Events}. */
    public static ByteString join(byte[][] entries, int from, int to) {
        int size = 0;
        for (int i = from; i < to; i++) {
            size += entries[i].length;
        }
        byte[] joined = new byte[size];
        int at = 0;
        for (int i = from; i < to; i++) {
            System.arraycopy(entries[i], 0, joined, at, entries[i].length);
            at += entries[i].length;
        }
        return UnsafeByteOperations.unsafeWrap(joined);
    }

    public static List<LogEntry.Event> decodeEvents(ByteString events) {
        try {
            List<LogEntry.Event> decoded = new ArrayList<>();
            for (Event event : Events.parseFrom(events).getEventsList()) {
                decoded.add(decode(event));
            }
            return decoded;
        } catch (InvalidProtocolBufferException e) {
            throw unreadable("a row of the history", e);
        }
    }

    static BrokenLog unreadable(String what, IOException cause) {
        BrokenLog broken = new BrokenLog("Expected " + what + " to be whole, but it is not: " + cause.getMessage());
        broken.initCause(cause);
        return broken;
    }

    private static LogEntry.Event decode(Event event) {
        return new LogEntry.Event(
                event.getPersistenceId(),
                event.getSequenceNumber(),
                event.getWriterUuid(),
                event.getSerializerId(),
                event.getManifest(),
                event.getEventAdapterManifest(),
                event.getPayload(),
                event.getTimestampMillis(),
                event.hasNextWakeUp()
                        ? Instant.ofEpochSecond(
                                event.getNextWakeUp().getSeconds(),
                                event.getNextWakeUp().getNanos())
                        : null,
                event.hasMetadata()
                        ? new LogEntry.Metadata(
                                event.getMetadata().getSerializerId(),
                                event.getMetadata().getManifest(),
                                event.getMetadata().getPayload())
                        : null,
                event.getFollowing());
    }

    private static int sizeOf(int field, String text) {
        return text.isEmpty() ? 0 : CodedOutputStream.computeStringSize(field, text);
    }

    private static @Nullable Timestamp timestamp(@Nullable Instant instant) {
        return instant == null
                ? null
                : Timestamp.newBuilder()
                        .setSeconds(instant.getEpochSecond())
                        .setNanos(instant.getNano())
                        .build();
    }

    private static @Nullable Metadata metadata(LogEntry.@Nullable Metadata metadata) {
        return metadata == null
                ? null
                : Metadata.newBuilder()
                        .setSerializerId(metadata.serializerId())
                        .setManifest(metadata.manifest())
                        .setPayload(metadata.payload())
                        .build();
    }
}
