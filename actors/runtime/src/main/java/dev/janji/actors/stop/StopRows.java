package dev.janji.actors.stop;

import com.datastax.oss.driver.api.core.cql.Row;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A stop as it stands in the table. Stateless. */
final class StopRows {
    private StopRows() {}

    /** The columns that say what a stop halts. @param lender null for every lender. @param subject null for a whole lender */
    record Columns(
            String kind, @Nullable String lender, @Nullable String subject) {
        static Columns of(StopScope scope) {
            LenderId lender = scope.lender();
            String id = lender == null ? null : lender.value();
            return scope.match(new StopScope.Cases<>() {
                @Override
                public Columns wholeLender(StopScope.WholeLender whole) {
                    return new Columns("lender", id, null);
                }

                @Override
                public Columns ofChannel(StopScope.OfChannel of) {
                    return new Columns("channel", id, of.channel().name());
                }

                @Override
                public Columns ofTemplate(StopScope.OfTemplate of) {
                    return new Columns("template", id, of.template());
                }

                @Override
                public Columns ofStrategy(StopScope.OfStrategy of) {
                    return new Columns("strategy", id, of.strategy());
                }

                @Override
                public Columns ofDesk(StopScope.OfDesk of) {
                    return new Columns("desk", id, of.desk().value());
                }
            });
        }
    }

    /** @throws IllegalStateException when a newer release wrote a kind that this one does not know: then nothing of it may be guessed */
    static LoggedStop read(Row row) {
        Stop stop = new Stop(
                new StopId(text(row, "id")),
                scope(row),
                text(row, "reason"),
                new PersonId(text(row, "author")),
                instant(row, "placed_at"));
        return new LoggedStop(
                stop,
                row.isNull("lifted_at")
                        ? null
                        : new LoggedStop.Lifting(
                                instant(row, "lifted_at"),
                                new PersonId(text(row, "lifted_by")),
                                text(row, "lifting_reason")));
    }

    private static StopScope scope(Row row) {
        String id = row.getString("lender");
        LenderId lender = id == null ? null : new LenderId(id);
        return switch (text(row, "kind")) {
            case "lender" -> new StopScope.WholeLender(new LenderId(text(row, "lender")));
            case "channel" -> new StopScope.OfChannel(lender, Channel.valueOf(text(row, "subject")));
            case "template" -> new StopScope.OfTemplate(lender, text(row, "subject"));
            case "strategy" -> new StopScope.OfStrategy(lender, text(row, "subject"));
            case "desk" -> new StopScope.OfDesk(new DeskId(text(row, "subject")));
            default ->
                throw new IllegalStateException(
                        "Expected a kind of stop that this release knows, but got " + row.getString("kind"));
        };
    }

    private static String text(Row row, String column) {
        return Objects.requireNonNull(row.getString(column), column);
    }

    private static Instant instant(Row row, String column) {
        return Objects.requireNonNull(row.getInstant(column), column);
    }
}
