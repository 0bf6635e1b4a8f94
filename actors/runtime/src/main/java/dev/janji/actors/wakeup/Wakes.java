package dev.janji.actors.wakeup;

import dev.janji.actors.wakeup.Bucket.Entry;
import dev.janji.actors.wakeup.Bucket.Scan;
import java.util.function.Consumer;

/** The life of the entries of all buckets of a slice: they wait, fire, wait again, and are removed. Confined to its slice. */
final class Wakes {

    final Waiting waiting = new Waiting();
    private final Consumer<Bucket> goOn;
    private long made;

    /** @param goOn told when there may be something to remove from a bucket */
    Wakes(Consumer<Bucket> goOn) {
        this.goOn = goOn;
    }

    /** Keeps a row in memory that was registered, or stored by an earlier life of the slice. */
    void remember(Bucket bucket, WakeUpRow row) {
        Entry entry = bucket.entries.get(row.debtor());
        if (entry == null) {
            waitFor(newEntry(bucket, row.debtor()), row.dueMicros());
        } else {
            pend(entry, row.dueMicros());
        }
    }

    /** Takes a row as it was read. */
    void read(Bucket bucket, WakeUpRow row) {
        Entry entry = bucket.entries.get(row.debtor());
        if (entry == null) {
            Entry fresh = newEntry(bucket, row.debtor());
            fresh.storedDue = row.dueMicros();
            waitFor(fresh, row.dueMicros());
            return;
        }
        entry.storedDue = row.dueMicros();
        if (entry.state == Entry.State.WAITING) {
            pend(entry, row.dueMicros());
        } else if (entry.state == Entry.State.ANSWERED) {
            resolve(entry);
        }
    }

    /** The debtor dealt with everything that was due when it was fired. */
    void cover(Entry entry) {
        entry.coveredUntil = entry.firedAt;
        resolve(entry);
    }

    void waitFor(Entry entry, long due) {
        entry.state = Entry.State.WAITING;
        entry.due = due;
        waiting.add(entry);
    }

    private Entry newEntry(Bucket bucket, String debtor) {
        Entry entry = new Entry(bucket, debtor, made++);
        bucket.entries.put(debtor, entry);
        return entry;
    }

    private void pend(Entry entry, long due) {
        switch (entry.state) {
            case WAITING -> {
                if (due < entry.due) {
                    waiting.hasten(entry, due);
                }
            }
            case FIRING, MOVING -> entry.due = Math.min(entry.due, due);
            case ANSWERED -> waitFor(entry, due);
            case REMOVING, GONE ->
                throw new IllegalStateException("Expected no registration in a closed minute, but got one");
        }
    }

    /** What is left to do for an entry that was dealt with. */
    private void resolve(Entry entry) {
        if (entry.due != Entry.NONE) {
            waitFor(entry, entry.due);
        } else if (entry.storedDue == Entry.NONE) {
            entry.state = Entry.State.ANSWERED;
            if (entry.bucket.scan == Scan.COMPLETE) {
                entry.bucket.entries.remove(entry.debtor);
                goOn.accept(entry.bucket);
            }
        } else if (entry.storedDue <= entry.coveredUntil) {
            entry.state = Entry.State.REMOVING;
            entry.bucket.answered.add(new WakeUpRow(entry.debtor, entry.storedDue));
            goOn.accept(entry.bucket);
        } else {
            waitFor(entry, entry.storedDue);
        }
    }
}
