package dev.janji.actors.journal.keys;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BoundStatement;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import com.google.crypto.tink.subtle.Random;
import dev.janji.actors.journal.PersonalCipher;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.Slices;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.apache.pekko.NotUsed;
import org.apache.pekko.japi.Pair;
import org.apache.pekko.stream.javadsl.Source;

/**
 * Debtors' keys in the table {@code debtor_key}, a row a key. No conditional statement: the key's id is part of the row's key, so two nodes
 * that create one at the same time lose none, and a debtor's first contact costs a read and a write. A forgotten debtor has a row
 * with the id {@link #FORGOTTEN} that outranks every key, whoever wrote it and whenever.
 */
public final class CassandraDebtorKeys implements DebtorKeys {
    /** The key id of the row that says that the debtor was forgotten. */
    static final UUID FORGOTTEN = new UUID(0, 0);

    private final CqlSession session;
    private final MasterKey master;
    private final InstantSource clock;
    private final int numberOfSlices;
    private final PreparedStatement select;
    private final PreparedStatement insert;
    private final PreparedStatement mark;
    private final PreparedStatement delete;
    private final PreparedStatement list;

    /**
     * Prepares its statements: waits for the store.
     *
     * @param numberOfSlices of the installation
     */
    public CassandraDebtorKeys(
            CqlSession session, String keyspace, MasterKey master, InstantSource clock, int numberOfSlices) {
        this.session = session;
        this.master = master;
        this.clock = clock;
        this.numberOfSlices = numberOfSlices;
        String table = keyspace + ".debtor_key";
        String debtor = " WHERE lender = ? AND slice = ? AND debtor = ?";
        select = prepare("SELECT key_id, wrapped_key, created_at FROM " + table + debtor);
        insert = prepare("INSERT INTO " + table
                + " (lender, slice, debtor, key_id, wrapped_key, created_at) VALUES (?, ?, ?, ?, ?, ?)");
        mark = prepare(
                "INSERT INTO " + table + " (lender, slice, debtor, key_id, forgotten_at) VALUES (?, ?, ?, ?, ?)");
        delete = prepare("DELETE FROM " + table + debtor + " AND key_id = ?");
        list = prepare("SELECT debtor FROM " + table + " WHERE lender = ? AND slice = ?");
    }

    /** A row of a debtor. */
    private record Stored(UUID id, ByteBuffer wrapped, Instant createdAt) {}

    /** What the store knows of a debtor. */
    private record Rows(boolean forgotten, List<Stored> keys) {}

    @Override
    public CompletionStage<Optional<PersonalCipher>> find(DebtorKey debtor) {
        return named(found(debtor), "to find the key", debtor);
    }

    @Override
    public CompletionStage<PersonalCipher> open(DebtorKey debtor) {
        CompletionStage<PersonalCipher> opened = found(debtor)
                .thenCompose(cipher ->
                        cipher.isPresent() ? CompletableFuture.completedFuture(cipher.get()) : create(debtor));
        return named(opened, "to open the key", debtor);
    }

    private CompletionStage<Optional<PersonalCipher>> found(DebtorKey debtor) {
        return rows(debtor).thenCompose(rows -> {
            if (rows.forgotten()) {
                return deleteAll(debtor, rows.keys()).thenApply(done -> Optional.of(PersonalCipher.FORGOTTEN));
            }
            return CompletableFuture.completedFuture(
                    rows.keys().isEmpty() ? Optional.empty() : Optional.of(cipher(debtor, rows.keys())));
        });
    }

    @Override
    public CompletionStage<Done> forget(DebtorKey debtor) {
        CompletionStage<Done> forgotten = session.executeAsync(bound(mark, debtor, FORGOTTEN, clock.instant()))
                .thenCompose(marked -> rows(debtor))
                .thenCompose(rows -> deleteAll(debtor, rows.keys()));
        return named(forgotten, "to forget the key", debtor);
    }

    @Override
    public Source<DebtorKey, NotUsed> list(LenderId lender, int slice) {
        BoundStatement statement = list.bind(lender.value(), slice);
        return Source.lazyCompletionStage(() -> session.executeAsync(statement))
                .flatMapConcat(first -> Source.unfoldAsync(Optional.of(first), CassandraDebtorKeys::page))
                .mapConcat(page -> page)
                .statefulMap(
                        () -> "",
                        (last, next) ->
                                Pair.create(next, next.equals(last) ? Optional.<String>empty() : Optional.of(next)),
                        last -> Optional.empty())
                .filter(Optional::isPresent)
                .map(debtor -> new DebtorKey(lender, new DebtorId(debtor.get())))
                .mapMaterializedValue(ignored -> NotUsed.getInstance());
    }

