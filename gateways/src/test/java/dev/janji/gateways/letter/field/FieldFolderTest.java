package dev.janji.gateways.letter.field;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.Rendering;
import dev.janji.actors.field.FieldOutbox;
import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.FieldCase;
import dev.janji.domain.debtor.Owed;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.money.Money;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Currency;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The outbox of cases on a real disk. */
class FieldFolderTest {
    private static final LenderId ACME = new LenderId("acme");
    private static final Currency RUPIAH = Currency.getInstance("IDR");
    private static final Instant AT = Instant.parse("2026-07-06T02:30:00Z");
    static final String REFERENCE = "7K3MQ0R9TZ4D2F";
    static final Rendering.Rendered WORDS =
            new Rendering.Rendered("Surat peringatan", "Yth. Ayu\n\nTunggakan", "id", Map.of());

    @TempDir
    private Path home;

    private FieldFolder folder;

    private FieldFolder start(String sftp) {
        folder = FieldFolder.start(settings(home, sftp), new ContractClock());
        return folder;
    }

    static FieldSettings settings(Path home, String sftp) {
        return FieldSettings.from(ConfigFactory.parseString("field { folder = \"" + home.resolve("field")
                                + "\", sftp { " + sftp + " } }, letter { sender = [\"PT Acme\", \"Jakarta\"] }")
                        .withFallback(ConfigFactory.parseResources("reference.conf")
                                .resolve()
                                .getConfig("janji.gateways")))
                .orElseThrow();
    }

    @AfterEach
    void stop() {
        if (folder != null) {
            folder.close();
        }
    }

    private static Money rupiah(long minor) {
        return new Money(minor, RUPIAH);
    }

