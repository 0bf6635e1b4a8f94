package dev.janji.loadtest.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.janji.loadtest.lender.Answer;
import dev.janji.loadtest.portfolio.CardClient;
import dev.janji.loadtest.portfolio.MonthsOfDelay;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.loadtest.portfolio.Portfolio;
import dev.janji.loadtest.portfolio.Sample;
import dev.janji.protocols.lender.v1.Accepted;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.Rejected;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoPartsTest {
    private static final Sample SAMPLE = Sample.shipped();
    private static final Portfolio PORTFOLIO = Portfolio.of(SAMPLE, 300, 62, 7);

    @TempDir
    private Path folder;

    @Test
    void shouldShowTheFiguresOfTheRunInEachPicture() {
        // given
        Dashboard dashboard = told();
        dashboard.timeIs(Instant.parse("2026-05-14T01:00:00Z"));

        // when
        Dashboard.Picture picture = dashboard.picture();
        List<String> frame = view(new ByteArrayOutputStream()).frame(picture);

        // then
        assertThat(picture.violations()).isZero();
        assertThat(picture.buckets().get("B1")).isPositive();
        assertThat(picture.promises().kept()).isPositive();
        assertThat(String.join("\n", frame))
                .contains("Thursday 14 May 2026", "08:00 WIB", "10:00 WIT", "none so far", "CURRENT")
                .doesNotContain("\u001b");
        assertThat(frame).allMatch(line -> line.length() <= 100);
    }

    @Test
    void shouldCountAViolationWhenAContactIsOutsideItsHoursOrComesTwice() throws IOException {
        // given
        Dashboard dashboard = told();
        String day = line("a-1", "2026-05-13T03:00:00Z");
        String night = line("a-2", "2026-05-13T15:00:00Z");

        // when
        for (String line : List.of(day, night, day)) {
            dashboard.contact(new ObjectMapper().readTree(line));
        }

        // then
        assertThat(dashboard.violations()).isEqualTo(2);
        assertThat(dashboard.contacts()).containsEntry("SMS", 3);
    }

    @Test
    void shouldReadOnlyWholeLinesWhenALogGrows() throws IOException {
        // given
        Path file = folder.resolve("provider-sms.jsonl");
        ProviderLogs logs = new ProviderLogs(List.of(file));
        List<String> seen = new ArrayList<>();

        // when
        logs.poll(line -> seen.add(line.path("attempt").asText()));
        Files.writeString(file, line("a-1", "2026-05-13T03:00:00Z") + "\n{\"attempt\":\"a-");
        logs.poll(line -> seen.add(line.path("attempt").asText()));
        Files.writeString(file, line("a-1", "2026-05-13T03:00:00Z") + "\n{\"attempt\":\"a-2\"}\n");
        logs.poll(line -> seen.add(line.path("attempt").asText()));

        // then
        assertThat(seen).containsExactly("a-1", "a-2");
    }

    @Test
    void shouldPrintOnePlainLineAPhaseWhenThereIsNoTerminal() {
        // given
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        LiveView view = view(bytes);
        Dashboard dashboard = new Dashboard(PORTFOLIO.start(), PORTFOLIO.end());
        dashboard.phase("Starting ...");

        // when
        view.paint(dashboard.picture());
        view.paint(dashboard.picture());
        dashboard.phase("");
        view.paint(dashboard.picture());
        view.close();

        // then
        assertThat(bytes.toString(StandardCharsets.UTF_8).lines()).hasSize(2);
    }

    @Test
    void shouldNameTheReasonWhenTheBankDisagrees() {
        // given
        CardClient late = client(1, 0);
        CardClient fine = client(2, 9);
        Map<Integer, Map<String, Integer>> computed = Map.of(1, Map.of("client-1", 1, "client-2", 0));

        // when
        DelayComparison comparison = DelayComparison.of(
                List.of(late, fine),
                List.of(
                        new MonthsOfDelay(1, List.of(2, 2, 2, 2, 2, 2)),
                        new MonthsOfDelay(2, List.of(2, 0, 0, 0, 0, 0))),
                computed);

        // then
        assertThat(comparison.months())
                .containsExactly(
                        new DelayComparison.Month(4, false, 2, 1, 1, 1),
                        new DelayComparison.Month(5, true, 2, 2, 1, 0));
        assertThat(comparison.reasons()).containsExactly(Map.entry(DelayComparison.Reason.OLDER_ARREARS, 1));
        assertThat(comparison.agreement()).isEqualTo(0.75);
    }

    @Test
    void shouldAgreeWithTheBankInMostClientMonths() {
        // given
        Dashboard dashboard = told();

        // when
        Map<String, Integer> endOfMay = dashboard.mirror().monthsLate(Instant.parse("2026-05-31T12:00:00Z"));
        DelayComparison comparison =
                DelayComparison.of(PORTFOLIO.clients(), SAMPLE.monthsOfDelay(PORTFOLIO.clients()), Map.of(1, endOfMay));

        // then
        assertThat(comparison.months().get(0).agree()
                        / (double) comparison.months().get(0).clients())
                .isGreaterThan(0.88);
    }

    @Test
    void shouldRefuseAFolderThatHoldsSomethingElse() throws IOException {
        // given
        Files.writeString(folder.resolve("letter.txt"), "mine");

        // when, then
        assertThatThrownBy(() -> RunFiles.begin(folder)).hasMessageContaining("something else");
        assertThat(folder.resolve("letter.txt")).exists();
    }

    @Test
    void shouldBeginAnewWhenTheFolderIsOfAnEarlierDemo() throws IOException {
        // given
        Path run = folder.resolve("demo");
        RunFiles.begin(run);
        Files.writeString(run.resolve("client.jsonl"), "old");

        // when
        RunFiles.begin(run);

        // then
        assertThat(run.resolve("client.jsonl")).doesNotExist();
    }

    @Test
    void shouldRefuseImpossibleSettings() {
        assertThatThrownBy(() -> new DemoSettings(0, 1, 1, folder, folder, folder, 1, 0, Ports.free()))
                .hasMessageContaining("--debtors");
        assertThatThrownBy(() -> new DemoSettings(1, 0, 1, folder, folder, folder, 1, 0, Ports.free()))
                .hasMessageContaining("--days");
        assertThatThrownBy(() -> new DemoSettings(1, 1, 0, folder, folder, folder, 1, 0, Ports.free()))
                .hasMessageContaining("--speed");
    }

    private static CardClient client(int number, long paid) {
        return new CardClient(number, Collections.nCopies(6, 100L), Collections.nCopies(6, paid));
    }

    /** A dashboard that heard what a right server answers. */
    private static Dashboard told() {
        Dashboard dashboard = new Dashboard(PORTFOLIO.start(), PORTFOLIO.end());
        long sequence = 0;
        for (PlannedEvent event : PORTFOLIO.events()) {
            PublishResponse.Builder response = PublishResponse.newBuilder();
            if (event.refusal() != null) {
                response.setRejected(Rejected.newBuilder().setReason(event.refusal()));
            } else {
                response.setAccepted(
                        Accepted.newBuilder().setSequenceNumber(++sequence).setDuplicate(event.duplicate()));
            }
            dashboard.answered(new Answer(event, response.build(), 1, 1, 2));
        }
        return dashboard;
    }

    private static LiveView view(ByteArrayOutputStream bytes) {
        return new LiveView(new PrintStream(bytes, true, StandardCharsets.UTF_8), false, "title", "footer");
    }

    private static String line(String attempt, String at) {
        return "{\"attempt\":\"" + attempt + "\",\"lender\":\"bank\",\"debtor\":\"client-1\",\"channel\":\"SMS\","
                + "\"contactPoint\":\"sms\",\"atVirtual\":\"" + at + "\",\"atWallMicros\":1}";
    }
}