    private static CompletionStage<Optional<Pair<Optional<AsyncResultSet>, List<String>>>> page(
            Optional<AsyncResultSet> current) {
        if (current.isEmpty()) {
            return CompletableFuture.completedFuture(Optional.empty());
        }
        List<String> debtors = new ArrayList<>();
        for (Row row : current.get().currentPage()) {
            debtors.add(Objects.requireNonNull(row.getString("debtor")));
        }
        return current.get().hasMorePages()
                ? current.get().fetchNextPage().thenApply(next -> Optional.of(Pair.create(Optional.of(next), debtors)))
                : CompletableFuture.completedFuture(Optional.of(Pair.create(Optional.empty(), debtors)));
    }

    private CompletionStage<Rows> rows(DebtorKey debtor) {
        return session.executeAsync(bound(select, debtor)).thenApply(result -> {
            boolean forgotten = false;
            List<Stored> keys = new ArrayList<>();
            for (Row row : result.currentPage()) {
                UUID id = Objects.requireNonNull(row.getUuid("key_id"));
                ByteBuffer wrapped = row.getByteBuffer("wrapped_key");
                Instant createdAt = row.getInstant("created_at");
                if (id.equals(FORGOTTEN)) {
                    forgotten = true;
                } else if (wrapped != null && createdAt != null) {
                    keys.add(new Stored(id, wrapped, createdAt));
                }
            }
            return new Rows(forgotten, keys);
        });
    }

    private CompletionStage<PersonalCipher> create(DebtorKey debtor) {
        UUID id = UUID.randomUUID();
        byte[] key = Random.randBytes(DebtorCipher.KEY_BYTES);
        byte[] wrapped;
        try {
            wrapped = master.wrap(key, debtor.entityId());
        } catch (GeneralSecurityException e) {
            return CompletableFuture.failedFuture(e);
        }
        return session.executeAsync(bound(insert, debtor, id, ByteBuffer.wrap(wrapped), clock.instant()))
                .thenApply(stored -> DebtorCipher.of(id, Map.of(id, key)));
    }

    private PersonalCipher cipher(DebtorKey debtor, List<Stored> stored) {
        Stored newest = stored.get(0);
        Map<UUID, byte[]> keys = new HashMap<>();
        for (Stored each : stored) {
            if (each.createdAt().isAfter(newest.createdAt())) {
                newest = each;
            }
            byte[] wrapped = new byte[each.wrapped().remaining()];
            each.wrapped().duplicate().get(wrapped);
            try {
                keys.put(each.id(), master.unwrap(wrapped, debtor.entityId()));
            } catch (GeneralSecurityException e) {
                throw new KeysUnavailable(
                        "Expected a key that the master key unwraps, but it does not [debtor=" + debtor + ", key="
                                + each.id() + "]",
                        e);
            }
        }
        return DebtorCipher.of(newest.id(), keys);
    }

    private CompletionStage<Done> deleteAll(DebtorKey debtor, List<Stored> keys) {
        CompletableFuture<?>[] deleted = keys.stream()
                .map(key ->
                        session.executeAsync(bound(delete, debtor, key.id())).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(deleted).thenApply(all -> Done.getInstance());
    }

    private BoundStatement bound(PreparedStatement statement, DebtorKey debtor, Object... more) {
        Object[] values = new Object[3 + more.length];
        values[0] = debtor.lender().value();
        values[1] = Slices.sliceOf(debtor, numberOfSlices);
        values[2] = debtor.debtor().value();
        System.arraycopy(more, 0, values, 3, more.length);
        return statement.bind(values);
    }

    /** Every statement writes or reads the same however often it is repeated. */
    private PreparedStatement prepare(String cql) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotence(true)
                .build());
    }

    private static <T> CompletionStage<T> named(CompletionStage<T> stage, String what, DebtorKey debtor) {
        return stage.handle((value, failure) -> {
                    if (failure == null) {
                        return CompletableFuture.completedFuture(value);
                    }
                    Throwable cause = failure.getCause() == null ? failure : failure.getCause();
                    return CompletableFuture.<T>failedFuture(
                            cause instanceof KeysUnavailable
                                    ? cause
                                    : new KeysUnavailable(
                                            "Expected " + what + ", but the store did not answer [debtor=" + debtor
                                                    + "]",
                                            cause));
                })
                .thenCompose(each -> each);
    }
}
