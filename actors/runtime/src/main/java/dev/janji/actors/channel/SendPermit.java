package dev.janji.actors.channel;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;

/**
 * Leave to send one attempt once. The adapter claims it as its last act before the content leaves; the gateway revokes it when
 * the attempt is withdrawn, and a stop takes it back. Whoever comes first wins, the other learns it. Thread-safe and lock-free.
 */
public final class SendPermit {
    /** Where a permit stands; the last three are final. */
    public enum State {
        WAITING,
        CLAIMED,
        REVOKED,
        EXPIRED
    }

    /**
     * When a permit was claimed.
     *
     * @param at on the house clock
     * @param wallMicros micros since 1970 on this machine's clock, read <em>before</em> the claim took effect: an
     *     acknowledgement that followed a failed {@link #revoke()} never carries an earlier time
     */
    public record Claim(Instant at, long wallMicros) {}

    /** Compared by identity. */
    private static final class Stage {
        private final State state;
        private final Optional<Claim> claim;

        private Stage(State state, Optional<Claim> claim) {
            this.state = state;
            this.claim = claim;
        }

        private static Stage without(State state) {
            return new Stage(state, Optional.empty());
        }
    }

    private static final Stage WAITING = Stage.without(State.WAITING);
    private static final Stage REVOKED = Stage.without(State.REVOKED);
    private static final Stage EXPIRED = Stage.without(State.EXPIRED);
    private static final Clock WALL = Clock.systemUTC();

    private final InstantSource clock;
    private final Instant validUntil;
    private final BooleanSupplier halted;
    private final AtomicReference<Stage> stage = new AtomicReference<>(WAITING);

    /**
     * @param clock the house clock
     * @param validUntil {@link #claim()} fails from this instant on
     * @param halted whether a stop covers the attempt now; asked at every claim
     */
    public SendPermit(InstantSource clock, Instant validUntil, BooleanSupplier halted) {
        this.clock = clock;
        this.validUntil = validUntil;
        this.halted = halted;
    }

    /**
     * Takes the leave to send, if it is still there, the clock has not reached {@code validUntil} at this instant, and no stop covers
     * the attempt.
     *
     * @return true exactly once in the life of a permit; false means: write nothing, answer {@link #denial()}
     */
    public boolean claim() {
        if (current() != WAITING) {
            return false;
        }
        long wallMicros = ChronoUnit.MICROS.between(Instant.EPOCH, WALL.instant());
        Instant now = clock.instant();
        if (!now.isBefore(validUntil)) {
            stage.compareAndSet(WAITING, EXPIRED);
            return false;
        }
        if (halted.getAsBoolean()) {
            stage.compareAndSet(WAITING, REVOKED);
            return false;
        }
        return stage.compareAndSet(WAITING, new Stage(State.CLAIMED, Optional.of(new Claim(now, wallMicros))));
    }

    /**
     * Takes the leave back.
     *
     * @return true when this permit was not claimed and never will be; false when it was claimed
     */
    public boolean revoke() {
        stage.compareAndSet(WAITING, REVOKED);
        return state() != State.CLAIMED;
    }

    public State state() {
        return current().state;
    }

    /** Empty unless {@link State#CLAIMED}. */
    public Optional<Claim> claimed() {
        return current().claim;
    }

    /**
     * Whether a claim is denied already: saves an adapter the way to a provider. An empty answer promises nothing. Never
     * claims.
     */
    public Optional<SendAnswer.NotSent> denied() {
        if (current() == WAITING && !clock.instant().isBefore(validUntil)) {
            stage.compareAndSet(WAITING, EXPIRED);
        }
        if (current() == WAITING && halted.getAsBoolean()) {
            stage.compareAndSet(WAITING, REVOKED);
        }
        return state() == State.REVOKED || state() == State.EXPIRED ? Optional.of(denial()) : Optional.empty();
    }

    /**
     * The answer of an adapter whose claim was denied.
     *
     * @throws IllegalStateException when the permit is not denied, which is a mistake of the adapter
     */
    public SendAnswer.NotSent denial() {
        switch (state()) {
            case REVOKED:
                return new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN);
            case EXPIRED:
                return new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED);
            case WAITING:
            case CLAIMED:
            default:
                throw new IllegalStateException("Expected a denied permit, but it is " + state());
        }
    }

    private Stage current() {
        return Objects.requireNonNull(stage.get());
    }
}
