package dev.janji.actors.eventlog.contract;

import java.io.NotSerializableException;
import java.nio.charset.StandardCharsets;
import org.apache.pekko.serialization.SerializerWithStringManifest;

/**
 * An event, a snapshot or metadata of the tests. Immutable.
 *
 * @param kind becomes the serializer's manifest
 */
record Note(String kind, String text) {

    static Note of(String text) {
        return new Note("plain", text);
    }

    /** One whose serializer fails. */
    static Note unserializable() {
        return new Note("unserializable", "");
    }

    /** Knows notes by their kind. Stateless. */
    static final class Codec extends SerializerWithStringManifest {
        @Override
        public int identifier() {
            return 730_199;
        }

        @Override
        public String manifest(Object note) {
            return ((Note) note).kind();
        }

        @Override
        public byte[] toBinary(Object object) {
            Note note = (Note) object;
            if (note.equals(unserializable())) {
                throw new IllegalArgumentException("Expected a note that can be written, but this one cannot");
            }
            return note.text().getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public Object fromBinary(byte[] bytes, String manifest) throws NotSerializableException {
            return new Note(manifest, new String(bytes, StandardCharsets.UTF_8));
        }
    }
}
