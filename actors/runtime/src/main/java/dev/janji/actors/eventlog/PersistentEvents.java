package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.actor.ActorRef;
import org.apache.pekko.actor.ExtendedActorSystem;
import org.apache.pekko.persistence.PersistentRepr;
import org.apache.pekko.serialization.Serialization;
import org.apache.pekko.serialization.Serialization$;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.Serializer;
import org.apache.pekko.serialization.Serializers;
import org.jspecify.annotations.Nullable;
import scala.Option;

/** Between the events of Pekko Persistence and those of the log. Thread-safe. */
final class PersistentEvents {
    private final ExtendedActorSystem system;
    private final Serialization serialization;
    private final NextWakeUp nextWakeUp;

    /** @param nextWakeUp a class, or nothing when no event says when its writer must be woken */
    PersistentEvents(ExtendedActorSystem system, String nextWakeUp) {
        this.system = system;
        this.serialization = SerializationExtension.get(system);
        this.nextWakeUp = nextWakeUp.isEmpty() ? payload -> null : made(system, nextWakeUp);
    }

    private static NextWakeUp made(ExtendedActorSystem system, String name) {
        return (NextWakeUp) system.dynamicAccess()
                .createInstanceFor(
                        name,
                        scala.collection.immutable.List$.MODULE$.empty(),
                        scala.reflect.ClassTag.apply(NextWakeUp.class))
                .get();
    }

    /** Throws whatever a serializer throws. */
    List<LogEntry.Event> toLog(List<PersistentRepr> write) {
        return Serialization$.MODULE$.withTransportInformation(system, () -> {
            int following = write.size();
            List<LogEntry.Event> events = new ArrayList<>(following);
            for (PersistentRepr repr : write) {
                events.add(toLog(repr, --following));
            }
            return events;
        });
    }

    private LogEntry.Event toLog(PersistentRepr repr, int following) {
        Object payload = repr.payload();
        Serializer serializer = serialization.findSerializerFor(payload);
        return new LogEntry.Event(
                repr.persistenceId(),
                repr.sequenceNr(),
                repr.writerUuid(),
                serializer.identifier(),
                Serializers.manifestFor(serializer, payload),
                repr.manifest(),
                UnsafeByteOperations.unsafeWrap(serializer.toBinary(payload)),
                repr.timestamp(),
                following == 0 ? nextWakeUp.of(payload) : null,
                toLog(repr.metadata()),
                following);
    }

    private LogEntry.@Nullable Metadata toLog(Option<Object> metadata) {
        if (metadata.isEmpty()) {
            return null;
        }
        Object kept = metadata.get();
        Serializer serializer = serialization.findSerializerFor(kept);
        return new LogEntry.Metadata(
                serializer.identifier(),
                Serializers.manifestFor(serializer, kept),
                UnsafeByteOperations.unsafeWrap(serializer.toBinary(kept)));
    }

    PersistentRepr fromLog(LogEntry.Event event) {
        Object payload = object(event.payload(), event.serializerId(), event.manifest());
        PersistentRepr repr = PersistentRepr.apply(
                        payload,
                        event.sequenceNumber(),
                        event.persistenceId(),
                        event.eventAdapterManifest(),
                        false,
                        ActorRef.noSender(),
                        event.writerUuid())
                .withTimestamp(event.timestampMillis());
        LogEntry.Metadata kept = event.metadata();
        return kept == null ? repr : repr.withMetadata(object(kept.payload(), kept.serializerId(), kept.manifest()));
    }

    private Object object(ByteString bytes, int serializerId, String manifest) {
        return serialization
                .deserialize(bytes.toByteArray(), serializerId, manifest)
                .get();
    }
}
