package dev.janji.actors.desk;

import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallListener;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.DebtorKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Between this node's telephone and its desks: tells each desk what happens to its calls, and ends calls for good. A call of the house that no desk knows is hung up,
 * one to the house is the reception's until a desk takes it. It
 * outlives the desks' actors, so what one of them left behind is ended although the actor is gone. Thread-safe.
 */
final class Switchboard implements CallListener {
    private static final Logger LOG = LoggerFactory.getLogger(Switchboard.class);

    private final @Nullable VoicePort port;
    private final Set<CallListener> desks = new HashSet<>();
    private final Map<DebtorKey, CallListener> watched = new HashMap<>();
    private final Map<CallId, CompletableFuture<Done>> ending = new HashMap<>();

    /** Whose calls to the house are. */
    private final Map<CallId, CallListener> callers = new HashMap<>();

    private @Nullable CallListener reception;
    private final List<Waiter> waiters = new ArrayList<>();

    /** Whether the gateway is there and has said which calls it has. */
    private boolean isKnown;

    private record Waiter(DebtorKey debtor, CompletableFuture<Done> over) {}

    private Switchboard(@Nullable VoicePort port) {
        this.port = port;
    }

    /** @param port null where there is no telephone: then nobody is called */
    static Switchboard start(@Nullable VoicePort port) {
        Switchboard board = new Switchboard(port);
        if (port != null) {
            port.listen(board);
            board.known(port.isUp());
        }
        return board;
    }

    private void known(boolean isUp) {
        synchronized (desks) {
            isKnown = isUp;
        }
    }

    /** @return null where there is none */
    @Nullable
    VoicePort port() {
        return port;
    }

    boolean isUp() {
        synchronized (desks) {
            return isKnown;
        }
    }

    /** Who takes up calls to the house; until then they are ended. */
    void receiveBy(CallListener taker) {
        synchronized (desks) {
            reception = taker;
        }
    }

    /** @return false when the call is over, or is another desk's: then nothing has changed */
    boolean handOver(CallId call, CallListener desk) {
        synchronized (desks) {
            if (ending.containsKey(call) || callers.get(call) != reception) {
                return false;
            }
            callers.put(call, desk);
            return true;
        }
    }

    boolean isWith(CallId call, CallListener whom) {
        synchronized (desks) {
            return callers.get(call) == whom && !ending.containsKey(call);
        }
    }

    /** Plays it to its end, if the gateway can, then ends the call; nothing else is done with it from here on. */
    CompletionStage<Done> sayAndEnd(CallId call, VoicePort.Announcement words) {
        CompletableFuture<Done> over = new CompletableFuture<>();
        VoicePort telephone = port;
        CompletableFuture<Done> before;
        synchronized (desks) {
            before = ending.putIfAbsent(call, over);
        }
        if (before != null) {
            return before;
        }
        if (telephone == null) {
            hangUp(call);
        } else {
            telephone.play(call, words).whenComplete((done, failure) -> hangUp(call));
        }
        return over;
    }

    /** Whatever is still being said, the call is hung up now, if it is to be ended. */
    void insist(CallId call) {
        boolean isEnding;
        synchronized (desks) {
            isEnding = ending.containsKey(call);
        }
        if (isEnding) {
            hangUp(call);
        }
    }

    void join(CallListener desk) {
        synchronized (desks) {
            desks.add(desk);
        }
    }

    /** Nothing is told to this desk from here on; its calls are to be ended. */
    void leave(CallListener desk) {
        synchronized (desks) {
            desks.remove(desk);
            watched.values().removeIf(desk::equals);
            callers.values().removeIf(desk::equals);
        }
        tellWaiters();
    }

    /** From here on every call of the debtor is this desk's; said before the first of it can be. */
    void watch(DebtorKey debtor, CallListener desk) {
        synchronized (desks) {
            watched.put(debtor, desk);
        }
    }

    void unwatch(DebtorKey debtor, CallListener desk) {
        synchronized (desks) {
            watched.remove(debtor, desk);
        }
        tellWaiters();
    }

    @Override
    public void heard(CallId call, CallEvent event) {
        CallListener desk;
        CompletableFuture<Done> over = null;
        synchronized (desks) {
            desk = listenerOf(call);
            if (event instanceof CallEvent.Ended) {
                over = ending.remove(call);
                callers.remove(call);
            }
        }
        if (desk != null) {
            desk.heard(call, event);
        } else if (!(event instanceof CallEvent.Ended)) {
            end(call);
        }
        if (over != null) {
            over.complete(Done.getInstance());
            tellWaiters();
        }
    }

