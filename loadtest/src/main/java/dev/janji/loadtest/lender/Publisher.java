package dev.janji.loadtest.lender;

import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.RejectionReason;
import io.grpc.ManagedChannel;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientResponseObserver;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Publishes events as a careful lender does: the next event of a debtor is sent when the one before is answered; those of different debtors
 * go in parallel, a bounded number at a time. When the stream breaks, or the server says that it cannot now, what is unanswered is sent
 * again under the same ids. One caller at a time; the transport's threads come in by the lock.
 */
final class Publisher {
    private static final int WINDOW = 256;
    private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

    private final ManagedChannel channel;
    private final ClientLog log;
    private final LenderListener listener;
    private final Object lock = new Object();

    /** Unanswered events by debtor, the oldest first; the first one of each may be under way. */
    private final Map<String, ArrayDeque<Pending>> unanswered = new HashMap<>();

    private final ArrayDeque<String> sendable = new ArrayDeque<>();
    private @Nullable Stream stream;
    private @Nullable RuntimeException failure;
    private int underWay;

    /** Answers that are out of the queue and of which the listener does not know yet. */
    private int untold;

    private long pausedUntilNanos = System.nanoTime();
    private boolean paused;

    private static final class Pending {
        final PlannedEvent event;
        int sends;
        long sentWallMicros;

        Pending(PlannedEvent event) {
            this.event = event;
        }
    }

    Publisher(ManagedChannel channel, ClientLog log, LenderListener listener) {
        this.channel = channel;
        this.log = log;
        this.listener = listener;
    }

    /**
     * Returns when every event is answered and the listener knows every answer.
     *
     * @throws RuntimeException that was given to {@link #fail}
     */
    void publish(List<PlannedEvent> events) throws InterruptedException {
        synchronized (lock) {
            for (PlannedEvent event : events) {
                ArrayDeque<Pending> queue = unanswered.computeIfAbsent(event.debtor(), debtor -> new ArrayDeque<>());
                if (queue.isEmpty()) {
                    sendable.add(event.debtor());
                }
                queue.add(new Pending(event));
            }
            while (!unanswered.isEmpty() || untold > 0) {
                if (failure != null) {
                    throw failure;
                }
                long wait = send();
                if (wait == 0) {
                    lock.wait();
                } else {
                    lock.wait(wait / 1_000_000 + 1);
                }
            }
        }
        log.flush();
    }

    /** Ends the waiting of {@link #publish} with this. */
    void fail(RuntimeException why) {
        synchronized (lock) {
            failure = why;
            lock.notifyAll();
        }
    }

    void close() {
        synchronized (lock) {
            unanswered
                    .values()
                    .forEach(queue -> queue.forEach(pending -> {
                        if (pending.sends > 0) {
                            log.unanswered(pending.event, pending.sends, pending.sentWallMicros);
                        }
                    }));
            if (stream != null) {
                stream.finish();
            }
        }
    }

    /** @return nanoseconds to wait before it is worth trying again; 0 when something must happen first */
    private long send() {
        if (paused) {
            long left = pausedUntilNanos - System.nanoTime();
            if (left > 0) {
                return left;
            }
            paused = false;
        }
        if (stream == null) {
            channel.resetConnectBackoff();
            stream = new Stream();
            LenderEventsGrpc.newStub(channel).publish(stream);
        }
        while (underWay < WINDOW && !sendable.isEmpty() && stream.isReady()) {
            Pending next =
                    Objects.requireNonNull(unanswered.get(sendable.remove())).element();
            next.sends++;
            if (next.sentWallMicros == 0) {
                next.sentWallMicros = WallClock.micros();
            }
            underWay++;
            stream.send(next.event.request());
        }
        return 0;
    }

    private void pause() {
        paused = true;
        pausedUntilNanos = System.nanoTime() + PAUSE_NANOS;
    }

    private void answered(PublishResponse response) {
        long now = WallClock.micros();
        Answer answer = null;
        synchronized (lock) {
            String debtor = response.getDebtorId();
            ArrayDeque<Pending> queue = unanswered.get(debtor);
            Pending first = queue == null ? null : queue.peek();
            if (queue == null
                    || first == null
                    || !first.event.request().getEventId().equals(response.getEventId())) {
                fail(new IllegalStateException(
                        "Expected an answer to an event under way, but got one to another [debtor=" + debtor
                                + ", event=" + response.getEventId() + "]"));
                return;
            }
            underWay--;
            if (response.getRejected().getReason() == RejectionReason.REJECTION_REASON_UNAVAILABLE) {
                sendable.add(debtor);
                pause();
            } else {
                queue.remove();
                if (queue.isEmpty()) {
                    unanswered.remove(debtor);
                } else {
                    sendable.add(debtor);
                }
                answer = new Answer(first.event, response, first.sends, first.sentWallMicros, now);
                log.answered(answer);
                untold++;
            }
            lock.notifyAll();
        }
        if (answer != null) {
            tell(answer);
        }
    }

    /** Outside the lock: what a listener does is its own matter. */
    private void tell(Answer answer) {
        try {
            listener.answered(answer);
        } finally {
            synchronized (lock) {
                untold--;
                lock.notifyAll();
            }
        }
    }

    private void broken(Stream which, String why) {
        synchronized (lock) {
            if (stream != which) {
                return;
            }
            stream = null;
            underWay = 0;
            sendable.clear();
            sendable.addAll(unanswered.keySet());
            pause();
            lock.notifyAll();
        }
        listener.disconnected(why);
    }

    /** One stream; of a broken one nothing more is heard. */
    private final class Stream implements ClientResponseObserver<PublishRequest, PublishResponse> {
        private @Nullable ClientCallStreamObserver<PublishRequest> requests;

        @Override
        public void beforeStart(ClientCallStreamObserver<PublishRequest> observer) {
            requests = observer;
            observer.setOnReadyHandler(() -> {
                synchronized (lock) {
                    lock.notifyAll();
                }
            });
        }

        boolean isReady() {
            return requests != null && requests.isReady();
        }

        void send(PublishRequest request) {
            if (requests != null) {
                requests.onNext(request);
            }
        }

        void finish() {
            if (requests != null) {
                requests.onCompleted();
            }
        }

        @Override
        public void onNext(PublishResponse response) {
            boolean current;
            synchronized (lock) {
                current = stream == this;
            }
            if (current) {
                answered(response);
            }
        }

        @Override
        public void onError(Throwable error) {
            broken(this, String.valueOf(error.getMessage()));
        }

        @Override
        public void onCompleted() {
            broken(this, "the server ended the stream");
        }
    }
}
