package dev.janji.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as a support person types it, against a status page that always tells the same. */
class ReplayCommandTest {
    private static final String PAGE = """
            {"lender": "bank-a",
             "debtor": {"debtorId": "d-1", "sequenceNumber": "3"},
             "explanation": {
               "zone": "Asia/Jakarta", "at": "2026-03-03T00:00:00Z", "summary": "Awaited: nothing.", "sequenceNumber": "3",
               "stateHash": "00ff",
               "facts": [{"label": "Zone", "value": "Asia/Jakarta", "accountId": ""},
                         {"label": "Bucket", "value": "B1", "accountId": "card"}]},
             "history": [%s]%s}
            """;
    private static final String LINE = """
            {"sequenceNumber": "%d", "at": "%s", "kind": "ContactDeferred", "summary": "%s", "ruleIds": ["ID-01"]}
            """;

    @TempDir
    Path folder;

    private final List<String> asked = new ArrayList<>();
    private HttpServer server;

    /** What the command has said, and its exit code. */
    private record Said(int code, String out, String err) {}

    @BeforeEach
    void open() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/api/v1/debtors/bank-a/", exchange -> {
            String query = exchange.getRequestURI().getRawPath() + "?"
                    + exchange.getRequestURI().getQuery();
            asked.add(query);
            boolean secret = query.contains("secret")
                    && !"Bearer open".equals(exchange.getRequestHeaders().getFirst("Authorization"));
            int status = secret ? 401 : query.contains("nobody") ? 404 : query.contains("2999") ? 400 : 200;
            String body = status == 400 ? "{\"detail\": \"at: still to come\"}" : page(query.contains("from=2"));
            byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(status, bytes.length);
            exchange.getResponseBody().write(bytes);
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void close() {
        server.stop(0);
    }

    private static String page(boolean second) {
        String lines = second
                ? String.format(LINE, 2, "2026-03-02T16:59:00Z", "second") + ","
                        + String.format(LINE, 3, "2026-03-02T17:01:00Z", "third")
                : String.format(LINE, 1, "2026-03-01T02:00:00Z", "first");
        return String.format(PAGE, lines, second ? "" : ", \"historyContinuesFrom\": 2");
    }

    private Said replay(String debtor, String... more) {
        List<String> arguments = new ArrayList<>(List.of(
                "--debtor",
                debtor,
                "--lender",
                "bank-a",
                "--url",
                "http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        arguments.addAll(List.of(more));
        return janji(arguments.toArray(String[]::new));
    }

    private static Said janji(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new ReplayCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(arguments);
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void shouldPrintEveryPageByLocalDay() {
        Said said = replay("d-1");

        assertThat(said.code()).isZero();
        assertThat(said.out()).isEqualTo("""
                        Debtor d-1 of bank-a: 3 events; times of Asia/Jakarta

                        Sunday, 1 March 2026
                          09:00  #1  first  [ID-01]

                        Monday, 2 March 2026
                          23:59  #2  second  [ID-01]

                        Tuesday, 3 March 2026
                          00:01  #3  third  [ID-01]
                        """);
        assertThat(asked)
                .containsExactly(
                        "/api/v1/debtors/bank-a/d-1?language=en&from=1",
                        "/api/v1/debtors/bank-a/d-1?language=en&from=2");
    }

    @Test
    void shouldPrintTheDaysThatAreAskedForInTheLanguageAskedFor() {
        assertThat(replay("d-1", "--from", "2026-03-02", "--to", "2026-03-02", "--language", "id")
                        .out())
                .isEqualTo("""
                        Debitur d-1 dari bank-a: 3 kejadian; waktu Asia/Jakarta

                        Senin, 2 Maret 2026
                          23.59  #2  second  [ID-01]
                        """);
        assertThat(replay("d-1", "--from", "2027-01-01").out()).endsWith("Nothing happened in that time.\n");
    }

    @Test
    void shouldExplainAnInstantWithFactsAndHash() {
        assertThat(replay("d-1", "--at", "2026-03-03T00:00:00Z").out()).isEqualTo("""
                        Debtor d-1 of bank-a, explained for Tuesday, 3 March 2026 at 07:00 WIB (2026-03-03T00:00:00Z)

                        Awaited: nothing.

                        What the rules looked at:
                          Zone      Asia/Jakarta
                          Account card
                            Bucket  B1

                        Events so far  3
                        State hash  00ff
                        """);
        assertThat(replay("d-1", "--at", "2026-03-03T07:00").code()).isZero();
        assertThat(asked).last().asString().endsWith("&at=2026-03-03T00:00:00Z");
    }

    @Test
    void shouldSayWhatIsWrongAndWhatToDo() throws IOException {
        assertThat(replay("nobody").err())
                .isEqualToIgnoringNewLines("Lender bank-a has no debtor nobody. Write its id as the lender does,"
                        + " or name another lender with --lender ID.");
        assertThat(replay("nobody").code()).isEqualTo(1);
        assertThat(replay("d-1", "--at", "yesterday").err()).contains("Expected --at as an instant such as");
        assertThat(replay("d-1", "--at", "2999-01-01T00:00:00Z").err()).contains("at: still to come");
        assertThat(replay("d-1", "--language", "fr").err()).contains("expected one of en, id, but got 'fr'");
        assertThat(replay("d-1", "--from", "soon").code()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(replay("secret").err()).contains("Name the file that holds it with --token-file FILE");
        Path token = Files.writeString(folder.resolve("token"), "open\n");
        assertThat(replay("secret", "--token-file", token.toString()).code()).isZero();
        assertThat(replay("secret", "--token-file", folder.resolve("none").toString())
                        .err())
                .contains("can't be read");
    }

    @Test
    void shouldSayWhereItLookedForAServer() {
        assertThat(janji("--debtor", "d-1", "--data", folder.toString()).err())
                .contains("No server runs on " + folder)
                .contains("--data DIR")
                .contains("--url URL");
        assertThat(janji("--debtor", "d-1", "--url", "http://127.0.0.1:1").err())
                .contains("--lender ID");
        assertThat(janji("--debtor", "d-1", "--lender", "bank-a", "--url", "http://127.0.0.1:1")
                        .err())
                .contains("nothing answers there");
        assertThat(janji("--debtor", "d-1", "--lender", "bank-a", "--url", "here")
                        .err())
                .contains("Expected the address of a status page");
    }
}
