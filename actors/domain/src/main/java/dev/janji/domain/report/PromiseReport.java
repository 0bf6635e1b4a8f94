package dev.janji.domain.report;

import dev.janji.domain.report.PromiseLives.Life;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The promises of many debtors over a period, as they count by the newest event that was read. Immutable.
 *
 * @param newest when that event was stored, whichever debtor's; {@link Instant#MIN} when there was none
 * @param from first local day
 * @param to last local day
 * @param taken promises that were taken within the period, of every currency
 * @param rightPartyContacts conversations with the debtor within the period
 * @param currencies by code: the promises whose date falls within the period
 */
public record PromiseReport(
        Instant newest,
        LocalDate from,
        LocalDate to,
        long taken,
        long rightPartyContacts,
        Map<String, OfCurrency> currencies) {
    public PromiseReport {
        currencies = Collections.unmodifiableSortedMap(new TreeMap<>(currencies));
    }

    /**
     * Promises of one currency.
     *
     * @param byDay by the date by which was promised, oldest first
     * @param byBucket by the bucket of the account when the promise was told; empty when it had entered none
     */
    public record OfCurrency(
            PromiseTotals all, Map<LocalDate, PromiseTotals> byDay, Map<String, PromiseTotals> byBucket) {
        public OfCurrency {
            byDay = Collections.unmodifiableSortedMap(new TreeMap<>(byDay));
            byBucket = Collections.unmodifiableSortedMap(new TreeMap<>(byBucket));
        }
    }

    /** Adds up debtor by debtor. Not thread-safe. */
    public static final class Sum {
        private final LocalDate from;
        private final LocalDate to;
        private final Map<String, Counted> currencies = new HashMap<>();
        private Instant newest = Instant.MIN;
        private long taken;
        private long rightPartyContacts;

        /** @throws IllegalArgumentException when the period ends before it begins */
        public Sum(LocalDate from, LocalDate to) {
            if (to.isBefore(from)) {
                throw new IllegalArgumentException(
                        "Expected a period that ends on " + from + " or later, but it ends on " + to);
            }
            this.from = from;
            this.to = to;
        }

        public Sum add(PromiseLives debtor) {
            newest = debtor.newest().isAfter(newest) ? debtor.newest() : newest;
            for (Life life : debtor.lives()) {
                taken += isWithin(life.takenOn()) ? 1 : 0;
                if (isWithin(life.dueDate())) {
                    currencies
                            .computeIfAbsent(life.amount().currency().getCurrencyCode(), code -> new Counted())
                            .add(life);
                }
            }
            rightPartyContacts +=
                    debtor.rightPartyContacts().stream().filter(this::isWithin).count();
            return this;
        }

        public PromiseReport report() {
            Map<String, OfCurrency> all = new TreeMap<>();
            currencies.forEach(
                    (code, counted) -> all.put(code, new OfCurrency(counted.all, counted.days, counted.buckets)));
            return new PromiseReport(newest, from, to, taken, rightPartyContacts, all);
        }

        private boolean isWithin(LocalDate day) {
            return !day.isBefore(from) && !day.isAfter(to);
        }
    }

    /** Confined to its sum. */
    private static final class Counted {
        private final Map<LocalDate, PromiseTotals> days = new HashMap<>();
        private final Map<String, PromiseTotals> buckets = new HashMap<>();
        private PromiseTotals all = PromiseTotals.NONE;

        void add(Life life) {
            PromiseTotals one = PromiseTotals.of(life.state(), life.amount());
            all = all.plus(one);
            days.merge(life.dueDate(), one, PromiseTotals::plus);
            buckets.merge(life.bucket(), one, PromiseTotals::plus);
        }
    }
}
