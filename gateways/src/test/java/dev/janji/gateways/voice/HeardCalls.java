package dev.janji.gateways.voice;

import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallListener;
import dev.janji.domain.id.CallId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Keeps what was heard of calls. Thread-safe. */
public final class HeardCalls implements CallListener {
    private static final long PATIENCE_SECONDS = 30;

    private final Map<CallId, List<CallEvent>> events = new HashMap<>();
    private final Map<CallId, String> callers = new HashMap<>();
    private final Map<CallId, String> calledNumbers = new HashMap<>();
    private final List<Set<CallId>> reachable = new ArrayList<>();
    private int losses;

    @Override
    public synchronized void heard(CallId call, CallEvent event) {
        events.computeIfAbsent(call, id -> new ArrayList<>()).add(event);
        notifyAll();
    }

    @Override
    public synchronized void calledBy(CallId call, String number, String called) {
        callers.put(call, number);
        calledNumbers.put(call, called);
        notifyAll();
    }

    @Override
    public synchronized void lost() {
        losses++;
        notifyAll();
    }

    @Override
    public synchronized void reachable(Set<CallId> calls) {
        reachable.add(calls);
        notifyAll();
    }

    public synchronized List<CallEvent> of(CallId call) {
        return List.copyOf(events.getOrDefault(call, List.of()));
    }

    public synchronized boolean has(CallId call, Class<? extends CallEvent> kind) {
        return of(call).stream().anyMatch(kind::isInstance);
    }

    public synchronized Map<CallId, String> callers() {
        return Map.copyOf(callers);
    }

    /** @return which number of ours each caller called */
    public synchronized Map<CallId, String> called() {
        return Map.copyOf(calledNumbers);
    }

    public synchronized int losses() {
        return losses;
    }

    public synchronized List<Set<CallId>> reachable() {
        return List.copyOf(reachable);
    }

    public synchronized void forgetReachable() {
        reachable.clear();
    }

    /** Waits for what is to be heard; the condition is looked at whenever something was. */
    public synchronized void await(String what, BooleanSupplier condition) {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!condition.getAsBoolean()) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                throw new AssertionError(
                        "Expected " + what + ", but only heard " + events + " and " + losses + " losses, " + reachable);
            }
            try {
                wait(left);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }
}
