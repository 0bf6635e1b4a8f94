package dev.janji.actors.eventlog;

import static dev.janji.actors.eventlog.SimulatedOwner.SLICE;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.protobuf.ByteString;
import dev.janji.actors.eventlog.SimulatedStore.Fate;
import dev.janji.actors.eventlog.SimulatedStore.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;

/** The named fears, one by one, in virtual time. */
class SliceLogTest {
    private static final String ID = "Debtor|bank~1";
    private static final String OTHER = "Debtor|bank~2";
    private static final Fate LOST = new Fate(-1, 5, false);

    private final SimulatedWorld world = new SimulatedWorld(1);
    private final SliceBooks books = new SliceBooks(world);
    private final SimulatedStore store = new SimulatedStore(world, books);
    private final SimulatedOwner a = owner("A");
    private final SimulatedOwner b = owner("B");

    SliceLogTest() {
        books.watch(store);
    }

    private SimulatedOwner owner(String name) {
        return new SimulatedOwner(name, world, store, SliceLogModel.settings(name), Guards.ALL);
    }

    private void run(long millis) {
        world.run(Duration.ofMillis(millis));
    }

    private void claimed(SimulatedOwner owner) {
        CompletableFuture<Done> claim = owner.claim();
        run(50);
        assertThat(claim).isCompleted();
    }

    private List<String> payloads(CompletableFuture<Recovered> recovery) {
        run(50);
        assertThat(recovery).isCompleted();
        Recovered recovered = recovery.join();
        return recovered.events(recovered.from(), Long.MAX_VALUE).stream()
                .map(event -> event.payload().toStringUtf8())
                .toList();
    }

    @Test
    void shouldCommitWhatArrivesMeanwhileAsOneRow() {
        // given
        claimed(a);
        // when
        List<CompletableFuture<Done>> acks = new ArrayList<>();
        for (int i = 0; i < 600; i++) {
            acks.add(a.append("Debtor|bank~" + i, 1, "A " + i));
        }
        run(50);
        // then
        assertThat(acks).allSatisfy(ack -> assertThat(ack).isCompleted());
        assertThat(store.rows(SLICE).values()).extracting(LogRow::count).containsExactly(1, 512, 88);
    }

    @Test
    void shouldKeepARowWithinItsBytes() {
        claimed(a);
        for (int i = 0; i < 5; i++) {
            a.append("Debtor|bank~" + i, 1, "x".repeat(30_000));
        }
        run(50);
        assertThat(store.rows(SLICE).values()).extracting(LogRow::count).containsExactly(1, 2, 2, 1);
    }

    @Test
    void shouldRefuseWhatCanNeverBeOneRow() {
        byte[] large = new byte[EventLogSettings.MOST_BYTES + 1];
        assertThatThrownBy(() -> Append.events(ID, 1, List.of(large), new CompletableFuture<>()))
                .isInstanceOf(EventTooLarge.class)
                .hasMessageContaining("Expected at most 512 events of 65536 bytes");
    }

    @Test
    void shouldDoNothingOutsideAClaim() {
        CompletableFuture<Done> append = a.append(ID, 1, "A 1");
        CompletableFuture<Recovered> recovery = a.recover(ID, 0);
        run(50);
        assertThat(append).isCompletedExceptionally();
        assertThat(recovery).isCompletedExceptionally();
        assertThat(store.rows(SLICE)).isEmpty();
    }

    @Test
    void shouldSettleARowThatLandsLongAfterItsTimeout() {
        // given: the first attempt lands after 1.5 s, and all others are lost until then
        claimed(a);
        store.script(Kind.COMMIT, new Fate(1_500, 5, false));
        for (int i = 0; i < 12; i++) {
            store.script(Kind.COMMIT, LOST);
        }
        // when
        CompletableFuture<Done> append = a.append(ID, 1, "A 1");
        CompletableFuture<Done> behind = a.append(OTHER, 1, "A 2");
        run(1_150);
        CompletableFuture<Recovered> recovery = a.recover(ID, 0);
        run(200);
        // then: the caller was failed after the bound, and a recovery waits
        assertThat(append).isCompletedExceptionally();
        assertThat(behind).isCompletedExceptionally();
        assertThat(recovery).isNotDone();
        run(1_000);
        assertThat(payloads(recovery)).containsExactly("A 1");
        assertThat(a.append(ID, 2, "A 3")).satisfies(next -> {
            run(50);
            assertThat(next).isCompleted();
        });
        books.demandAll();
    }

