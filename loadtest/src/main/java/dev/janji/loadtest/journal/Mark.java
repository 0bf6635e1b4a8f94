package dev.janji.loadtest.journal;

import java.nio.ByteBuffer;
import org.apache.pekko.serialization.JSerializer;

/** An event that is nothing but bytes, as large as a debtor's; the first eight may say when it was sent. Treat as immutable. */
record Mark(byte[] bytes) {

    /** The same with an instant in it. @param nanos of {@link System#nanoTime()} */
    Mark at(long nanos) {
        byte[] copy = bytes.clone();
        ByteBuffer.wrap(copy).putLong(nanos);
        return new Mark(copy);
    }

    /** Takes the bytes as they are: what is measured is the journal. Stateless. */
    static final class Serializer extends JSerializer {
        @Override
        public int identifier() {
            return 730_198;
        }

        @Override
        public boolean includeManifest() {
            return false;
        }

        @Override
        public byte[] toBinary(Object mark) {
            return ((Mark) mark).bytes();
        }

        @Override
        public Object fromBinaryJava(byte[] bytes, Class<?> manifest) {
            return new Mark(bytes);
        }
    }
}
