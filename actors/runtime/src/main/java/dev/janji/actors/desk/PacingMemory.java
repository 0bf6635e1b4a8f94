package dev.janji.actors.desk;

import dev.janji.domain.id.QueueId;
import dev.janji.domain.pacing.AbandonBudget;
import dev.janji.domain.pacing.LearnedTimes;
import dev.janji.domain.pacing.Times;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What the pacers of this node learned and spent, so that a desk's actor that is restarted goes on with it. Lost with the process. Thread-safe. */
final class PacingMemory {
    private final Map<QueueId, Remembered> queues = new ConcurrentHashMap<>();

    /**
     * Of a queue.
     *
     * @param began when its first call was
     * @param times belong to one pacer at a time
     * @param counts null before anything was counted
     */
    record Remembered(Instant began, Times times, AbandonBudget.@Nullable Counts counts) {}

    /** @param now when the campaign begins, if it has not before */
    Remembered of(QueueId queue, Instant now) {
        return queues.computeIfAbsent(queue, first -> new Remembered(now, new LearnedTimes(), null));
    }

    void keep(QueueId queue, AbandonBudget.Counts counts) {
        queues.computeIfPresent(queue, (key, known) -> new Remembered(known.began(), known.times(), counts));
    }
}
