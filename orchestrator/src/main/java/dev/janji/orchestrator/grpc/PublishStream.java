package dev.janji.orchestrator.grpc;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.LenderId;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.Rejected;
import dev.janji.protocols.lender.v1.RejectionReason;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One {@code Publish} stream. At most a window of events is unanswered: the next one is asked of the client when an answer was written,
 * so a client that does not read its answers stops being read. Answers of one debtor leave in the order of its events.
 *
 * <p>Thread-safe: messages come on the transport's thread, answers on any; one lock guards the stream, and the call is only
 * touched under it.
 */
final class PublishStream extends ServerCall.Listener<byte[]> {
    private static final Logger LOG = LoggerFactory.getLogger(PublishStream.class);
    /** Longer ids are no ids of ours; they come back cut, so that the answer stays small. */
    private static final int LONGEST_ECHO = 256;

    private final ServerCall<byte[], PublishResponse> call;
    private final LenderId lender;
    private final Desk desk;
    private final int window;
    private final EventReader reader = new EventReader();

    private final Object lock = new Object();
    /** Of each debtor with unanswered events the newest one. */
    private final Map<String, Pending> newest = new HashMap<>();

    private final ArrayDeque<PublishResponse> unwritten = new ArrayDeque<>();
    private @Nullable Pending oldest;
    private @Nullable Pending youngest;
    private int open;
    private int credit;
    private boolean halfClosed;
    private boolean draining;
    /** Something came that will not be answered here. */
    private boolean dropped;

    private boolean over;

    /** What a stream needs from its service. */
    interface Desk {
        EventIntake intake();

        HouseClock clock();

        PublishTelemetry telemetry();

        /** The stream is over and every event that it took was answered or given up. May be said twice. */
        void left(PublishStream stream);
    }

    /** An event on its way. Guarded by the stream's lock. */
    private static final class Pending {
        final String eventId;
        final String debtorId;
        final long arrivedNanos;
        final HouseClock.Hold hold;

        @Nullable
        PublishResponse answer;
        /** The debtor's event before this one is still unanswered. */
        boolean waits;
        /** The debtor's next event. */
        @Nullable
        Pending next;

        @Nullable
        Pending older;

        @Nullable
        Pending younger;

        Pending(String eventId, String debtorId, long arrivedNanos, HouseClock.Hold hold) {
            this.eventId = eventId;
            this.debtorId = debtorId;
            this.arrivedNanos = arrivedNanos;
            this.hold = hold;
        }
    }

    PublishStream(ServerCall<byte[], PublishResponse> call, LenderId lender, Desk desk, int window) {
        this.call = call;
        this.lender = lender;
        this.desk = desk;
        this.window = window;
    }

    void begin() {
        synchronized (lock) {
            if (over) {
                return;
            }
            call.sendHeaders(new Metadata());
            call.request(window);
        }
    }

    @Override
    public void onMessage(byte[] message) {
        EventReader.Reading reading = reader.read(message);
        if (reading instanceof EventReader.Request whole) {
            Pending event = arrive(whole.request().getEventId(), whole.request().getDebtorId());
            if (event != null) {
                ask(event, whole);
            }
        } else if (reading instanceof EventReader.Unreadable broken) {
            Pending event = arrive(broken.eventId(), broken.debtorId());
            if (event != null) {
                answer(event, refusal(RejectionReason.REJECTION_REASON_INVALID_FIELD, broken.detail()));
            }
        }
    }

    @Override
    public void onHalfClose() {
        synchronized (lock) {
            halfClosed = true;
            write();
        }
    }

    @Override
    public void onReady() {
        synchronized (lock) {
            write();
        }
    }

    /** The client is gone. Events under way go on; nobody hears their answers, so the client sends them again. */
    @Override
    public void onCancel() {
        synchronized (lock) {
            over = true;
            unwritten.clear();
            leaveWhenDone();
        }
    }

    /** Takes no further event, answers those under way, then ends the stream so that the client connects elsewhere. */
    void drain() {
        synchronized (lock) {
            draining = true;
            write();
        }
    }

    /** Gives up what has waited too long. */
    void sweep(long nowNanos, long timeoutNanos) {
        List<Pending> late = new ArrayList<>();
        synchronized (lock) {
            for (Pending each = oldest;
                    each != null && nowNanos - each.arrivedNanos >= timeoutNanos;
                    each = each.younger) {
                late.add(each);
            }
        }
        for (Pending each : late) {
            LOG.warn(
                    "Expected an answer within {} ms, but debtor {} of {} gave none [event={}]",
                    timeoutNanos / 1_000_000,
                    each.debtorId,
                    lender,
                    each.eventId);
            answer(each, unavailable());
        }
    }

