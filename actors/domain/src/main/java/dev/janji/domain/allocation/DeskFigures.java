package dev.janji.domain.allocation;

import dev.janji.domain.id.AgentId;
import java.util.EnumMap;
import java.util.Map;

/**
 * How a desk stands. Immutable.
 *
 * @param seats of every state
 * @param leads at the desk, whatever becomes of them at the moment
 * @param lines kinds of needs that leads have; with the crews what a decision may cost
 * @param crews kinds of abilities that seats have
 */
public record DeskFigures(Map<SeatState, Integer> seats, int leads, int lines, int crews) {
    public DeskFigures {
        seats = Map.copyOf(seats);
    }

    static DeskFigures of(Register<AgentId, Seat> seats, int leads, Floor floor) {
        Map<SeatState, Integer> counts = new EnumMap<>(SeatState.class);
        for (SeatState state : SeatState.values()) {
            counts.put(state, 0);
        }
        seats.forEach(seat -> counts.merge(seat.state, 1, Integer::sum));
        return new DeskFigures(counts, leads, floor.numberOfLines(), floor.numberOfCrews());
    }
}
