package dev.janji.actors.eventlog;

import com.google.protobuf.ByteString;
import dev.janji.actors.confined.Confined;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;

/** A node with one slice: its thread, its clock, and the ways it can die or sleep. */
final class SimulatedOwner {
    static final int SLICE = 3;

    private final SimulatedWorld world;
    private final EventLogStore store;
    private final EventLogSettings settings;
    private final Guards guards;
    private final List<Runnable> asleep = new ArrayList<>();
    final String name;
    private int life;
    private boolean sleeping;
    SliceLog log;
    int losses;

    SimulatedOwner(String name, SimulatedWorld world, EventLogStore store, EventLogSettings settings, Guards guards) {
        this.name = name;
        this.world = world;
        this.store = store;
        this.settings = settings;
        this.guards = guards;
        log = begin();
    }

    private SliceLog begin() {
        int mine = ++life;
        SliceLog made = new SliceLog(new SliceParts(
                SLICE,
                store,
                settings,
                new CommitTurns(settings.commitsAtOnce(), settings.longestTurn()),
                EventLogMeter.silent(),
                row -> {},
                guards,
                world,
                () -> new UUID(world.random.nextLong(), world.random.nextLong()),
                new Confined() {
                    @Override
                    public void execute(Runnable step) {
                        world.soon(() -> step(mine, step));
                    }

                    @Override
                    public void executeAfter(Duration delay, Runnable step) {
                        world.after(delay, () -> step(mine, step));
                    }

                    @Override
                    public long realNanos() {
                        return world.nowNanos();
                    }
                },
                answers -> world.soon(() -> step(mine, answers))));
        made.start();
        return made;
    }

    private void step(int of, Runnable step) {
        if (of == life) {
            if (sleeping) {
                asleep.add(() -> step(of, step));
            } else {
                step.run();
            }
        }
    }

    /** Its process dies without a word, and another one begins. */
    void crash() {
        sleeping = false;
        asleep.clear();
        log = begin();
    }

    /** SIGSTOP: what arrives waits. */
    void sleep() {
        sleeping = true;
    }

    /** SIGCONT. */
    void wake() {
        if (sleeping) {
            sleeping = false;
            List<Runnable> missed = List.copyOf(asleep);
            asleep.clear();
            missed.forEach(Runnable::run);
        }
    }

    boolean isSleeping() {
        return sleeping;
    }

    int life() {
        return life;
    }

    /** Runs it on the owner's thread. */
    void tell(Runnable step) {
        int mine = life;
        world.soon(() -> step(mine, step));
    }

    CompletableFuture<Done> claim() {
        CompletableFuture<Done> result = new CompletableFuture<>();
        tell(() -> log.claim(result, reason -> losses++));
        return result;
    }

    CompletableFuture<Done> append(String persistenceId, long from, String... payloads) {
        List<byte[]> entries = new ArrayList<>();
        for (int i = 0; i < payloads.length; i++) {
            entries.add(EntryCodec.encode(event(persistenceId, from + i, payloads[i], payloads.length - 1 - i)));
        }
        CompletableFuture<Done> result = new CompletableFuture<>();
        Append append = Append.events(persistenceId, from, entries, result);
        tell(() -> log.append(append));
        return result;
    }

    CompletableFuture<Done> delete(String persistenceId, long to) {
        CompletableFuture<Done> result = new CompletableFuture<>();
        tell(() -> log.delete(persistenceId, to, result));
        return result;
    }

    CompletableFuture<Recovered> recover(String persistenceId, long from) {
        CompletableFuture<Recovered> result = new CompletableFuture<>();
        tell(() -> log.recover(persistenceId, from, result));
        return result;
    }

    CompletableFuture<Done> release() {
        CompletableFuture<Done> result = new CompletableFuture<>();
        tell(() -> log.release(result));
        return result;
    }

    static LogEntry.Event event(String persistenceId, long sequenceNumber, String payload, int following) {
        return new LogEntry.Event(
                persistenceId,
                sequenceNumber,
                "writer",
                1,
                "text",
                "",
                ByteString.copyFromUtf8(payload),
                0,
                null,
                null,
                following);
    }
}
