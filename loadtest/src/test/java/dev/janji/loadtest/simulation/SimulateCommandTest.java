package dev.janji.loadtest.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.rules.StrategyFiles;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

class SimulateCommandTest {
    private static final int WIDEST = 100;
    private static final String PLAN = """
            strategy: mine
            version: 1
            about: One reminder.
            migration: at-the-next-due-date
            rest-days-after-payment: 1
            retry-minutes: 10
            tries-per-step: 3
            segments:
              - segment: everybody
                steps:
                  - { step: D-3, at: "09:00", channels: [%s], template: pre-due-reminder }
            """;

    @TempDir
    Path folder = Path.of("");

    private record Ran(int code, String out, String err) {
        /** All but how long it took. */
        String figures() {
            return out.substring(0, out.indexOf("  Speed"));
        }
    }

    static List<String> shipped() {
        return StrategyFiles.SHIPPED;
    }

    @ParameterizedTest
    @MethodSource("shipped")
    void shouldPrintEveryTableWithinTheWidthOfAScreenWhenTheStrategyIsShipped(String strategy) {
        Ran ran = simulate(strategy, "--debtors", "40", "--cost", "sms=350,email=5", "--against", "default");

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out())
                .contains("Contacts by week")
                .contains("By segment and step")
                .contains("Cost, by the prices given")
                .contains("Capacity asked of the gateways")
                .contains("Rules at work")
                .contains("Reach")
                .contains("Side by side")
                .contains("not money")
                .contains("of one core");
        assertThat(ran.out().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(WIDEST));
    }

    @Test
    void shouldPrintTheSameFiguresWhenTheSeedIsTheSame() {
        Ran once = simulate("credit-card", "--debtors", "60");
        Ran twice = simulate("credit-card", "--debtors", "60");
        Ran other = simulate("credit-card", "--debtors", "60", "--seed", "5");

        assertThat(twice.figures()).isEqualTo(once.figures());
        assertThat(other.figures()).isNotEqualTo(once.figures());
    }

    @Test
    void shouldShowTheArmsSideBySideWhenTheStrategyIsSplit() {
        assertThat(simulate("credit-card", "--debtors", "40").out())
                .contains("Arms of the split time-of-day")
                .contains("champion 80 %")
                .contains("challenger 20 %");
    }

    @Test
    void shouldShowNoCostWhenNoPriceIsGiven() {
        assertThat(simulate("default", "--debtors", "20").out()).doesNotContain("Cost");
    }

    @Test
    void shouldShowARowForEachDayWhenAsked() {
        Ran ran = simulate("default", "--debtors", "20", "--from", "2026-07-06", "--days", "14", "--daily");

        assertThat(ran.out()).contains("Contacts by day").contains("Mon 6 Jul").contains("Sun 19 Jul");
        assertThat(ran.out()).doesNotContain("Mon 20 Jul");
    }

    @Test
    void shouldWriteARowForEachDaySegmentAndChannelThatMakeTheTotal() throws IOException {
        Path file = folder.resolve("days.csv");

        Ran ran = simulate("consumer-finance", "--debtors", "60", "--cost", "sms=350", "--csv", file.toString());

        List<String> rows = Files.readAllLines(file);
        assertThat(rows.get(0)).isEqualTo("date,strategy,segment,channel,contacts,cost");
        assertThat(rows.get(1)).matches("2026-04-\\d\\d,consumer-finance-2,[a-z-]+,(sms|email),\\d+,\\d+");
        long contacts = rows.stream()
                .skip(1)
                .mapToLong(row -> Long.parseLong(row.split(",")[4]))
                .sum();
        Matcher total =
                Pattern.compile("\n    all +[\\d,]+ +[\\d,]+ +([\\d,]+)").matcher(ran.out());
        assertThat(total.find()).isTrue();
        assertThat(Long.parseLong(total.group(1).replace(",", ""))).isEqualTo(contacts);
    }

    @Test
    void shouldSetTwoStrategiesSideBySideWhenAsked() throws IOException {
        Path mine = folder.resolve("mine.yaml");
        Files.writeString(mine, String.format(PLAN, "email, sms"));

        Ran ran = simulate("default", "--debtors", "40", "--against", mine.toString());

        assertThat(ran.code()).as(ran.err()).isZero();
        assertThat(ran.out()).containsPattern("default-1 +mine-1 +difference");
        assertThat(ran.out()).containsPattern("contacts +[\\d,]+ +[\\d,]+ +-[\\d,]+ +-[\\d.]+ %");
    }

    @Test
    void shouldNameFileAndLineWhenTheStrategyIsRefused() throws IOException {
        Path wrong = folder.resolve("wrong.yaml");
        Files.writeString(wrong, String.format(PLAN, "fax"));

        Ran ran = simulate(wrong.toString());

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).startsWith(wrong + ":11: ").contains("fax");
        assertThat(ran.out()).isEmpty();
    }

    @Test
    void shouldSayWhatThereIsWhenNobodyKnowsTheName() {
        Ran ran = simulate("yesterday");

        assertThat(ran.code()).isEqualTo(1);
        assertThat(ran.err()).contains("yesterday").contains("consumer-finance");
    }

    @Test
    void shouldSayWhichPortfolioWhenItCannotBeRead() throws IOException {
        Path other = folder.resolve("other.csv");
        Files.writeString(other, "a,b\n1,2\n");
        Path missing = folder.resolve("missing.csv");

        assertThat(simulate("default", "--portfolio", missing.toString()).err()).startsWith(missing + ": expected");
        assertThat(simulate("default", "--portfolio", other.toString()))
                .satisfies(ran -> assertThat(ran.code()).isEqualTo(1))
                .satisfies(ran -> assertThat(ran.err()).contains("X12 to X23"));
    }

    @Test
    void shouldAskForWhatItUnderstandsWhenAnOptionIsOutOfRange() {
        assertThat(simulate("default", "--cost", "fax=1").err())
                .contains("--cost")
                .contains("fax=1");
        assertThat(simulate("default", "--cost", "sms=cheap").code()).isEqualTo(2);
        assertThat(simulate("default", "--from", "2026-03-31").err()).contains("2026-04-01");
        assertThat(simulate("default", "--days", "184").err()).contains("183");
        assertThat(simulate("default", "--debtors", "0").code()).isEqualTo(2);
        assertThat(simulate("default", "--packs", "mars").err()).contains("mars");
    }

    private static Ran simulate(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new SimulateCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Ran(code, out.toString(), err.toString());
    }
}
