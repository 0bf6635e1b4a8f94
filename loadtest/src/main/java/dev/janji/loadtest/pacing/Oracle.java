package dev.janji.loadtest.pacing;

import dev.janji.domain.pacing.Floor;

/**
 * Knows what becomes of every call and when every agent is ready again, though not who will leave: dials the next call that a person answers when an
 * agent will be there for it, and every other call at once. Takes the list in order and abandons nobody.
 */
final class Oracle implements Dialer {
    @Override
    public int lines(Floor floor, int second) {
        throw new IllegalStateException("Expected to be asked with what only an oracle knows, but was asked without");
    }

    /** Whether the next call is dialed at this second. */
    boolean dials(ShiftRun run, int second) {
        CallList.Call next = run.calls().peek(second);
        return next.kind() != CallList.Kind.PERSON || run.spareBy(second + next.seconds() + ShiftRun.PATIENCE) > 0;
    }
}
