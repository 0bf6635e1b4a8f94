package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.actors.channel.MessageValues;
import dev.janji.actors.channel.Rendering;
import dev.janji.domain.account.Offer;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.ContactFacts;
import dev.janji.domain.debtor.Owed;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.money.Money;
import dev.janji.domain.strategy.Strategy;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Currency;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** The folder of a lender: what it means, and what is said of a wrong one. */
final class LenderReaderTest {
    static final List<String> SHIPPED = StrategyFiles.SHIPPED;

    private static final LenderReader READER = LenderReader.of(ConfigFactory.load());
    private static final NewLender NEW = new NewLender(READER);
    private static final LenderId ACME = new LenderId("acme");
    private static final Money AMOUNT = new Money(125_000_000, Currency.getInstance("IDR"));
    private static final MessageValues VALUES = new MessageValues(
            "PT Acme",
            new ContactFacts(
                    "Contoh",
                    new AccountId("12347788"),
                    AMOUNT,
                    LocalDate.of(2026, 3, 5),
                    7,
                    LocalDate.of(2026, 3, 12),
                    Owed.unknown(AMOUNT)));

    @ParameterizedTest
    @FieldSource("SHIPPED")
    void shouldHaveNothingToSayAgainstANewFolder(String from) {
        // when
        LenderFiles files = NEW.folder(ACME, "PT \"Acme\" Finance", from);
        LenderFolder folder = READER.read(files);

        // then
        assertThat(folder.warnings()).isEmpty();
        assertThat(folder.lender()).isEqualTo(ACME);
        assertThat(folder.book().name()).isEqualTo("PT \"Acme\" Finance");
        assertThat(folder.book().rules().strategies().current().version()).matches(from + "-\\d+");
        assertThat(folder.complete()).as("it is complete").isEqualTo(files);
    }

    @Test
    void shouldSayWhatTheInstallationSaysWhenNothingWasChanged() {
        // given
        RuleBook configured = RuleBook.from(ConfigFactory.load(), MessageTemplates.from(ConfigFactory.load()));

        // when
        LenderBook own = READER.read(NEW.folder(ACME, "PT Acme", "default")).book();

        // then
        LenderBook shipped = configured.of(ACME);
        assertThat(own.rules().buckets()).isEqualTo(shipped.rules().buckets());
        assertThat(own.rules().promiseTerms()).isEqualTo(shipped.rules().promiseTerms());
        assertThat(own.rules().offerTerms()).isEqualTo(shipped.rules().offerTerms());
        assertThat(own.rules().contactValidity()).isEqualTo(shipped.rules().contactValidity());
        assertThat(own.rules().policy()).isEqualTo(shipped.rules().policy());
        for (Channel channel : List.of(Channel.SMS, Channel.EMAIL)) {
            for (String language : List.of("id", "en")) {
                assertThat(own.texts().render("overdue-7", channel, language, VALUES))
                        .isInstanceOf(Rendering.Rendered.class)
                        .isEqualTo(shipped.texts().render("overdue-7", channel, language, VALUES));
            }
        }
    }

