package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.ActorSystem;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.persistence.snapshot.japi.SnapshotStore;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.concurrent.Future;
import scala.jdk.javaapi.FutureConverters;

/** The snapshots beside the event log as a snapshot store of Pekko Persistence. No event waits for them. */
public final class EventLogSnapshots extends SnapshotStore {
    private final SnapshotRows rows;
    private final Serialization serialization;

    /** Made by Pekko. */
    public EventLogSnapshots() {
        ActorSystem system = context().system();
        rows = EventLogs.get(system).store().snapshots();
        serialization = SerializationExtension.get(system);
    }

    @Override
    public Future<Optional<SelectedSnapshot>> doLoadAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return FutureConverters.asScala(
                rows.newest(persistenceId, range(criteria)).thenApply(found -> found.map(this::selected)));
    }

    @Override
    public Future<Void> doSaveAsync(SnapshotMetadata metadata, Object snapshot) {
        Serializer serializer = serialization.findSerializerFor(snapshot);
        return nothing(rows.save(new SnapshotRows.Row(
                metadata.persistenceId(),
                metadata.sequenceNr(),
                metadata.timestamp(),
                serializer.identifier(),
                Serializers.manifestFor(serializer, snapshot),
                UnsafeByteOperations.unsafeWrap(serializer.toBinary(snapshot)),
                kept(metadata.metadata()))));
    }

    @Override
    public Future<Void> doDeleteAsync(SnapshotMetadata metadata) {
        long number = metadata.sequenceNr();
        long millis = metadata.timestamp();
        SnapshotRows.Range one = millis == 0
                ? new SnapshotRows.Range(number, number, 0, Long.MAX_VALUE)
                : new SnapshotRows.Range(number, number, millis, millis);
        return nothing(rows.delete(metadata.persistenceId(), one));
    }

    @Override
    public Future<Void> doDeleteAsync(String persistenceId, SnapshotSelectionCriteria criteria) {
        return nothing(rows.delete(persistenceId, range(criteria)));
    }

    private static SnapshotRows.Range range(SnapshotSelectionCriteria criteria) {
        return new SnapshotRows.Range(
                criteria.minSequenceNr(), criteria.maxSequenceNr(), criteria.minTimestamp(), criteria.maxTimestamp());
    }

    private SelectedSnapshot selected(SnapshotRows.Row row) {
        SnapshotMetadata metadata =
                new SnapshotMetadata(row.persistenceId(), row.sequenceNumber(), row.timestampMillis());
        LogEntry.Metadata kept = row.metadata();
        return SelectedSnapshot.create(
                kept == null
                        ? metadata
                        : metadata.withMetadata(object(kept.payload(), kept.serializerId(), kept.manifest())),
                object(row.snapshot(), row.serializerId(), row.manifest()));
    }

    private Object object(ByteString bytes, int serializerId, String manifest) {
        return serialization
                .deserialize(bytes.toByteArray(), serializerId, manifest)
                .get();
    }

    private LogEntry.@Nullable Metadata kept(Option<Object> metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        Serializer serializer = serialization.findSerializerFor(metadata.get());
        return new LogEntry.Metadata(
                serializer.identifier(),
                Serializers.manifestFor(serializer, metadata.get()),
                UnsafeByteOperations.unsafeWrap(serializer.toBinary(metadata.get())));
    }

    @SuppressWarnings("NullAway") // There is no other Void.
    private static Future<Void> nothing(CompletionStage<?> stage) {
        return FutureConverters.asScala(stage.thenApply(done -> null));
    }
}
