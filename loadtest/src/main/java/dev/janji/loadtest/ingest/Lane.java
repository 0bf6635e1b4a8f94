package dev.janji.loadtest.ingest;

import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.RejectionReason;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;
import org.HdrHistogram.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * One stream on its own connection, and the book of the debtors that are told over it: what was sent, what was answered and with which
 * sequence number. Events of a debtor are answered in order, so each answer belongs to the oldest unanswered one. Thread-safe.
 */
final class Lane extends ClientCall.Listener<PublishResponse> {
    /** The event was refused, so the journal must not have it. */
    static final int REFUSED = -2;
    /** The server could not say, so the journal may have it. */
    static final int IN_DOUBT = -1;

    private static final int DIGITS = 3;
    private static final int FIRST_EVENTS = 8;

    private final int number;
    private final int lanes;
    private final Workload workload;
    private final ManagedChannel channel;
    private final ClientCall<PublishRequest, PublishResponse> call;
    private final Recorder latency = new Recorder(DIGITS);
    private final Tally tally = new Tally();

    /** By debtor of this lane, guarded by {@code this}: events sent, newest event acked, sequence numbers by event. */
    private final int[] sent;

    private final int[] acked;
    private final int[][] sequences;
    private final Unanswered[] oldest;
    private final Unanswered[] youngest;
    private int outstanding;
    private long again;
    private @Nullable Status end;

    private static final class Unanswered {
        final Kind kind;
        final int event;
        final long intendedNanos;

        @Nullable
        Unanswered next;

        Unanswered(Kind kind, int event, long intendedNanos) {
            this.kind = kind;
            this.event = event;
            this.intendedNanos = intendedNanos;
        }
    }

    private Lane(int number, int lanes, int debtors, Workload workload, ManagedChannel channel) {
        int own = debtors / lanes + 1;
        this.number = number;
        this.lanes = lanes;
        this.workload = workload;
        this.channel = channel;
        this.call = channel.newCall(LenderEventsGrpc.getPublishMethod(), CallOptions.DEFAULT);
        this.sent = new int[own];
        this.acked = new int[own];
        this.sequences = new int[own][];
        this.oldest = new Unanswered[own];
        this.youngest = new Unanswered[own];
    }

    /** Opens the stream of every debtor whose number leaves the rest {@code number} when divided by {@code lanes}. */
    static Lane open(int number, int lanes, int debtors, Workload workload, ManagedChannel channel) {
        Lane lane = new Lane(number, lanes, debtors, workload, channel);
        lane.call.start(lane, new Metadata());
        lane.call.request(Integer.MAX_VALUE);
        return lane;
    }

    /** Sends the debtor's next event. */
    void next(int debtor, long intendedNanos) {
        int own = debtor / lanes;
        int event;
        synchronized (this) {
            event = ++sent[own];
            note(own, new Unanswered(workload.kind(debtor, event), event, intendedNanos));
        }
        call.sendMessage(workload.event(debtor, event));
    }

    /**
     * Sends the debtor's newest answered event once more; if it is a payment, then every other time under a new event id.
     *
     * @return whether there was one
     */
    boolean duplicate(int debtor, long intendedNanos) {
        int own = debtor / lanes;
        int event;
        long other;
        synchronized (this) {
            event = acked[own];
            if (event == 0) {
                return false;
            }
            boolean samePayment = workload.kind(debtor, event) == Kind.PAYMENT && (++again & 1) == 0;
            other = samePayment ? again : 0;
            note(own, new Unanswered(Kind.DUPLICATE, event, intendedNanos));
        }
        call.sendMessage(other == 0 ? workload.event(debtor, event) : workload.samePayment(debtor, event, other));
        return true;
    }

    /** Sends the debtor's events from the first that is not stored, as far as {@code last}. @return how many */
    int again(int debtor, int last, long intendedNanos) {
        int own = debtor / lanes;
        int first = 1;
        synchronized (this) {
            int[] known = sequences[own];
            while (known != null && first <= last && known[first] > 0) {
                first++;
            }
            for (int event = first; event <= last; event++) {
                note(own, new Unanswered(workload.kind(debtor, event), event, intendedNanos));
            }
            sent[own] = Math.max(sent[own], last);
        }
        for (int event = first; event <= last; event++) {
            call.sendMessage(workload.event(debtor, event));
        }
        return last - first + 1;
    }

