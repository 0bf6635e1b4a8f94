package dev.janji.orchestrator.server;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Closes what was opened, the last first, and never stops halfway. Thread-safe. */
final class Closing {
    private static final Logger LOG = LoggerFactory.getLogger(Closing.class);

    private final Deque<Opened> opened = new ArrayDeque<>();

    private record Opened(String what, AutoCloseable closer) {}

    synchronized void add(String what, AutoCloseable closer) {
        opened.push(new Opened(what, closer));
    }

    /** To be closed after everything that is known now. */
    synchronized void addFirst(String what, AutoCloseable closer) {
        opened.addLast(new Opened(what, closer));
    }

    void closeAll() {
        for (Opened next = next(); next != null; next = next()) {
            try {
                next.closer().close();
            } catch (Exception e) {
                LOG.error("Expected {} to close, but it failed", next.what(), e);
            }
        }
    }

    private synchronized @Nullable Opened next() {
        return opened.poll();
    }
}