    /** @return null when the stream takes no more events; the client sends it again elsewhere */
    private @Nullable Pending arrive(String eventId, String debtorId) {
        synchronized (lock) {
            if (draining || over) {
                dropped = true;
                return null;
            }
            Pending event = new Pending(
                    cut(eventId), cut(debtorId), System.nanoTime(), desk.clock().hold("event"));
            enter(event);
            return event;
        }
    }

    private void enter(Pending event) {
        open++;
        event.older = youngest;
        if (youngest == null) {
            oldest = event;
        } else {
            youngest.younger = event;
        }
        youngest = event;
        if (!event.debtorId.isEmpty()) {
            Pending before = newest.put(event.debtorId, event);
            if (before != null) {
                before.next = event;
                event.waits = true;
            }
        }
    }

    private void ask(Pending event, EventReader.Request reading) {
        try {
            desk.intake().take(lender, reading.request(), reading.body()).whenComplete((answer, failure) -> {
                if (failure == null) {
                    answer(event, answer);
                } else {
                    LOG.warn(
                            "Expected an answer, but debtor {} of {} could not be asked [event={}]",
                            event.debtorId,
                            lender,
                            event.eventId,
                            failure);
                    answer(event, unavailable());
                }
            });
        } catch (RuntimeException e) {
            LOG.error(
                    "Expected debtor {} of {} to be asked, but it failed [event={}]",
                    event.debtorId,
                    lender,
                    event.eventId,
                    e);
            answer(event, unavailable());
        }
    }

    /** Keeps the first answer; a later one, after a timeout, is dropped. */
    private void answer(Pending event, PublishResponse answer) {
        synchronized (lock) {
            if (event.answer != null) {
                return;
            }
            event.answer = answer;
            forget(event);
            if (!event.waits) {
                release(event);
                write();
            }
        }
        event.hold.close();
        desk.telemetry().answered(answer, System.nanoTime() - event.arrivedNanos);
    }

    /** Takes it out of the line of the unanswered. */
    private void forget(Pending event) {
        Pending older = event.older;
        Pending younger = event.younger;
        if (older == null) {
            oldest = younger;
        } else {
            older.younger = younger;
        }
        if (younger == null) {
            youngest = older;
        } else {
            younger.older = older;
        }
    }

    /** Lets the answer leave, and those of the debtor that waited for it. */
    private void release(Pending first) {
        for (Pending event = first; event != null; event = event.next) {
            PublishResponse answer = event.answer;
            event.waits = false;
            if (answer == null) {
                return;
            }
            if (event.next == null) {
                newest.remove(event.debtorId, event);
            }
            if (over) {
                open--;
            } else {
                unwritten.add(answer.toBuilder()
                        .setEventId(event.eventId)
                        .setDebtorId(event.debtorId)
                        .build());
            }
        }
    }

    /** Writes what may leave, asks for as many new events, and ends the stream when nothing is left to do. */
    private void write() {
        while (!over && !unwritten.isEmpty() && call.isReady()) {
            call.sendMessage(unwritten.remove());
            open--;
            credit++;
        }
        if (!over && !draining && !halfClosed && credit >= Math.max(1, window / 8)) {
            call.request(credit);
            credit = 0;
        }
        if (!over && open == 0 && (halfClosed || draining)) {
            over = true;
            if (halfClosed && !dropped) {
                call.close(Status.OK, new Metadata());
            } else {
                StatusRuntimeException stopping = GrpcErrors.of(TransportFault.SERVER_STOPPING);
                Metadata trailers = stopping.getTrailers();
                call.close(stopping.getStatus(), trailers == null ? new Metadata() : trailers);
            }
        }
        leaveWhenDone();
    }

    private void leaveWhenDone() {
        if (over && oldest == null) {
            desk.left(this);
        }
    }

    private static String cut(String id) {
        return id.length() <= LONGEST_ECHO ? id : id.substring(0, LONGEST_ECHO);
    }

    private static PublishResponse unavailable() {
        return refusal(
                RejectionReason.REJECTION_REASON_UNAVAILABLE,
                "the debtor did not answer in time; send the event again");
    }

    static PublishResponse refusal(RejectionReason reason, String detail) {
        return PublishResponse.newBuilder()
                .setRejected(Rejected.newBuilder().setReason(reason).setDetail(detail))
                .build();
    }
}
