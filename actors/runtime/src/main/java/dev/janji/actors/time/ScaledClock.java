package dev.janji.actors.time;

import dev.janji.actors.telemetry.Telemetry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A clock that flows faster than the world, but never faster than the work of the house: its factor is a maximum.
 *
 * <p>It stops at each appointment until the appointment has been kept, and an appointment is kept only when every hold of an
 * earlier instant is closed. While a hold is open it flows at most at the speed of the world. It never passes the horizon,
 * which a simulated lender raises. Its position is in a file, continues from there after a restart, and never goes back.
 *
 * <p>Thread-safe.
 */
public final class ScaledClock implements HouseClock, AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ScaledClock.class);
    private static final long NEVER = Long.MAX_VALUE;
    private static final long LONGEST_PARK_NANOS = Duration.ofSeconds(10).toNanos();
    private static final double LONGEST_WAIT_NANOS = 1e17;
    private static final long WORTH_PARKING_NANOS = 20_000;

    private final Object lock = new Object();
    private final double factor;
    private final long holdWarningNanos;
    private final LongSupplier realNanos;
    private final PositionFile file;
    private final Appointments appointments = new Appointments();
    private final LinkedHashSet<OpenHold> holds = new LinkedHashSet<>();

    private long positionNanos;
    private double fraction;
    private long readAtNanos;
    private long horizonNanos;
    private long keepingNanos = NEVER;
    private long driverWakesAtNanos = NEVER;
    private volatile boolean closed;
    private volatile @Nullable Thread driver;

    /** A clock that nobody drives: {@link #tick()} keeps its appointments. */
    ScaledClock(TimeSettings.Scaled settings, LongSupplier realNanos) {
        this.factor = settings.factor();
        this.holdWarningNanos = settings.holdWarning().toNanos();
        this.realNanos = realNanos;
        this.file = PositionFile.open(settings.positionFile(), EpochNanos.of(settings.start()));
        this.positionNanos = file.read();
        this.readAtNanos = realNanos.getAsLong();
        this.horizonNanos = settings.waitForHorizon() ? positionNanos : NEVER;
    }

    /** Opens the clock at its stored position, or at the start of the settings when that is later, and lets it flow. */
    public static ScaledClock start(TimeSettings.Scaled settings) {
        ScaledClock clock = new ScaledClock(settings, System::nanoTime);
        Thread thread = new Thread(clock::drive, "janji-clock");
        thread.setDaemon(true);
        clock.driver = thread;
        thread.start();
        LOG.info(
                "Scaled clock flows [position={}, factor={}, horizon={}]",
                clock.instant(),
                settings.factor(),
                settings.waitForHorizon() ? "awaited" : "none");
        return clock;
    }

    @Override
    public Instant instant() {
        synchronized (lock) {
            advance();
            return EpochNanos.toInstant(positionNanos);
        }
    }

    @Override
    public Hold hold(String what) {
        synchronized (lock) {
            advance();
            OpenHold hold = new OpenHold(what, positionNanos, readAtNanos);
            holds.add(hold);
            return hold;
        }
    }

    @Override
    public Appointment at(Instant due, Runnable task) {
        return add(EpochNanos.ceilingOf(due), false, task);
    }

    /**
     * Lets the clock flow up to {@code horizon}; an earlier horizon than the present one changes nothing.
     *
     * @return completes like {@link #settled}
     */
    public CompletionStage<Instant> horizon(Instant horizon) {
        synchronized (lock) {
            advance();
            horizonNanos = Math.max(horizonNanos, EpochNanos.of(horizon));
            wakeDriverIfEarlier();
        }
        return settled(horizon);
    }

    /**
     * Completes on the clock's thread with the position, once the clock has reached the instant, has kept every appointment
     * up to it, and no hold is open. The clock does not pass the instant before the stage's direct dependents have run.
     */
    public CompletionStage<Instant> settled(Instant instant) {
        CompletableFuture<Instant> settled = new CompletableFuture<>();
        add(EpochNanos.ceilingOf(instant), true, () -> settled.complete(instant()));
        return settled;
    }

    /** What the clock does and waits for at this moment, for people who ask why time stands still. */
    public State state() {
        synchronized (lock) {
            advance();
            List<String> names = new ArrayList<>();
            holds.forEach(hold -> names.add(hold.what));
            Appointments.Entry next = appointments.first();
            return new State(
                    EpochNanos.toInstant(positionNanos),
                    factor,
                    EpochNanos.toInstant(horizonNanos),
                    next == null ? null : EpochNanos.toInstant(next.dueNanos),
                    List.copyOf(names));
        }
    }

    /**
     * @param horizon the latest instant the clock may reach; far in the future when nothing limits it
     * @param nextAppointment where it stops next, if anywhere
     * @param openHolds names of the work it waits for, the oldest first
     */
    public record State(
            Instant position,
            double factor,
            Instant horizon,
            @Nullable Instant nextAppointment,
            List<String> openHolds) {}

    /** Stops the clock for good; appointments that are left are not kept. */
    @Override
    public void close() {
        synchronized (lock) {
            if (closed) {
                return;
            }
            advance();
            closed = true;
            file.close();
        }
        LockSupport.unpark(driver);
    }

    /**
     * Keeps every appointment that may be kept now.
     *
     * @return nanoseconds of real time until there may be more to do, if nothing changes before
     */
    long tick() {
        while (true) {
            Appointments.Entry entry;
            synchronized (lock) {
                advance();
                warnOfLongHolds();
                long wait = closed ? NEVER : nanosUntilWork();
                if (wait > 0) {
                    driverWakesAtNanos = wait == NEVER ? NEVER : readAtNanos + wait;
                    return wait;
                }
                entry = appointments.first();
                if (entry == null) {
                    throw new AssertionError("Expected an appointment to keep, but there is none");
                }
                appointments.remove(entry);
                keepingNanos = entry.dueNanos;
            }
            try {
                entry.task.run();
            } catch (RuntimeException e) {
                LOG.error("Expected an appointment to be kept, but its task failed", e);
            } finally {
                synchronized (lock) {
                    advance();
                    keepingNanos = NEVER;
                }
            }
        }
    }

    private void drive() {
        while (!closed) {
            long wait = tick();
            if (wait > WORTH_PARKING_NANOS) {
                LockSupport.parkNanos(this, Math.min(wait, LONGEST_PARK_NANOS));
            } else {
                Thread.onSpinWait();
            }
        }
    }

    private Appointment add(long dueNanos, boolean afterAll, Runnable task) {
        synchronized (lock) {
            advance();
            Appointments.Entry entry = appointments.add(Math.max(dueNanos, positionNanos), afterAll, task);
            wakeDriverIfEarlier();
            return () -> {
                synchronized (lock) {
                    advance();
                    boolean removed = appointments.remove(entry);
                    if (removed) {
                        wakeDriverIfEarlier();
                    }
                    return removed;
                }
            };
        }
    }

    /** Moves the position by the real time that has passed, up to where it must stop. Time spent standing is not made up for. */
    private void advance() {
        long now = realNanos.getAsLong();
        long passed = now - readAtNanos;
        if (passed <= 0 || closed) {
            return;
        }
        readAtNanos = now;
        long room = limit() - positionNanos;
        if (room <= 0) {
            fraction = 0;
            return;
        }
        double gained = passed * speed() + fraction;
        if (gained >= room) {
            positionNanos += room;
            fraction = 0;
        } else {
            long whole = (long) gained;
            positionNanos += whole;
            fraction = gained - whole;
        }
        file.write(positionNanos);
    }

    private long limit() {
        Appointments.Entry next = appointments.first();
        long appointment = next == null ? NEVER : next.dueNanos;
        return Math.min(Math.min(appointment, keepingNanos), horizonNanos);
    }

    private double speed() {
        return holds.isEmpty() ? factor : Math.min(1.0, factor);
    }

    /** Real time until the next appointment can be kept: 0 for now, {@link #NEVER} when something must change first. */
    private long nanosUntilWork() {
        Appointments.Entry next = appointments.first();
        if (next == null || next.dueNanos > horizonNanos) {
            return NEVER;
        }
        long distance = next.dueNanos - positionNanos;
        if (distance > 0) {
            return (long) Math.min(LONGEST_WAIT_NANOS, Math.ceil(distance / speed()));
        }
        return isHeldUp(next) ? NEVER : 0;
    }

    private boolean isHeldUp(Appointments.Entry entry) {
        if (holds.isEmpty()) {
            return false;
        }
        return entry.afterAll || holds.iterator().next().openedAtNanos < entry.dueNanos;
    }

    private void wakeDriverIfEarlier() {
        long wait = nanosUntilWork();
        if (wait == NEVER) {
            return;
        }
        long at = readAtNanos + wait;
        if (driverWakesAtNanos == NEVER || at - driverWakesAtNanos < 0) {
            driverWakesAtNanos = at;
            LockSupport.unpark(driver);
        }
    }

    private void warnOfLongHolds() {
        for (OpenHold hold : holds) {
            if (readAtNanos - hold.warnedAtNanos < holdWarningNanos) {
                return;
            }
            hold.warnedAtNanos = readAtNanos;
            Telemetry.count(Telemetry.CLOCK_LONG_HOLDS, "hold", hold.what);
            LOG.warn(
                    "Expected a hold on time to be closed soon, but it is open for {} s and time waits [hold={}, since={}]",
                    Duration.ofNanos(readAtNanos - hold.openedAtRealNanos).toSeconds(),
                    hold.what,
                    EpochNanos.toInstant(hold.openedAtNanos));
        }
    }

    /** Fields are guarded by the clock's lock. */
    private final class OpenHold implements Hold {
        private final String what;
        private final long openedAtNanos;
        private final long openedAtRealNanos;
        private long warnedAtNanos;

        OpenHold(String what, long openedAtNanos, long openedAtRealNanos) {
            this.what = what;
            this.openedAtNanos = openedAtNanos;
            this.openedAtRealNanos = openedAtRealNanos;
            this.warnedAtNanos = openedAtRealNanos;
        }

        @Override
        public void close() {
            synchronized (lock) {
                advance();
                if (holds.remove(this)) {
                    wakeDriverIfEarlier();
                }
            }
        }
    }
}
