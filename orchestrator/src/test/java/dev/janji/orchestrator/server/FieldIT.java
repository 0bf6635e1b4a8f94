package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.janji.orchestrator.cli.StopCommand;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.DebtorErased;
import dev.janji.protocols.lender.v1.ListHistoryRequest;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.Verification;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** An account goes to field collectors through a whole server, and comes back. */
@Timeout(300)
class FieldIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    private static Path folder;

    private static RunningServer server;

    @BeforeAll
    static void start() throws IOException {
        Path strategies = Files.createDirectories(folder.resolve("strategies"));
        Files.writeString(strategies.resolve("visits.yaml"), """
                strategy: visits
                version: 1
                migration: at-once
                rest-days-after-payment: 0
                retry-minutes: 10
                tries-per-step: 3
                segments:
                  - segment: everybody
                    steps:
                      - { step: H+1, at: "09:00", late: still-due, hand-over: field }
                """);
        server = RunningServer.start("""
                janji.rules.default.strategy { file = visits, folder = "%s" }
                janji.gateways.field.folder = "%s"
                """.formatted(strategies, folder.resolve("field")));
    }

    @AfterAll
    static void end() throws IOException {
        if (server != null) {
            server.close();
        }
    }

    private static List<Path> ready(String suffix) {
        try (Stream<Path> children = Files.list(folder.resolve("field/ready"))) {
            return children.filter(each -> each.getFileName().toString().endsWith("-recall") == !suffix.isEmpty())
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Cases of a debtor that wait, or recalls of a case. */
    private static List<JsonNode> found(String file, String pointer, String value) {
        List<JsonNode> found = new ArrayList<>();
        for (Path each : ready(file.equals("case.json") ? "" : "-recall")) {
            try {
                JsonNode json = new JsonMapper().readTree(each.resolve(file).toFile());
                if (json.at(pointer).asText().equals(value)) {
                    found.add(json);
                }
            } catch (IOException e) {
                // It was withdrawn meanwhile.
                assertThat(each).doesNotExist();
            }
        }
        return found;
    }

    private static void await(String what, BooleanSupplier condition) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time by which %s", what).isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static JsonNode caseOf(String debtor) {
        await(
                "there is a case of " + debtor,
                () -> found("case.json", "/debtor/id", debtor).size() == 1);
        return found("case.json", "/debtor/id", debtor).get(0);
    }

    private static PublishRequest.Builder living(String debtor, boolean verified) {
        PublishRequest.Builder event = Requests.upserted().setDebtorId(debtor);
        event.getDebtorUpsertedBuilder()
                .removeContactPoints(0)
                .getContactPointsBuilder(0)
                .setChannel(Channel.CHANNEL_LETTER)
                .setAddress("Kenari Bernyanyi\nJalan Kenari 17\nMakassar 90111")
                .setRole(ContactPointRole.CONTACT_POINT_ROLE_OWN)
                .setVerification(verified ? Verification.VERIFICATION_VERIFIED : Verification.VERIFICATION_UNVERIFIED);
        return event;
    }

    private static void tell(TestLender lender, String debtor, String id, PublishRequest.Builder event)
            throws InterruptedException {
        assertThat(lender.publish(event.setDebtorId(debtor).setEventId(id)).hasAccepted())
                .as(id)
                .isTrue();
    }

    private static void awaitRecall(JsonNode handed, String reason) {
        String reference = handed.at("/case").asText();
        await(
                "there is a recall of " + reference,
                () -> found("recall.json", "/case", reference).size() == 1);
        assertThat(found("recall.json", "/case", reference).get(0).at("/reason").asText())
                .isEqualTo(reason);
        assertThat(found("case.json", "/case", reference)).isEmpty();
    }

    @Test
    void shouldBringACaseAndRecallItWhenItIsPaidAndBringAnotherWhenThePaymentIsReturned() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given
            lender.publishLate(living("d-paid", true), "a", 500_000);
            JsonNode first = caseOf("d-paid");
            assertThat(first.at("/debt/arrears_minor").asLong()).isEqualTo(500_000);
            assertThat(first.at("/visits/from").asText()).isEqualTo("08:00");
            assertThat(first.at("/visits/zones/0").asText()).isEqualTo("Asia/Makassar");
            assertThat(first.at("/debtor/address/lines/1").asText()).isEqualTo("Jalan Kenari 17");

            // when
            tell(lender, "d-paid", "pay", Requests.paid("a", "p-1", 500_000));

            // then
            awaitRecall(first, "SETTLED");
            tell(lender, "d-paid", "returned", Requests.reversed("a", "p-1"));
            JsonNode second = caseOf("d-paid");
            assertThat(second.at("/number").asInt()).isEqualTo(2);
            assertThat(second.at("/case").asText())
                    .isNotEqualTo(first.at("/case").asText());

            // when
            tell(lender, "d-paid", "forgotten", Requests.goLive().setDebtorErased(DebtorErased.getDefaultInstance()));

            // then
            awaitRecall(second, "ERASED");
            for (Path each : ready("-recall")) {
                assertThat(Files.readString(each.resolve("recall.json"))).doesNotContain("d-paid", "Kenari");
            }
        }
    }

    @Test
    void shouldRecallWhatAStopCoversAndBringItAgainWhenItIsLifted() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            lender.publishLate(living("d-stopped", true), "a", 500_000);
            JsonNode first = caseOf("d-stopped");

            String placed = stop("lender", "bank-b", "--reason", "wrong amounts", "--as=approver");

            awaitRecall(first, "STOP");
            Matcher id = Pattern.compile("(s-[0-9a-z]{8})  ").matcher(placed);
            assertThat(id.find()).isTrue();
            stop("lift", id.group(1), "--reason", "corrected");
            assertThat(caseOf("d-stopped").at("/number").asInt()).isEqualTo(2);
        }
    }

    @Test
    void shouldSendNobodyToAnAddressThatNobodyVerified() throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_C)) {
            // when
            lender.publishLate(living("d-unverified", false), "a", 500_000);
            lender.publishLate(living("d-verified", true), "a", 500_000);

            // then
            await("it is refused", () -> kinds(lender, "d-unverified").contains("ContactRefused"));
            assertThat(history(lender, "d-unverified").stream()
                            .filter(line -> line.getKind().equals("ContactRefused"))
                            .findFirst()
                            .orElseThrow()
                            .getRuleIdsList())
                    .containsExactly("ID-06");
            caseOf("d-verified");
            assertThat(found("case.json", "/debtor/id", "d-unverified")).isEmpty();
            assertThat(kinds(lender, "d-unverified")).doesNotContain("AccountHandedOver");
        }
    }

    private static String stop(String... arguments) throws IOException {
        server.where().write(server.folder().serverFile());
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data=" + server.folder().root());
        StringWriter out = new StringWriter();
        assertThat(new CommandLine(new StopCommand())
                        .setOut(new PrintWriter(out))
                        .execute(all.toArray(String[]::new)))
                .isZero();
        return out.toString();
    }

    private static List<ListHistoryResponse> history(TestLender lender, String debtor) {
        List<ListHistoryResponse> lines = new ArrayList<>();
        lender.debtors()
                .listHistory(ListHistoryRequest.newBuilder().setDebtorId(debtor).build())
                .forEachRemaining(lines::add);
        return lines;
    }

    private static List<String> kinds(TestLender lender, String debtor) {
        return history(lender, debtor).stream()
                .map(ListHistoryResponse::getKind)
                .toList();
    }
}
