package dev.janji.actors.channel;

/**
 * Keeps messages away from a provider that does not answer: opens after some failures in a row, lets a single probe through
 * after a while, closes when the probe is answered. In real time. Confined to its owner.
 */
public final class CircuitBreaker {
    enum State {
        CLOSED,
        OPEN,
        HALF_OPEN
    }

    private final int failuresToOpen;
    private final long openNanos;
    private State state = State.CLOSED;
    private int failures;
    private long openedAt;
    private boolean probing;

    /**
     * @param failuresToOpen in a row, at least 1
     * @param openNanos real time until a probe
     */
    public CircuitBreaker(int failuresToOpen, long openNanos) {
        this.failuresToOpen = failuresToOpen;
        this.openNanos = openNanos;
    }

    /** The state at this instant; an open breaker becomes half open by itself when its time is over. */
    State state(long nowNanos) {
        if (state == State.OPEN && nowNanos - openedAt >= openNanos) {
            state = State.HALF_OPEN;
            probing = false;
        }
        return state;
    }

    /** Whether one more message may go to the provider; {@link #started()} must follow when it does. */
    public boolean maySend(long nowNanos) {
        switch (state(nowNanos)) {
            case CLOSED:
                return true;
            case HALF_OPEN:
                return !probing;
            case OPEN:
            default:
                return false;
        }
    }

    /** A message goes to the provider. */
    public void started() {
        probing = state == State.HALF_OPEN;
    }

    /** @return whether this answer opened it: one that says the provider could not be reached or did not answer */
    public boolean learn(SendAnswer answer, long nowNanos) {
        if (answer instanceof SendAnswer.NotSent) {
            learntNothing();
            return false;
        }
        boolean unreachable =
                answer instanceof SendAnswer.Refused refused && refused.reason() == RefusalReason.UNREACHABLE;
        if (unreachable || answer instanceof SendAnswer.Unknown) {
            return failed(nowNanos);
        }
        answered();
        return false;
    }

    /** The provider answered, whatever it said. Late answers to messages from before the opening close nothing. */
    void answered() {
        if (state != State.OPEN) {
            state = State.CLOSED;
            failures = 0;
            probing = false;
        }
    }

    /** @return whether this failure opened it */
    public boolean failed(long nowNanos) {
        failures++;
        if (state == State.HALF_OPEN || (state == State.CLOSED && failures >= failuresToOpen)) {
            state = State.OPEN;
            openedAt = nowNanos;
            probing = false;
            return true;
        }
        return false;
    }

    /** The message never came to the provider, so nothing was learnt. */
    void learntNothing() {
        probing = false;
    }
}
