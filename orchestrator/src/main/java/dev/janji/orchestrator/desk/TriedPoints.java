package dev.janji.orchestrator.desk;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.PointHistory;
import dev.janji.domain.id.ContactPointId;
import dev.janji.orchestrator.grpc.ViewMapper;
import dev.janji.orchestrator.words.Phrases;
import dev.janji.orchestrator.words.PointInWords;
import dev.janji.protocols.desk.v1.TriedPoint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The numbers and addresses that were tried, as an agent may see them. Stateless. */
final class TriedPoints {
    private static final int MOST = 10;

    private TriedPoints() {}

    private record Tried(ContactPoint point, PointHistory history) {
        Instant last() {
            return Objects.requireNonNull(history.lastAt());
        }
    }

    /**
     * @param history what became of the attempts to one of the points
     * @param called comes first; null when nothing is
     */
    static List<TriedPoint> of(
            List<ContactPoint> points,
            Function<ContactPoint, PointHistory> history,
            @Nullable ContactPointId called,
            Phrases phrases,
            ZoneId zone) {
        return points.stream()
                .map(point -> new Tried(point, history.apply(point)))
                .filter(tried -> tried.history().lastAt() != null)
                .sorted(Comparator.comparing(
                                (Tried tried) -> !tried.point().id().equals(called))
                        .thenComparing(Tried::last, Comparator.reverseOrder()))
                .limit(MOST)
                .map(tried -> TriedPoint.newBuilder()
                        .setChannel(ViewMapper.channel(tried.point().channel()))
                        .setMaskedPoint(masked(tried.point()))
                        .setHistory(PointInWords.of(tried.history(), phrases, zone))
                        .build())
                .toList();
    }

    /** Of a device's token, or of a whole postal address, nothing is shown. */
    private static String masked(ContactPoint point) {
        return point.channel() == Channel.PUSH || point.channel() == Channel.LETTER ? "" : WrittenScreen.masked(point);
    }
}