    private void note(int own, Unanswered event) {
        Unanswered before = youngest[own];
        if (before == null) {
            oldest[own] = event;
        } else {
            before.next = event;
        }
        youngest[own] = event;
        outstanding++;
        tally.addSent(event.kind);
    }

    @Override
    public void onMessage(PublishResponse response) {
        long now = System.nanoTime();
        int debtor = Workload.debtor(response.getDebtorId());
        int own = debtor / lanes;
        synchronized (this) {
            Unanswered event = oldest[own];
            if (event == null || debtor % lanes != number) {
                tally.wrong("an answer to nothing", response);
                return;
            }
            Unanswered next = event.next;
            oldest[own] = next;
            if (next == null) {
                youngest[own] = null;
            }
            outstanding--;
            if (response.hasAccepted()) {
                accepted(own, event, response);
                latency.recordValue(Math.max(0, now - event.intendedNanos));
            } else {
                refused(own, event, response);
            }
            if (outstanding == 0) {
                notifyAll();
            }
        }
    }

    private void accepted(int own, Unanswered event, PublishResponse response) {
        tally.addAcked(event.kind);
        int sequence = Math.toIntExact(response.getAccepted().getSequenceNumber());
        if (event.kind == Kind.DUPLICATE) {
            if (!response.getAccepted().getDuplicate() || sequences[own][event.event] != sequence) {
                tally.wrong("a duplicate was not answered as the first time", response);
            }
            return;
        }
        boolean known =
                sequences[own] != null && event.event < sequences[own].length && sequences[own][event.event] != 0;
        if (response.getAccepted().getDuplicate() && !known) {
            tally.wrong("a new event was answered as a duplicate", response);
        }
        keep(own, event.event, sequence);
        acked[own] = Math.max(acked[own], event.event);
    }

    private void refused(int own, Unanswered event, PublishResponse response) {
        boolean doubt = response.getRejected().getReason() == RejectionReason.REJECTION_REASON_UNAVAILABLE;
        tally.refused(response.getRejected());
        boolean stored =
                sequences[own] != null && event.event < sequences[own].length && sequences[own][event.event] > 0;
        if (event.kind != Kind.DUPLICATE && !stored) {
            keep(own, event.event, doubt ? IN_DOUBT : REFUSED);
        }
    }

    private void keep(int own, int event, int sequence) {
        int[] known = sequences[own];
        if (known == null) {
            known = new int[FIRST_EVENTS];
        }
        if (event >= known.length) {
            known = Arrays.copyOf(known, Math.max(event + 1, known.length * 2));
        }
        known[event] = sequence;
        sequences[own] = known;
    }

    @Override
    public synchronized void onClose(Status status, Metadata trailers) {
        end = status;
        notifyAll();
    }

    /** @throws IllegalStateException when the stream has ended */
    synchronized int outstanding() {
        if (end != null) {
            throw new IllegalStateException("Expected the stream to stay open, but it ended: " + end);
        }
        return outstanding;
    }

    /** Waits until everything is answered. @return whether it was in time */
    synchronized boolean awaitAnswers(long deadlineNanos) throws InterruptedException {
        while (outstanding() > 0) {
            long left = deadlineNanos - System.nanoTime();
            if (left <= 0) {
                return false;
            }
            wait(left / 1_000_000 + 1);
        }
        return true;
    }

    /** @return what happened since it was last asked */
    synchronized Tally takeTally() {
        return tally.take();
    }

    /** Adds the latencies since it was last asked. */
    void takeLatency(Histogram into) {
        into.add(latency.getIntervalHistogram());
    }

    /** @return of each event of the debtor, from index 1, the sequence number; 0 when it is unanswered, or a negative constant */
    synchronized int[] sequences(int debtor) {
        int[] known = sequences[debtor / lanes];
        return known == null ? new int[0] : Arrays.copyOf(known, sent[debtor / lanes] + 1);
    }

    void close() throws InterruptedException {
        call.halfClose();
        channel.shutdown();
        if (!channel.awaitTermination(5, TimeUnit.SECONDS)) {
            channel.shutdownNow();
        }
    }
}
