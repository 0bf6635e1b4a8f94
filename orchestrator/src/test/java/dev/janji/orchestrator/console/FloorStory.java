package dev.janji.orchestrator.console;

import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.Floor;
import dev.janji.protocols.desk.v1.FloorQueue;
import dev.janji.protocols.desk.v1.FloorSeat;
import dev.janji.protocols.desk.v1.ForcedState;
import dev.janji.protocols.desk.v1.Refusal;
import dev.janji.protocols.desk.v1.SeatState;
import java.time.Instant;
import java.util.List;

/** A floor of twelve agents and two queues, watched by a supervisor. Confined to the desk that plays it. */
final class FloorStory implements ScriptedDesk.Story {
    private static final List<SeatState> STATES = List.of(
            SeatState.SEAT_STATE_TALKING,
            SeatState.SEAT_STATE_READY,
            SeatState.SEAT_STATE_WRAP_UP,
            SeatState.SEAT_STATE_TALKING,
            SeatState.SEAT_STATE_AWAY,
            SeatState.SEAT_STATE_OFFERED);

    private boolean stopped;
    private boolean secondAway;

    @Override
    public void asked(ClientMessage request, ScriptedDesk desk) {
        switch (request.getBodyCase()) {
            case SIGN_IN -> {}
            case WATCH_FLOOR -> {
                desk.done(request);
                desk.say(floor());
            }
            case STOP_DIALING -> {
                stopped = request.getStopDialing().getStopped();
                desk.done(request);
                desk.say(floor());
            }
            case FORCE_STATE -> {
                secondAway = request.getForceState().getState() == ForcedState.FORCED_STATE_AWAY;
                desk.done(request);
                desk.say(floor());
            }
            case SUPERVISE, SEND_TEXT -> desk.done(request);
            default -> desk.refuse(request, Refusal.REFUSAL_BAD_REQUEST, "Not of this story");
        }
    }

    private DeskMessage.Builder floor() {
        Floor.Builder floor = Floor.newBuilder()
                .setDeskId("desk-1")
                .setAt(ScriptedDesk.now())
                .setDialingStopped(stopped)
                .setGatewayUp(true)
                .addQueues(FloorQueue.newBuilder()
                        .setQueueId("kartu-30")
                        .setMode("PREDICTIVE")
                        .setWaiting(1_284)
                        .setCallers(3)
                        .setLines(stopped ? 0 : 7)
                        .setPace("7 panggilan dimulai: 3 agen bebas dalam 20 detik, 42 % diangkat")
                        .setAnswered(412)
                        .setAbandoned(6)
                        .setBudgetLeft(6.4))
                .addQueues(FloorQueue.newBuilder()
                        .setQueueId("pinjaman-90")
                        .setMode("PREVIEW")
                        .setWaiting(96)
                        .setLines(1)
                        .setPace("Satu panggilan tiap agen: anggaran terlewati")
                        .setAnswered(120)
                        .setAbandoned(5)
                        .setBudgetLeft(-1.4));
        for (int i = 1; i <= 12; i++) {
            SeatState state = i == 2 && secondAway ? SeatState.SEAT_STATE_AWAY : STATES.get((i - 1) % STATES.size());
            FloorSeat.Builder seat = FloorSeat.newBuilder()
                    .setAgentId("agent-" + i)
                    .setName("Agent " + i)
                    .setState(state)
                    .setSince(ScriptedDesk.at(Instant.now().minusSeconds(37L * i * i)));
            if (state == SeatState.SEAT_STATE_AWAY) {
                seat.setReason(i == 2 ? "COACHING" : "PRAYER");
            }
            if (state == SeatState.SEAT_STATE_TALKING) {
                seat.setLeadId("lead-" + i);
            }
            floor.addSeats(seat);
        }
        return DeskMessage.newBuilder().setFloor(floor);
    }
}
