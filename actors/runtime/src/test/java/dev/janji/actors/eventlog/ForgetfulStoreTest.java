package dev.janji.actors.eventlog;

import static dev.janji.actors.eventlog.SimulatedOwner.SLICE;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.eventlog.SimulatedStore.Fate;
import dev.janji.actors.eventlog.SimulatedStore.Kind;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A store that is killed before its next sync, or only seems to be: nothing is written behind a hole, and no slice is given up for nothing. */
class ForgetfulStoreTest {
    private static final String ID = "Debtor|bank~1";
    private static final Fate LOST = new Fate(-1, 5, false);

    private final SimulatedWorld world = new SimulatedWorld(1);
    private final SimulatedStore store = new SimulatedStore(world, SimulatedStore.Witness.NOBODY);
    private final SimulatedOwner owner =
            new SimulatedOwner("owner", world, store, SliceLogModel.settings("owner"), Guards.ALL);

    @BeforeEach
    void shouldHaveAFirstEvent() {
        claim();
        owner.append(ID, 1, "1");
        run(50);
    }

    private void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    private void claim() {
        CompletableFuture<Done> claim = owner.claim();
        run(50);
        assertThat(claim).isCompleted();
    }

    private void demandGivenUp(CompletableFuture<Done> append) {
        assertThat(append).isCompletedExceptionally();
        assertThat(owner.losses).isOne();
        assertThat(store.rows(SLICE)).hasSize(1);
        claim();
        CompletableFuture<Recovered> recovery = owner.recover(ID, 0);
        run(50);
        assertThat(recovery.join().highest()).isZero();
    }

    @Test
    void shouldWriteNothingBehindAHoleWhenNothingWasOnItsWay() {
        store.forgetNewest(SLICE);
        CompletableFuture<Done> next = owner.append(ID, 2, "2");
        run(50);
        demandGivenUp(next);
    }

    @Test
    void shouldOfferNothingAgainBehindAHole() {
        store.script(Kind.COMMIT, LOST);
        CompletableFuture<Done> next = owner.append(ID, 2, "2");
        run(3);
        store.rows(SLICE).pollLastEntry();
        run(1_000);
        demandGivenUp(next);
    }

    @Test
    void shouldGoOnWhenTheStoreHasEverything() {
        store.disrupted();
        CompletableFuture<Done> next = owner.append(ID, 2, "2");
        run(50);
        assertThat(next).isCompleted();
        assertThat(store.count(Kind.READ_SERIAL)).as("looks back once").isOne();
    }

    @Test
    void shouldKeepTheSliceWhenALateAnswerSettlesTheRowWhileItLooksBack() {
        // given: the first attempt is answered after its bound, the second is lost, and then the look back takes long
        store.script(Kind.COMMIT, new Fate(1, 1_300, true), LOST);
        store.script(Kind.READ_SERIAL, new Fate(1, 1_000, true));
        CompletableFuture<Done> late = owner.append(ID, 2, "2");
        run(1_250);
        assertThat(store.count(Kind.COMMIT))
                .as("offers: fence, first event, twice this one")
                .isEqualTo(4);
        assertThat(store.count(Kind.READ_SERIAL)).as("is looking back").isOne();
        // when
        CompletableFuture<Done> behind = owner.append("Debtor|bank~2", 1, "other");
        run(1_500);
        // then
        assertThat(late).as("its caller was told that it is not known").isCompletedExceptionally();
        assertThat(owner.losses).isZero();
        assertThat(store.rows(SLICE)).hasSizeGreaterThanOrEqualTo(3);
        CompletableFuture<Done> next = owner.append(ID, 3, "3");
        run(50);
        assertThat(next).isCompleted();
        assertThat(behind).isDone();
    }
}
