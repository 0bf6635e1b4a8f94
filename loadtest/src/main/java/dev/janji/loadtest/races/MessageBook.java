package dev.janji.loadtest.races;

import dev.janji.loadtest.portfolio.SmsDebtors;
import dev.janji.loadtest.sms.SmsScript;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

/** What the provider notes of each message: whose it was and when it came; one in two hundred it takes and does not answer. Thread-safe. */
final class MessageBook implements SmsScript {
    private static final int ONE_SILENT_OF = 200;
    private static final int RECEIPT_MILLIS = 100;

    private final PaidCase[] cases;
    private final AtomicInteger strangers = new AtomicInteger();

    /** Debtors in the order in which their messages came on the first day. */
    private final int[] order;

    private final AtomicInteger ordered = new AtomicInteger();
    private final AtomicInteger today = new AtomicInteger();
    private volatile int day = 1;

    MessageBook(int debtors) {
        this.cases = new PaidCase[debtors];
        this.order = new int[debtors];
        for (int debtor = 0; debtor < debtors; debtor++) {
            cases[debtor] = new PaidCase(debtor);
        }
    }

    PaidCase of(int debtor) {
        return cases[debtor];
    }

    int debtors() {
        return cases.length;
    }

    /** Only while time stands still. */
    void begin(int next) {
        day = next;
        today.set(0);
    }

    int day() {
        return day;
    }

    /** Messages that came on this day. */
    int today() {
        return today.get();
    }

    int strangers() {
        return strangers.get();
    }

    /** @return who was so far behind in the queue of the first day; the last one who was in it beyond its end */
    PaidCase ranked(int place) {
        int last = Math.min(ordered.get(), order.length) - 1;
        return cases[order[Math.max(0, Math.min(place, last))]];
    }

    @Override
    public Fate taken(String number, String text, int id, long nanos) {
        OptionalInt debtor = SmsDebtors.ofNumber(number);
        if (debtor.isEmpty() || debtor.getAsInt() >= cases.length) {
            strangers.incrementAndGet();
            return new Fate(true, 0, 0);
        }
        PaidCase paid = cases[debtor.getAsInt()];
        int now = day;
        synchronized (paid) {
            if (now == 1 && paid.arrivals.isEmpty()) {
                order[ordered.getAndIncrement()] = paid.debtor;
            }
            paid.arrivals.add(new PaidCase.Arrival(now, nanos));
        }
        today.incrementAndGet();
        return new Fate(id % ONE_SILENT_OF != 0, 1, RECEIPT_MILLIS);
    }

    @Override
    public void acknowledged(int id) {
        // Receipts are the matter of `loadtest sends`.
    }
}
