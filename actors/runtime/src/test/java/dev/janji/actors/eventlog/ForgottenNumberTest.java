package dev.janji.actors.eventlog;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A slice forgets the highest numbers of those who are at rest, and of nobody else. */
class ForgottenNumberTest {
    private static final String ID = "Debtor|bank~1";

    private final SimulatedWorld world = new SimulatedWorld(1);
    private final SliceBooks books = new SliceBooks(world);
    private final SimulatedStore store = new SimulatedStore(world, books);
    private final SimulatedOwner owner = new SimulatedOwner("A", world, store, SliceLogModel.settings("A"), Guards.ALL);

    @BeforeEach
    void claim() {
        books.watch(store);
        CompletableFuture<Done> claim = owner.claim();
        run(50);
        assertThat(claim).isCompleted();
    }

    private void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    /** More of them than the slice remembers, so that everything else at rest is forgotten. */
    private void recoverOthers() {
        for (int i = 2; i < 6; i++) {
            owner.recover("Debtor|bank~" + i, 1);
            run(50);
        }
    }

    @Test
    void shouldNotForgetWhoWritesThoughADeletionOfNothingCameFirst() {
        // given: both wait for the number to be read, and the deletion finds nothing to do
        CompletableFuture<Done> deletion = owner.delete(ID, 5);
        CompletableFuture<Done> ack = owner.append(ID, 1, "A 1");
        run(50);
        assertThat(deletion).isCompleted();
        assertThat(ack).isCompleted();
        // when
        recoverOthers();
        CompletableFuture<Recovered> recovery = owner.recover(ID, 1);
        run(50);
        // then
        assertThat(recovery.join().highest()).isEqualTo(1);
        CompletableFuture<Done> next = owner.append(ID, 2, "A 2");
        run(50);
        assertThat(next).isCompletedWithValue(Done.getInstance());
    }

    @Test
    void shouldReadItAgainAfterARest() {
        // given
        CompletableFuture<Done> ack = owner.append(ID, 1, "A 1");
        run(50);
        assertThat(ack).isCompleted();
        // when: it is in the history, and nobody has asked for it in two rounds
        run(5_000);
        int asked = store.count(SimulatedStore.Kind.HIGHEST);
        CompletableFuture<Done> next = owner.append(ID, 2, "A 2");
        run(50);
        // then
        assertThat(next).isCompletedWithValue(Done.getInstance());
        assertThat(store.count(SimulatedStore.Kind.HIGHEST)).isEqualTo(asked + 1);
    }
}
