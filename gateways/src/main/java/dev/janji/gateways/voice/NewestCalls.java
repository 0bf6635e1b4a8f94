package dev.janji.gateways.voice;

import dev.janji.domain.id.CallId;
import java.util.LinkedHashSet;
import java.util.Set;

/** Some calls; of very many only the newest are kept. An attempt is dialed within half a minute or never, so that is enough. Not thread-safe. */
public final class NewestCalls {
    private static final int MOST = 20_000;

    private final Set<CallId> calls = new LinkedHashSet<>();

    public void add(CallId call) {
        calls.add(call);
        if (calls.size() > MOST) {
            calls.remove(calls.iterator().next());
        }
    }

    public boolean has(CallId call) {
        return calls.contains(call);
    }
}
