package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.NewLender;
import dev.janji.orchestrator.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Who changed what, and when, with the real commands: folders of lenders by two persons with a credential each, and the operator's folder. */
@Timeout(240)
class RecordedChangesIT {
    private static final String END = System.lineSeparator();

    @TempDir
    private static Path home;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        Path desk = home.resolve("desk");
        janji("operator", "new", "desk", desk.toString(), "--lender", "bank-a", "--agents", "2");
        server = RunningServer.start(
                "janji.rules.approval = required\njanji.orchestrator.desk { look-every = 50 ms, operator-folder = \""
                        + desk + "\" }\n");
    }

    @AfterAll
    static void end() throws IOException {
        server.close();
    }

    /** What a command said, and its exit code. */
    private record Said(int code, String out, String err) {}

    private static Said janji(String... words) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = Main.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(words);
        return new Said(code, out.toString(), err.toString());
    }

    private static Said beside(List<String> words) throws IOException {
        server.where().write(server.folder().serverFile());
        List<String> all = new ArrayList<>(words);
        all.addAll(List.of("--data", server.folder().root().toString()));
        return janji(all.toArray(String[]::new));
    }

    private static Said lender(String person, String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("lender"));
        all.addAll(List.of(words));
        all.addAll(List.of("--as", person));
        return beside(all);
    }

    private static Said operatorLog(String... words) throws IOException {
        List<String> all = new ArrayList<>(List.of("operator", "log"));
        all.addAll(List.of(words));
        return beside(all);
    }

    private static Path folder(String name, String strategy) throws IOException {
        Path folder = home.resolve(name);
        new NewLender(LenderReader.of(ConfigFactory.load()))
                .folder(RunningServer.BANK_C, "Bank Contoh", strategy)
                .writeTo(folder);
        return folder;
    }

    private static String active() throws IOException {
        return lender("operator", "log", "bank-c").out();
    }

    @Test
    void shouldWorkByAFolderOnlyWhenAnotherPersonAgrees() throws IOException {
        // given
        Path folder = folder("first", "p2p");

        // when
        Said proposed = lender("operator", "apply", folder.toString(), "--reason", "I want this");

        // then
        assertThat(proposed.code()).as(proposed.err()).isZero();
        assertThat(proposed.out())
                .contains("bank-c, version 1: proposed, waits for another person")
                .contains("./janji lender approve bank-c 1");
        assertThat(active()).contains("bank-c: no version is active").contains("proposed by operator: I want this");

        // when
        Said same = lender("operator", "approve", "bank-c", "1", "--reason", "so do I");

        // then
        assertThat(same.code()).isEqualTo(1);
        assertThat(same.err()).endsWith("Nothing was changed: SAME_PERSON." + END);
        assertThat(active()).contains("no version is active");
        assertThat(lender("approver", "approve", "bank-c", "2", "--reason", "which?")
                        .err())
                .endsWith("Nothing was changed: NOT_PROPOSED." + END);

        // when
        Said agreed = lender("approver", "approve", "bank-c", "1", "--reason", "I have read it");

        // then
        assertThat(agreed.code()).as(agreed.err()).isZero();
        assertThat(agreed.out()).contains("bank-c, version 1: active on 1 node.");
        assertThat(active())
                .contains("bank-c: version 1 is active, strategy p2p-1")
                .contains("proposed by operator: I want this")
                .contains("activated by operator, approved by approver: I have read it");
        assertThat(lender("approver", "approve", "bank-c", "1", "--reason", "twice")
                        .err())
                .endsWith("Nothing was changed: NOT_PROPOSED." + END);

        // when
        Files.writeString(folder.resolve("lender.yaml"), "lender bank-c");
        Said broken = lender("approver", "apply", folder.toString(), "--reason", "a slip");

        // then
        assertThat(broken.err()).contains("lender.yaml:1").endsWith("Nothing was changed: FOLDER_INVALID." + END);
        assertThat(active()).contains("bank-c: version 1 is active, strategy p2p-1");
    }

    @Test
    void shouldNoteWhoMayDoWhatAtTheDesksWhenTheFolderChanges() throws IOException {
        // given
        assertThat(eventually("version").out())
                .contains("+ agent agent-1 authority: agent")
                .contains("+ agent supervisor-1 duty: supervisor")
                .contains("+ desk early hours: ");
        Path team = home.resolve("desk/teams/early.yaml");
        String before = Files.readString(team);
        assertThat(before).contains("authority: team-leader");

        // when
        Files.writeString(team, before.replace("authority: team-leader", "authority: agent"));

        // then
        Said changed = eventually("team-leader -> agent");
        assertThat(changed.code()).isZero();
        assertThat(changed.out())
                .contains("~ agent supervisor-1 authority: team-leader -> agent")
                .doesNotContain("name");
        assertThat(operatorLog("--about", "team-leader ->").out().lines()).hasSize(2);

        // when
        Files.writeString(team, "team: early\nwhat: is this");
        Files.writeString(team, before);

        // then
        eventually("agent -> team-leader");
    }

    /** Every look is a round trip to the store. */
    private static Said eventually(String words) throws IOException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        Said said = operatorLog();
        while (!said.out().contains(words)) {
            assertThat(System.nanoTime())
                    .as("the time by which %s is noted: %s", words, said)
                    .isLessThan(end);
            said = operatorLog();
        }
        return said;
    }
}
