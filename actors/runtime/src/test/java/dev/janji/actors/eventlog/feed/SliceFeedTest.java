package dev.janji.actors.eventlog.feed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.Checkpoint;
import dev.janji.actors.eventlog.EventLogStore;
import dev.janji.actors.eventlog.HistoryRow;
import dev.janji.actors.eventlog.LogRow;
import dev.janji.actors.eventlog.RowsDeleted;
import dev.janji.actors.eventlog.SnapshotRows;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One slice's feed by hand: time moves when the test says so. */
class SliceFeedTest {

    private static final FeedSettings SETTINGS = new FeedSettings(
            4, 4 * 610, Duration.ofMillis(20), Duration.ofMillis(80), Duration.ofSeconds(1), Duration.ofSeconds(1));

    private final Rows store = new Rows();
    private final List<Later> later = new ArrayList<>();
    private final SliceFeed feed =
            new SliceFeed(3, store, SETTINGS, (after, step) -> later.add(new Later(after, step)));

    private record Later(Duration after, Runnable step) {}

    private static LogRow row(long position) {
        return new LogRow(
                3,
                position,
                1,
                new UUID(3, position),
                1,
                Instant.EPOCH,
                ByteString.EMPTY,
                ByteString.EMPTY,
                ByteString.copyFrom(new byte[10]));
    }

    private void write(int rows) {
        for (int i = 0; i < rows; i++) {
            store.rows.add(row(store.rows.size() + 1L));
        }
    }

    private LogRow commit() {
        write(1);
        LogRow row = store.rows.get(store.rows.size() - 1);
        feed.committed(row);
        return row;
    }

    /** Runs what is due next. @return how long it had waited */
    private Duration tick() {
        Later next = later.remove(0);
        next.step().run();
        return next.after();
    }

    private static List<Long> positions(CompletionStage<List<LoggedRow>> answer) {
        CompletableFuture<List<LoggedRow>> future = answer.toCompletableFuture();
        assertThat(future).isDone();
        return future.join().stream().map(LoggedRow::position).toList();
    }

    @Test
    void shouldReadWhatIsThereInPortionsAndThenWait() {
        write(6);
        SliceFeed.Reader reader = feed.open(1);
        assertThat(positions(reader.read())).containsExactly(1L, 2L, 3L, 4L);
        assertThat(positions(reader.read())).containsExactly(5L, 6L);
        assertThat(reader.read().toCompletableFuture()).isNotDone();
    }

    @Test
    void shouldHandOnWhatTheOwnerCommitsWithoutAskingTheStore() {
        write(2);
        SliceFeed.Reader reader = feed.open(3);
        CompletionStage<List<LoggedRow>> answer = reader.read();
        int reads = store.reads;
        commit();
        assertThat(positions(answer)).containsExactly(3L);
        commit();
        commit();
        assertThat(positions(reader.read())).containsExactly(4L, 5L);
        assertThat(store.reads).isEqualTo(reads);
    }