    private static FieldCase about() {
        return new FieldCase(
                new DebtorKey(ACME, new DebtorId("d-4711")),
                new AccountId("loan-1"),
                AT,
                "Ayu Lestari",
                "id",
                new ContactPointId("home"),
                "Ayu Lestari\nJalan Melati 5\nBandung 40115",
                List.of(ZoneId.of("Asia/Jakarta")),
                new FieldTerms.Hours(
                        List.of("ID-01"),
                        EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.SATURDAY),
                        LocalTime.of(8, 0),
                        LocalTime.of(20, 0),
                        List.of(LocalDate.parse("2026-08-17"))),
                LocalDate.parse("2026-07-06"),
                new Owed(rupiah(125_000_000), rupiah(110_000_000), rupiah(12_000_000), rupiah(3_000_000)),
                rupiah(45_000_000),
                LocalDate.parse("2026-06-01"),
                35,
                "B2",
                "personal-loan",
                new Promise(new PromiseId("p-1"), 45_000_000, LocalDate.parse("2026-06-20"), AT, Promise.State.BROKEN),
                1,
                1,
                List.of("WARNING_LETTER"),
                List.of(
                        new FieldCase.PastTry(Instant.parse("2026-07-03T03:00:00Z"), Channel.VOICE, "NO_ANSWER"),
                        new FieldCase.PastTry(Instant.parse("2026-07-01T02:00:00Z"), Channel.SMS, "DELIVERED")),
                "8801234567",
                "warning-letter");
    }

    static FieldOutbox.Handed handed(Rendering.Rendered letter) {
        return new FieldOutbox.Handed(REFERENCE, 1, about(), letter);
    }

    static FieldOutbox.Recalled recalled() {
        return new FieldOutbox.Recalled(REFERENCE, ACME, AT.plusSeconds(86_400), "SETTLED");
    }

    static List<String> in(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path ready() {
        return home.resolve("field/ready");
    }

    /** The worked examples of the page for lenders, in order. */
    private static JsonNode example(int number) throws IOException {
        Matcher blocks = Pattern.compile("```json\n(\\{\\s*\"schema\": \"janji.field.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("../docs/lenders.md")));
        for (int i = 0; i <= number; i++) {
            assertThat(blocks.find()).isTrue();
        }
        return new JsonMapper().readTree(blocks.group(1));
    }

    private JsonNode json(String file) throws IOException {
        return new JsonMapper().readTree(ready().resolve(file).toFile());
    }

    @Test
    void shouldWriteWhatThePageForLendersShows() throws IOException {
        // when
        Answers.get(start("").hand(handed(WORDS)));

        // then
        assertThat(in(ready())).containsExactly("acme-" + REFERENCE);
        Path made = ready().resolve("acme-" + REFERENCE);
        assertThat(in(made)).containsExactly("case.json", "letter.pdf", "manifest.csv");
        assertThat(json("acme-" + REFERENCE + "/case.json")).isEqualTo(example(0));
        assertThat(Files.readString(made.resolve("letter.pdf"), StandardCharsets.ISO_8859_1))
                .startsWith("%PDF-1.");
        List<String> manifest = Files.readAllLines(made.resolve("manifest.csv"));
        assertThat(manifest)
                .containsExactly(
                        "file,sha256",
                        "letter.pdf," + PrivateFiles.sha256(Files.readAllBytes(made.resolve("letter.pdf"))),
                        "case.json," + PrivateFiles.sha256(Files.readAllBytes(made.resolve("case.json"))));
        assertThat(in(home.resolve("field/open"))).isEmpty();

        // when
        Answers.get(folder.recall(recalled()));

        // then
        assertThat(in(ready())).containsExactly("acme-" + REFERENCE + "-recall");
        assertThat(json("acme-" + REFERENCE + "-recall/recall.json")).isEqualTo(example(1));
    }

    @Test
    void shouldLetNobodyElseRead() throws IOException {
        Answers.get(start("").hand(handed(null)));

        try (Stream<Path> all = Files.walk(home.resolve("field"))) {
            assertThat(all.toList())
                    .hasSizeGreaterThan(5)
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo(Files.isDirectory(each) ? "rwx------" : "rw-------"));
        }
    }

    @Test
    void shouldWriteACaseOnceHoweverOftenItIsAskedTo() throws IOException {
        start("");
        Answers.get(folder.hand(handed(null)));
        byte[] first = Files.readAllBytes(ready().resolve("acme-" + REFERENCE + "/case.json"));
        folder.close();
        Files.createDirectories(home.resolve("field/open/acme-half"));

        start("");
        Answers.get(folder.hand(handed(WORDS)));
        Answers.get(folder.recall(recalled()));
        Answers.get(folder.recall(recalled()));

        assertThat(in(home.resolve("field/open"))).isEmpty();
        assertThat(first).isNotEmpty();
        assertThat(in(ready())).containsExactly("acme-" + REFERENCE + "-recall");
    }

    @Test
    void shouldGoWithoutALetterThatCannotBePrinted() {
        Rendering.Rendered unprintable = new Rendering.Rendered("x", "\u4e2d", "zh", Map.of());

        Answers.get(start("").hand(handed(unprintable)));

        assertThat(in(ready().resolve("acme-" + REFERENCE))).containsExactly("case.json", "manifest.csv");
    }

    @Test
    void shouldFailWhenTheDiskDoesAndSucceedWhenItIsBack() throws IOException {
        start("");
        Path gone = home.resolve("field/gone");
        Files.move(ready(), gone);

        assertThatThrownBy(() -> folder.hand(handed(null)).toCompletableFuture().join())
                .hasRootCauseInstanceOf(IOException.class);
        Files.move(gone, ready());
        Answers.get(folder.hand(handed(null)));

        assertThat(in(ready())).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"host = h", "host = h, username = u, password = p"})
    void shouldGoToNoServerThatCouldBeAnybodys(String sftp) {
        assertThatThrownBy(() -> settings(home, sftp))
                .isInstanceOf(ConfigException.class)
                .hasMessageMatching("(?s).*(known-hosts|username).*");
    }

    @Test
    void shouldSayThatAServerNeedsAFolder() {
        assertThatThrownBy(
                        () -> FieldSettings.from(ConfigFactory.parseString("field { folder = \"\", sftp.host = h }")))
                .hasMessageContaining("folder");
    }
}
