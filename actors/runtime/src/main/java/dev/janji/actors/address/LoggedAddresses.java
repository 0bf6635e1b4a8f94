package dev.janji.actors.address;

import com.datastax.oss.driver.api.core.CqlSession;
import dev.janji.actors.eventlog.EventLogReaders;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.feed.EventLogSource;
import dev.janji.actors.eventlog.feed.FeedSettings;
import dev.janji.actors.journal.keys.DebtorKeys;
import dev.janji.actors.journal.keys.KeyedHash;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.cluster.sharding.typed.ShardedDaemonProcessSettings;
import org.apache.pekko.cluster.sharding.typed.javadsl.ShardedDaemonProcess;

/** The address book that is made from the event log. */
public final class LoggedAddresses implements AddressBook {
    private final AddressStore store;
    private final Index index;

    private LoggedAddresses(AddressStore store, Index index) {
        this.store = store;
        this.index = index;
    }

    /** What it reads. Immutable. */
    public record Log(EventLogStore store, EventLogReaders readers, EventLogSource source, FeedSettings settings) {}

    /**
     * Begins to keep the book: every slice of it on one node of the cluster.
     *
     * @param session to a store whose migrations are applied
     * @param hash stays the same for the life of an installation: with another one the book is made anew
     * @param clock the house clock, which the rows' times are by
     */
    public static AddressBook start(
            ActorSystem<?> system,
            CqlSession session,
            Log log,
            DebtorKeys keys,
            Headings headings,
            KeyedHash hash,
            InstantSource clock,
            AddressSettings settings) {
        AddressStore store = new CassandraAddressStore(session, settings.keyspace(), settings.slices());
        Index index = new Index(headings, hash);
        AddressMeter meter = new AddressMeter();
        SliceBook.Workshop workshop = new SliceBook.Workshop(
                system,
                log.store(),
                log.readers(),
                log.source(),
                store,
                new Bookkeeper(store, keys, index, meter, settings.debtorsAtOnce()),
                clock,
                meter,
                index.madeWith(settings.regions()),
                settings.gatherFor(),
                log.settings().settleEvery());
        ShardedDaemonProcess.get(system)
                .init(
                        AddressSlice.Message.class,
                        "addresses",
                        settings.slices(),
                        slice -> AddressSlice.create(
                                slice, workshop, log.settings().restartAfter()),
                        ShardedDaemonProcessSettings.create(system),
                        Optional.of(AddressSlice.Message.STOP));
        return reading(store, index);
    }

    /** A book that somebody else keeps. */
    static AddressBook reading(AddressStore store, Index index) {
        return new LoggedAddresses(store, index);
    }

    @Override
    public CompletionStage<List<DebtorKey>> reachedAt(LenderId lender, String address) {
        return found(lender, index.of(lender, address));
    }

    @Override
    public CompletionStage<List<DebtorKey>> owing(LenderId lender, AccountId account) {
        return found(lender, List.of(index.of(lender, account)));
    }

    private CompletionStage<List<DebtorKey>> found(LenderId lender, List<Entry> entries) {
        List<CompletableFuture<List<AddressStore.Found>>> asked = entries.stream()
                .map(entry -> store.find(lender, entry, MOST + 1).toCompletableFuture())
                .toList();
        return CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> {
                    Map<DebtorKey, Instant> since = new HashMap<>();
                    asked.forEach(some ->
                            some.join().forEach(one -> since.merge(one.debtor(), one.since(), LoggedAddresses::later)));
                    return since.size() > MOST ? List.of() : newestFirst(since);
                });
    }

    private static Instant later(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }

    private static List<DebtorKey> newestFirst(Map<DebtorKey, Instant> since) {
        return since.entrySet().stream()
                .sorted(Map.Entry.<DebtorKey, Instant>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(one -> one.getKey().entityId()))
                .map(Map.Entry::getKey)
                .toList();
    }
}