    @Test
    void shouldServeAllWhoWaitWithOneRead() {
        write(2);
        List<CompletionStage<List<LoggedRow>>> answers = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            answers.add(feed.open(3).read());
        }
        int reads = store.reads;
        write(2);
        tick();
        assertThat(store.reads).isEqualTo(reads + 1);
        answers.forEach(answer -> assertThat(positions(answer)).containsExactly(3L, 4L));
    }

    @Test
    void shouldLookLessOftenWhileNothingComesAndOftenAgainWhenSomethingDoes() {
        SliceFeed.Reader reader = feed.open(1);
        CompletionStage<List<LoggedRow>> answer = reader.read();
        assertThat(List.of(tick(), tick(), tick(), tick()))
                .containsExactly(
                        Duration.ofMillis(20), Duration.ofMillis(40), Duration.ofMillis(80), Duration.ofMillis(80));
        write(1);
        tick();
        assertThat(positions(answer)).containsExactly(1L);
        assertThat(reader.read().toCompletableFuture()).isNotDone();
        assertThat(tick()).isEqualTo(Duration.ofMillis(20));
    }

    @Test
    void shouldReadWhatItDidNotHearOf() {
        SliceFeed.Reader reader = feed.open(1);
        CompletionStage<List<LoggedRow>> answer = reader.read();
        write(3);
        commit();
        assertThat(answer.toCompletableFuture())
                .as("rows 1 to 3 were another node's")
                .isNotDone();
        later.get(later.size() - 1).step().run();
        assertThat(positions(answer)).containsExactly(1L, 2L, 3L, 4L);
    }

    @Test
    void shouldReadForItselfWhatIsNoLongerInMemory() {
        SliceFeed.Reader first = feed.open(1);
        first.read();
        for (int i = 0; i < 10; i++) {
            commit();
        }
        int reads = store.reads;
        SliceFeed.Reader late = feed.open(3);
        assertThat(positions(late.read())).containsExactly(3L, 4L, 5L, 6L);
        assertThat(store.reads).isEqualTo(reads + 1);
        assertThat(positions(late.read())).containsExactly(7L, 8L, 9L, 10L);
        assertThat(store.reads).as("these fit into memory").isEqualTo(reads + 1);
    }

    @Test
    void shouldTellWhoWaitsThatItsRowsAreDeletedAndOutliveAStoreThatIsAway() {
        CompletionStage<List<LoggedRow>> answer = feed.open(1).read();
        store.failure = new IllegalStateException("away");
        tick();
        assertThat(answer.toCompletableFuture()).isNotDone();
        store.failure = new RowsDeleted(3, 1, 9);
        tick();
        assertThatThrownBy(() -> answer.toCompletableFuture().join()).hasCauseInstanceOf(RowsDeleted.class);
        assertThat(later).as("nobody waits any more").isEmpty();
    }

    @Test
    void shouldStopLookingWhenNobodyWaits() {
        SliceFeed.Reader reader = feed.open(1);
        reader.read();
        reader.close();
        tick();
        assertThat(later).isEmpty();
        assertThat(store.reads).isEqualTo(1);
    }

    /** Whatever happens in whatever order, every reader gets every row once, in order. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19, 20})
    void shouldGiveEveryReaderEveryRowOnceInOrder(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        List<Following> readers = new ArrayList<>();
        for (int step = 0; step < 2_000; step++) {
            switch (random.nextInt(7)) {
                case 0 -> write(1 + random.nextInt(3));
                case 1, 2 -> commit();
                case 3 -> readers.add(new Following(1 + random.nextInt(store.rows.size() + 1)));
                case 4 -> store.failure = random.nextBoolean() ? new IllegalStateException("away") : null;
                default -> {
                    if (!later.isEmpty()) {
                        later.remove(random.nextInt(later.size())).step().run();
                    }
                }
            }
            readers.forEach(Following::go);
        }
        store.failure = null;
        for (int i = 0; i < 1_000 && !later.isEmpty(); i++) {
            tick();
            readers.forEach(Following::go);
        }
        readers.forEach(reader -> {
            reader.go();
            assertThat(reader.broken).as("seed %d", seed).isFalse();
            assertThat(reader.next).as("seed %d", seed).isEqualTo(store.rows.size() + 1L);
        });
    }

    /** A reader and what it has seen. */
    private final class Following {
        private final SliceFeed.Reader reader;
        private CompletionStage<List<LoggedRow>> answer;
        private long next;
        private boolean broken;

        Following(long from) {
            this.reader = feed.open(from);
            this.next = from;
        }

        void go() {
            while (true) {
                if (answer == null) {
                    answer = reader.read();
                }
                CompletableFuture<List<LoggedRow>> future = answer.toCompletableFuture();
                if (!future.isDone()) {
                    return;
                }
                if (future.isCompletedExceptionally()) {
                    answer = null;
                    return;
                }
                for (LoggedRow row : future.join()) {
                    broken |= row.position() != next;
                    next = row.position() + 1;
                }
                answer = null;
            }
        }
    }

    /** A store that answers at once. */
    private static final class Rows implements EventLogStore {
        private final List<LogRow> rows = new ArrayList<>();
        private RuntimeException failure;
        private int reads;

        @Override
        public CompletionStage<List<LogRow>> read(int slice, long from, int limit) {
            reads++;
            if (failure != null) {
                return CompletableFuture.failedStage(failure);
            }
            return CompletableFuture.completedStage(
                    rows.stream().skip(from - 1).limit(limit).toList());
        }

        @Override
        public CompletionStage<Standing> commit(LogRow row) {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }

        @Override
        public CompletionStage<Optional<LogRow>> readSerial(int slice, long position) {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }

        @Override
        public CompletionStage<Checkpoint> checkpoint(int slice) {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }

        @Override
        public CompletionStage<Checkpoint> moveCheckpoint(int slice, Checkpoint expected, Checkpoint next) {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }

        @Override
        public CompletionStage<Done> flush(List<HistoryRow> rows) {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }

        @Override
        public CompletionStage<List<HistoryRow>> history(int slice, String persistenceId, long from) {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }

        @Override
        public CompletionStage<Long> highest(int slice, String persistenceId) {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }

        @Override
        public SnapshotRows snapshots() {
            throw new AssertionError("Expected only reads of rows, but got another call");
        }
    }
}
