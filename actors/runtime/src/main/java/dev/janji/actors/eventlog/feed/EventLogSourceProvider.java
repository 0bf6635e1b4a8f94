package dev.janji.actors.eventlog.feed;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.NotUsed;
import org.apache.pekko.projection.javadsl.SourceProvider;
import org.apache.pekko.stream.javadsl.Source;

/**
 * One slice of the log as the source of a Pekko projection. An envelope is a row, that is a commit: its offset is its position, so a stored offset
 * never stands in the middle of what was committed together. Immutable.
 */
public final class EventLogSourceProvider extends SourceProvider<Long, LoggedRow> {
    private final EventLogSource log;
    private final int slice;

    public EventLogSourceProvider(EventLogSource log, int slice) {
        this.log = log;
        this.slice = slice;
    }

    @Override
    public CompletionStage<Source<LoggedRow, NotUsed>> source(Supplier<CompletionStage<Optional<Long>>> offset) {
        return offset.get().thenApply(position -> log.rows(slice, position.orElse(0L) + 1));
    }

    @Override
    public Long extractOffset(LoggedRow row) {
        return row.position();
    }

    @Override
    public long extractCreationTime(LoggedRow row) {
        return row.row().at().toEpochMilli();
    }
}
