package dev.janji.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.TextFormat;
import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.testing.Kinds;
import dev.janji.protocols.journal.v1.KnownDebtor;
import dev.janji.protocols.journal.v1.Personal;
import dev.janji.protocols.journal.v1.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Histories that some release has written lead to the state that they led to then: released arms of {@code evolve} are frozen. */
final class GoldenReplayTest {
    private static final Path FOLDER = GoldenFiles.ROOT.resolve("replay");
    private static final PersonalCipher CIPHER = TestCiphers.of(GoldenEvents.DEBTOR);
    private static final String SECTION = "# ---- ";

    /** A history and the state that it leads to, as one file: a section for each record, then the state, then what is personal of it. */
    record Replay(List<Record> history, KnownDebtor state, Personal personal) {
        static Replay read(Path file) throws IOException {
            List<String> sections = Stream.of(Files.readString(file).split("(?m)^" + SECTION + ".*\n"))
                    .filter(section -> !section.isBlank())
                    .toList();
            List<Record> history = sections.subList(0, sections.size() - 2).stream()
                    .map(section -> parse(section, Record.class))
                    .toList();
            return new Replay(
                    history,
                    parse(sections.get(sections.size() - 2), KnownDebtor.class),
                    parse(sections.get(sections.size() - 1), Personal.class));
        }

        String write() {
            StringBuilder text = new StringBuilder();
            for (Record record : history) {
                text.append(SECTION)
                        .append(record.getSequenceNumber())
                        .append(' ')
                        .append(record.getManifest())
                        .append('\n')
                        .append(GoldenFiles.text(record));
            }
            return text.append(SECTION + "state\n")
                    .append(GoldenFiles.text(state))
                    .append(SECTION + "personal\n")
                    .append(personal.equals(Personal.getDefaultInstance()) ? "# nothing\n" : GoldenFiles.text(personal))
                    .toString();
        }

        private static <M extends com.google.protobuf.Message> M parse(String text, Class<M> type) {
            try {
                return TextFormat.parse(text, type);
            } catch (TextFormat.ParseException e) {
                throw new IllegalArgumentException(e);
            }
        }
    }

    static Stream<Path> replays() throws IOException {
        return GoldenFiles.in(FOLDER).stream();
    }

    @BeforeAll
    static void addTheMissing() throws IOException {
        if (!GoldenFiles.mayAdd()) {
            return;
        }
        for (Map.Entry<String, List<DebtorEvent>> entry :
                GoldenHistories.byName().entrySet()) {
            Path file = FOLDER.resolve(entry.getKey() + ".txtpb");
            if (!Files.exists(file)) {
                GoldenFiles.add(file, begin(entry.getValue()).write().getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replays")
    void shouldStillLeadToTheSameState(Path file) throws IOException {
        // given
        Replay replay = Replay.read(file);

        // when
        DebtorState.Known state = fold(replay.history(), CIPHER);

        // then
        assertThat(GoldenFiles.text(StateWriter.write(state))).isEqualTo(GoldenFiles.text(replay.state()));
        assertThat(Personals.of(state.profile())).isEqualTo(replay.personal());
        assertThat(state.version()).isEqualTo(replay.history().size());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("replays")
    void shouldLeadToTheSameStateWithoutWhatIsPersonalWhenTheKeyWasForgotten(Path file) throws IOException {
        // given
        Replay replay = Replay.read(file);

        // when
        DebtorState.Known state = fold(replay.history(), PersonalCipher.FORGOTTEN);

        // then
        assertThat(StateWriter.write(state)).isEqualTo(replay.state());
        assertThat(state.profile()).isEqualTo(state.profile().redacted());
    }

    @Test
    void shouldReplayEveryKindOfEvent() throws IOException {
        // when
        Set<Class<?>> replayed = new HashSet<>();
        for (Path file : replays().toList()) {
            for (Record record : Replay.read(file).history()) {
                DebtorEvent event = JournalCodec.decode(record, CIPHER).event();
                replayed.add(event.getClass());
                if (event instanceof DebtorEvent.LenderEventApplied applied) {
                    replayed.add(applied.event().getClass());
                }
            }
        }

        // then
        assertThat(replayed)
                .as("Describe a history with the new kind in GoldenHistories and add it by `mvn test -pl actors/runtime"
                        + " -am -Dtest=GoldenReplayTest -Dupdate`")
                .containsAll(Arrays.asList(DebtorEvent.class.getPermittedSubclasses()))
                .containsAll(Kinds.of(dev.janji.domain.lender.LenderEvent.class));
    }

    private static Replay begin(List<DebtorEvent> events) {
        UUID writer = UUID.fromString("01020304-0506-4708-890a-0b0c0d0e0f10");
        List<Record> history = Stream.iterate(1, number -> number <= events.size(), number -> number + 1)
                .map(number -> JournalCodec.encode(
                        new Recorded(GoldenEvents.DEBTOR, number, writer, events.get(number - 1), null), CIPHER))
                .toList();
        DebtorState.Known state = fold(history, CIPHER);
        return new Replay(history, StateWriter.write(state), Personals.of(state.profile()));
    }

    private static DebtorState.Known fold(List<Record> history, PersonalCipher cipher) {
        DebtorState state = new DebtorState.Unknown();
        for (Record record : history) {
            state = DebtorRules.evolve(
                    state, JournalCodec.decode(record, cipher).event());
        }
        return (DebtorState.Known) state;
    }
}
