package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.protobuf.Timestamp;
import com.google.protobuf.util.Timestamps;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.ExplainRequest;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.GetDebtorRequest;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.PublishRequest;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** What was true at an instant stays the answer for that instant. */
@ExtendWith(RunningServer.Extension.class)
@Timeout(120)
class TimeTravelIT {
    private static final long LATER_SECONDS = 365L * 24 * 3600;

    private final String debtor = "traveller-" + UUID.randomUUID();
    private int number;

    private void publish(TestLender lender, PublishRequest.Builder event) throws InterruptedException {
        assertThat(lender.publish(event.setDebtorId(debtor).setEventId("e-" + ++number))
                        .hasAccepted())
                .isTrue();
    }

    private ExplainResponse explain(TestLender lender, Timestamp at) {
        return lender.debtors()
                .explain(ExplainRequest.newBuilder()
                        .setDebtorId(debtor)
                        .setAt(at)
                        .build());
    }

    private GetDebtorResponse look(TestLender lender, Timestamp at) {
        return lender.debtors()
                .getDebtor(GetDebtorRequest.newBuilder()
                        .setDebtorId(debtor)
                        .setAt(at)
                        .build());
    }

    @Test
    void shouldAnswerForEveryPastInstantAsItDidThen(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            List<ExplainResponse> explained = new ArrayList<>();
            List<GetDebtorResponse> looks = new ArrayList<>();
            for (PublishRequest.Builder event : List.of(
                    Requests.upserted(),
                    Requests.opened("a", 500_000),
                    Requests.due("a", LocalDate.parse("2026-12-20"), 500_000),
                    Requests.paid("a", "p-1", 200_000),
                    Requests.paid("a", "p-2", 300_000))) {
                publish(lender, event);
                explained.add(lender.debtors()
                        .explain(ExplainRequest.newBuilder().setDebtorId(debtor).build()));
                looks.add(lender.debtors()
                        .getDebtor(GetDebtorRequest.newBuilder()
                                .setDebtorId(debtor)
                                .build()));
            }

            assertThat(explained)
                    .allSatisfy(
                            then -> assertThat(explain(lender, then.getAt())).isEqualTo(then));
            assertThat(looks)
                    .allSatisfy(then ->
                            assertThat(look(lender, then.getComputedAt())).isEqualTo(then));
            assertThat(looks.get(2).getAccounts(0).getBalance().getMinor()).isEqualTo(500_000);
            assertThat(looks.get(3).getAccounts(0).getBalance().getMinor()).isEqualTo(300_000);
            assertThat(looks.get(4).getAccounts(0).getBalance().getMinor()).isZero();
            assertThat(explained.get(2)).isNotEqualTo(explained.get(4));
            assertThat(explained.stream().map(ExplainResponse::getStateHash)).doesNotHaveDuplicates();
            assertThat(explained.get(3).getSummary()).contains("Payment of IDR 2,000 on account a");
            ExplainResponse indonesian = lender.debtors()
                    .explain(ExplainRequest.newBuilder()
                            .setDebtorId(debtor)
                            .setAt(explained.get(3).getAt())
                            .setLanguage("id")
                            .build());
            assertThat(indonesian.getStateHash()).isEqualTo(explained.get(3).getStateHash());
            assertThat(indonesian.getSummary()).contains("Pembayaran Rp2.000 atas rekening a");
        }
    }

    @Test
    void shouldShowThePastInTheBrowserToo(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            publish(lender, Requests.upserted());
            publish(lender, Requests.opened("a", 500_000));
            ExplainResponse then = lender.debtors()
                    .explain(ExplainRequest.newBuilder().setDebtorId(debtor).build());
            publish(lender, Requests.due("a", LocalDate.parse("2026-12-20"), 500_000));
            String path = "/api/v1/debtors/bank-a/" + debtor;

            JsonNode page = new JsonMapper()
                    .readTree(server.get(path + "?at=" + Timestamps.toString(then.getAt()))
                            .body());

            assertThat(page.at("/explanation/waitsFor").asText()).isEqualTo(then.getWaitsFor());
            assertThat(page.at("/debtor/sequenceNumber").asLong()).isEqualTo(then.getSequenceNumber());
            assertThat(page.at("/history")).hasSize((int) then.getSequenceNumber());
            assertThat(new JsonMapper().readTree(server.get(path).body()).at("/history"))
                    .hasSizeGreaterThan((int) then.getSequenceNumber());
            assertThat(server.get(path + "?at=yesterday").statusCode()).isEqualTo(400);
            assertThat(server.get(path + "?at=2039-01-01T00:00:00Z").statusCode())
                    .isEqualTo(400);
            assertThat(server.get(path + "?at=2025-01-01T00:00:00Z").statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldNameWhatIsWrongWithAnInstant(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            publish(lender, Requests.upserted());
            Timestamp now = lender.debtors()
                    .explain(ExplainRequest.newBuilder().setDebtorId(debtor).build())
                    .getAt();

            StatusRuntimeException later = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> explain(
                            lender,
                            now.toBuilder()
                                    .setSeconds(now.getSeconds() + LATER_SECONDS)
                                    .build()));
            StatusRuntimeException nonsense = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> look(lender, Timestamp.newBuilder().setNanos(-1).build()));
            StatusRuntimeException french = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> lender.debtors()
                            .explain(ExplainRequest.newBuilder()
                                    .setDebtorId(debtor)
                                    .setLanguage("fr")
                                    .build()));
            StatusRuntimeException before = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> look(
                            lender,
                            Timestamp.newBuilder().setSeconds(1_000_000_000).build()));

            assertThat(later.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(later.getStatus().getDescription()).startsWith("at: Expected an instant that has passed");
            assertThat(nonsense.getStatus().getDescription()).startsWith("at: expected an instant from 1970");
            assertThat(french.getStatus().getDescription()).isEqualTo("language: expected one of en, id");
            assertThat(before.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        }
    }
}
