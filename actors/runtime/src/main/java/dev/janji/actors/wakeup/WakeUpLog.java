package dev.janji.actors.wakeup;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;

/**
 * The event log as the index reads it: every event says when its debtor must be woken next. Positions count the rows of a slice from 1.
 * Thread-safe.
 */
public interface WakeUpLog {
    /**
     * Some rows of a slice, one after the other.
     *
     * @param last the position of the last of them
     * @param dues by entity id the microseconds since 1970 UTC at which the debtor must be woken next, as its last event says
     */
    record Portion(long last, Map<String, Long> dues) {}

    /** Rows that are handed on as they are committed. */
    interface Following {
        /** No more of them; may be called from any thread, also twice. */
        void stop();
    }

    /** @return up to which position the index had applied everything when it last said so; 0 at first */
    CompletionStage<Long> position(int slice);

    /** @return what stands from a position on; nothing only at the end of the log */
    CompletionStage<Optional<Portion>> read(int slice, long from);

    /**
     * Hands on what stands from a position on and what comes later, a portion when the one before is applied. It begins again by itself
     * when reading fails.
     *
     * @param apply called from any thread
     */
    Following follow(int slice, long from, Function<Portion, CompletionStage<Done>> apply);

    /** Everything up to and with this position is in the index, or in its memory and will be there before its minute begins: time may go on. */
    void taken(int slice, long position);

    /** Everything up to and with this position is in the index. Remembered in the store soon, not now: more than this is never forgotten. */
    void applied(int slice, long position);

    /** A log in which nothing ever happens, for an index whose debtors register everything themselves. */
    WakeUpLog NOTHING = new WakeUpLog() {
        @Override
        public CompletionStage<Long> position(int slice) {
            return CompletableFuture.completedStage(0L);
        }

        @Override
        public CompletionStage<Optional<Portion>> read(int slice, long from) {
            return CompletableFuture.completedStage(Optional.empty());
        }

        @Override
        public Following follow(int slice, long from, Function<Portion, CompletionStage<Done>> apply) {
            return () -> {};
        }

        @Override
        public void taken(int slice, long position) {}

        @Override
        public void applied(int slice, long position) {}
    };
}
