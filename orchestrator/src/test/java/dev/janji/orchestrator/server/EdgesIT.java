package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import ch.qos.logback.classic.AsyncAppender;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.core.FileAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.rpc.ErrorInfo;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.DebtorsGrpc;
import dev.janji.protocols.lender.v1.ExplainRequest;
import dev.janji.protocols.lender.v1.GetDebtorRequest;
import dev.janji.protocols.lender.v1.LenderEventsGrpc;
import dev.janji.protocols.lender.v1.ListHistoryRequest;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import dev.janji.protocols.lender.v1.ReconcileRequest;
import dev.janji.protocols.lender.v1.StayScale;
import dev.janji.protocols.lender.v1.StayView;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.protobuf.StatusProto;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.reflection.v1.ServiceResponse;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.slf4j.LoggerFactory;

/** Every port of a running server, from outside. */
@ExtendWith(RunningServer.Extension.class)
class EdgesIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(180);

    private final String debtor = "d-" + UUID.randomUUID();

    @Test
    void shouldLetNobodyInWithoutAGoodCredential(RunningServer server) throws Exception {
        String a = server.token(RunningServer.BANK_A);
        assertThat(faultOf(server.channel(), null)).isEqualTo("CREDENTIAL_MISSING");
        assertThat(faultOf(server.channel(), "Bearer wrong")).isEqualTo("CREDENTIAL_UNKNOWN");
        assertThat(faultOf(server.channel(), "Basic " + a)).isEqualTo("CREDENTIAL_UNKNOWN");
        assertThat(faultOf(server.channelWithCertificate(RunningServer.BANK_B), "Bearer " + a))
                .isEqualTo("CREDENTIALS_DISAGREE");
        assertThat(faultOf(server.channel(), "Bearer " + a)).isEqualTo("DEBTOR_UNKNOWN");
        assertThat(faultOf(server.channelWithCertificate(RunningServer.BANK_A), null))
                .isEqualTo("DEBTOR_UNKNOWN");
        assertThat(faultOf(server.channelWithCertificate(RunningServer.BANK_A), "Bearer " + a))
                .isEqualTo("DEBTOR_UNKNOWN");
    }

    @Test
    void shouldSayNothingOfADebtorToAnotherLender(RunningServer server) throws Exception {
        try (TestLender a = new TestLender(server, RunningServer.BANK_A);
                TestLender b = new TestLender(server, RunningServer.BANK_B)) {
            a.publishLate(debtor, "a", 500_000);

            assertThat(a.debtors().getDebtor(request()).getDebtorId()).isEqualTo(debtor);
            StatusRuntimeException fault = catchThrowableOfType(
                    StatusRuntimeException.class, () -> b.debtors().getDebtor(request()));
            assertThat(reasonOf(fault)).isEqualTo("DEBTOR_UNKNOWN");
            assertThat(server.get("/api/v1/debtors/bank-b/" + debtor).statusCode())
                    .isEqualTo(404);
        }
    }

    @Test
    void shouldTellStateHistoryAndReasonWithoutAnythingPersonal(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            lender.publishLate(debtor, "a", 500_000);

            var view = lender.debtors().getDebtor(request());
            var stayed = lender.debtors()
                    .getDebtor(request().toBuilder().setWithBucketHistory(true).build());
            var explanation = lender.debtors()
                    .explain(ExplainRequest.newBuilder().setDebtorId(debtor).build());
            List<ListHistoryResponse> history = history(lender, 1);

            assertThat(view.getAccounts(0).getBalance().getMinor()).isEqualTo(500_000);
            assertThat(explanation.getWaitsFor()).isNotEmpty();
            assertThat(view.getAccounts(0).getStaysList()).isEmpty();
            assertThat(stayed.getAccounts(0).getStaysList())
                    .extracting(StayView::getScale)
                    .containsExactly(
                            StayScale.STAY_SCALE_BUCKET,
                            StayScale.STAY_SCALE_REGULATORY_CLASS,
                            StayScale.STAY_SCALE_LENDER_STAGE);
            assertThat(history.stream().map(ListHistoryResponse::getKind))
                    .startsWith("DebtorUpserted", "AccountOpened", "ScheduleSet");
            assertThat(history(lender, 2).get(0).getSequenceNumber()).isEqualTo(2);
            assertThat(view + explanation.toString() + history).doesNotContain(Requests.CANARIES);
        }
    }

    @Test
    void shouldNameTheFieldWhenARequestIsBad(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            StatusRuntimeException fault = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> lender.debtors()
                            .getDebtor(GetDebtorRequest.newBuilder()
                                    .setDebtorId("a b")
                                    .build()));

            assertThat(fault.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(reasonOf(fault)).isEqualTo("FIELD_INVALID");
            assertThat(fault.getStatus().getDescription()).startsWith("debtor_id:");
        }
    }

    @Test
    void shouldAddUpALendersAccounts(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            lender.publishLate(debtor, "a", 500_000);

            var sum = lender.debtors().reconcile(ReconcileRequest.getDefaultInstance());

            assertThat(sum.getDebtors()).isPositive();
            assertThat(sum.getLinesList()).anySatisfy(line -> {
                assertThat(line.getCurrency()).isEqualTo("IDR");
                assertThat(line.getBalanceMinor()).isGreaterThanOrEqualTo(500_000);
            });
        }
    }

    @Test
    void shouldServeHealthAndReflectionWithoutACredential(RunningServer server) throws Exception {
        ManagedChannel channel = server.channel();
        try {
            for (String service : List.of("", LenderEventsGrpc.SERVICE_NAME, DebtorsGrpc.SERVICE_NAME)) {
                assertThat(HealthGrpc.newBlockingStub(channel)
                                .check(HealthCheckRequest.newBuilder()
                                        .setService(service)
                                        .build())
                                .getStatus())
                        .isEqualTo(HealthCheckResponse.ServingStatus.SERVING);
            }
            assertThat(reflected(channel))
                    .contains(
                            LenderEventsGrpc.SERVICE_NAME,
                            DebtorsGrpc.SERVICE_NAME,
                            HealthGrpc.SERVICE_NAME,
                            "janji.simulation.v1.SimulatedTime");
        } finally {
            channel.shutdownNow();
        }
    }

    @Test
    void shouldServeTheConsoleUnderAPolicyOfItsOwn(RunningServer server) throws Exception {
        HttpResponse<String> console = server.get("/desk/");

        assertThat(console.statusCode()).isEqualTo(200);
        assertThat(console.headers().allValues("Content-Security-Policy"))
                .singleElement()
                .asString()
                .startsWith("default-src 'self'");
        assertThat(console.headers().firstValue("Cross-Origin-Opener-Policy")).hasValue("same-origin");
        assertThat(server.get("/desk/app.js").statusCode()).isEqualTo(200);
        assertThat(server.get("/desk/none.js").statusCode()).isEqualTo(404);
        assertThat(server.get("/").body()).contains("<a href=\"/desk/\">");
    }

    @Test
    void shouldShowItsStatusAsPageAndAsJson(RunningServer server) throws Exception {
        HttpResponse<String> page = server.get("/");
        HttpResponse<String> status = server.get("/api/v1/status");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("content-type")).hasValue("text/html; charset=UTF-8");
        assertThat(page.headers().firstValue("content-security-policy"))
                .hasValueSatisfying(policy -> assertThat(policy).startsWith("default-src 'none'"));
        assertThat(page.headers().firstValue("x-content-type-options")).hasValue("nosniff");
        assertThat(page.body())
                .contains("<h1>Janji</h1>", "Ready", "House clock")
                .doesNotContain("http://cdn", "<style");
        assertThat(server.get("/status.css").body()).contains("prefers-color-scheme: dark");
        assertThat(server.get("/status.js").statusCode()).isEqualTo(200);
        JsonNode json = new JsonMapper().readTree(status.body());
        assertThat(status.headers().firstValue("cache-control")).hasValue("no-store");
        assertThat(json.at("/ready/ready").asBoolean()).isTrue();
        assertThat(json.at("/clock/kind").asText()).isEqualTo("scaled");
        assertThat(json.at("/store/reachable").asBoolean()).isTrue();
    }

    @Test
    void shouldShowADebtorAsJsonAndAProblemWhenThereIsNone(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            lender.publishLate(debtor, "a", 500_000);

            HttpResponse<String> found = server.get("/api/v1/debtors/bank-a/" + debtor);
            HttpResponse<String> missing = server.get("/api/v1/debtors/bank-a/nobody");

            JsonNode json = new JsonMapper().readTree(found.body());
            assertThat(json.at("/debtor/debtorId").asText()).isEqualTo(debtor);
            assertThat(json.at("/history/0/kind").asText()).isEqualTo("DebtorUpserted");
            assertThat(json.at("/explanation/waitsFor").asText()).isNotEmpty();
            assertThat(json.at("/explanation/summary").asText()).contains("Awaited: ");
            assertThat(json.at("/explanation/stateHash").asText()).matches("[0-9a-f]{64}");
            HttpResponse<String> indonesian = server.get("/api/v1/debtors/bank-a/" + debtor + "?language=id");
            assertThat(new JsonMapper()
                            .readTree(indonesian.body())
                            .at("/explanation/summary")
                            .asText())
                    .contains("Yang ditunggu: ");
            assertThat(indonesian.body()).doesNotContain(Requests.CANARIES);
            HttpResponse<String> french = server.get("/api/v1/debtors/bank-a/" + debtor + "?language=fr");
            assertThat(french.statusCode()).isEqualTo(400);
            assertThat(french.body()).contains("language: expected one of en, id");
            assertThat(found.body()).doesNotContain(Requests.CANARIES);
            assertThat(missing.statusCode()).isEqualTo(404);
            assertThat(missing.headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
            assertThat(new JsonMapper().readTree(missing.body()).at("/status").asInt())
                    .isEqualTo(404);
            assertThat(server.get("/nowhere").headers().firstValue("content-type"))
                    .hasValueSatisfying(type -> assertThat(type).startsWith("application/problem+json"));
        }
    }

    @Test
    void shouldBeReadyAndAliveAndMeasured(RunningServer server) throws Exception {
        // A server that is only just there may not be ready yet, and says so.
        awaitOk(server, server.where().management().port(), "/ready");
        awaitOk(server, server.where().management().port(), "/alive");
        awaitOk(server, server.where().metrics().port(), "/metrics");
    }

    private static void awaitOk(RunningServer server, int port, String path) throws InterruptedException {
        long began = System.nanoTime();
        while (!isOk(server, port, path)) {
            assertThat(System.nanoTime() - began).as("waiting for " + path).isLessThan(PATIENCE_NANOS);
            TimeUnit.MILLISECONDS.sleep(200);
        }
    }

    private static boolean isOk(RunningServer server, int port, String path) throws InterruptedException {
        try {
            return server.get(port, path).statusCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    @Test
    void shouldContactAnOverdueDebtorAndWriteNothingPersonalIntoAnyLog(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_A)) {
            // given: overdue, so that time alone brings a contact
            lender.publishLate(debtor, "a", 500_000);

            // when
            long began = System.nanoTime();
            while (history(lender, 1).stream().noneMatch(line -> line.getKind().equals("AttemptAnswered"))) {
                assertThat(System.nanoTime() - began)
                        .as("waiting for a contact")
                        .isLessThan(PATIENCE_NANOS);
                TimeUnit.MILLISECONDS.sleep(200);
            }

            // then
            Path logs = writtenLogs();
            try (Stream<Path> files = Files.walk(logs)) {
                assertThat(files.filter(Files::isRegularFile).toList())
                        .isNotEmpty()
                        .allSatisfy(log -> assertThat(Files.readString(log, StandardCharsets.ISO_8859_1))
                                .doesNotContain(Requests.CANARIES));
            }
        }
    }

    /** Where everything that was logged until now is written. */
    private static Path writtenLogs() throws InterruptedException {
        Logger root = ((LoggerContext) LoggerFactory.getILoggerFactory()).getLogger(Logger.ROOT_LOGGER_NAME);
        AsyncAppender queued = (AsyncAppender) root.getAppender("queued");
        while (queued.getNumberOfElementsInQueue() > 0) {
            TimeUnit.MILLISECONDS.sleep(20);
        }
        FileAppender<?> file = (FileAppender<?>) queued.getAppender("file");
        return Path.of(file.getFile()).toAbsolutePath().getParent();
    }

    private List<ListHistoryResponse> history(TestLender lender, long from) {
        List<ListHistoryResponse> lines = new ArrayList<>();
        lender.debtors()
                .listHistory(ListHistoryRequest.newBuilder()
                        .setDebtorId(debtor)
                        .setFromSequenceNumber(from)
                        .build())
                .forEachRemaining(lines::add);
        return lines;
    }

    private GetDebtorRequest request() {
        return GetDebtorRequest.newBuilder().setDebtorId(debtor).build();
    }

    /** The reason of the fault that asking for nobody ends in. */
    private static String faultOf(ManagedChannel channel, @Nullable String authorization) {
        try {
            DebtorsGrpc.DebtorsBlockingStub stub = DebtorsGrpc.newBlockingStub(channel);
            DebtorsGrpc.DebtorsBlockingStub asked = authorization == null
                    ? stub
                    : stub.withInterceptors(
                            MetadataUtils.newAttachHeadersInterceptor(TestLender.authorization(authorization)));
            return reasonOf(catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> asked.getDebtor(
                            GetDebtorRequest.newBuilder().setDebtorId("nobody").build())));
        } finally {
            channel.shutdownNow();
        }
    }

    private static String reasonOf(StatusRuntimeException fault) {
        try {
            ErrorInfo info = StatusProto.fromThrowable(fault).getDetails(0).unpack(ErrorInfo.class);
            assertThat(info.getDomain()).isEqualTo("janji.dev");
            return info.getReason();
        } catch (com.google.protobuf.InvalidProtocolBufferException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> reflected(ManagedChannel channel) {
        CompletableFuture<List<String>> names = new CompletableFuture<>();
        StreamObserver<ServerReflectionRequest> ask = ServerReflectionGrpc.newStub(channel)
                .serverReflectionInfo(new StreamObserver<>() {
                    @Override
                    public void onNext(ServerReflectionResponse answer) {
                        names.complete(answer.getListServicesResponse().getServiceList().stream()
                                .map(ServiceResponse::getName)
                                .toList());
                    }

                    @Override
                    public void onError(Throwable broken) {
                        names.completeExceptionally(broken);
                    }

                    @Override
                    public void onCompleted() {}
                });
        ask.onNext(ServerReflectionRequest.newBuilder().setListServices("").build());
        List<String> found = names.orTimeout(30, TimeUnit.SECONDS).join();
        ask.onCompleted();
        return found;
    }
}
