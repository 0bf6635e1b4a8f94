package dev.janji.gateways.sms;

import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendPermit;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jsmpp.PDUException;
import org.jsmpp.session.MessageReceiverListener;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * An account at work: what waits, in order, and the connection that is kept or made again. One thread connects, paces, claims permits and writes; a second one
 * looks for what takes too long. A message waits unclaimed until its segments have places in the window, so the permit is the last thing asked. Thread-safe.
 */
final class SmppLink implements SmsSend.Listener {
    private static final Logger LOG = LoggerFactory.getLogger(SmppLink.class);
    private static final long LOOK_MILLIS = 50;
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);
    private static final Duration LAST_ANSWERS_WITHIN = Duration.ofSeconds(2);
    private static final int REFERENCES = 0x100;
    /** {@code registered_delivery} of the segments before the last: told only when it fails. */
    private static final byte ON_FAILURE = SmppAccount.Receipts.ON_FAILURE.registeredDelivery();

    private final SmppAccount account;
    private final InstantSource clock;
    private final SmsMemory memory;
    private final MessageReceiverListener receiver;
    private final SmppSockets sockets;
    private final BlockingQueue<SmsSend> waiting;
    private final Semaphore places;
    private final AtomicInteger references;
    private final long nanosASegment;
    private final Thread writer;
    private final Thread watch;
    private volatile @Nullable SmppLine line;
    /** Taken out of the queue, and not yet written. */
    private volatile @Nullable SmsSend next;

    private volatile RefusalReason trouble = RefusalReason.UNREACHABLE;
    private volatile long pausedUntil = System.nanoTime();
    private volatile boolean closed;
    /** Of the writer alone. */
    private long earnedUpTo = System.nanoTime();

    private long connectAt = System.nanoTime();
    private long backoff;
    private volatile long pause;

    private SmppLink(SmppAccount account, InstantSource clock, SmsMemory memory, MessageReceiverListener receiver) {
        this.account = account;
        this.clock = clock;
        this.memory = memory;
        this.receiver = receiver;
        this.sockets = new SmppSockets(account);
        this.waiting = new ArrayBlockingQueue<>(account.queueCapacity());
        this.places = new Semaphore(account.window());
        this.references = new AtomicInteger((int) clock.instant().getEpochSecond());
        this.nanosASegment = Math.max(1, Math.round(TimeUnit.SECONDS.toNanos(1) / account.perSecond()));
        this.backoff = account.backoffLeast().toNanos();
        this.pause = account.throttlePause().toNanos();
        this.writer = thread("smpp-" + account.systemId(), this::work);
        this.watch = thread("smpp-watch-" + account.systemId(), this::watchOver);
    }

    /**
     * Connects, and connects again, until it is closed.
     *
     * @throws IllegalArgumentException when the certificates to trust cannot be read
     */
    static SmppLink start(
            SmppAccount account, InstantSource clock, SmsMemory memory, MessageReceiverListener receiver) {
        SmppLink link = new SmppLink(account, clock, memory, receiver);
        link.writer.start();
        link.watch.start();
        return link;
    }

    private static Thread thread(String name, Runnable work) {
        Thread thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    SmppAccount account() {
        return account;
    }

    boolean isUp() {
        SmppLine known = line;
        return known != null && known.isUp();
    }

    /** Answers it at once when there is no room, later otherwise. */
    void send(SmsSend send) {
        if (!waiting.offer(send)) {
            send.refuse(RefusalReason.QUEUE_FULL, "too many messages wait for the provider");
        }
        if (closed && waiting.remove(send)) {
            send.abandon();
        }
    }

    private void work() {
        while (!closed) {
            try {
                SmsSend one = next == null ? waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS) : next;
                next = one;
                SmppLine bound = bound();
                if (one == null) {
                    continue;
                }
                if (isInTheWay(one)) {
                    next = null;
                } else if (bound != null && hasPlaces(bound, one)) {
                    leave(bound, one);
                    next = null;
                }
            } catch (InterruptedException e) {
                LOG.warn("Expected nobody to interrupt the writer of SMS, but somebody did [{}]", account);
            } catch (RuntimeException e) {
                LOG.error("Expected to send an SMS, but failed [{}]", account, e);
                SmsSend one = next;
                next = null;
                if (one != null) {
                    one.abandon();
                }
            }
        }
    }

    /** Whether there is nothing to send of it any more. */
    private static boolean isInTheWay(SmsSend send) {
        send.permit().denied().ifPresent(send::endWaiting);
        return send.isOver();
    }

    /** @return the line that is there or could be made; null when there is none now, after a short wait */
    private @Nullable SmppLine bound() {
        SmppLine known = line;
        if (known != null && known.isUp()) {
            return known;
        }
        if (known != null) {
            line = null;
            LOG.warn("Expected the SMS provider to stay, but the connection is lost [{}]", account);
            known.abort();
        }
        long early = connectAt - System.nanoTime();
        if (early > 0) {
            LockSupport.parkNanos(Math.min(early, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
            return null;
        }
        SmppLine fresh = new SmppLine(account, sockets, receiver);
        try {
            fresh.bind();
            if (closed) {
                fresh.hangUp(LAST_ANSWERS_WITHIN.toMillis());
                return null;
            }
            backoff = account.backoffLeast().toNanos();
            line = fresh;
            LOG.info("Bound to the SMS provider [{}]", account);
            return fresh;
        } catch (IOException e) {
            int status = fresh.bindStatus();
            trouble = CommandStatus.reason(status) == RefusalReason.NOT_AUTHORISED
                    ? RefusalReason.NOT_AUTHORISED
                    : RefusalReason.UNREACHABLE;
            LOG.warn(
                    "Expected to bind to the SMS provider, but could not: {}; trying again in {} ms [{}]",
                    status == CommandStatus.OK ? e.getClass().getSimpleName() : CommandStatus.written(status),
                    TimeUnit.NANOSECONDS.toMillis(backoff),
                    account);
            connectAt = System.nanoTime() + backoff;
            backoff = Math.min(2 * backoff, account.backoffMost().toNanos());
            return null;
        }
    }

    /** Waits a little for the pace, the pause and the window. */
    private boolean hasPlaces(SmppLine bound, SmsSend send) throws InterruptedException {
        long now = System.nanoTime();
        long wait = Math.max(pausedUntil - now, earnedUpTo - now);
        if (wait > 0) {
            LockSupport.parkNanos(Math.min(wait, TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)));
            if (wait > TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS)) {
                return false;
            }
        }
        if (!places.tryAcquire(send.submissions(), LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            return false;
        }
        if (bound.isUp() && send.begin()) {
            return true;
        }
        places.release(send.submissions());
        return false;
    }

    /** It has its places, and nobody else answers it. */
    private void leave(SmppLine bound, SmsSend send) {
        SendPermit permit = send.permit();
        if (!permit.claim()) {
            places.release(send.submissions());
            send.end(permit.denial());
            return;
        }
        long burst = account.window() * nanosASegment;
        earnedUpTo = Math.max(earnedUpTo, System.nanoTime() - burst) + send.submissions() * nanosASegment;
        if (!memory.leaving(send)) {
            places.release(send.submissions());
            return;
        }
        List<SubmittedSegment> segments = segments(send);
        for (SubmittedSegment segment : segments) {
            try {
                if (!bound.submit(segment)) {
                    segment.notWritten(CommandStatus.NOT_WRITTEN);
                }
            } catch (PDUException e) {
                segment.notWritten(CommandStatus.WRONG_ADDRESS);
            } catch (IOException | RuntimeException e) {
                segment.inDoubt("writing failed: " + e.getClass().getSimpleName());
                bound.abort();
            }
        }
    }

    private List<SubmittedSegment> segments(SmsSend send) {
        SmsText text = send.text();
        Instant now = clock.instant();
        Instant latest = now.plus(account.longestValidity());
        Instant until = send.message().deliverUntil();
        SubmittedSegment.Envelope envelope = new SubmittedSegment.Envelope(
                SmsAddress.ofSource(send.source()),
                send.to(),
                text.coding().dataCoding(),
                account.validity().written(now, until.isBefore(latest) ? until : latest),
                account.userMessageReference()
                        ? OptionalInt.of(
                                SmsMemory.userMessageReference(send.message().attempt()))
                        : OptionalInt.empty());
        byte last = account.receipts().registeredDelivery();
        if (send.submissions() < text.segments().size()) {
            return List.of(new SubmittedSegment(send, envelope, text.whole(), false, true, last));
        }
        int reference = Math.floorMod(references.getAndIncrement(), REFERENCES);
        int count = text.segments().size();
        List<SubmittedSegment> segments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            byte told = i == count - 1 || last == 0 ? last : ON_FAILURE;
            segments.add(new SubmittedSegment(send, envelope, text.withHeader(i, reference), count > 1, false, told));
        }
        return segments;
    }

    @Override
    public void placeFree(SmsSend send, boolean isThrottled) {
        places.release();
        if (isThrottled) {
            long now = System.nanoTime();
            if (pausedUntil - now <= 0) {
                pausedUntil = now + pause;
                pause = Math.min(2 * pause, account.longestPause().toNanos());
                LOG.warn("Expected to send at this pace, but the SMS provider says that it is too fast [{}]", account);
            }
        }
    }

    @Override
    public void taken(SmsSend send, String id) {
        pause = account.throttlePause().toNanos();
        memory.taken(account, send, id);
    }

    @Override
    public void refused(SmsSend send, int status) {
        memory.refused(send, status);
    }

    @Override
    public void doubted(SmsSend send) {
        memory.doubted(account, send);
    }

    private void watchOver() {
        while (!closed) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(LOOK_MILLIS));
            try {
                look(System.nanoTime());
            } catch (RuntimeException e) {
                LOG.error("Expected to look after the SMS provider, but failed [{}]", account, e);
            }
        }
    }

    private void look(long now) {
        SmppLine known = line;
        if (known != null) {
            known.sweep(now);
        }
        boolean isPaused = pausedUntil - now > 0;
        if (isUp() && !isPaused) {
            return;
        }
        RefusalReason reason = isUp() ? RefusalReason.THROTTLED : trouble;
        String detail = isUp() ? "the SMS provider wants a pause" : "the SMS provider is not there";
        long patience = account.waitForLink().toNanos();
        SmsSend held = next;
        if (held != null && now - held.sinceNanos() >= patience) {
            held.refuse(reason, detail);
        }
        for (SmsSend send : waiting) {
            if (now - send.sinceNanos() >= patience && waiting.remove(send)) {
                send.refuse(reason, detail);
            }
        }
    }

    /** What has left may be answered for some seconds; what waits is refused. */
    void close() {
        closed = true;
        List<SmsSend> left = new ArrayList<>();
        waiting.drainTo(left);
        left.forEach(SmsSend::abandon);
        try {
            writer.join(STOP_WITHIN.toMillis());
            watch.join(STOP_WITHIN.toMillis());
            places.tryAcquire(account.window(), LAST_ANSWERS_WITHIN.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        SmsSend held = next;
        if (held != null) {
            held.abandon();
        }
        SmppLine known = line;
        if (known != null) {
            known.hangUp(LAST_ANSWERS_WITHIN.toMillis());
        }
    }
}
