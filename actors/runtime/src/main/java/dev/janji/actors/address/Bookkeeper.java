package dev.janji.actors.address;

import dev.janji.actors.eventlog.LogEntry;
import dev.janji.actors.journal.LoggedRecord;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.actors.journal.PersonalDataUnreadable;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.UnreadableRecord;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.domain.id.DebtorKey;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes events into the book. Whoever is killed in the middle writes the same events again; two that write at a time end where one would. An event that
 * can't be read is left out with an error in the log, so that one broken debtor does not hide all others. Thread-safe.
 */
final class Bookkeeper {
    private static final Logger LOG = LoggerFactory.getLogger(Bookkeeper.class);

    /** What concerns the book: everything else is never taken apart, and no key is asked for. */
    private static final Set<String> CONCERNS = Set.of(
            "debtor.DebtorUpserted", "debtor.ContactPointChanged", "debtor.AccountOpened", "debtor.DebtorErased");

    private static final PersonalCipher MISSING = new PersonalCipher() {
        @Override
        public Optional<Sealed> seal(byte[] personal, byte[] associated) {
            return Optional.empty();
        }

        @Override
        public Optional<byte[]> unseal(Sealed sealed, byte[] associated) {
            throw new PersonalDataUnreadable("Expected key " + sealed.key() + ", but the debtor has none", null);
        }
    };

    private final AddressStore store;
    private final DebtorKeys keys;
    private final Index index;
    private final AddressMeter meter;
    private final int debtorsAtOnce;

    Bookkeeper(AddressStore store, DebtorKeys keys, Index index, AddressMeter meter, int debtorsAtOnce) {
        this.store = store;
        this.keys = keys;
        this.index = index;
        this.meter = meter;
        this.debtorsAtOnce = debtorsAtOnce;
    }

    /** Whether the book must have the event, or may have to: what it is can't be read. */
    static boolean concerns(LogEntry.Event event) {
        try {
            return CONCERNS.contains(new LoggedRecord(event).manifest());
        } catch (UnreadableRecord e) {
            return true;
        }
    }

    /**
     * Some debtors after the others.
     *
     * @param events that concern the book, those of each debtor in order
     * @return completes when the book has all of them; fails when that is not known
     */
    CompletionStage<Done> keep(long generation, List<LogEntry.Event> events) {
        Map<DebtorKey, List<LogEntry.Event>> byDebtor = new LinkedHashMap<>();
        events.forEach(
                event -> byDebtor.computeIfAbsent(Recorded.debtor(event.persistenceId()), first -> new ArrayList<>())
                        .add(event));
        List<DebtorKey> debtors = List.copyOf(byDebtor.keySet());
        CompletionStage<Done> kept = CompletableFuture.completedStage(Done.getInstance());
        for (int i = 0; i < debtors.size(); i += debtorsAtOnce) {
            List<DebtorKey> some = debtors.subList(i, Math.min(debtors.size(), i + debtorsAtOnce));
            kept = kept.thenCompose(done -> keep(generation, some, byDebtor));
        }
        return kept;
    }

    private CompletionStage<Done> keep(
            long generation, List<DebtorKey> debtors, Map<DebtorKey, List<LogEntry.Event>> events) {
        return ciphers(debtors, events)
                .thenCombine(
                        store.pages(debtors),
                        (ciphers, pages) -> debtors.stream()
                                .flatMap(debtor -> turned(
                                        new PageTurner(
                                                debtor, pages.getOrDefault(debtor, Page.EMPTY), generation, index),
                                        events.getOrDefault(debtor, List.of()),
                                        ciphers.getOrDefault(debtor, MISSING))
                                        .stream())
                                .toList())
                .thenCompose(turned -> store.announce(turned)
                        .thenCompose(announced -> store.enter(turned))
                        .thenCompose(entered -> store.turn(turned))
                        .thenApply(done -> {
                            turned.forEach(meter::turned);
                            return done;
                        }));
    }

    private Optional<Turned> turned(PageTurner turner, List<LogEntry.Event> events, PersonalCipher cipher) {
        for (LogEntry.Event event : events) {
            try {
                turner.take(new LoggedRecord(event).decode(cipher));
            } catch (PersonalDataUnreadable | UnreadableRecord e) {
                meter.unreadable();
                LOG.error(
                        "Expected to enter an event in the address book, but it can't be read; leaving it out [{}, seq={}]",
                        event.persistenceId(),
                        event.sequenceNumber(),
                        e);
            }
        }
        return turner.turned();
    }

    /** Of the debtors that need one. */
    private CompletionStage<Map<DebtorKey, PersonalCipher>> ciphers(
            List<DebtorKey> debtors, Map<DebtorKey, List<LogEntry.Event>> events) {
        Map<DebtorKey, CompletableFuture<Optional<PersonalCipher>>> asked = new HashMap<>();
        for (DebtorKey debtor : debtors) {
            if (events.getOrDefault(debtor, List.of()).stream().anyMatch(Bookkeeper::isSealed)) {
                asked.put(debtor, keys.find(debtor).toCompletableFuture());
            }
        }
        return CompletableFuture.allOf(asked.values().toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    Map<DebtorKey, PersonalCipher> ciphers = new HashMap<>();
                    asked.forEach((debtor, cipher) -> cipher.join().ifPresent(one -> ciphers.put(debtor, one)));
                    return ciphers;
                });
    }

    private static boolean isSealed(LogEntry.Event event) {
        try {
            return new LoggedRecord(event).isSealed();
        } catch (UnreadableRecord e) {
            return false;
        }
    }
}
