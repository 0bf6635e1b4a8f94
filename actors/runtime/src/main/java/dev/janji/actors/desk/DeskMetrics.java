package dev.janji.actors.desk;

import dev.janji.actors.telemetry.Telemetry;
import dev.janji.actors.voice.CallEvent;
import dev.janji.domain.allocation.SeatState;
import dev.janji.domain.debtor.LeadResult;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The metrics of one desk, summed over the desks of a node. Confined to the desk. */
final class DeskMetrics {
    private final Map<SeatState, Telemetry.Gauge> seats = new EnumMap<>(SeatState.class);
    private final Telemetry.Gauge lines = Telemetry.gauge(Telemetry.DESK_LINES);
    private final Telemetry.Timer offerWait = Telemetry.timer(Telemetry.DESK_OFFER_WAIT);
    private final Telemetry.Timer dialToAnswer = Telemetry.timer(Telemetry.DESK_DIAL_TO_ANSWER);
    private final Map<SeatState, Integer> counted = new EnumMap<>(SeatState.class);

    /** @param from null for who comes. @param to null for who goes */
    void seat(@Nullable SeatState from, @Nullable SeatState to) {
        if (from != null && counted.getOrDefault(from, 0) > 0) {
            count(from, -1);
        }
        if (to != null) {
            count(to, 1);
        }
    }

    private void count(SeatState state, int more) {
        counted.merge(state, more, Integer::sum);
        seats.computeIfAbsent(state, key -> Telemetry.gauge(Telemetry.DESK_SEATS, "state", word(key)))
                .add(more);
    }

    void lines(int more) {
        lines.add(more);
    }

    /** @param waited of the lead */
    void offered(Duration waited) {
        offerWait.record(waited.isNegative() ? Duration.ZERO : waited);
    }

    void dialed() {
        Telemetry.count(Telemetry.DESK_CALLS, "event", "dialed");
    }

    void answered(CallEvent.Answered.By by, Duration after) {
        Telemetry.count(Telemetry.DESK_CALLS, "event", "answered-by-" + word(by));
        dialToAnswer.record(after.isNegative() ? Duration.ZERO : after);
    }

    void talked() {
        Telemetry.count(Telemetry.DESK_CALLS, "event", "talked");
    }

    void notAllowed() {
        Telemetry.count(Telemetry.DESK_CALLS, "event", "not-allowed");
    }

    /** An agent's words are on their way. */
    void answerSent() {
        Telemetry.count(Telemetry.DESK_ANSWERS);
    }

    /** A call passed its deadline. */
    void late() {
        Telemetry.count(Telemetry.DESK_CALLS, "event", "late");
    }

    void abandoned() {
        Telemetry.count(Telemetry.DESK_CALLS, "event", "abandoned");
    }

    void closed(LeadResult result) {
        Telemetry.count(Telemetry.DESK_LEADS_CLOSED, "result", word(result));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
