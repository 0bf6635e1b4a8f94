package dev.janji.loadtest.agents;

import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** The agents who will not read, on a thread of their own. Thread-safe. */
final class SlowReaders implements AutoCloseable {
    /** Slower than the server lets one connection ask, so that nothing but the answers waits. */
    private static final long TICK_NANOS = TimeUnit.MILLISECONDS.toNanos(25);

    private final List<SlowReader> all = new CopyOnWriteArrayList<>();
    private final Thread thread = new Thread(this::work, "slow-readers");
    private volatile boolean reads = true;
    private volatile boolean closed;

    SlowReaders() {
        thread.setDaemon(true);
        thread.start();
    }

    /** @throws IOException when it could not sign in */
    void signIn(URI desk, String token) throws IOException {
        all.add(SlowReader.signIn(desk, token));
    }

    /** Nobody reads from here on. */
    void stopReading() {
        reads = false;
    }

    /** Those whose connection the server ended: how often each had asked without reading. */
    List<Integer> cut() {
        return all.stream().filter(SlowReader::isCut).map(SlowReader::questions).toList();
    }

    /** When the last of those was found to be so; 0 when none was. */
    long lastCutAtNanos() {
        return all.stream()
                .filter(SlowReader::isCut)
                .mapToLong(SlowReader::cutAtNanos)
                .max()
                .orElse(0);
    }

    private void work() {
        while (!closed) {
            boolean now = reads;
            all.forEach(reader -> reader.tick(now));
            LockSupport.parkNanos(TICK_NANOS);
        }
    }

    @Override
    public void close() throws IOException {
        closed = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (SlowReader reader : all) {
            reader.close();
        }
    }
}
