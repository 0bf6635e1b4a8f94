package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.LenderEventApplied;
import dev.janji.protocols.journal.v1.PromiseRecorded;
import dev.janji.protocols.journal.v1.PromiseSettled;
import dev.janji.protocols.journal.v1.PromiseState;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * The promises of a run over a period, counted from the journal for ourselves by docs/operations.md. Immutable.
 *
 * @param entries whose date falls within the period
 * @param taken within the period
 * @param rightParty conversations with the debtor within the period
 */
public record PromiseFigures(List<Entry> entries, long taken, long rightParty) {
    static final List<String> ENDS = List.of("kept", "partiallyKept", "broken", "cancelled");

    public PromiseFigures {
        entries = List.copyOf(entries);
    }

    /** @param state as the report's JSON names it */
    record Entry(String currency, LocalDate date, String bucket, String state, long minor) {}

    /** How many, and how much was promised. */
    public record Sum(long count, long minor) {
        /** @return a share by count in percent; NaN of nothing */
        public double percentOf(Sum of) {
            return 100.0 * count / (of.count == 0 ? Double.NaN : of.count);
        }

        /** @return a share by amount in percent; NaN of nothing */
        public double percentOfMoney(Sum of) {
            return 100.0 * minor / (of.minor == 0 ? Double.NaN : of.minor);
        }
    }

    /** @param until rows that were stored later do not count */
    public static PromiseFigures of(Evidence evidence, LocalDate from, LocalDate to, Instant until) {
        List<Entry> entries = new ArrayList<>();
        long taken = 0;
        long rightParty = 0;
        Predicate<LocalDate> within = day -> !(day.isBefore(from) || day.isAfter(to));
        for (Evidence.DebtorHistory debtor : evidence.debtors().values()) {
            Book book = new Book();
            debtor.rows().stream().filter(row -> !row.at().isAfter(until)).forEach(book::read);
            book.entries.stream().filter(entry -> within.test(entry.date())).forEach(entries::add);
            taken += book.takenOn.stream().filter(within).count();
            rightParty += book.talks.values().stream()
                    .filter(talk -> talk.isRightParty() && within.test(talk.on()))
                    .count();
        }
        return new PromiseFigures(entries, taken, rightParty);
    }

    public Set<String> currencies() {
        return entries.stream().map(Entry::currency).collect(Collectors.toCollection(TreeSet::new));
    }

    /** @param states as the report's JSON names them */
    public Sum sum(String currency, List<String> states) {
        return sum(entry -> entry.currency().equals(currency) && states.contains(entry.state()));
    }

    Sum sum(Predicate<Entry> which) {
        List<Entry> all = entries.stream().filter(which).toList();
        return new Sum(all.size(), all.stream().mapToLong(Entry::minor).sum());
    }

    public Sum due(String currency) {
        return sum(currency, ENDS);
    }

    /** One debtor's. Confined to one thread. */
    private static final class Book {
        private final List<Entry> entries = new ArrayList<>();
        private final List<LocalDate> takenOn = new ArrayList<>();
        /** The place of the last promise of an account with an id. */
        private final Map<String, Integer> places = new HashMap<>();

        private final Map<String, String> buckets = new HashMap<>();
        private final Map<String, Talk> talks = new HashMap<>();
        private ZoneId zone = ZoneOffset.UTC;

        private record Talk(LocalDate on, String disposition) {
            boolean isRightParty() {
                return disposition.startsWith("DISPOSITION_RPC_");
            }
        }

        void read(JournalRow row) {
            switch (row.record().getEventCase()) {
                case BUCKET_ENTERED ->
                    buckets.put(
                            row.record().getBucketEntered().getAccountId(),
                            row.record().getBucketEntered().getTo());
                case PROMISE_SETTLED -> {
                    PromiseSettled settled = row.record().getPromiseSettled();
                    ends(settled.getAccountId(), settled.getPromiseId(), word(settled.getTo()));
                }
                case LENDER_EVENT_APPLIED -> told(row.record().getLenderEventApplied());
                default -> {}
            }
        }

        private void told(LenderEventApplied event) {
            LocalDate on = LocalDate.ofInstant(JournalRow.instant(event.getOccurredAt()), zone);
            switch (event.getEventCase()) {
                case DEBTOR_UPSERTED ->
                    zone = event.getDebtorUpserted().hasZone()
                            ? ZoneId.of(event.getDebtorUpserted().getZone())
                            : ZoneOffset.UTC;
                case PROMISE_RECORDED -> {
                    PromiseRecorded promise = event.getPromiseRecorded();
                    places.put(promise.getAccountId() + "/" + promise.getPromiseId(), entries.size());
                    takenOn.add(on);
                    entries.add(new Entry(
                            promise.getAmount().getCurrency(),
                            LocalDate.ofEpochDay(promise.getDueDay()),
                            buckets.getOrDefault(promise.getAccountId(), ""),
                            "active",
                            promise.getAmount().getMinor()));
                }
                case PROMISE_CANCELLED ->
                    ends(
                            event.getPromiseCancelled().getAccountId(),
                            event.getPromiseCancelled().getPromiseId(),
                            "cancelled");
                case DEBTOR_ERASED ->
                    entries.replaceAll(entry -> entry.state().equals("active") ? ended(entry, "cancelled") : entry);
                case CONVERSATION_HELD ->
                    talks.put(
                            event.getConversationHeld().getConversationId(),
                            new Talk(
                                    on,
                                    event.getConversationHeld().getDisposition().name()));
                case DISPOSITION_CORRECTED ->
                    talks.computeIfPresent(
                            event.getDispositionCorrected().getConversationId(),
                            (id, talk) -> new Talk(
                                    talk.on(),
                                    event.getDispositionCorrected()
                                            .getDisposition()
                                            .name()));
                default -> {}
            }
        }

        private void ends(String account, String promise, String state) {
            Integer place = places.get(account + "/" + promise);
            if (place != null) {
                entries.set(place, ended(entries.get(place), state));
            }
        }

        private static Entry ended(Entry entry, String state) {
            return new Entry(entry.currency(), entry.date(), entry.bucket(), state, entry.minor());
        }

        private static String word(PromiseState state) {
            return switch (state) {
                case PROMISE_STATE_KEPT -> "kept";
                case PROMISE_STATE_PARTIALLY_KEPT -> "partiallyKept";
                case PROMISE_STATE_BROKEN -> "broken";
                case PROMISE_STATE_CANCELLED -> "cancelled";
                case PROMISE_STATE_SUPERSEDED -> "superseded";
                case PROMISE_STATE_ACTIVE -> "active";
                default -> "unknown";
            };
        }
    }
}
