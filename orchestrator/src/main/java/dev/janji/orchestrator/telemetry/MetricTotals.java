package dev.janji.orchestrator.telemetry;

import com.typesafe.config.Config;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import kamon.metric.Instrument;
import kamon.metric.MetricSnapshot;
import kamon.metric.PeriodSnapshot;
import kamon.module.MetricReporter;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Adds up the house's own metrics for the status page; as old as the last tick of the metrics (ten seconds). Thread-safe.
 */
public final class MetricTotals implements MetricReporter {
    private static final String OURS = "janji.";

    private final ConcurrentMap<Key, Double> totals = new ConcurrentHashMap<>();

    private record Key(String metric, Map<String, String> tags) {}

    @Override
    public void reportPeriodSnapshot(PeriodSnapshot snapshot) {
        CollectionConverters.asJava(snapshot.counters()).forEach(metric -> add(metric, true));
        CollectionConverters.asJava(snapshot.gauges()).forEach(metric -> add(metric, false));
    }

    @Override
    public void stop() {}

    @Override
    public void reconfigure(Config config) {}

    /** @return the sum over all tags: of counters since the start, of gauges now */
    public long total(String metric) {
        return Math.round(totals.entrySet().stream()
                .filter(each -> each.getKey().metric().equals(metric))
                .mapToDouble(Map.Entry::getValue)
                .sum());
    }

    /** @return counts by the values of two tags */
    public Map<String, Map<String, Long>> byTags(String metric, String first, String second) {
        Map<String, Map<String, Long>> sums = new TreeMap<>();
        totals.forEach((key, value) -> {
            if (key.metric().equals(metric) && value >= 1) {
                sums.computeIfAbsent(key.tags().getOrDefault(first, ""), any -> new TreeMap<>())
                        .merge(key.tags().getOrDefault(second, ""), Math.round(value), Long::sum);
            }
        });
        return sums;
    }

    private <S extends kamon.metric.Metric.Settings, V> void add(MetricSnapshot<S, V> metric, boolean counter) {
        if (!metric.name().startsWith(OURS)) {
            return;
        }
        for (Instrument.Snapshot<V> instrument : CollectionConverters.asJava(metric.instruments())) {
            Map<String, String> tags = new TreeMap<>();
            Function<Object, String> text = String::valueOf;
            CollectionConverters.asJava(instrument.tags().iterator(text))
                    .forEachRemaining(tag -> tags.put(tag.key(), tag.value()));
            double value = ((Number) instrument.value()).doubleValue();
            totals.merge(new Key(metric.name(), tags), value, counter ? Double::sum : (old, now) -> now);
        }
    }
}
