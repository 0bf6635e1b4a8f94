package dev.janji.actors.time;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/**
 * How far a scaled clock has come, in a memory-mapped file: what was written survives a {@code kill -9} of the process (a
 * power loss may lose the last seconds). One process at a time. Writing is one atomic store; guarded by the clock's lock.
 */
final class PositionFile implements AutoCloseable {

    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());
    private static final long MAGIC = 0x4A414E4A49543031L;
    private static final int BYTES = 16;
    private static final int POSITION_AT = 8;

    private final FileChannel channel;
    private final MappedByteBuffer bytes;

    private PositionFile(FileChannel channel, MappedByteBuffer bytes) {
        this.channel = channel;
        this.bytes = bytes;
    }

    /** Opens or creates the file. A new one stands at {@code startNanos}; an old one never stands before it. */
    static PositionFile open(Path file, long startNanos) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            if (lock(channel) == null) {
                channel.close();
                throw new IllegalStateException("Expected to be the only user of the clock's position file " + file
                        + ", but another process holds it; end that one or give this server another file");
            }
            MappedByteBuffer bytes = channel.map(FileChannel.MapMode.READ_WRITE, 0, BYTES);
            long magic = (long) LONGS.getVolatile(bytes, 0);
            if (magic != 0 && magic != MAGIC) {
                channel.close();
                throw new IllegalStateException(
                        "Expected a clock's position in " + file + ", but it holds something else");
            }
            PositionFile position = new PositionFile(channel, bytes);
            if (magic == 0 || position.read() < startNanos) {
                position.write(startNanos);
                LONGS.setVolatile(bytes, 0, MAGIC);
            }
            return position;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to open the clock's position file " + file + ", but it failed", e);
        }
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    long read() {
        return (long) LONGS.getVolatile(bytes, POSITION_AT);
    }

    void write(long nanos) {
        LONGS.setVolatile(bytes, POSITION_AT, nanos);
    }

    @Override
    public void close() {
        bytes.force();
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to close the clock's position file, but it failed", e);
        }
    }
}
