package dev.janji.actors.eventlog;

import dev.janji.actors.eventlog.SimulatedStore.Fate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A random life of a slice: three nodes that claim it from each other, die, sleep and come back; writers that recover, write, delete and are
 * confused; a store that loses, delays and repeats. The same seed gives the same life.
 */
final class SliceLogModel {
    private static final int WRITERS = 6;
    private static final Duration PROOF_AGE = Duration.ofSeconds(2);

    /** One writer of one persistence id on one node: recovers, then writes one event after the other. */
    private final class Writer {
        final SimulatedOwner owner;
        final String id;
        final int life;
        long next;
        boolean busy;

        Writer(SimulatedOwner owner, String id) {
            this.owner = owner;
            this.id = id;
            this.life = owner.life();
        }

        boolean isAlive() {
            return life == owner.life();
        }

        void act() {
            if (busy) {
                return;
            }
            if (next == 0) {
                recover();
            } else {
                write(next);
            }
        }

        private void recover() {
            busy = true;
            long since = world.nowNanos();
            long from = world.random.nextInt(3) == 0 ? 1 + world.random.nextInt((int) books.size(id) + 1) : 0;
            long epoch = epoch();
            world.then(owner.recover(id, from), (answer, failure) -> {
                busy = false;
                if (answer != null) {
                    books.recovered(answer, owner.name, since, owns(epoch), PROOF_AGE.toNanos());
                    next = answer.highest() + 1;
                }
            });
        }

        private long epoch() {
            LogRow last = books.last();
            return last == null ? 0 : last.epoch();
        }

        private boolean owns(long epoch) {
            return epoch == epoch() && owner.name.equals(owners.get(epoch));
        }

        void write(long number) {
            busy = true;
            String[] payloads = new String[1 + world.random.nextInt(10) / 8];
            for (int i = 0; i < payloads.length; i++) {
                payloads[i] = owner.name + " " + ++made
                        + (payloads.length == 1 && world.random.nextInt(40) == 0 ? "x".repeat(40_000) : "");
                books.sent(payloads[i]);
            }
            world.then(owner.append(id, number, payloads), (done, failure) -> {
                busy = false;
                if (failure == null) {
                    for (int i = 0; i < payloads.length; i++) {
                        books.acked(id, number + i, payloads[i]);
                    }
                    next = number + payloads.length;
                } else {
                    next = 0;
                }
            });
        }
    }

    final SimulatedWorld world;
    final SliceBooks books;
    final SimulatedStore store;
    private final List<SimulatedOwner> nodes = new ArrayList<>();
    private final Map<String, Writer> writers = new HashMap<>();
    private final Map<Long, String> owners = new HashMap<>();
    private int trouble;
    private int made;

    SliceLogModel(long seed, Guards guards) {
        world = new SimulatedWorld(seed);
        books = new SliceBooks(world);
        store = new SimulatedStore(world, new SimulatedStore.Witness() {
            @Override
            public void committed(LogRow row, boolean over) {
                books.committed(row, over);
                if (BatchCodec.entries(row).get(0) instanceof LogEntry.Fence fence) {
                    owners.put(row.epoch(), fence.owner());
                }
            }

            @Override
            public void checkpointMoved(int slice, Checkpoint next) {
                books.checkpointMoved(slice, next);
            }
        });
        books.watch(store);
        trouble = (int) (seed % 4) * 4;
        store.fates(this::fate);
        for (String name : List.of("A", "B", "C")) {
            nodes.add(new SimulatedOwner(name, world, store, settings(name), guards));
        }
    }

    static EventLogSettings settings(String owner) {
        return new EventLogSettings(
                16,
                owner,
                false,
                Duration.ofSeconds(1),
                1,
                Duration.ofMillis(300),
                Duration.ofMillis(20),
                PROOF_AGE,
                Duration.ofMillis(700),
                Duration.ofMillis(300),
                EventLogSettings.MOST_BYTES,
                12,
                2 * EventLogSettings.MOST_BYTES,
                EventLogSettings.MOST_BYTES,
                2,
                Duration.ofMillis(900));
    }

    private Fate fate() {
        long quick = 1L + world.random.nextInt(8);
        if (world.random.nextInt(100) >= trouble) {
            return new Fate(quick, quick + world.random.nextInt(5), true);
        }
        long givenUp = 20L + world.random.nextInt(400);
        return switch (world.random.nextInt(4)) {
            case 0 -> new Fate(-1, givenUp, false);
            case 1 -> new Fate(quick, givenUp, false);
            case 2 -> new Fate(givenUp + world.random.nextInt(1500), givenUp, false);
            default -> new Fate(givenUp, givenUp + world.random.nextInt(300), true);
        };
    }

    /** Lives for a while, then lets trouble end and looks whether everything comes to rest. */
    void live(int steps) {
        nodes.get(0).claim();
        for (int i = 0; i < steps; i++) {
            world.run(Duration.ofMillis(world.random.nextInt(30)));
            act();
        }
        trouble = 0;
        nodes.forEach(SimulatedOwner::wake);
        world.run(Duration.ofSeconds(5));
        SimulatedOwner last = nodes.get(world.random.nextInt(nodes.size()));
        last.claim();
        world.run(Duration.ofSeconds(10));
        books.demandAll();
        demandRest(last);
    }

    private void act() {
        SimulatedOwner node = nodes.get(world.random.nextInt(nodes.size()));
        switch (world.random.nextInt(60)) {
            case 0 -> node.claim();
            case 1 -> node.crash();
            case 2 -> node.sleep();
            case 3, 4 -> node.wake();
            case 5 -> node.release();
            case 6 -> world.run(Duration.ofMillis(world.random.nextInt(3000)));
            case 7 -> {
                String id = id(world.random.nextInt(WRITERS));
                node.delete(id, 1 + world.random.nextInt(10));
            }
            case 8 -> {
                Writer confused = writer(node, id(world.random.nextInt(WRITERS)));
                if (!confused.busy) {
                    confused.write(1 + world.random.nextInt((int) books.size(confused.id) + 3));
                }
            }
            default -> writer(node, id(world.random.nextInt(WRITERS))).act();
        }
    }

    private Writer writer(SimulatedOwner node, String id) {
        return writers.compute(
                node.name + id, (key, there) -> there != null && there.isAlive() ? there : new Writer(node, id));
    }

    private static String id(int number) {
        return "Debtor|bank~" + number;
    }

    /** Without trouble the owner answers, and everything is as it was acked. */
    private void demandRest(SimulatedOwner owner) {
        for (int i = 0; i < WRITERS; i++) {
            long since = world.nowNanos();
            int before = books.recoveries;
            world.then(owner.recover(id(i), 0), (answer, failure) -> {
                if (answer != null) {
                    books.recovered(answer, owner.name, since, true, PROOF_AGE.toNanos());
                }
            });
            world.run(Duration.ofSeconds(5));
            if (books.recoveries == before) {
                throw new AssertionError("Expected " + id(i) + " to be recovered when trouble is over, but it is not");
            }
        }
    }
}
