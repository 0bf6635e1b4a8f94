package dev.janji.loadtest.demo;

import dev.janji.loadtest.lender.ConnectionSettings;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.operator.v1.LiftStopRequest;
import dev.janji.protocols.operator.v1.ListStopsRequest;
import dev.janji.protocols.operator.v1.PlaceStopRequest;
import dev.janji.protocols.operator.v1.StopScope;
import dev.janji.protocols.operator.v1.StopView;
import dev.janji.protocols.operator.v1.StopsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * What the operator of the demo does: stops one channel of the lender for a day and a night, and lifts that. A run of a few days has no time
 * for it. Confined to one thread.
 */
final class StopPlan {
    static final Channel CHANNEL = Channel.CHANNEL_SMS;

    private static final String PERSON = "operator";
    private static final Duration LONGEST = Duration.ofHours(30);
    private static final long ANSWER_WITHIN_SECONDS = 20;
    private static final int TRIES = 60;
    private static final int FEWEST_DAYS = 6;

    private final ConnectionSettings server;
    private final Instant place;
    private final Instant lift;
    private final boolean any;

    /** @param days of the run, which begins at {@code start} */
    StopPlan(ConnectionSettings server, Instant start, int days) {
        this.server = server;
        this.any = days >= FEWEST_DAYS;
        // At half past nine in Jakarta, in the middle of the run; who is due then is in the middle of being contacted.
        this.place = start.truncatedTo(ChronoUnit.DAYS)
                .plus(Duration.ofDays(days / 2))
                .plus(Duration.ofMinutes(150));
        this.lift = place.plus(LONGEST);
    }

    /** Instants at which time stands still for {@link #at}. */
    List<Instant> moments() {
        return any ? List.of(place, lift) : List.of();
    }

    /** @return whether this instant was one of its moments */
    boolean at(Instant now) throws InterruptedException {
        if (!any || !now.equals(place) && !now.equals(lift)) {
            return false;
        }
        ManagedChannel channel = server.openAs(PERSON);
        try {
            untilAnswered(channel, now.equals(place));
        } finally {
            channel.shutdownNow();
        }
        return true;
    }

    /** The server may be killed at any moment: what became of a call without an answer is asked before it is made again. */
    private void untilAnswered(ManagedChannel channel, boolean wanted) throws InterruptedException {
        for (int attempt = 1; ; attempt++) {
            try {
                channel.resetConnectBackoff();
                List<StopView> standing = stub(channel)
                        .listStops(ListStopsRequest.getDefaultInstance())
                        .getStopsList();
                if (standing.isEmpty() != wanted) {
                    return;
                }
                if (wanted) {
                    place(channel);
                } else {
                    standing.forEach(stop -> lift(channel, stop));
                }
                return;
            } catch (StatusRuntimeException e) {
                if (attempt == TRIES) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
    }

    private void place(ManagedChannel channel) {
        stub(channel)
                .placeStop(PlaceStopRequest.newBuilder()
                        .setScope(StopScope.newBuilder()
                                .setLenderId(server.lender())
                                .setChannel(CHANNEL))
                        .setReason("A wrong sender name was reported")
                        .build());
    }

    private static void lift(ManagedChannel channel, StopView stop) {
        stub(channel)
                .liftStop(LiftStopRequest.newBuilder()
                        .setStopId(stop.getStopId())
                        .setReason("The provider has corrected the sender name")
                        .build());
    }

    private static StopsGrpc.StopsBlockingStub stub(ManagedChannel channel) {
        return StopsGrpc.newBlockingStub(channel)
                .withWaitForReady()
                .withDeadlineAfter(ANSWER_WITHIN_SECONDS, TimeUnit.SECONDS);
    }
}
