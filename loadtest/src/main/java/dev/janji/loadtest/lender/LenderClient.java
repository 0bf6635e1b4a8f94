package dev.janji.loadtest.lender;

import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.protocols.lender.v1.DebtorsGrpc;
import dev.janji.protocols.lender.v1.GetDebtorRequest;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * A lender's program against one server: tells a portfolio in virtual time, and asks about debtors. Calls come from one thread, except
 * {@link #fail} and {@link #close}, which any thread may call.
 */
public final class LenderClient implements AutoCloseable {
    private static final long LONGEST_READ_SECONDS = 30;
    private static final int READ_TRIES = 20;

    private final ManagedChannel channel;
    private final ClientLog log;
    private final Publisher publisher;
    private final TimeFollower time;

    public LenderClient(ConnectionSettings settings, ClientLog log, LenderListener listener) {
        this(settings.open(), log, listener);
    }

    LenderClient(ManagedChannel channel, ClientLog log, LenderListener listener) {
        this.channel = channel;
        this.log = log;
        this.publisher = new Publisher(channel, log, listener);
        this.time = new TimeFollower(channel, listener);
    }

    /**
     * Tells everything, each event at its virtual time; time passes an event only when it and all before it are answered.
     *
     * @param pauses instants at which time stands still while {@code atPause} runs, in order
     * @param loaded runs when the first minute, the initial load, is answered
     */
    public void tell(Portfolio portfolio, List<Instant> pauses, Consumer<Instant> atPause, Runnable loaded)
            throws InterruptedException {
        List<PlannedEvent> events = portfolio.events();
        int next = 0;
        int nextPause = 0;
        while (next < events.size() || nextPause < pauses.size()) {
            boolean pause = next == events.size()
                    || nextPause < pauses.size()
                            && pauses.get(nextPause).isBefore(events.get(next).at());
            Instant at = pause ? pauses.get(nextPause++) : events.get(next).at();
            time.advanceTo(at);
            if (pause) {
                atPause.accept(at);
                continue;
            }
            List<PlannedEvent> minute = new ArrayList<>();
            while (next < events.size() && events.get(next).at().equals(at)) {
                minute.add(events.get(next++));
            }
            publisher.publish(minute);
            if (at.equals(portfolio.start())) {
                loaded.run();
            }
        }
        time.advanceTo(portfolio.end());
    }

    /** Asks for one debtor; tries again while the server is away. */
    public GetDebtorResponse debtor(String id) {
        for (int attempt = 1; ; attempt++) {
            try {
                channel.resetConnectBackoff();
                return DebtorsGrpc.newBlockingStub(channel)
                        .withWaitForReady()
                        .withDeadlineAfter(LONGEST_READ_SECONDS, TimeUnit.SECONDS)
                        .getDebtor(GetDebtorRequest.newBuilder().setDebtorId(id).build());
            } catch (StatusRuntimeException e) {
                if (attempt >= READ_TRIES || !worthAnotherTry(e)) {
                    throw e;
                }
                pause();
            }
        }
    }

    private static boolean worthAnotherTry(StatusRuntimeException e) {
        return switch (e.getStatus().getCode()) {
            case UNAVAILABLE, DEADLINE_EXCEEDED, CANCELLED, UNKNOWN, INTERNAL, RESOURCE_EXHAUSTED -> true;
            default -> false;
        };
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(250).toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Expected an answer about a debtor, but was interrupted", e);
        }
    }

    /** Ends whatever waits for the server with this. */
    public void fail(RuntimeException why) {
        publisher.fail(why);
        time.fail(why);
    }

    @Override
    public void close() {
        publisher.close();
        time.close();
        channel.shutdown();
        log.close();
    }
}
