package dev.janji.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.orchestrator.server.RunningServer;
import dev.janji.orchestrator.server.TestLender;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** The report as an operator types it, beside a running server whose lender promised over the wire. */
@ExtendWith(RunningServer.Extension.class)
class ReportPromisesIT {
    /** Of nobody else who shares the server. */
    private static final List<String> PERIOD = List.of("--from", "2027-03-10", "--to", "2027-03-12");

    private final String debtor = "r-" + UUID.randomUUID();

    private record Said(int code, String out, String err) {}

    private static Said report(RunningServer server, String lender, List<String> period, String... more)
            throws Exception {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        server.where().write(server.folder().serverFile());
        try {
            List<String> arguments = new ArrayList<>(
                    List.of("promises", "--data", server.folder().root().toString(), "--lender", lender));
            arguments.addAll(period);
            arguments.addAll(List.of(more));
            int code = new CommandLine(new ReportCommand())
                    .setOut(new PrintWriter(out))
                    .setErr(new PrintWriter(err))
                    .execute(arguments.toArray(String[]::new));
            return new Said(code, out.toString(), err.toString());
        } finally {
            Files.deleteIfExists(server.folder().serverFile());
        }
    }

    private void publish(TestLender lender, PublishRequest.Builder event) throws InterruptedException {
        assertThat(lender.publish(event.setDebtorId(debtor)
                                .setEventId(UUID.randomUUID().toString()))
                        .hasRejected())
                .isFalse();
    }

    private static JsonNode json(Said said) throws Exception {
        assertThat(said.code()).as(said.err()).isZero();
        return new JsonMapper().readTree(said.out());
    }

    @Test
    void shouldCountWhatWasPromisedOverTheWire(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            publish(lender, Requests.upserted());
            for (String account : List.of("a", "b")) {
                publish(lender, Requests.opened(account, 900_000));
            }
            publish(lender, Requests.promised("a", "kept", 300_000, 2027, 3, 11));
            publish(lender, Requests.paid("a", "p-1", 300_000));
            publish(lender, Requests.promised("b", "active", 200_000, 2027, 3, 12));
            publish(lender, Requests.promised("a", "later", 100_000, 2027, 3, 13));

            JsonNode told = json(report(server, "bank-b", PERIOD, "--json"));
            JsonNode rupiah = told.at("/currencies/0");

            assertThat(told.at("/currencies")).hasSize(1);
            assertThat(rupiah.at("/currency").asText()).isEqualTo("IDR");
            assertThat(rupiah.at("/kept/count").asLong()).isEqualTo(1);
            assertThat(rupiah.at("/kept/minor").asLong()).isEqualTo(300_000);
            assertThat(rupiah.at("/active/minor").asLong()).isEqualTo(200_000);
            assertThat(rupiah.at("/due/count").asLong()).isEqualTo(1);
            assertThat(rupiah.at("/keptRate/ofMoney").asDouble()).isEqualTo(1.0);
            assertThat(rupiah.at("/brokenRate/ofCount").asDouble()).isZero();
            assertThat(rupiah.at("/byDate")).hasSize(2);
            assertThat(report(server, "bank-b", PERIOD).out())
                    .contains("Promises of lender bank-b due from 2027-03-10 to 2027-03-12")
                    .contains("As they count by the newest event of its debtors, of 2026-")
                    .contains("PTP rate ")
                    .containsPattern("kept +1 +3000.00 IDR")
                    .contains("100.0 % of count = 1 / 1;  100.0 % of money = 3000.00 IDR / 3000.00 IDR")
                    .doesNotContain(Requests.CANARIES);
            assertThat(report(server, "bank-b", PERIOD, "--currency", "USD").out())
                    .contains("No promise was due in this period in USD.");
        }
    }

    @Test
    void shouldSayWhatIsWrongWithWhatWasAskedFor(RunningServer server) throws Exception {
        Said nobody = report(server, "bank-z", PERIOD);
        Said backwards = report(server, "bank-b", List.of("--from", "2027-03-12", "--to", "2027-03-10"));
        Said money = report(server, "bank-b", PERIOD, "--currency", "RUPIAH");
        Said name = report(server, "bank b", PERIOD);
        Said day = report(server, "bank-b", List.of("--from", "March", "--to", "2027-03-10"));

        assertThat(nobody.code()).isEqualTo(1);
        assertThat(nobody.err()).contains("Lender bank-z has no debtor in this store.");
        assertThat(backwards.err()).contains("--from is 2027-03-12 and --to is 2027-03-10");
        assertThat(money.err()).contains("ISO 4217").contains("RUPIAH");
        assertThat(name.err()).startsWith("--lender: Expected a lender id");
        assertThat(day.code()).isEqualTo(2);
        assertThat(day.err()).contains("--from").contains("March");
    }
}