    @Override
    public void calledBy(CallId call, String number, String called) {
        CallListener taker;
        synchronized (desks) {
            taker = reception;
            if (taker != null) {
                callers.put(call, taker);
            }
        }
        if (taker == null) {
            end(call);
        } else {
            taker.calledBy(call, number, called);
        }
    }

    @Override
    public void lost() {
        known(false);
        for (CallListener desk : joined()) {
            desk.lost();
        }
    }

    @Override
    public void reachable(Set<CallId> calls) {
        List<CallId> orphans = new ArrayList<>();
        List<CompletableFuture<Done>> over = new ArrayList<>();
        List<CallId> again = new ArrayList<>();
        synchronized (desks) {
            isKnown = true;
            for (CallId call : calls) {
                if (ending.containsKey(call)) {
                    again.add(call);
                } else if (listenerOf(call) == null) {
                    orphans.add(call);
                }
            }
            callers.keySet().retainAll(calls);
            ending.entrySet().removeIf(entry -> {
                boolean gone = !calls.contains(entry.getKey());
                if (gone) {
                    over.add(entry.getValue());
                }
                return gone;
            });
        }
        again.forEach(this::hangUp);
        orphans.forEach(this::end);
        for (CallListener desk : joined()) {
            desk.reachable(calls);
        }
        over.forEach(future -> future.complete(Done.getInstance()));
        tellWaiters();
    }

    /**
     * Ends a call for good: as long as the gateway cannot be reached, it is ended when it can.
     *
     * @return completes when the call is over, never exceptionally
     */
    CompletionStage<Done> end(CallId call) {
        CompletableFuture<Done> over = new CompletableFuture<>();
        synchronized (desks) {
            CompletableFuture<Done> before = ending.putIfAbsent(call, over);
            if (before != null) {
                return before;
            }
        }
        hangUp(call);
        return over;
    }

    /** @return completes when no desk calls this debtor, and no call of one is left; not before it is known which calls there are */
    CompletionStage<Done> noCallOf(DebtorKey debtor) {
        CompletableFuture<Done> over = new CompletableFuture<>();
        synchronized (desks) {
            if (!isQuiet(debtor)) {
                waiters.add(new Waiter(debtor, over));
                return over;
            }
        }
        over.complete(Done.getInstance());
        return over;
    }

    private void hangUp(CallId call) {
        VoicePort telephone = port;
        if (telephone == null) {
            isOver(call);
            return;
        }
        telephone.hangUp(call).whenComplete((done, failure) -> {
            if (failure == null || isLost(failure) && isUp() && telephone.isUp()) {
                isOver(call);
            } else if (!isLost(failure)) {
                LOG.warn("Expected a call to be hung up, but the gateway failed [call={}]", call, failure);
            }
        });
    }

    private void isOver(CallId call) {
        CompletableFuture<Done> over;
        synchronized (desks) {
            over = ending.remove(call);
            callers.remove(call);
        }
        if (over != null) {
            over.complete(Done.getInstance());
        }
        tellWaiters();
    }

    private void tellWaiters() {
        List<CompletableFuture<Done>> quiet = new ArrayList<>();
        synchronized (desks) {
            waiters.removeIf(waiter -> {
                boolean isOver = isQuiet(waiter.debtor());
                if (isOver) {
                    quiet.add(waiter.over());
                }
                return isOver;
            });
        }
        quiet.forEach(future -> future.complete(Done.getInstance()));
    }

    private boolean isQuiet(DebtorKey debtor) {
        if (port == null) {
            return true;
        }
        return isKnown
                && !watched.containsKey(debtor)
                && ending.keySet().stream().noneMatch(call -> isOf(call, debtor));
    }

    private List<CallListener> joined() {
        synchronized (desks) {
            return List.copyOf(desks);
        }
    }

    private @Nullable CallListener listenerOf(CallId call) {
        CallListener caller = callers.get(call);
        return caller == null ? ofDebtor(call) : caller;
    }

    private @Nullable CallListener ofDebtor(CallId call) {
        DebtorKey debtor = debtorOf(call);
        return debtor == null ? null : watched.get(debtor);
    }

    /** @return whom a call of an attempt is to; null for one that is of no attempt */
    static @Nullable DebtorKey debtorOf(CallId call) {
        int end = call.value().lastIndexOf('~');
        if (end < 0) {
            return null;
        }
        try {
            return DebtorKey.parse(call.value().substring(0, end));
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean isOf(CallId call, DebtorKey debtor) {
        return call.value().startsWith(debtor.entityId() + "~");
    }

    static boolean isLost(@Nullable Throwable failure) {
        return failure instanceof VoicePort.CallLost
                || failure instanceof CompletionException wrapped && wrapped.getCause() instanceof VoicePort.CallLost;
    }
}
