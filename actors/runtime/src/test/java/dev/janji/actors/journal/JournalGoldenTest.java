package dev.janji.actors.journal;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.journal.keys.TestCiphers;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.testing.Kinds;
import dev.janji.protocols.journal.v1.Record;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Bytes that some release has written are read for ever, and mean what they meant. */
final class JournalGoldenTest {
    private static final Path FOLDER = GoldenFiles.ROOT.resolve("journal/v1");

    /** Written before a step had a place in time; read for ever, written otherwise since. */
    private static final Set<String> ONLY_READ =
            Set.of("ContactAuthorized/001.binpb", "ContactDeferred/001.binpb", "ContactRefused/001.binpb");

    private static final PersonalCipher CIPHER = TestCiphers.of(GoldenEvents.DEBTOR);
    private static final String HOW_TO_ADD =
            "Every kind of event needs golden bytes. Describe them in GoldenEvents, add them by"
                    + " `mvn test -pl actors/runtime -am -Dtest=JournalGoldenTest -Dupdate` and commit them";

    /** One golden file and what it means. */
    record Golden(Path file, DebtorEvent event) {
        Path text() {
            return Path.of(file.toString().replace(".binpb", ".txtpb"));
        }

        @Override
        public String toString() {
            return FOLDER.relativize(file).toString();
        }
    }

    static Stream<Golden> goldens() {
        List<Golden> goldens = new ArrayList<>();
        GoldenEvents.byKind().forEach((kind, events) -> {
            for (int i = 0; i < events.size(); i++) {
                goldens.add(new Golden(FOLDER.resolve(kind).resolve("%03d.binpb".formatted(i + 1)), events.get(i)));
            }
        });
        return goldens.stream();
    }

    @BeforeAll
    static void addTheMissing() throws IOException {
        if (!GoldenFiles.mayAdd()) {
            return;
        }
        for (Golden golden : goldens().toList()) {
            if (!Files.exists(golden.file())) {
                Record record = JournalCodec.encode(recorded(golden.event()), CIPHER);
                GoldenFiles.add(golden.file(), record.toByteArray());
                GoldenFiles.add(golden.text(), GoldenFiles.text(record).getBytes(StandardCharsets.UTF_8));
            }
        }
    }

    @Test
    void shouldHaveAGoldenOfEveryKindOfEvent() throws IOException {
        // given
        List<String> kinds = Stream.of(DebtorEvent.class, LenderEvent.class)
                .flatMap(family -> Kinds.of(family).stream())
                .filter(kind -> kind != DebtorEvent.LenderEventApplied.class)
                .map(Class::getSimpleName)
                .sorted()
                .toList();

        // then
        assertThat(GoldenFiles.in(FOLDER).stream()
                        .map(folder -> folder.getFileName().toString()))
                .as(HOW_TO_ADD)
                .containsExactlyElementsOf(kinds);
        assertThat(GoldenEvents.byKind().keySet()).as(HOW_TO_ADD).containsExactlyElementsOf(kinds);
    }

    @Test
    void shouldKnowTheMeaningOfEveryGolden() throws IOException {
        // given
        List<Path> described = goldens()
                .flatMap(golden -> Stream.of(golden.file(), golden.text()))
                .toList();

        // then
        List<Path> found = new ArrayList<>();
        for (Path folder : GoldenFiles.in(FOLDER)) {
            found.addAll(GoldenFiles.in(folder));
        }
        assertThat(found).as(HOW_TO_ADD).containsExactlyInAnyOrderElementsOf(described);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("goldens")
    void shouldStillReadWhatWasWritten(Golden golden) throws IOException {
        // when
        Record record = Record.parseFrom(Files.readAllBytes(golden.file()));

        // then
        assertThat(JournalCodec.decode(record, CIPHER)).isEqualTo(recorded(golden.event()));
        assertThat(record.getManifest()).isEqualTo("debtor." + GoldenEvents.kind(golden.event()));
        assertThat(record.getUnknownFields().asMap()).isEmpty();
        assertThat(GoldenFiles.text(record)).isEqualTo(Files.readString(golden.text()));
    }

    static Stream<Golden> written() {
        return goldens().filter(golden -> !ONLY_READ.contains(golden.toString()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("written")
    void shouldStillWriteTheSameBytes(Golden golden) throws IOException {
        // given
        byte[] stored = Files.readAllBytes(golden.file());
        Record.Builder written = JournalCodec.encode(recorded(golden.event()), CIPHER).toBuilder();

        // when the ciphertext, which is another one each time, is the stored one
        written.setEncryptedPersonal(Record.parseFrom(stored).getEncryptedPersonal());

        // then
        assertThat(written.build().toByteArray()).isEqualTo(stored);
    }

    private static Recorded recorded(DebtorEvent event) {
        return new Recorded(
                GoldenEvents.DEBTOR,
                42,
                UUID.fromString("01020304-0506-4708-890a-0b0c0d0e0f10"),
                event,
                Instant.parse("2026-01-06T01:00:00.000000006Z"));
    }
}
