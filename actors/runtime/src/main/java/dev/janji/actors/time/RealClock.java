package dev.janji.actors.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The clock of the system, in UTC. An appointment is kept when the system's clock says so, also when that clock is set
 * forward or back meanwhile. Holds do nothing. Thread-safe.
 */
public final class RealClock implements HouseClock, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RealClock.class);
    private static final Hold NO_HOLD = () -> {};

    /** How long a clock that was set forward may go unnoticed. */
    private static final long LONGEST_PARK_NANOS = Duration.ofSeconds(1).toNanos();

    private final Object lock = new Object();
    private final InstantSource source;
    private final Appointments appointments = new Appointments();
    private volatile boolean closed;
    private volatile @Nullable Thread driver;

    /** A clock that nobody drives: {@link #tick()} keeps its appointments. */
    RealClock(InstantSource source) {
        this.source = source;
    }

    /** The same time for whoever makes no appointments; nothing has to be closed. */
    public static InstantSource instants() {
        return new RealClock(InstantSource.system());
    }

    public static RealClock start() {
        RealClock clock = new RealClock(InstantSource.system());
        Thread thread = new Thread(clock::drive, "janji-clock");
        thread.setDaemon(true);
        clock.driver = thread;
        thread.start();
        return clock;
    }

    @Override
    public Instant instant() {
        return source.instant().truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public Hold hold(String what) {
        return NO_HOLD;
    }

    @Override
    public Appointment at(Instant due, Runnable task) {
        synchronized (lock) {
            Appointments.Entry entry = appointments.add(EpochNanos.ceilingOf(due), false, task);
            if (appointments.first() == entry) {
                LockSupport.unpark(driver);
            }
            return () -> {
                synchronized (lock) {
                    return appointments.remove(entry);
                }
            };
        }
    }

    /** Appointments that are left are not kept. */
    @Override
    public void close() {
        closed = true;
        LockSupport.unpark(driver);
    }

    /**
     * Keeps every appointment that is due.
     *
     * @return nanoseconds until the next one, by the clock of now; {@link Long#MAX_VALUE} when there is none
     */
    long tick() {
        while (true) {
            Appointments.Entry entry;
            synchronized (lock) {
                entry = appointments.first();
                if (entry == null || closed) {
                    return Long.MAX_VALUE;
                }
                long wait = entry.dueNanos - EpochNanos.of(instant());
                if (wait > 0) {
                    return wait;
                }
                appointments.remove(entry);
            }
            try {
                entry.task.run();
            } catch (RuntimeException e) {
                LOG.error("Expected an appointment to be kept, but its task failed", e);
            }
        }
    }

    private void drive() {
        while (!closed) {
            long wait = tick();
            if (wait == Long.MAX_VALUE) {
                LockSupport.park(this);
            } else {
                LockSupport.parkNanos(this, Math.min(wait, LONGEST_PARK_NANOS));
            }
        }
    }
}
