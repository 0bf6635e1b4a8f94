package dev.janji.actors.desk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.desk.OperatorBook.AgentProfile;
import dev.janji.actors.desk.OperatorBook.Duty;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.RuleFileRefused;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import dev.janji.domain.pacing.AbandonTerms;
import dev.janji.domain.pacing.PacingMode;
import dev.janji.domain.pacing.PacingTerms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OperatorReaderTest {
    private static final LenderId SATU = new LenderId("bank-satu");
    private static final DeskId EARLY = new DeskId("early");

    private static final Map<String, String> FILES =
            Map.of("operator.yaml", """
            operator: house
            name: "House"
            zone: Asia/Makassar
            """, "desks/early.yaml", """
            desk: early
            name: "Early"
            opens: "08:00"
            closes: "20:00"
            lenders:
              - { lender: bank-satu, weight: 2, certificate: demanded }
              - { lender: bank-dua, weight: 1, certificate: not-demanded }
            queues:
              - queue: satu
                lender: bank-satu
                weight: 1
                worth-of-an-hour: { minor: 10000000, currency: IDR }
                most-head-start-minutes: 90
                dialing: { mode: predictive, abandonment: united-kingdom, most-lines-per-agent: 3, ring-seconds: 20 }
              - queue: dua
                lender: bank-dua
                weight: 4
                worth-of-an-hour: { minor: 500, currency: IDR }
                dialing: { mode: preview }
            timing: { lease-seconds: 12, owner-first-seconds: { inbound: 5 } }
            inbound:
              - { queue: satu, number: "+62 (21) 555-01" }
              - { queue: satu }
              - { queue: dua }
            """, "teams/morning.yaml", """
            team: morning
            desk: early
            shift: { days: [mon, sat], from: "08:00", until: "13:00" }
            agents:
              - agent: agent-1
                name: "Agent 1"
                languages: [id, jv]
                skills: { hardship: 4 }
                certificates: { bank-satu: 2027-03-31 }
                line: PJSIP/2001
              - { agent: supervisor-1, name: "Supervisor 1", duty: supervisor, languages: [id], authority: team-leader, shift: { from: "07:00", until: "22:00" } }
            """);

    @Test
    void shouldReadDesksQueuesAndPeople() {
        OperatorBook book = OperatorReader.read(new OperatorFiles(FILES));

        OperatorBook.DeskSetup desk = Objects.requireNonNull(book.desks().get(EARLY));
        assertThat(desk.zone()).isEqualTo(ZoneId.of("Asia/Makassar"));
        assertThat(desk.terms().lenders()).hasSize(2);
        assertThat(desk.terms().queues().get(0).mostHeadStart()).isEqualTo(Duration.ofMinutes(90));
        assertThat(desk.terms().timing().lease()).isEqualTo(Duration.ofSeconds(12));
        assertThat(desk.terms().timing().ownerFirst().get(Lead.Kind.INBOUND)).isEqualTo(Duration.ofSeconds(5));
        assertThat(desk.terms().timing().wrapUp()).isEqualTo(Duration.ofSeconds(30));
        PacingTerms satu = Objects.requireNonNull(desk.dialing().get(new QueueId("satu")));
        assertThat(satu.mode()).isEqualTo(PacingMode.PREDICTIVE);
        assertThat(satu.abandon()).isEqualTo(AbandonTerms.unitedKingdom());
        assertThat(satu.mostLines()).isEqualTo(3);
        assertThat(satu.ringLimit()).isEqualTo(Duration.ofSeconds(20));
        AgentProfile agent = Objects.requireNonNull(book.agents().get(new AgentId("agent-1")));
        assertThat(agent.capability().skills()).containsEntry(new SkillId("hardship"), 4);
        assertThat(agent.capability().certificates()).containsEntry(SATU, LocalDate.of(2027, 3, 31));
        assertThat(agent.authority()).isEqualTo(Arrangement.Role.AGENT);
        AgentProfile supervisor = Objects.requireNonNull(book.agents().get(new AgentId("supervisor-1")));
        assertThat(supervisor.duty()).isEqualTo(Duty.SUPERVISOR);
        assertThat(supervisor.authority()).isEqualTo(Arrangement.Role.TEAM_LEADER);
        assertThat(book.deskOf(SATU, new QueueId("satu"))).contains(EARLY);
        assertThat(book.deskOf(SATU, new QueueId("dua"))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "622155501, satu",
        "+62-21-55501, satu",
        "622155502, satu dua",
        "'', satu dua",
    })
    void shouldSayWhoTakesWhichCalls(String called, String queues) {
        OperatorBook book = OperatorReader.read(new OperatorFiles(FILES));

        assertThat(book.takersOf(called))
                .allSatisfy(taker -> assertThat(taker.desk()).isEqualTo(EARLY))
                .extracting(taker -> taker.queue().value())
                .containsExactlyInAnyOrder(queues.split(" "));
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-23T07:59:59, false",
        "2026-11-23T08:00:00, true",
        "2026-11-23T12:59:59, true",
        "2026-11-23T13:00:00, false",
        "2026-11-24T09:00:00, false",
        "2026-11-28T09:00:00, true"
    })
    void shouldKeepATeamsShift(LocalDateTime local, boolean works) {
        OperatorBook book = OperatorReader.read(new OperatorFiles(FILES));

        OperatorBook.Shift shift =
                Objects.requireNonNull(Objects.requireNonNull(book.agents().get(new AgentId("agent-1")))
                        .shift());

        assertThat(shift.covers(local)).isEqualTo(works);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "operator.yaml | zone: Asia/Makassar | zone: Makassar | operator.yaml:3: expected a zone such as Asia/Jakarta, but found `Makassar`",
                "operator.yaml | name: \"House\" | nam: \"House\" | operator.yaml:2: expected one of about, name, operator, zone, but found `nam`",
                "desks/early.yaml | closes: \"20:00\" | closes: \"07:00\" | desks/early.yaml:1: expected a desk to close after it opens",
                "desks/early.yaml | desk: early | desk: late | desks/early.yaml:1: expected the name of the file, but found `late`",
                "desks/early.yaml | lender: bank-dua, weight: 1 | lender: bank-dua, weight: 0 | desks/early.yaml:7: expected a number from 1 to 1000, but found 0",
                "desks/early.yaml | mode: preview | mode: manual | desks/early.yaml:19: expected one of preview, progressive, power, predictive, but found `manual`",
                "desks/early.yaml | abandonment: united-kingdom, | | desks/early.yaml:14: expected `abandonment` for mode predictive, but it is missing",
                "desks/early.yaml | ring-seconds: 20 | ring-seconds: 90 | desks/early.yaml:14: expected the seconds that a line rings between 1.0 and 60.0",
                "desks/early.yaml | queue: dua | queue: satu | desks/early.yaml:9: expected each queue once, but found twice: satu",
                "desks/early.yaml | lender: bank-dua\\n | lender: bank-tiga\\n | desks/early.yaml:9: expected a lender of the desk, but found bank-tiga",
                "desks/early.yaml | { queue: dua } | { queue: tiga } | desks/early.yaml:24: expected a queue of this desk, but found `tiga`",
                "desks/early.yaml | 555-01 | HOUSE | desks/early.yaml:22: expected a number of at most 20 digits, as the network tells it",
                "desks/early.yaml | +62 (21) 555-01 | + | desks/early.yaml:22: expected digits, but found none: leave `number` out for any",
                "desks/early.yaml | { queue: dua } | { queue: satu } | desks/: Expected each number once for a lender, and one line without a number",
                "teams/morning.yaml | desk: early | desk: late | teams/morning.yaml:2: expected desks/late.yaml, but it is not there",
                "teams/morning.yaml | bank-satu: 2027-03-31 | bank-satu: soon | teams/morning.yaml:9: expected a date such as 2026-08-17, but found `soon`",
                "teams/morning.yaml | bank-satu: 2027-03-31 | bank-lima: 2027-03-31 | teams/morning.yaml:9: expected a lender of desk early, but found `bank-lima`",
                "teams/morning.yaml | hardship: 4 | hardship: 10 | teams/morning.yaml:8: expected a number from 1 to 9, but found 10",
                "teams/morning.yaml | authority: team-leader | authority: lender | teams/morning.yaml:11: expected agent or team-leader, but found `lender`",
                "teams/morning.yaml | agent: supervisor-1 | agent: agent-1 | teams/morning.yaml:11: expected every agent once, but found `agent-1` twice",
                "teams/morning.yaml | [mon, sat] | [mon, caturday] | teams/morning.yaml:3: expected mon, tue, wed, thu, fri, sat or sun, but found `caturday`",
            })
    void shouldSayWhatToWriteInstead(String file, String right, String wrong, String message) {
        Map<String, String> files = new TreeMap<>(FILES);
        String text = Objects.requireNonNull(files.get(file));
        String before = right.replace("\\n", "\n");
        assertThat(text).contains(before);
        files.put(file, text.replace(before, wrong == null ? "" : wrong.replace("\\n", "\n")));

        assertThatThrownBy(() -> OperatorReader.read(new OperatorFiles(files)))
                .isInstanceOf(FolderRefused.class)
                .hasMessageContaining(message);
    }

    @Test
    void shouldNameEveryProblemAtOnce() {
        Map<String, String> files = new TreeMap<>(FILES);
        files.put("operator.yaml", "operator: house");
        files.put("teams/other.yaml", "team: other");

        assertThatThrownBy(() -> OperatorReader.read(new OperatorFiles(files)))
                .isInstanceOfSatisfying(
                        FolderRefused.class,
                        refused -> assertThat(refused.problems()).hasSize(2));
    }

    @Test
    void shouldRefuseAFileThatIsNoneOfTheFolders() {
        assertThatThrownBy(() -> new OperatorFiles(Map.of("agents.csv", "")))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageContaining("agents.csv: expected operator.yaml, or NAME.yaml in desks or teams");
    }

    @ParameterizedTest
    @CsvSource({"preview, 1", "predictive, 40"})
    void shouldWriteAFirstFolderThatCanBeUsed(String mode, int agents) {
        OperatorBook book = OperatorReader.read(NewOperator.folder(
                new DeskId("house"),
                ZoneId.of("Asia/Jakarta"),
                SATU,
                Currency.getInstance("IDR"),
                agents,
                LocalDate.of(2027, 1, 31),
                mode));

        assertThat(book.agents()).hasSize(agents + 1);
        assertThat(book.deskOf(SATU, new QueueId("early"))).contains(EARLY);
    }

    @Test
    void shouldTakeAChangedFolderAndKeepTheLastThatCouldBeUsed(@TempDir Path folder) throws Exception {
        new OperatorFiles(FILES).writeTo(folder);
        List<OperatorBook> told = new ArrayList<>();
        try (OperatorFolder operator = OperatorFolder.start(
                folder, OperatorReader.read(OperatorFiles.in(folder)), Duration.ofDays(1), told::add)) {
            OperatorBook first = operator.get();
            operator.look();
            assertThat(told).isEmpty();

            Path team = folder.resolve("teams/morning.yaml");
            String right = Files.readString(team);
            Files.writeString(team, right.replace("hardship: 4", "hardship: 40"));
            operator.look();
            operator.look();
            assertThat(operator.get()).isSameAs(first);

            Files.writeString(team, right.replace("hardship: 4", "hardship: 5"));
            operator.look();
            assertThat(told).hasSize(1);
            assertThat(Objects.requireNonNull(operator.get().agents().get(new AgentId("agent-1")))
                            .capability()
                            .skills())
                    .containsEntry(new SkillId("hardship"), 5);

            Files.writeString(team, right);
            operator.look();
            assertThat(operator.get().version()).isEqualTo(first.version());
        }
    }
}