    @Test
    void shouldKnowItsOwnRowWhateverTheAnswerWas() {
        claimed(a);
        store.script(Kind.COMMIT, new Fate(1, 5, false));
        CompletableFuture<Done> append = a.append(ID, 1, "A 1");
        run(100);
        assertThat(append).isCompleted();
        assertThat(store.rows(SLICE)).hasSize(2);
    }

    @Test
    void shouldComeBackToItsFirstOwner() {
        // given
        claimed(a);
        a.append(ID, 1, "A 1");
        run(50);
        // when: B owns it for a while, and A does not hear of it
        claimed(b);
        assertThat(payloads(b.recover(ID, 0))).containsExactly("A 1");
        b.append(ID, 2, "B 1");
        run(50);
        CompletableFuture<Done> zombie = a.append(ID, 2, "A 2");
        run(50);
        assertThat(zombie).isCompletedExceptionally();
        assertThat(a.losses).isEqualTo(1);
        claimed(a);
        // then
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 1", "B 1");
        assertThat(a.append(ID, 3, "A 3")).satisfies(next -> {
            run(50);
            assertThat(next).isCompleted();
        });
        assertThat(store.rows(SLICE).lastEntry().getValue().epoch()).isEqualTo(3);
        books.demandAll();
    }

    @Test
    void shouldClaimAgainWhenASecondClaimFindsAnotherOwner() {
        claimed(a);
        claimed(b);
        claimed(a);
        assertThat(books.last().epoch()).isEqualTo(3);
        claimed(a);
        assertThat(books.last().epoch()).as("still the owner: no new fence").isEqualTo(3);
    }

    @Test
    void shouldGiveEveryClaimItsOwnEpochWhenTwoClaimAtOnce() {
        CompletableFuture<Done> one = a.claim();
        CompletableFuture<Done> other = b.claim();
        run(100);
        assertThat(one).isCompleted();
        assertThat(other).isCompleted();
        assertThat(store.rows(SLICE).values()).extracting(LogRow::epoch).containsExactly(1L, 2L);
    }

    @Test
    void shouldAckNothingAfterItsFence() {
        // given
        claimed(a);
        a.append(ID, 1, "A 1");
        run(50);
        // when
        a.sleep();
        CompletableFuture<Done> late = a.append(ID, 2, "A 2");
        CompletableFuture<Recovered> stale = a.recover(OTHER, 0);
        claimed(b);
        run(11_000);
        a.wake();
        run(100);
        // then
        assertThat(late).isCompletedExceptionally();
        assertThat(stale).isCompletedExceptionally();
        assertThat(a.losses).isEqualTo(1);
    }

    @Test
    void shouldProveItsOwnershipBeforeARecoveryWhenItIsOld() {
        claimed(a);
        run(5_000);
        assertThat(payloads(a.recover(ID, 0))).isEmpty();
        assertThat(store.count(Kind.READ_SERIAL)).isEqualTo(1);
        assertThat(payloads(a.recover(OTHER, 0))).isEmpty();
        assertThat(store.count(Kind.READ_SERIAL)).as("still young").isEqualTo(1);
    }

    @Test
    void shouldNotTakeTheLateAnswerOfItsRowForAProofThatItStillIsTheOwner() {
        // given: a row that is stored without its owner hearing of it, and an owner that stands still past another
        // one's fence
        claimed(a);
        store.script(Kind.COMMIT, new Fate(1, 5, false));
        a.append(ID, 1, "A 1");
        run(10);
        a.sleep();
        claimed(b);
        CompletableFuture<Done> next = b.append(ID, 2, "B 2");
        run(3_000);
        assertThat(next).isCompleted();
        // when: it offers its row again and finds it there
        a.wake();
        run(10);
        CompletableFuture<Recovered> recovery = a.recover(ID, 0);
        run(50);
        // then: it does not tell of one event, as if nobody had written since
        assertThat(recovery).isCompletedExceptionally();
        assertThat(payloads(b.recover(ID, 0))).containsExactly("A 1", "B 2");
    }

