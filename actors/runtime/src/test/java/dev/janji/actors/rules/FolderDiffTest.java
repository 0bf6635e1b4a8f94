package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.LenderId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a person reads before a folder is activated: every difference, and nothing else. */
class FolderDiffTest {
    private static final LenderReader READER = LenderReader.of(ConfigFactory.load());
    private static final LenderFiles FILES =
            new NewLender(READER).folder(new LenderId("acme"), "PT Acme", "consumer-finance");
    private static final LenderBook BOOK = READER.read(FILES).book();

    private static LenderFiles with(String path, String from, String to) {
        Map<String, String> texts = new HashMap<>(FILES.texts());
        assertThat(texts.get(path)).contains(from);
        texts.put(path, texts.get(path).replace(from, to));
        return new LenderFiles(texts);
    }

    private static List<String> changed(String path, String from, String to) {
        return FolderDiff.between(BOOK, READER.read(with(path, from, to)).book());
    }

    @Test
    void shouldSayNothingWhenNothingDiffers() {
        assertThat(FolderDiff.between(BOOK, READER.read(FILES).book())).isEmpty();
        assertThat(FolderDiff.between(FILES, new LenderFiles(FILES.texts()))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            name: "PT Acme"          | name: "PT Acme Dua"        | ~ name: PT Acme -> PT Acme Dua
            tolerance-permille: 0    | tolerance-permille: 5      | ~ promise tolerance, permille: 0 -> 5
            grace-days: 1            | grace-days: 2              | ~ promise grace, days: 1 -> 2
            grace-days: 3            | grace-days: 4              | ~ arrangement grace, days: 3 -> 4
            after-paid-days: 2       | after-paid-days: 3         | ~ quiet, days: 2 after paid, 7 before will pay, 2 for call me -> 3 after paid, 7 before will pay, 2 for call me
            longest-months: 12       | longest-months: 18         | ~ authority of team-leader: 12 months, 100 permille waived, 50 permille first -> 18 months, 100 permille waived, 50 permille first
            seconds: 30              | seconds: 20                | ~ contact validity, seconds: 30 -> 20
            """)
    void shouldNameEachTermThatIsAnotherAndItsValues(String from, String to, String line) {
        assertThat(changed(LenderFiles.LENDER, from, to)).containsExactly(line);
    }

    @Test
    void shouldShowTheWholeScaleWhenABucketIsAnother() {
        assertThat(changed(LenderFiles.LENDER, "name: B1, to: 30", "name: EARLY, to: 29"))
                .singleElement()
                .asString()
                .startsWith("~ buckets: CURRENT to 0, B1 to 30, ")
                .contains(" -> CURRENT to 0, EARLY to 29, ")
                .endsWith("CO");
    }

    @Test
    void shouldNameTheStepsAndTheVersionOfAStrategyThatIsAnother() {
        String path = "strategies/consumer-finance.yaml";

        assertThat(changed(path, "version: 2", "version: 3"))
                .containsExactly("~ strategy: consumer-finance-2 -> consumer-finance-3");
        assertThat(changed(path, "step: H+21,", "step: H+22,"))
                .contains("- step first-payment-missed H+21", "+ step first-payment-missed H+22")
                .allSatisfy(line -> assertThat(line).matches("(- step .* H\\+21)|(\\+ step .* H\\+22)"));
        assertThat(changed(path, "rest-days-after-payment: 1", "rest-days-after-payment: 2"))
                .containsExactly("~ rest-days-after-payment: 1 -> 2");
        assertThat(changed(path, "id: WEEKLY, most: 4", "id: WEEKLY, most: 3")).containsExactly("~ limit WEEKLY");
    }

    @Test
    void shouldNameTheRulesOfAPackThatAreOther() {
        List<String> lines = changed("policies/id.yaml", "citation: house rule", "citation: a rule of ours");

        assertThat(lines).isNotEmpty().allSatisfy(line -> assertThat(line).startsWith("~ rule "));
        assertThat(lines).contains("~ rule OPT-OUT");
    }

    @Test
    void shouldNameFilesThatCameWentOrReadOtherwise() {
        Map<String, String> texts =
                new HashMap<>(with(LenderFiles.LENDER, "days: 1", "days: 2").texts());
        texts.remove("calendars/indonesia.yaml");
        texts.put("templates/zz.yaml", "template: zz");

        assertThat(FolderDiff.between(FILES, new LenderFiles(texts)))
                .containsExactly("- file calendars/indonesia.yaml", "~ file lender.yaml", "+ file templates/zz.yaml");
    }
}
