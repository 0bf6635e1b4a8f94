package dev.janji.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.DebtorState.Known;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** One number for a state, however it came to be. */
final class StateHashTest {
    private static final PersonalCipher CIPHER = TestCiphers.of(GoldenEvents.DEBTOR);

    static Stream<List<DebtorEvent>> histories() {
        return GoldenHistories.byName().values().stream();
    }

    private static List<Known> states(List<DebtorEvent> events, PersonalCipher reader) {
        List<Known> states = new ArrayList<>();
        DebtorState state = new DebtorState.Unknown();
        for (DebtorEvent event : events) {
            Recorded recorded = new Recorded(GoldenEvents.DEBTOR, states.size() + 1, new UUID(0, 1), event, null);
            state = DebtorRules.evolve(
                    state,
                    JournalCodec.decode(JournalCodec.encode(recorded, CIPHER), reader)
                            .event());
            states.add((Known) state);
        }
        return states;
    }

    @ParameterizedTest
    @MethodSource("histories")
    void shouldBeTheSameAfterAReplayASnapshotAndAnErasure(List<DebtorEvent> events) {
        List<Known> kept = states(events, CIPHER);
        List<Known> forgotten = states(events, PersonalCipher.FORGOTTEN);

        for (int i = 0; i < kept.size(); i++) {
            String hash = StateHash.of(kept.get(i));
            Known stored = (Known) SnapshotCodec.decode(
                    GoldenEvents.DEBTOR, SnapshotCodec.encode(GoldenEvents.DEBTOR, kept.get(i), CIPHER), CIPHER);
            assertThat(StateHash.of(stored)).isEqualTo(hash);
            assertThat(StateHash.of(forgotten.get(i))).isEqualTo(hash);
        }
    }

    @ParameterizedTest
    @MethodSource("histories")
    void shouldBeAnotherAfterEveryEvent(List<DebtorEvent> events) {
        assertThat(states(events, CIPHER).stream().map(StateHash::of)).doesNotHaveDuplicates();
    }

    @Test
    void shouldBeSha256InHexadecimal() {
        assertThat(StateHash.of(
                        states(histories().findFirst().orElseThrow(), CIPHER).get(0)))
                .matches("[0-9a-f]{64}");
    }
}