    @Test
    void shouldNotBeDisturbedByTheLateFlushOfAnOldOwner() {
        // given: A's flush is under way for five seconds
        claimed(a);
        a.append(ID, 1, "A 1", "A 2");
        run(50);
        store.script(Kind.FLUSH, new Fate(5_000, 5_000, true));
        run(1_000);
        // when
        claimed(b);
        b.append(ID, 3, "B 1");
        run(2_000);
        Checkpoint before = store.checkpoints.get(SLICE);
        run(5_000);
        // then
        assertThat(before.epoch()).isEqualTo(2);
        assertThat(store.checkpoints.get(SLICE)).isEqualTo(before);
        assertThat(payloads(b.recover(ID, 0))).containsExactly("A 1", "A 2", "B 1");
        b.crash();
        claimed(b);
        assertThat(payloads(b.recover(ID, 2))).containsExactly("A 2", "B 1");
    }

    @Test
    void shouldRecoverWhileItsTailIsFlushed() {
        // given
        claimed(a);
        a.append(ID, 1, "A 1");
        run(1_500);
        store.script(Kind.FLUSH, new Fate(300, 2_000, true));
        a.append(ID, 2, "A 2");
        run(50);
        // when
        a.append(ID, 3, "A 3");
        run(50);
        assertThat(store.hasInHistory(ID, 2)).isFalse();
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 1", "A 2", "A 3");
        run(600);
        // then: the flush has happened, and nobody knows yet
        assertThat(store.hasInHistory(ID, 2)).isTrue();
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 1", "A 2", "A 3");
        run(5_000);
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 1", "A 2", "A 3");
    }

    @Test
    void shouldReadTheNextNumberOfAStrangerFromItsHistory() {
        // given
        claimed(a);
        a.append(ID, 1, "A 1", "A 2");
        run(2_000);
        a.crash();
        claimed(a);
        int before = store.count(Kind.HIGHEST);
        // when
        CompletableFuture<Done> wrong = a.append(ID, 2, "A 3");
        CompletableFuture<Done> right = a.append(ID, 3, "A 4");
        run(50);
        // then
        assertThat(wrong).isCompletedExceptionally();
        assertThat(right).isCompleted();
        assertThat(store.count(Kind.HIGHEST)).isEqualTo(before + 1);
        assertThatThrownBy(wrong::join)
                .hasCauseInstanceOf(OutOfSequence.class)
                .hasMessageContaining("Expected sequence number 3 to be written next, but got 2");
    }

    @Test
    void shouldRecoverWithOneStatementOrNone() {
        claimed(a);
        a.append(ID, 1, "A 1", "A 2");
        run(50);
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 1", "A 2");
        assertThat(store.count(Kind.HISTORY)).isZero();
        run(2_000);
        a.crash();
        claimed(a);
        assertThat(payloads(a.recover(ID, 1))).containsExactly("A 1", "A 2");
        assertThat(store.count(Kind.HISTORY)).isEqualTo(1);
        assertThat(store.count(Kind.HIGHEST)).as("only before the first event").isEqualTo(1);
    }

    @Test
    void shouldDeleteWithoutForgettingTheHighestNumber() {
        // given
        claimed(a);
        a.append(ID, 1, "A 1", "A 2");
        CompletableFuture<Done> some = a.delete(ID, 1);
        run(50);
        assertThat(some).isCompleted();
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 2");
        run(2_000);
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 2");
        // when
        CompletableFuture<Done> all = a.delete(ID, Long.MAX_VALUE);
        CompletableFuture<Done> nothing = a.delete(OTHER, 5);
        run(50);
        // then
        assertThat(all).isCompleted();
        assertThat(nothing).isCompleted();
        for (int life = 0; life < 3; life++) {
            CompletableFuture<Recovered> recovery = a.recover(ID, 0);
            assertThat(payloads(recovery)).isEmpty();
            assertThat(recovery.join().highest()).isEqualTo(2);
            a.crash();
            claimed(a);
            run(2_000);
        }
        CompletableFuture<Done> next = a.append(ID, 3, "A 3");
        run(50);
        assertThat(next).isCompleted();
        assertThat(payloads(a.recover(ID, 0))).containsExactly("A 3");
    }

