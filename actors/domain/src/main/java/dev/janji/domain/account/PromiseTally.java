package dev.janji.domain.account;

/**
 * How the promises of an account ended. Immutable.
 *
 * @param kept in full, tolerance included
 * @param broken in full or in part
 */
public record PromiseTally(int kept, int broken) {
    public static final PromiseTally NONE = new PromiseTally(0, 0);

    /** One promise moved; one that is decided otherwise than before, as after a reversal, counts once. */
    public PromiseTally moved(Promise.State from, Promise.State to) {
        return new PromiseTally(
                kept + (to == Promise.State.KEPT ? 1 : 0) - (from == Promise.State.KEPT ? 1 : 0),
                broken + (isBroken(to) ? 1 : 0) - (isBroken(from) ? 1 : 0));
    }

    private static boolean isBroken(Promise.State state) {
        return state == Promise.State.BROKEN || state == Promise.State.PARTIALLY_KEPT;
    }
}
