package dev.janji.actors.reply;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.DefaultConsistencyLevel;
import com.datastax.oss.driver.api.core.cql.AsyncResultSet;
import com.datastax.oss.driver.api.core.cql.Row;
import com.datastax.oss.driver.api.core.cql.SimpleStatement;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.journal.keys.InstallationCipher;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.ReplyId;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;

/** The list in the table of {@code 0010-unmatched-replies.cql}. Conditional statements only: of two who close one message, one does. */
public final class CassandraUnmatchedReplies implements UnmatchedReplies {
    /** The name of its key in the table {@code installation}. */
    public static final String KEY = "reply-key";

    private static final String HOUSE = "house";
    private static final Duration REMEMBERED = Duration.ofDays(30);

    private final CqlSession session;
    private final String table;
    private final InstallationCipher cipher;
    private final Telemetry.Counter kept = Telemetry.counter(Telemetry.REPLIES_UNMATCHED, "change", "kept");
    private final Telemetry.Counter assigned = Telemetry.counter(Telemetry.REPLIES_UNMATCHED, "change", "assigned");
    private final Telemetry.Counter dismissed = Telemetry.counter(Telemetry.REPLIES_UNMATCHED, "change", "dismissed");

    public CassandraUnmatchedReplies(CqlSession session, String keyspace, InstallationCipher cipher) {
        this.session = session;
        this.table = keyspace + ".unmatched_reply";
        this.cipher = cipher;
    }

    @Override
    public CompletionStage<Done> keep(InboundMessage message) {
        LenderId lender = message.lender();
        return apply(SimpleStatement.newInstance(
                        "UPDATE " + table
                                + " SET received_at = ?, channel = ?, lender = ?, sender = ?, line = ?, words = ?"
                                + " WHERE house = ? AND id = ? IF received_at = null",
                        message.at(),
                        message.channel().name(),
                        lender == null ? null : lender.value(),
                        sealed(message.from(), message.id(), "sender"),
                        sealed(message.to(), message.id(), "line"),
                        sealed(message.text(), message.id(), "words"),
                        HOUSE,
                        message.id()))
                .thenApply(isNew -> {
                    if (isNew) {
                        kept.increment();
                    }
                    return Done.getInstance();
                });
    }

    @Override
    public CompletionStage<Waiting> waiting(int most) {
        return session.executeAsync(read("SELECT * FROM " + table + " WHERE house = ?", HOUSE))
                .thenCompose(page -> open(page, new ArrayList<>()))
                .thenApply(rows -> new Waiting(
                        rows.stream()
                                .sorted(Comparator.comparing(CassandraUnmatchedReplies::at)
                                        .thenComparing(CassandraUnmatchedReplies::id))
                                .limit(most)
                                .map(this::message)
                                .toList(),
                        rows.size()));
    }

    @Override
    public CompletionStage<Optional<InboundMessage>> find(ReplyId id) {
        return session.executeAsync(read("SELECT * FROM " + table + " WHERE house = ? AND id = ?", HOUSE, id.value()))
                .thenApply(page -> Optional.ofNullable(page.one())
                        .filter(CassandraUnmatchedReplies::isOpen)
                        .map(this::message));
    }

    @Override
    public CompletionStage<Boolean> close(ReplyId id, Closing closing) {
        DebtorKey debtor = closing.debtor();
        return session.executeAsync(read("SELECT * FROM " + table + " WHERE house = ? AND id = ?", HOUSE, id.value()))
                .thenCompose(page -> {
                    Row row = page.one();
                    return row == null || !isOpen(row)
                            ? CompletableFuture.completedStage(false)
                            : apply(closed(row, closing));
                })
                .thenApply(isClosed -> {
                    if (isClosed) {
                        (debtor == null ? dismissed : assigned).increment();
                    }
                    return isClosed;
                });
    }

    /** Everything is written again, to be forgotten together. */
    private SimpleStatement closed(Row row, Closing closing) {
        DebtorKey debtor = closing.debtor();
        return SimpleStatement.newInstance(
                "UPDATE " + table + " USING TTL " + REMEMBERED.toSeconds()
                        + " SET received_at = ?, channel = ?, lender = ?, sender = null, line = null, words = null,"
                        + " closed_at = ?, closed_by = ?, reason = ?, debtor = ?"
                        + " WHERE house = ? AND id = ? IF received_at != null AND closed_at = null",
                at(row),
                row.getString("channel"),
                row.getString("lender"),
                closing.at(),
                closing.by().value(),
                closing.reason(),
                debtor == null ? null : debtor.entityId(),
                HOUSE,
                id(row));
    }

    private InboundMessage message(Row row) {
        String lender = row.getString("lender");
        return new InboundMessage(
                id(row),
                Channel.valueOf(Objects.requireNonNull(row.getString("channel"))),
                lender == null ? null : new LenderId(lender),
                unsealed(row, "sender"),
                unsealed(row, "line"),
                unsealed(row, "words"),
                at(row),
                null);
    }

    private ByteBuffer sealed(String text, String id, String column) {
        return ByteBuffer.wrap(cipher.seal(text, place(id, column)));
    }

    private String unsealed(Row row, String column) {
        ByteBuffer sealed = Objects.requireNonNull(row.getByteBuffer(column)).duplicate();
        byte[] bytes = new byte[sealed.remaining()];
        sealed.get(bytes);
        return cipher.unseal(bytes, place(id(row), column));
    }

    private static String place(String id, String column) {
        return "unmatched_reply/" + column + "/" + id;
    }

    private static boolean isOpen(Row row) {
        return row.getInstant("received_at") != null && row.getInstant("closed_at") == null;
    }

    private static Instant at(Row row) {
        return Objects.requireNonNull(row.getInstant("received_at"));
    }

    private static String id(Row row) {
        return Objects.requireNonNull(row.getString("id"));
    }

    private static CompletionStage<List<Row>> open(AsyncResultSet page, List<Row> rows) {
        page.currentPage().forEach(row -> {
            if (isOpen(row)) {
                rows.add(row);
            }
        });
        return page.hasMorePages()
                ? page.fetchNextPage().thenCompose(next -> open(next, rows))
                : CompletableFuture.completedStage(rows);
    }

    private static SimpleStatement read(String cql, Object... values) {
        return SimpleStatement.newInstance(cql, values)
                .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                .setIdempotent(true);
    }

    private CompletionStage<Boolean> apply(SimpleStatement statement) {
        return session.executeAsync(statement
                        .setConsistencyLevel(DefaultConsistencyLevel.QUORUM)
                        .setSerialConsistencyLevel(DefaultConsistencyLevel.SERIAL)
                        .setIdempotent(false))
                .thenApply(AsyncResultSet::wasApplied);
    }
}