    @Test
    void shouldReadOnlyTheLogBehindItsCheckpointWhenItBegins() {
        // given
        claimed(a);
        for (int i = 1; i <= 100; i++) {
            a.append(ID, i, "A " + i);
            run(10);
        }
        run(2_000);
        a.append(ID, 101, "A 101");
        run(50);
        long checkpoint = store.checkpoints.get(SLICE).position();
        int before = store.count(Kind.READ);
        // when
        claimed(b);
        // then
        assertThat(checkpoint).isGreaterThanOrEqualTo(101);
        assertThat(store.count(Kind.READ)).isEqualTo(before + 1);
        assertThat(payloads(b.recover(ID, 100))).containsExactly("A 100", "A 101");
    }

    @Test
    void shouldCommitNoMoreThanItsMemoryHolds() {
        // given: the history takes nothing for three seconds
        claimed(a);
        for (int i = 0; i < 200; i++) {
            store.script(Kind.FLUSH, LOST);
        }
        List<CompletableFuture<Done>> acks = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            acks.add(a.append("Debtor|bank~" + i, 1, "x".repeat(30_000)));
        }
        // when
        run(3_000);
        // then
        long stored =
                acks.stream().filter(ack -> !ack.isCompletedExceptionally()).count();
        assertThat(stored).isBetween(5L, 8L);
        assertThat(acks).allSatisfy(ack -> assertThat(ack).isDone());
        run(60_000);
        CompletableFuture<Done> after = a.append("Debtor|bank~19", 1, "A again");
        run(100);
        assertThat(after).isCompleted();
    }

    @Test
    void shouldRefuseALogThatWasAltered() {
        // given
        claimed(a);
        a.append(ID, 1, "A 1");
        run(50);
        LogRow row = store.rows(SLICE).get(2L);
        store.rows(SLICE)
                .put(
                        2L,
                        new LogRow(
                                SLICE,
                                2,
                                row.epoch(),
                                row.commitId(),
                                row.count(),
                                row.at(),
                                row.previousHash(),
                                row.hash(),
                                row.batch().concat(ByteString.copyFrom(new byte[] {66, 0}))));
        // when
        CompletableFuture<Done> claim = b.claim();
        run(100);
        // then
        assertThatThrownBy(claim::join).hasCauseInstanceOf(BrokenLog.class);
    }

    @Test
    void shouldRefuseAHistoryWithAHole() {
        // given
        claimed(a);
        a.append(ID, 1, "A 1");
        run(2_000);
        a.append(ID, 2, "A 2");
        run(2_000);
        store.history.get(ID).remove(1L);
        // when
        CompletableFuture<Recovered> recovery = a.recover(ID, 0);
        run(50);
        // then
        assertThatThrownBy(() -> recovery.join().events(1, Long.MAX_VALUE))
                .isInstanceOf(BrokenLog.class)
                .hasMessageContaining("Expected event 1 before event 2");
    }

    @Test
    void shouldFailWhoeverWaitsTooLongForAnOwner() {
        // given
        for (int i = 0; i < 100; i++) {
            store.script(Kind.CHECKPOINT, LOST);
        }
        a.claim();
        run(10);
        // when
        CompletableFuture<Done> append = a.append(ID, 1, "A 1");
        run(1_200);
        // then
        assertThat(append).isCompletedExceptionally();
        assertThatThrownBy(append::join).hasMessageContaining("it could not be claimed in time");
    }

    @Test
    void shouldLeaveNothingBehindWhenItIsReleased() {
        // given
        claimed(a);
        CompletableFuture<Done> append = a.append(ID, 1, "A 1");
        CompletableFuture<Done> release = a.release();
        // when
        run(200);
        // then
        assertThat(append).isCompleted();
        assertThat(release).isCompleted();
        assertThat(store.checkpoints.get(SLICE)).isEqualTo(new Checkpoint(1, 2));
        assertThat(a.append(ID, 2, "A 2")).satisfies(late -> {
            run(50);
            assertThat(late).isCompletedExceptionally();
        });
        assertThat(a.losses).isZero();
        claimed(b);
        assertThat(payloads(b.recover(ID, 0))).containsExactly("A 1");
    }

    @Test
    void shouldClaimWithTheSameFenceWhateverBecameOfItsStatement() {
        store.script(Kind.COMMIT, new Fate(200, 5, false), LOST, LOST);
        claimedLate(a);
        assertThat(store.rows(SLICE)).hasSize(1);
    }

    private void claimedLate(SimulatedOwner owner) {
        CompletableFuture<Done> claim = owner.claim();
        run(2_000);
        assertThat(claim).isCompleted();
    }
}
