package dev.janji.actors.eventlog.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.persistence.DeleteSnapshotSuccess;
import org.apache.pekko.persistence.DeleteSnapshotsSuccess;
import org.apache.pekko.persistence.SaveSnapshotFailure;
import org.apache.pekko.persistence.SaveSnapshotSuccess;
import org.apache.pekko.persistence.SelectedSnapshot;
import org.apache.pekko.persistence.SnapshotMetadata;
import org.apache.pekko.persistence.SnapshotProtocol;
import org.apache.pekko.persistence.SnapshotSelectionCriteria;
import org.apache.pekko.testkit.javadsl.TestKit;
import org.junit.jupiter.api.Test;
import scala.jdk.javaapi.OptionConverters;

/** The snapshot store, clause by clause. */
interface SnapshotContract extends JournalUnderTest {
    long ANY = Long.MAX_VALUE;

    private Object ask(Object message) {
        TestKit probe = journal().probe();
        journal().snapshots().tell(message, probe.getRef());
        return RunningJournal.next(probe);
    }

    private SnapshotMetadata save(SnapshotMetadata metadata, Object snapshot) {
        Object answer = ask(new SnapshotProtocol.SaveSnapshot(metadata, snapshot));
        assertThat(answer).isInstanceOf(SaveSnapshotSuccess.class);
        return ((SaveSnapshotSuccess) answer).metadata();
    }

    /** Five snapshots at 11 to 15. */
    private List<SnapshotMetadata> saveFive(String id) {
        List<SnapshotMetadata> saved = new ArrayList<>();
        for (int i = 1; i <= 5; i++) {
            saved.add(save(new SnapshotMetadata(id, i + 10, 1_000L * i), Note.of("state " + i)));
        }
        return saved;
    }

    private Optional<SelectedSnapshot> load(String id, SnapshotSelectionCriteria criteria, long to) {
        Object answer = ask(new SnapshotProtocol.LoadSnapshot(id, criteria, to));
        assertThat(answer).isInstanceOf(SnapshotProtocol.LoadSnapshotResult.class);
        SnapshotProtocol.LoadSnapshotResult result = (SnapshotProtocol.LoadSnapshotResult) answer;
        assertThat(result.toSequenceNr()).isEqualTo(to);
        return OptionConverters.toJava(result.snapshot());
    }

    private Optional<Object> latest(String id) {
        return load(id, SnapshotSelectionCriteria.latest(), ANY).map(SelectedSnapshot::snapshot);
    }

    private static SnapshotSelectionCriteria upTo(long number, long timestamp) {
        return SnapshotSelectionCriteria.create(number, timestamp);
    }

    @Test
    default void shouldLoadNoneWhenNoneWasSaved() {
        assertThat(latest(freshId())).isEmpty();
    }

    @Test
    default void shouldLoadTheMostRecentSnapshot() {
        String id = freshId();
        List<SnapshotMetadata> saved = saveFive(id);
        Optional<SelectedSnapshot> loaded = load(id, SnapshotSelectionCriteria.latest(), ANY);
        assertThat(loaded).map(SelectedSnapshot::snapshot).contains(Note.of("state 5"));
        assertThat(loaded).map(SelectedSnapshot::metadata).contains(saved.get(4));
    }

    @Test
    default void shouldLoadNoneWhenNoneMatches() {
        String id = freshId();
        List<SnapshotMetadata> saved = saveFive(id);
        assertThat(load(id, upTo(ANY, saved.get(0).timestamp() - 1), ANY)).isEmpty();
        assertThat(load(id, upTo(7, ANY), ANY)).isEmpty();
        assertThat(load(id, SnapshotSelectionCriteria.latest(), 7)).isEmpty();
        assertThat(load(id, SnapshotSelectionCriteria.none(), ANY)).isEmpty();
    }

