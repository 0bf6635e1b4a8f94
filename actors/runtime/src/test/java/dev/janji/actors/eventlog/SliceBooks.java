package dev.janji.actors.eventlog;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What must be true of one slice whatever happens, kept apart from the code that makes it true. Every method that finds it broken throws an
 * {@link AssertionError}.
 */
final class SliceBooks implements SimulatedStore.Witness {
    /** An event as the log has it. */
    record Logged(long position, long epoch, String payload, long atNanos) {}

    /** What a recovery that was asked for then has told. */
    private record Told(long highest, long atNanos, String owner) {}

    private final SimulatedWorld world;
    private final Map<String, List<Logged>> events = new HashMap<>();
    private final Map<String, Map<Long, String>> acked = new HashMap<>();
    private final Map<String, Long> deleted = new HashMap<>();
    private final Map<String, Told> told = new HashMap<>();
    private final Map<String, Long> sent = new HashMap<>();
    private SimulatedStore store;
    private @Nullable LogRow last;
    int acks;
    int recoveries;

    SliceBooks(SimulatedWorld world) {
        this.world = world;
    }

    void watch(SimulatedStore watched) {
        store = watched;
    }

    @Override
    public void committed(LogRow row, boolean over) {
        demand(!over, "a position to be written once, but " + row.position() + " was written again");
        long expected = last == null ? 1 : last.position() + 1;
        demand(row.position() == expected, "position " + expected + " next, but got " + row.position());
        BatchCodec.demandChained(last == null ? BatchCodec.NO_HASH : last.hash(), row);
        List<LogEntry> entries = BatchCodec.entries(row);
        boolean fence = entries.get(0) instanceof LogEntry.Fence;
        long epoch = last == null ? 0 : last.epoch();
        demand(
                row.epoch() == (fence ? epoch + 1 : epoch),
                "epoch " + epoch + " to go on or a fence to raise it, but got " + row.epoch());
        last = row;
        for (LogEntry entry : entries) {
            if (entry instanceof LogEntry.Event event) {
                logged(row, event);
            } else if (entry instanceof LogEntry.Deletion deletion) {
                deleted.merge(deletion.persistenceId(), deletion.toSequenceNumber(), Math::max);
            }
        }
    }

    private void logged(LogRow row, LogEntry.Event event) {
        List<Logged> known = events.computeIfAbsent(event.persistenceId(), none -> new ArrayList<>());
        demand(
                event.sequenceNumber() == known.size() + 1,
                "event " + (known.size() + 1) + " of " + event.persistenceId() + " next, but got "
                        + event.sequenceNumber());
        String payload = event.payload().toStringUtf8();
        Told answer = told.get(event.persistenceId());
        if (answer != null && answer.highest() < event.sequenceNumber()) {
            Long since = sent.get(payload);
            String owner = payload.substring(0, payload.indexOf(' '));
            demand(
                    since == null || !owner.equals(answer.owner()) || since >= answer.atNanos(),
                    "a recovery to wait for what is on its way, but " + payload + " came after it");
        }
        known.add(new Logged(row.position(), row.epoch(), payload, world.nowNanos()));
    }

    /** @param payload begins with its owner and a blank, and is never sent again */
    void sent(String payload) {
        sent.put(payload, world.nowNanos());
    }

    void acked(String persistenceId, long sequenceNumber, String payload) {
        acks++;
        demandLogged(persistenceId, sequenceNumber, payload);
        String before =
                acked.computeIfAbsent(persistenceId, none -> new HashMap<>()).put(sequenceNumber, payload);
        demand(before == null, "one ack for event " + sequenceNumber + ", but got another after " + before);
    }

    private void demandLogged(String persistenceId, long sequenceNumber, String payload) {
        List<Logged> known = events.getOrDefault(persistenceId, List.of());
        demand(
                sequenceNumber <= known.size()
                        && known.get((int) sequenceNumber - 1).payload().equals(payload),
                "an acked event to be in the log, but " + payload + " is not event " + sequenceNumber + " of "
                        + persistenceId);
    }

    /**
     * @param since when the recovery was asked for
     * @param isOwner whether nobody else has claimed the slice until it was answered
     * @param proofNanos how old the knowledge of another may be
     */
    void recovered(Recovered answer, String owner, long since, boolean isOwner, long proofNanos) {
        recoveries++;
        String id = answer.persistenceId();
        List<Logged> known = events.getOrDefault(id, List.of());
        long mustKnow = isOwner ? since : since - proofNanos;
        long atLeast =
                known.stream().filter(event -> event.atNanos() < mustKnow).count();
        demand(
                answer.highest() >= atLeast && answer.highest() <= known.size(),
                "a recovery of " + id + " to tell " + atLeast + " to " + known.size() + " events, but it told "
                        + answer.highest());
        List<LogEntry.Event> replayed = answer.events(answer.from(), Long.MAX_VALUE);
        long next = Math.max(answer.from(), answer.deletedTo() + 1);
        demand(answer.deletedTo() <= deleted.getOrDefault(id, 0L), "only deleted events to be left out");
        for (LogEntry.Event event : replayed) {
            demand(event.sequenceNumber() == next, "event " + next + ", but got " + event.sequenceNumber());
            demandLogged(id, next, event.payload().toStringUtf8());
            next++;
        }
        demand(next > answer.highest(), "a replay up to " + answer.highest() + ", but it ends before " + next);
        told.put(id, new Told(answer.highest(), since, owner));
    }

    @Override
    public void checkpointMoved(int slice, Checkpoint next) {
        events.forEach((id, known) -> {
            for (int i = 0; i < known.size(); i++) {
                if (known.get(i).position() <= next.position()) {
                    demand(
                            store.hasInHistory(id, i + 1),
                            "the history to have everything up to the checkpoint, but event " + (i + 1) + " of " + id
                                    + " is missing");
                }
            }
        });
    }

    /** Everything that was ever acked is there, once, in order. */
    void demandAll() {
        acked.forEach((id, mine) -> mine.forEach((number, payload) -> demandLogged(id, number, payload)));
        LogRow before = null;
        Map<String, Long> next = new HashMap<>();
        for (LogRow row : store.rows(SimulatedOwner.SLICE).values()) {
            BatchCodec.demandChained(before == null ? BatchCodec.NO_HASH : before.hash(), row);
            before = row;
            for (LogEntry entry : BatchCodec.entries(row)) {
                if (entry instanceof LogEntry.Event event) {
                    long number = next.merge(event.persistenceId(), 1L, Long::sum);
                    demand(event.sequenceNumber() == number, "event " + number + ", but got " + event.sequenceNumber());
                }
            }
        }
    }

    long size(String persistenceId) {
        return events.getOrDefault(persistenceId, List.of()).size();
    }

    @Nullable
    LogRow last() {
        return last;
    }

    private static void demand(boolean holds, String expected) {
        if (!holds) {
            throw new AssertionError("Expected " + expected);
        }
    }
}
