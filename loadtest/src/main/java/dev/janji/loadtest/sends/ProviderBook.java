package dev.janji.loadtest.sends;

import dev.janji.loadtest.portfolio.SmsDebtors;
import dev.janji.loadtest.sms.SmsScript;
import java.util.BitSet;
import java.util.OptionalInt;

/**
 * What the provider counts itself: how often it has each message, what it called the first of them, whether it answered, and whether somebody took the receipt. Seeded chances
 * that depend on the message alone decide about answers and receipts. Thread-safe.
 */
final class ProviderBook implements SmsScript {
    private static final int PERMILLE = 1_000;
    private static final int MOST_RECEIPT_MILLIS = 300;

    private final long seed;
    private final int debtors;
    private final Chances chances;

    /** By place, guarded by {@code this}. */
    private final byte[] times;

    private final int[] ids;
    private final BitSet silent = new BitSet();
    private final BitSet acknowledged = new BitSet();

    /** What each id is. */
    private int[] places = new int[1 << 10];

    private long taken;
    private long strangers;
    private long timeouts;
    private long lostReceipts;
    private long duplicateReceipts;
    private long lastNanos;

    /** In a thousand messages: accepted and not answered, without a receipt, with two. */
    record Chances(int silent, int lostReceipt, int twoReceipts) {
        static final Chances USUAL = new Chances(10, 10, 20);
    }

    ProviderBook(int debtors, long seed, Chances chances) {
        this.seed = seed;
        this.debtors = debtors;
        this.chances = chances;
        this.times = new byte[SendsPlan.place(debtors, 0)];
        this.ids = new int[times.length];
    }

    @Override
    public Fate taken(String number, String text, int id, long nanos) {
        OptionalInt debtor = SmsDebtors.ofNumber(number);
        OptionalInt step = SendsPlan.stepOfText(text);
        boolean isKnown = debtor.isPresent() && step.isPresent() && debtor.getAsInt() < debtors;
        int place = isKnown ? SendsPlan.place(debtor.getAsInt(), step.getAsInt()) : -1;
        boolean isAnswered = !isKnown || chance(place, 1) >= chances.silent();
        int receipts = isKnown && chance(place, 2) < chances.lostReceipt()
                ? 0
                : isKnown && chance(place, 3) < chances.twoReceipts() ? 2 : 1;
        synchronized (this) {
            taken++;
            lastNanos = nanos;
            timeouts += isAnswered ? 0 : 1;
            lostReceipts += receipts == 0 ? 1 : 0;
            duplicateReceipts += receipts == 2 ? 1 : 0;
            if (isKnown) {
                note(place, id, isAnswered);
            } else {
                strangers++;
            }
        }
        return new Fate(isAnswered, receipts, chance(place, 4) * MOST_RECEIPT_MILLIS / PERMILLE);
    }

    private void note(int place, int id, boolean isAnswered) {
        times[place] = (byte) Math.min(Byte.MAX_VALUE, times[place] + 1);
        ids[place] = ids[place] == 0 ? id : ids[place];
        if (!isAnswered) {
            silent.set(place);
        }
        if (id >= places.length) {
            places = java.util.Arrays.copyOf(places, Math.max(id + 1, 2 * places.length));
        }
        places[id] = place + 1;
    }

    @Override
    public synchronized void acknowledged(int id) {
        if (id < places.length && places[id] > 0) {
            acknowledged.set(places[id] - 1);
        }
    }

    int debtors() {
        return debtors;
    }

    /** @return how often the provider has it */
    synchronized int times(int place) {
        return times[place];
    }

    /** @return what the provider called it, of several the first; 0 when it has none */
    synchronized int id(int place) {
        return ids[place];
    }

    /** @return whether its answer left for us */
    synchronized boolean isAnswered(int place) {
        return times[place] > 0 && !silent.get(place);
    }

    /** @return whether we said that we have its receipt */
    synchronized boolean isReceiptTaken(int place) {
        return acknowledged.get(place);
    }

    synchronized long taken() {
        return taken;
    }

    /** Messages that nobody of this run can have sent. */
    synchronized long strangers() {
        return strangers;
    }

    synchronized long timeouts() {
        return timeouts;
    }

    synchronized long lostReceipts() {
        return lostReceipts;
    }

    synchronized long duplicateReceipts() {
        return duplicateReceipts;
    }

    /** Of {@link System#nanoTime}: when the newest message came; 0 before. */
    synchronized long lastNanos() {
        return lastNanos;
    }

    /** SplittableRandom's mixer. @return below a thousand */
    private int chance(int place, int what) {
        long z = seed + place * 0x9E3779B97F4A7C15L + what * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return (int) Long.remainderUnsigned(z ^ (z >>> 31), PERMILLE);
    }
}