    @Test
    default void shouldLoadTheMostRecentSnapshotWithinTheBounds() {
        String id = freshId();
        List<SnapshotMetadata> saved = saveFive(id);
        long third = saved.get(2).timestamp();
        for (Optional<SelectedSnapshot> loaded : List.of(
                load(id, upTo(13, ANY), ANY),
                load(id, SnapshotSelectionCriteria.latest(), 13),
                load(id, upTo(13, third), ANY),
                load(id, upTo(ANY, third), 13),
                load(id, upTo(ANY, third), ANY))) {
            assertThat(loaded).map(SelectedSnapshot::snapshot).contains(Note.of("state 3"));
        }
        assertThat(load(id, SnapshotSelectionCriteria.create(13, ANY, 14, 0), ANY))
                .isEmpty();
    }

    @Test
    default void shouldDeleteOneSnapshot() {
        String id = freshId();
        saveFive(id);
        SnapshotMetadata third = new SnapshotMetadata(id, 13, 0L);
        assertThat(ask(new SnapshotProtocol.DeleteSnapshot(third))).isEqualTo(new DeleteSnapshotSuccess(third));
        assertThat(load(id, upTo(13, ANY), ANY)).map(SelectedSnapshot::snapshot).contains(Note.of("state 2"));
        assertThat(latest(id)).contains(Note.of("state 5"));
    }

    @Test
    default void shouldDeleteTheSnapshotsWithinTheBounds() {
        String id = freshId();
        List<SnapshotMetadata> saved = saveFive(id);
        SnapshotSelectionCriteria criteria = upTo(13, saved.get(2).timestamp());
        assertThat(ask(new SnapshotProtocol.DeleteSnapshots(id, criteria)))
                .isEqualTo(new DeleteSnapshotsSuccess(criteria));
        assertThat(load(id, criteria, ANY)).isEmpty();
        assertThat(load(id, upTo(14, ANY), ANY)).map(SelectedSnapshot::snapshot).contains(Note.of("state 4"));
    }

    @Test
    default void shouldDeleteNoSnapshotThatIsLater() {
        String id = freshId();
        List<SnapshotMetadata> saved = saveFive(id);
        SnapshotSelectionCriteria criteria = upTo(14, saved.get(3).timestamp() - 1);
        assertThat(ask(new SnapshotProtocol.DeleteSnapshots(id, criteria)))
                .isEqualTo(new DeleteSnapshotsSuccess(criteria));
        assertThat(load(id, upTo(14, saved.get(3).timestamp()), ANY))
                .map(SelectedSnapshot::snapshot)
                .contains(Note.of("state 4"));
    }

    @Test
    default void shouldReplaceTheSnapshotOfTheSameNumber() {
        String id = freshId();
        List<SnapshotMetadata> saved = saveFive(id);
        assertThat(save(saved.get(4), Note.of("changed")).sequenceNr()).isEqualTo(15);
        assertThat(latest(id)).contains(Note.of("changed"));
    }

    @Test
    default void shouldSaveALargeSnapshotWithItsKindAndMetadata() {
        String id = freshId();
        Note large = new Note("large", "0123456789".repeat(20_000));
        save(SnapshotMetadata.apply(id, 3).withMetadata(new Note("meta", "seen")), large);
        restart();
        Optional<SelectedSnapshot> loaded = load(id, SnapshotSelectionCriteria.latest(), ANY);
        assertThat(loaded).map(SelectedSnapshot::snapshot).contains(large);
        assertThat(loaded.flatMap(
                        snapshot -> OptionConverters.toJava(snapshot.metadata().metadata())))
                .contains(new Note("meta", "seen"));
    }

    @Test
    default void shouldFailWhatCannotBeSerialized() {
        String id = freshId();
        saveFive(id);
        assertThat(ask(new SnapshotProtocol.SaveSnapshot(SnapshotMetadata.apply(id, 20), Note.unserializable())))
                .isInstanceOf(SaveSnapshotFailure.class);
        assertThat(latest(id)).contains(Note.of("state 5"));
    }
}
