package dev.janji.loadtest.stored;

import java.util.Map;
import java.util.Set;
import java.util.SortedMap;

/** Everything that the tables of an event log hold, partition by partition, whatever retention has left of it. Thread-safe. */
interface LogPartitions {
    /** @return up to which position the history of a slice has everything, by slice; a slice without a checkpoint is not in it */
    Map<Integer, Long> checkpoints();

    /** @return the last segment that has rows, by slice; a slice without rows is not in it */
    SortedMap<Integer, Long> lastSegments();

    /** @return the buckets of the history that have rows, by slice */
    Map<Integer, Set<Integer>> buckets();

    /** @return the rows of a segment in their order; none when there is no such segment */
    Iterable<StoredLog.LogRow> segment(int slice, long segment);

    /** @return the rows of a bucket, in no order */
    Iterable<StoredLog.HistoryRow> bucket(int slice, int bucket);
}
