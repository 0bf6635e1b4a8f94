package dev.janji.actors.eventlog.feed;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.LogRow;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

/** The newest rows of a slice: without a gap, and no more than fit. */
class RecentRowsTest {

    private static final long EACH = row(1).memory();

    private static LoggedRow row(long position) {
        return new LoggedRow(new LogRow(
                3,
                position,
                1,
                new UUID(3, position),
                1,
                Instant.EPOCH,
                ByteString.EMPTY,
                ByteString.EMPTY,
                ByteString.copyFrom(new byte[10])));
    }

    private static List<LoggedRow> rows(long from, long to) {
        return LongStream.rangeClosed(from, to).mapToObj(RecentRowsTest::row).toList();
    }

    private static List<Long> positions(List<LoggedRow> rows) {
        return rows.stream().map(LoggedRow::position).toList();
    }

    @Test
    void theNewestAreKeptAsFarAsTheyFit() {
        RecentRows recent = new RecentRows(3 * EACH);
        rows(1, 10).forEach(recent::follow);

        assertThat(positions(recent.from(8, 64))).containsExactly(8L, 9L, 10L);
        assertThat(positions(recent.from(8, 2))).containsExactly(8L, 9L);
        assertThat(recent.from(7, 64)).isEmpty();
        assertThat(recent.from(11, 64)).isEmpty();
        assertThat(recent.endsBefore(11)).isTrue();
    }

    @Test
    void aRowThatIsTooLargeIsKeptUntilTheNextOne() {
        RecentRows recent = new RecentRows(1);
        recent.follow(row(1));
        recent.follow(row(2));

        assertThat(positions(recent.from(2, 64))).containsExactly(2L);
        assertThat(recent.from(1, 64)).isEmpty();
    }

    @Test
    void rowsThatOnlyOneReaderHasSeenAreNotPassedOverByAnother() {
        RecentRows recent = new RecentRows(100 * EACH);
        rows(1, 5).forEach(recent::follow);
        // Somebody has read 6 to 69 for himself, and found nothing behind them.
        recent.append(70, List.of());
        recent.follow(row(70));

        assertThat(recent.from(6, 64)).isEmpty();
        assertThat(positions(recent.from(70, 64))).containsExactly(70L);
    }

    @Test
    void whatItTellsBeginsWhereItWasAskedAndHasNoGap() {
        SplittableRandom random = new SplittableRandom(11);
        RecentRows recent = new RecentRows(20 * EACH);
        long written = 0;
        for (int i = 0; i < 50_000; i++) {
            long from = 1 + random.nextLong(written + 2);
            switch (random.nextInt(4)) {
                case 0 -> recent.follow(row(++written));
                case 1 -> written += random.nextInt(3);
                case 2 -> recent.append(from, rows(from, Math.min(written, from + random.nextInt(30))));
                default -> {
                    List<Long> told = positions(recent.from(from, 8));
                    assertThat(told)
                            .isEqualTo(LongStream.range(from, from + told.size())
                                    .boxed()
                                    .toList());
                    assertThat(told.size()).isLessThanOrEqualTo(8);
                    assertThat(from + told.size() - 1).isLessThanOrEqualTo(written);
                }
            }
        }
    }
}
