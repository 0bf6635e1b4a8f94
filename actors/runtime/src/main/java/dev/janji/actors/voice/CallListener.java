package dev.janji.actors.voice;

import dev.janji.domain.id.CallId;
import java.util.Set;

/** Is told of calls, from any thread; of one call in the order in which things happened. Never blocks. */
public interface CallListener {
    void heard(CallId call, CallEvent event);

    /**
     * Somebody calls the house.
     *
     * @param number of the caller, personal; empty when it is withheld
     * @param called the number of the house that was called, as the network tells it; empty when it does not
     */
    void calledBy(CallId call, String number, String called);

    /** The gateway is not there: nothing is known of any call until {@link #reachable}. */
    void lost();

    /** The gateway is there again. @param calls that it still has; every other one is over */
    void reachable(Set<CallId> calls);
}
