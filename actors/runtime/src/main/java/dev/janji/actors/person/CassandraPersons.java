package dev.janji.actors.person;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.BatchStatement;
import com.datastax.oss.driver.api.core.cql.BatchStatementBuilder;
import com.datastax.oss.driver.api.core.cql.DefaultBatchType;
import com.datastax.oss.driver.api.core.cql.PreparedStatement;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.PersonReport;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DebtorPersonId;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.OthersContact;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The tables of {@code cql/0007-persons.cql}. A turn is a row that only one debtor can insert; it goes with its time to live. Persons are
 * taken in their order, so two debtors who share several never wait for each other. Thread-safe.
 */
public final class CassandraPersons implements Persons {
    private static final Logger LOG = LoggerFactory.getLogger(CassandraPersons.class);

    /** Longer than any rule looks back. */
    private static final Duration KEPT = Duration.ofDays(400);

    /** The row that says since when a debtor's contacts are complete. No contact is called so. */
    private static final String COMPLETE_SINCE = "complete-since";

    private final CqlSession session;
    private final PreparedStatement take;
    private final PreparedStatement end;
    private final PreparedStatement read;
    private final PreparedStatement tell;
    private final PreparedStatement unsay;

    /** Prepares its statements: waits for the store. */
    public CassandraPersons(CqlSession session, String keyspace) {
        this.session = session;
        String person = " WHERE keeper = ? AND person_key = ?";
        take = conditional("INSERT INTO " + keyspace
                + ".person_turn (keeper, person_key, holder, debtor) VALUES (?, ?, ?, ?) IF NOT EXISTS USING TTL "
                + LONGEST_TURN.toSeconds());
        end = conditional("DELETE FROM " + keyspace + ".person_turn" + person + " IF holder = ?");
        read = prepare("SELECT debtor, contact, at, channel, reach FROM " + keyspace + ".person_contact" + person);
        tell = prepare("INSERT INTO " + keyspace
                + ".person_contact (keeper, person_key, debtor, contact, at, channel, reach)"
                + " VALUES (?, ?, ?, ?, ?, ?, ?) USING TTL " + KEPT.toSeconds());
        unsay = prepare("DELETE FROM " + keyspace + ".person_contact" + person + " AND debtor = ? AND contact = ?");
    }

    @Override
    public CompletionStage<Turn> take(DebtorKey debtor, Set<DebtorPersonId> persons) {
        Turn turn = new Turn(UUID.randomUUID(), List.copyOf(new TreeSet<>(persons)), ContactRecord.NONE);
        return takeFrom(0, debtor, turn)
                .thenCompose(taken -> others(debtor, turn.persons()))
                .thenApply(others -> new Turn(turn.holder(), turn.persons(), others))
                .whenComplete((taken, failure) -> {
                    if (failure == null) {
                        Telemetry.count(Telemetry.PERSON_TURNS, "outcome", "taken");
                        return;
                    }
                    boolean busy = failure instanceof CompletionException && failure.getCause() instanceof PersonBusy;
                    Telemetry.count(Telemetry.PERSON_TURNS, "outcome", busy ? "busy" : "failed");
                    end(turn);
                });
    }

    private CompletionStage<Done> takeFrom(int first, DebtorKey debtor, Turn turn) {
        if (first == turn.persons().size()) {
            return CompletableFuture.completedStage(Done.getInstance());
        }
        DebtorPersonId person = turn.persons().get(first);
        return session.executeAsync(take.bind(person.keeper(), person.key(), turn.holder(), debtor.entityId()))
                .thenCompose(result -> result.wasApplied()
                        ? takeFrom(first + 1, debtor, turn)
                        : CompletableFuture.failedStage(new PersonBusy()));
    }

    private CompletionStage<ContactRecord> others(DebtorKey debtor, List<DebtorPersonId> persons) {
        Others others = new Others(debtor.entityId());
        CompletionStage<Done> all = CompletableFuture.completedStage(Done.getInstance());
        for (DebtorPersonId person : persons) {
            all = all.thenCompose(done -> session.executeAsync(read.bind(person.keeper(), person.key())))
                    .thenCompose(page -> addAll(others, page));
        }
        return all.thenApply(done -> others.record());
    }

    private static CompletionStage<Done> addAll(Others others, AsyncResultSet page) {
        page.currentPage().forEach(others::add);
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> addAll(others, next))
                : CompletableFuture.completedStage(Done.getInstance());
    }

    /** What was read of them; one contact may stand under several persons. Confined to one read. */
    private static final class Others {
        private final String self;
        private final Map<List<String>, PastContact> contacts = new HashMap<>();
        private @Nullable Instant completeSince;

        Others(String self) {
            this.self = self;
        }

        void add(Row row) {
            String debtor = Objects.requireNonNull(row.getString("debtor"));
            String name = Objects.requireNonNull(row.getString("contact"));
            Instant at = Instant.parse(Objects.requireNonNull(row.getString("at")));
            if (debtor.equals(self)) {
                return;
            }
            if (name.equals(COMPLETE_SINCE)) {
                completeSince = completeSince == null || at.isAfter(completeSince) ? at : completeSince;
                return;
            }
            contacts.put(
                    List.of(debtor, name),
                    new OthersContact(
                            at,
                            Channel.valueOf(Objects.requireNonNull(row.getString("channel"))),
                            Reach.valueOf(Objects.requireNonNull(row.getString("reach")))));
        }

        ContactRecord record() {
            return new ContactRecord(List.copyOf(contacts.values()), completeSince);
        }
    }

    @Override
    public CompletionStage<Done> tell(DebtorKey debtor, List<PersonReport> reports) {
        CompletableFuture<?>[] told = reports.stream()
                .map(report ->
                        session.executeAsync(batch(debtor.entityId(), report)).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new);
        return CompletableFuture.allOf(told).thenApply(all -> Done.getInstance());
    }

    /** All in one partition. */
    private BatchStatement batch(String debtor, PersonReport report) {
        String keeper = report.person().keeper();
        String key = report.person().key();
        BatchStatementBuilder batch = BatchStatement.builder(DefaultBatchType.UNLOGGED);
        report.contacts()
                .forEach((name, contact) -> batch.addStatement(
                        contact.isEmpty()
                                ? unsay.bind(keeper, key, debtor, name)
                                : tell.bind(
                                        keeper,
                                        key,
                                        debtor,
                                        name,
                                        contact.get().at().toString(),
                                        contact.get().channel().name(),
                                        contact.get().reach().name())));
        if (report.completeSince() != null) {
            batch.addStatement(tell.bind(
                    keeper, key, debtor, COMPLETE_SINCE, report.completeSince().toString(), "", ""));
        }
        return batch.setIdempotence(true)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .build();
    }

    @Override
    public void end(Turn turn) {
        turn.persons()
                .forEach(person -> session.executeAsync(end.bind(person.keeper(), person.key(), turn.holder()))
                        .whenComplete((result, failure) -> {
                            if (failure != null) {
                                LOG.info(
                                        "Expected a turn to be ended, but it was not; it runs out by itself [failure={}]",
                                        failure.toString());
                            }
                        }));
    }

    private PreparedStatement prepare(String cql) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotence(true)
                .build());
    }

    /** Whether it took effect is not known when it failed, so it is never sent twice. */
    private PreparedStatement conditional(String cql) {
        return session.prepare(SimpleStatement.builder(cql)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                .setIdempotence(false)
                .build());
    }
}