    @Test
    void shouldReadAFolderThatWasStoredBeforeThereWereOffers() {
        // given
        LenderFiles without = changed(LenderFiles.LENDER, text -> text.substring(0, text.indexOf("offer:")));
        LenderFiles shorter =
                changed(LenderFiles.LENDER, text -> text.replace("consideration-days: 7", "consideration-days: 3"));

        // then
        assertThat(READER.read(without).book().rules().offerTerms()).isEqualTo(Offer.Terms.STANDARD);
        assertThat(READER.read(shorter).book().rules().offerTerms()).isEqualTo(new Offer.Terms(3));
        assertThat(READER.read(shorter).book().over(List.of()).rules().offerTerms())
                .isEqualTo(new Offer.Terms(3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"| true | true", "desks: [early] | true | false", "desks: [] | false | false"})
    void shouldSayWhichDesksMayWorkItsDebtors(@Nullable String line, boolean early, boolean late) {
        // given
        Map<String, String> files =
                new TreeMap<>(NEW.folder(ACME, "PT Acme", "default").texts());
        files.computeIfPresent(LenderFiles.LENDER, (path, text) -> text + (line == null ? "" : "\n" + line + "\n"));

        // when
        LenderBook book = READER.read(new LenderFiles(files)).book();

        // then
        assertThat(book.permits(new DeskId("early"))).isEqualTo(early);
        assertThat(book.permits(new DeskId("late"))).isEqualTo(late);
    }

    @Test
    void shouldTakeWhatTheFolderDoesNotHaveFromWhatIsShipped() {
        // given
        LenderFiles whole = NEW.folder(ACME, "PT Acme", "p2p");

        // when
        LenderFolder folder = READER.read(new LenderFiles(Map.of(LenderFiles.LENDER, text(whole, LenderFiles.LENDER))));

        // then
        assertThat(folder.complete()).isEqualTo(whole);
        assertThat(folder.complete().hash()).isEqualTo(whole.hash()).hasSize(64);
        assertThat(whole.texts())
                .containsKeys(
                        "strategies/p2p.yaml",
                        "policies/id.yaml",
                        "policies/id-p2p.yaml",
                        "calendars/indonesia.yaml",
                        "templates/overdue-7.yaml")
                .doesNotContainKey("templates/overdue-9.yaml");
    }

    @Test
    void shouldSpeakInTheLendersOwnWordsWithTheOptOutOfTheInstallation() {
        // given
        LenderFiles files = changed("templates/overdue-1.yaml", """
                template: overdue-1
                sms:
                  variables: [name]
                  id: { body: "Halo {name}." }
                email:
                  variables: [name]
                  id: { subject: Halo, body: "Yth. {name}." }
                """);

        // when
        LenderFolder folder = READER.read(files);

        // then
        assertThat(folder.book().texts().render("overdue-1", Channel.SMS, "en", VALUES))
                .isEqualTo(new Rendering.Rendered(
                        "", "Halo Contoh. Balas STOP untuk berhenti menerima SMS.", "id", Map.of("name", "Contoh")));
        assertThat(folder.warnings())
                .containsExactly(
                        "templates/overdue-1.yaml:3: no text in `en`; its debtors get the one in `id`",
                        "templates/overdue-1.yaml:6: no text in `en`; its debtors get the one in `id`");
    }

    @Test
    void shouldKeepOtherStrategiesOfTheFolderForTheAccountsThatTheyHave() {
        // given
        Map<String, String> files =
                new HashMap<>(NEW.folder(ACME, "PT Acme", "p2p").texts());
        files.put(
                "strategies/p2p-old.yaml",
                text(new LenderFiles(files), "strategies/p2p.yaml").replace("strategy: p2p", "strategy: p2p-old"));

        // when
        LenderFolder folder = READER.read(new LenderFiles(files));

        // then
        assertThat(folder.book().rules().strategies().earlier())
                .extracting(Strategy::version)
                .containsExactly("p2p-old-1");
        assertThat(folder.versions())
                .containsKeys("strategy p2p-1", "strategy p2p-old-1", "pack id-3", "pack id-p2p-2");
    }

    @Test
    void shouldKeepStrategiesAndTextsOfBeforeForTheAccountsThatTheyWork() {
        // given
        LenderBook first = READER.read(NEW.folder(ACME, "PT Acme", "p2p")).book();
        LenderBook second = READER.read(NEW.folder(ACME, "PT Acme", "default")).book();
        LenderBook third = READER.read(changed(
                        NEW.folder(ACME, "PT Acme", "default"),
                        "strategies/default.yaml",
                        file -> file.replace("version: 1", "version: 2")))
                .book();

        // when
        LenderBook current = third.over(List.of(second, first));

        // then
        assertThat(current.rules().strategies().current().version()).isEqualTo("default-2");
        assertThat(current.rules().strategies().earlier())
                .extracting(Strategy::version)
                .containsExactly("default-1", "p2p-1");
        assertThat(third.texts().has("payment-returned", Channel.SMS))
                .as("a text that only the first one has")
                .isFalse();
        assertThat(current.texts().has("payment-returned", Channel.SMS)).isTrue();
    }

    @Test
    void shouldSeeTheSameMeaningBehindOtherCommentsAndSpaces() {
        // given
        LenderFolder plain = READER.read(NEW.folder(ACME, "PT Acme", "p2p"));

        // when
        LenderFolder commented = READER.read(changed("strategies/p2p.yaml", file -> "# mine\n" + file));
        LenderFolder other = READER.read(changed("strategies/p2p.yaml", file -> file.replace("H+3", "H+4")));

        // then
        assertThat(commented.versions()).isEqualTo(plain.versions());
        assertThat(commented.complete().hash()).isNotEqualTo(plain.complete().hash());
        assertThat(other.versions().get("strategy p2p-1"))
                .isNotEqualTo(plain.versions().get("strategy p2p-1"));
    }

    @Test
    void shouldRefuseAQueueOfPromisedCallsThatIsNone() {
        LenderFiles files = changed(LenderFiles.LENDER, file -> file + "\ncallback-queue: Callbacks\n");

        assertThatThrownBy(() -> READER.read(files))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining("expected a queue of a-z");
    }

    @Test
    void shouldMakePromisedCallsWhenTheFolderNamesAQueue() {
        LenderFolder without = READER.read(NEW.folder(ACME, "PT Acme", "p2p"));
        LenderFolder with = READER.read(changed(LenderFiles.LENDER, file -> file + "\ncallback-queue: callbacks\n"));

        assertThat(without.book().rules().callbackQueue()).isNull();
        assertThat(with.book().rules().callbackQueue()).isEqualTo(new QueueId("callbacks"));
        assertThat(with.complete().texts()).containsKey("templates/callback.yaml");
    }

    @Test
    void shouldAnswerQuestionsOnlyWithATextForEveryChannelOnWhichTheyAreAsked() {
        LenderFolder shipped = READER.read(NEW.folder(ACME, "PT Acme", "p2p"));
        LenderFiles lacking = changed(
                "templates/answer-how-much.yaml", file -> file.substring(0, file.indexOf("\nwhatsapp:")) + "\n");
        LenderFolder none = READER.read(changed(LenderFiles.LENDER, file -> file.replace("answers-a-day: 3", "")));

        assertThat(shipped.book().rules().answersADay()).isEqualTo(3);
        assertThat(shipped.complete().texts())
                .containsKeys("templates/answer-how-much.yaml", "templates/answer-how-to-pay.yaml");
        assertThat(none.book().rules().answersADay()).isZero();
        assertThatThrownBy(() -> READER.read(lacking))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining("expected a template answer-how-much with a text for whatsapp");
    }

    @ParameterizedTest(name = "{0}: {1} -> {2}: {3}")
    @CsvSource(delimiter = '|', textBlock = """
            lender.yaml             | lender: acme          | lender: ACME              | lender.yaml:2: expected an id of a-z
            lender.yaml             | languages: [id, en]   | languages: [id, fr]       | lender.yaml:7: expected one of en, id
            lender.yaml             | languages: [id, en]   | languages: []             | lender.yaml:7: expected one or more
            lender.yaml             | languages: [id, en]   | languages: [id, id]       | lender.yaml:7: expected every entry once
            lender.yaml             | strategy: p2p         | strategy: p2q             | lender.yaml:10: expected p2q.yaml in the folder or among what Janji ships
            lender.yaml             | strategy: p2p         | strategy: ../p2p          | lender.yaml:10: expected a name of letters
            lender.yaml             | strategy: p2p         | stratgy: p2p              | lender.yaml:10: expected one of
            lender.yaml             | [id, id-p2p]          | [id, id-p2q]              | lender.yaml:13: expected id-p2q.yaml in the folder
            lender.yaml             | name: B1, to: 30      | name: B1, to: -1          | lender.yaml:19: expected
            lender.yaml             | name: B1, to: 30      | name: B1                  | lender.yaml:20: expected `to` in every bucket but the last
            lender.yaml             | name: CO              | name: CO, to: 200         | lender.yaml:19: expected
            lender.yaml             | grace-days: 1         | grace-days: -1            | lender.yaml:32: expected a number from 0
            lender.yaml             | seconds: 30           | seconds: 31               | lender.yaml:35: expected a number from 1 to 30
            lender.yaml             | consideration-days: 7 | consideration-days: 32    | lender.yaml:55: expected consideration-days from 0 to 31
            lender.yaml             | consideration-days: 7 | consideration-days: soon  | lender.yaml:55: expected a
            lender.yaml             | consideration-days: 7 | days: 7                   | lender.yaml:55: expected one of
            lender.yaml             | team-leader: {        | teamleader: {             | expected one of agent, lender, team-leader, but found `teamleader`
            lender.yaml             | months: 12,           | moths: 12,                | lender.yaml:50: expected one of
            lender.yaml             | waived-permille: 1000 | waived-permille: 1001     | lender.yaml:51: expected a number from 0 to 1000
            lender.yaml             | longest-months: 600   | longest-months: 601       | lender.yaml:51: expected 1 to 600 months
            lender.yaml             | longest-months: 6,    | ''                        | lender.yaml:49: expected `longest-months`
            strategies/p2p.yaml     | template: overdue-14  | template: overdue-15      | strategies/p2p.yaml:21: expected a template that has a text for email
            policies/id.yaml        | policy: id            | policyy: id               | policies/id.yaml
            calendars/indonesia.yaml | date: 2026-02-17     | date: 2026-02-30          | calendars/indonesia.yaml:7: expected a date
            templates/overdue-3.yaml | template: overdue-3  | template: overdue-4       | templates/overdue-3.yaml:1: expected the name of the file
            templates/overdue-3.yaml | {lender}             | {bank}                    | templates/overdue-3.yaml:
            templates/overdue-3.yaml | "{name},             | "{name}, polisi           | expected no forbidden word, but found 'polisi'
            templates/overdue-3.yaml | sms:                 | fax:                      | expected `template`, `about` or one of
            templates/overdue-3.yaml | variables: [name,    | variables: [colour, name, | expected one of name, lender
            """)
    void shouldSayWhereAFolderIsWrongAndWhatToWriteInstead(String path, String from, String to, String said) {
        // given
        LenderFiles files = changed(path, text -> {
            assertThat(text).contains(from);
            return text.replace(from, to);
        });

        // then
        assertThatThrownBy(() -> READER.read(files))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining(said);
    }

    @Test
    void shouldSayOfEveryFileWhatIsWrong() {
        // given
        Map<String, String> files =
                new HashMap<>(NEW.folder(ACME, "PT Acme", "p2p").texts());
        files.put("strategies/p2p.yaml", "strategy: p2p");
        files.put("policies/id.yaml", "policy: id");
        files.put("templates/overdue-7.yaml", "template: overdue-7");

        // when
        FolderRefused refused = catchThrowableOfType(FolderRefused.class, () -> READER.read(new LenderFiles(files)));

        // then
        assertThat(refused.problems())
                .hasSize(3)
                .anySatisfy(problem -> assertThat(problem).startsWith("strategies/p2p.yaml:1: expected `"))
                .anySatisfy(problem -> assertThat(problem).startsWith("policies/id.yaml:1: expected `"))
                .anySatisfy(problem -> assertThat(problem).startsWith("templates/overdue-7.yaml:1: expected a text"));
    }

    @Test
    void shouldWarnOfWhatBindsNobody() {
        // given
        Map<String, String> files =
                new HashMap<>(NEW.folder(ACME, "PT Acme", "default").texts());
        files.put("policies/house.yaml", text(new LenderFiles(files), "policies/id.yaml"));
        files.compute(
                LenderFiles.LENDER,
                (path, head) -> Objects.requireNonNull(head).replace("attested: []", "attested: [whatsapp-alowed]"));

        // when
        List<String> warnings = READER.read(new LenderFiles(files)).warnings();

        // then
        assertThat(warnings)
                .hasSize(2)
                .anySatisfy(warning -> assertThat(warning).contains("policies/house.yaml: this pack binds nobody"))
                .anySatisfy(warning -> assertThat(warning).contains("`whatsapp-alowed` is attested"));
    }

    @Test
    void shouldLetAMachineCallOnlyForALenderThatAttestsIt() {
        // given
        Map<String, String> files =
                new HashMap<>(NEW.folder(ACME, "PT Acme", "default").texts());
        String step = "      - { step: H+200, at: \"10:00\", recorded-call: recorded-overdue }\n";
        files.put("strategies/default.yaml", text(new LenderFiles(files), "strategies/default.yaml") + step);

        // when
        LenderFolder without = READER.read(new LenderFiles(files));
        files.compute(
                LenderFiles.LENDER,
                (path, head) -> Objects.requireNonNull(head).replace("attested: []", "attested: [recorded-calls]"));
        LenderFolder with = READER.read(new LenderFiles(files));

        // then
        assertThat(without.book().rules().recordedCalls()).isFalse();
        assertThat(without.warnings()).singleElement().asString().contains("no machine calls, although default-");
        assertThat(with.book().rules().recordedCalls()).isTrue();
        assertThat(with.warnings()).isEmpty();
        assertThat(with.complete().texts()).containsKey("templates/recorded-greeting.yaml");
    }

    @Test
    void shouldReadTheFolderThatItWrote(@TempDir Path home) throws IOException {
        // given
        LenderFiles files = NEW.folder(ACME, "PT Acme", "p2p");
        Path folder = home.resolve("acme");

        // when
        files.writeTo(folder);
        Files.writeString(folder.resolve("README.md"), "Ours.");
        Files.createDirectories(folder.resolve(".git"));
        Files.writeString(folder.resolve(".git/HEAD"), "x");

        // then
        assertThat(LenderFiles.in(folder)).isEqualTo(files);
        assertThatThrownBy(() -> files.writeTo(folder)).isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void shouldRefuseAFolderWithOtherThingsInIt(@TempDir Path home) throws IOException {
        NEW.folder(ACME, "PT Acme", "p2p").writeTo(home);
        Files.writeString(home.resolve("strategies/notes.txt"), "x");
        assertThatThrownBy(() -> LenderFiles.in(home))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageContaining("strategies/notes.txt: expected lender.yaml, or NAME.yaml in strategies");
        assertThatThrownBy(() -> LenderFiles.in(home.resolve("lender.yaml")))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageContaining("expected the folder of a lender");
        assertThatThrownBy(() -> new LenderFiles(Map.of("lender.yaml", "x".repeat(600_000))))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageContaining("600000 bytes");
        assertThatThrownBy(() -> READER.read(new LenderFiles(Map.of())))
                .isInstanceOf(FolderRefused.class)
                .hasMessage("lender.yaml: expected it in the folder, but it is missing");
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(delimiter = '|', textBlock = """
            lender: acme            | lender: acme
            lender: acme            | lender: ACME
            strategy: p2p           | strategi: p2p
            languages: [id, en]     | languages: []
            seconds: 30             | seconds: 31
            grace-days: 1           | grace-days: -1
            name: B1, to: 30        | name: B1, until: 30
            """)
    void shouldTellEditorsWhatTheReaderDemands(String from, String to) throws IOException {
        // given
        Schema schema = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                .getSchema(LenderReader.schema(), InputFormat.JSON);
        String head =
                text(NEW.folder(ACME, "PT Acme", "p2p"), LenderFiles.LENDER).replace(from, to);
        Object yaml = new Load(LoadSettings.builder().build()).loadFromString(head);

        // when
        boolean good = schema.validate(new ObjectMapper().writeValueAsString(yaml), InputFormat.JSON)
                .isEmpty();

        // then
        assertThat(good).isEqualTo(from.equals(to));
    }

    private static LenderFiles changed(String path, String text) {
        return changed(path, before -> text);
    }

    private static LenderFiles changed(String path, UnaryOperator<String> change) {
        return changed(NEW.folder(ACME, "PT Acme", "p2p"), path, change);
    }

    private static LenderFiles changed(LenderFiles of, String path, UnaryOperator<String> change) {
        Map<String, String> files = new HashMap<>(of.texts());
        files.put(path, change.apply(text(new LenderFiles(files), path)));
        return new LenderFiles(files);
    }

    private static String text(LenderFiles files, String path) {
        return Objects.requireNonNull(files.texts().get(path), path);
    }
}
