package dev.janji.loadtest.ingest;

import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.Rejected;
import java.util.Arrays;
import java.util.TreeMap;

/** Counts of events sent and answered. Guarded by its owner. */
final class Tally {
    private final long[] sent = new long[Kind.values().length];
    private final long[] acked = new long[Kind.values().length];
    private final TreeMap<String, Long> refused = new TreeMap<>();
    private final TreeMap<String, Long> wrong = new TreeMap<>();

    void addSent(Kind kind) {
        sent[kind.ordinal()]++;
    }

    void addAcked(Kind kind) {
        acked[kind.ordinal()]++;
    }

    void refused(Rejected rejected) {
        refused.merge(
                rejected.getReason().name().replace("REJECTION_REASON_", "") + " " + rejected.getDetail(),
                1L,
                Long::sum);
    }

    /** The server broke its promise. */
    void wrong(String what, PublishResponse response) {
        if (wrong.containsKey(what)) {
            wrong.merge(what, 1L, Long::sum);
        } else {
            wrong.put(what + " [debtor=" + response.getDebtorId() + ", event=" + response.getEventId() + "]", 1L);
            wrong.put(what, 1L);
        }
    }

    Tally add(Tally more) {
        for (int i = 0; i < sent.length; i++) {
            sent[i] += more.sent[i];
            acked[i] += more.acked[i];
        }
        more.refused.forEach((what, count) -> refused.merge(what, count, Long::sum));
        more.wrong.forEach((what, count) -> wrong.merge(what, count, Long::sum));
        return this;
    }

    /** @return a copy; starts from zero again */
    Tally take() {
        Tally copy = new Tally().add(this);
        Arrays.fill(sent, 0);
        Arrays.fill(acked, 0);
        refused.clear();
        wrong.clear();
        return copy;
    }

    long sent() {
        return Arrays.stream(sent).sum();
    }

    long acked() {
        return Arrays.stream(acked).sum();
    }

    long acked(Kind kind) {
        return acked[kind.ordinal()];
    }

    long refused() {
        return refused.values().stream().mapToLong(each -> each).sum();
    }

    TreeMap<String, Long> refusals() {
        return refused;
    }

    TreeMap<String, Long> wrongs() {
        return wrong;
    }
}
