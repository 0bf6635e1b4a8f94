package dev.janji.actors.eventlog;

import static dev.janji.actors.eventlog.SimulatedOwner.SLICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.eventlog.SimulatedStore.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

/** How fast a slice writes its history, in virtual time. */
class FlushPaceTest {
    private final SimulatedWorld world = new SimulatedWorld(1);
    private final SliceBooks books = new SliceBooks(world);
    private final SimulatedStore store = new SimulatedStore(world, books);
    private final SimulatedOwner owner = new SimulatedOwner("A", world, store, SliceLogModel.settings("A"), Guards.ALL);

    FlushPaceTest() {
        books.watch(store);
    }

    private void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    /** One event of each of many debtors, in most of the 64 buckets, and its flush just begun. */
    private void beginFlush() {
        owner.claim();
        run(50);
        for (int i = 0; i < 300; i++) {
            owner.append("Debtor|bank~" + i, 1, "A");
        }
        run(50);
        while (store.count(Kind.FLUSH) == 0) {
            run(10);
        }
    }

    @Test
    void shouldSpreadAFlushOverItsTime() {
        // given
        beginFlush();
        // when: the half of flush-over
        run(150);
        int half = store.count(Kind.FLUSH);
        run(300);
        // then
        int all = store.count(Kind.FLUSH);
        assertThat(all).isBetween(50, HistoryRow.BUCKETS);
        assertThat(half).isBetween(all / 4, all * 3 / 4);
        assertThat(store.checkpoints.get(SLICE).position()).isEqualTo(2);
    }

    @Test
    void shouldSpreadAFlushNoMoreWhenTheLogPresses() {
        // given
        beginFlush();
        // when: as many rows as start a flush
        for (int i = 0; i < 12; i++) {
            owner.append("Debtor|bank~other-" + i, 1, "A");
            run(5);
        }
        run(50);
        // then
        assertThat(store.checkpoints.get(SLICE).position()).isEqualTo(2);
    }

    @Test
    void shouldSpreadNoFlushThatALeavingOwnerWaitsFor() {
        // given
        beginFlush();
        // when
        CompletableFuture<Done> release = owner.release();
        run(150);
        // then
        assertThat(release).isCompleted();
    }
}
