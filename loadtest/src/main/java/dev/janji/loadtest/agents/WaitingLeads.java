package dev.janji.loadtest.agents;

import dev.janji.loadtest.desk.AgentClient;
import dev.janji.loadtest.desk.AgentListener;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.FloorQueue;
import dev.janji.protocols.desk.v1.WatchFloor;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;

/** A supervisor who looks at the floor until enough leads wait, or no more come. Thread-safe. */
final class WaitingLeads implements AgentListener {
    private static final Duration LOOKS = Duration.ofMinutes(4);
    private static final int LOOK_MILLIS = 250;

    /** Who has not come so long after the last one is not to be called now. */
    private static final Duration LAST_COMES_WITHIN = Duration.ofSeconds(8);

    private volatile int waiting;
    private volatile int closed;

    /** @return leads that wait; fewer than {@code enough} when no more come: not every debtor may be called at every hour */
    static int await(HttpClient http, URI desk, String token, int enough) throws InterruptedException {
        WaitingLeads floor = new WaitingLeads();
        AgentClient client = AgentClient.connect(http, desk, token, floor)
                .toCompletableFuture()
                .join();
        long deadline = System.nanoTime() + LOOKS.toNanos();
        int before = 0;
        long cameAt = System.nanoTime();
        while (before < enough && floor.closed == 0 && System.nanoTime() - deadline < 0) {
            Thread.sleep(LOOK_MILLIS);
            int now = floor.waiting;
            if (now > before) {
                before = now;
                cameAt = System.nanoTime();
            } else if (before > 0 && System.nanoTime() - cameAt > LAST_COMES_WITHIN.toNanos()) {
                break;
            }
        }
        client.close();
        return floor.waiting;
    }

    @Override
    public void said(AgentClient client, DeskMessage message) {
        if (message.hasSignedIn()) {
            client.send(ClientMessage.newBuilder().setWatchFloor(WatchFloor.getDefaultInstance()));
        } else if (message.hasFloor()) {
            waiting = message.getFloor().getQueuesList().stream()
                    .mapToInt(FloorQueue::getWaiting)
                    .sum();
        }
    }

    @Override
    public void closed(AgentClient client, int code) {
        closed = code;
    }
}
