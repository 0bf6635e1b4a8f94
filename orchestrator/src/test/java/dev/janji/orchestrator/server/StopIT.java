package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.google.rpc.ErrorInfo;
import dev.janji.orchestrator.cli.StopCommand;
import dev.janji.protocols.lender.v1.AwaitedKind;
import dev.janji.protocols.lender.v1.ExplainRequest;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.ListHistoryRequest;
import dev.janji.protocols.operator.v1.ListStopsRequest;
import dev.janji.protocols.operator.v1.StopsGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** {@code janji stop} beside a running server. */
@ExtendWith(RunningServer.Extension.class)
@Timeout(240)
class StopIT {
    private static final Pattern ID = Pattern.compile("(s-[0-9a-z]{8})  ");

    private final String debtor = "stopped-" + UUID.randomUUID();

    /** What a command printed, and how it ended. */
    private record Printed(int code, String out, String err) {}

    private static Printed stop(RunningServer server, String... arguments) throws Exception {
        server.where().write(server.folder().serverFile());
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data=" + server.folder().root());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new StopCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Printed(code, out.toString(), err.toString());
    }

    @Test
    void shouldHaltALenderAtOnceAndLetItGoOnWhenLifted(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            // when
            Printed placed = stop(server, "lender", "bank-b", "--reason", "wrong amounts in its file", "--as=approver");

            // then
            assertThat(placed).isEqualTo(new Printed(0, placed.out(), ""));
            assertThat(placed.out())
                    .contains("lender bank-b", "by approver: wrong amounts in its file", "Known to 1 node.");
            Matcher id = ID.matcher(placed.out());
            assertThat(id.find()).isTrue();
            ExplainResponse halted;
            try {
                lender.publishLate(debtor, "a", 500_000);
                halted = await(lender, each -> each.getAwaited() == AwaitedKind.AWAITED_KIND_END_OF_STOP);
                assertThat(halted.getRuleIdsList()).containsExactly("STOP");
                assertThat(halted.getWaitsFor())
                        .contains(id.group(1), "lender bank-b", "placed by approver", "wrong amounts in its file");
                assertThat(kinds(lender)).contains("ContactDeferred").doesNotContain("ContactAuthorized");
                assertThat(server.get("/").body()).contains("Standing stops", "wrong amounts in its file");
                JsonNode status =
                        new JsonMapper().readTree(server.get("/api/v1/status").body());
                assertThat(status.at("/stops").findValuesAsText("id")).contains(id.group(1));
                assertThat(stop(server, "list").out()).contains(id.group(1));
            } finally {
                // The server is shared with other tests.
                Printed lifted = stop(server, "lift", id.group(1), "--reason", "the file was corrected");
                assertThat(lifted.code()).isZero();
                assertThat(lifted.out()).contains("by operator: the file was corrected", "Known to 1 node.");
            }
            await(lender, each -> kinds(lender).contains("ContactAuthorized"));
            assertThat(lender.debtors()
                            .explain(ExplainRequest.newBuilder()
                                    .setDebtorId(debtor)
                                    .setAt(halted.getAt())
                                    .build()))
                    .as("the same answer as then, though the stop is gone")
                    .isEqualTo(halted);
            assertThat(stop(server, "list").out()).doesNotContain(id.group(1));
            assertThat(stop(server, "list", "--lifted").out()).contains(id.group(1), "the file was corrected");
            assertThat(stop(server, "lift", id.group(1), "--reason", "again"))
                    .isEqualTo(new Printed(1, "", "Refused: No stop of this id stands" + System.lineSeparator()));
        }
    }

    @Test
    void shouldSayWhatIsWrongAndHaltNothing(RunningServer server) throws Exception {
        assertThat(stop(server, "template", "no-such", "--reason", "x").err()).contains("scope.template", "no-such");
        assertThat(stop(server, "strategy", "no-such", "--reason", "x").err()).contains("scope.strategy", "no-such");
        assertThat(stop(server, "lender", "no-such", "--reason", "x").err()).contains("scope.lender_id", "no-such");
        assertThat(stop(server, "channel", "pigeon", "--reason", "x").err()).contains("sms, email", "pigeon");
        assertThat(stop(server, "channel", "sms", "--reason", " ").err()).contains("reason");
        assertThat(stop(server, "channel", "sms").code()).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(stop(server, "list", "--as=nobody").err()).contains("no credential of nobody");
        assertThat(stop(server, "list").out()).doesNotContain("no-such");
        assertThat(new CommandLine(new StopCommand())
                        .setErr(new PrintWriter(new StringWriter()))
                        .execute("list", "--data=" + server.folder().root().resolve("nothing-here")))
                .isEqualTo(1);
    }

    @Test
    void shouldBeNoneOfALendersBusiness(RunningServer server) throws Exception {
        ManagedChannel channel = server.channel();
        try {
            StatusRuntimeException refused = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> StopsGrpc.newBlockingStub(channel)
                            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
                                    TestLender.authorization("Bearer " + server.token(RunningServer.BANK_A))))
                            .listStops(ListStopsRequest.getDefaultInstance()));

            assertThat(StatusProto.fromThrowable(refused)
                            .getDetails(0)
                            .unpack(ErrorInfo.class)
                            .getReason())
                    .isEqualTo("OPERATOR_REQUIRED");
        } finally {
            channel.shutdownNow();
        }
    }

    private ExplainResponse explain(TestLender lender) {
        return lender.debtors()
                .explain(ExplainRequest.newBuilder().setDebtorId(debtor).build());
    }

    private List<String> kinds(TestLender lender) {
        List<String> kinds = new ArrayList<>();
        lender.debtors()
                .listHistory(ListHistoryRequest.newBuilder().setDebtorId(debtor).build())
                .forEachRemaining(line -> kinds.add(line.getKind()));
        return kinds;
    }

    private ExplainResponse await(TestLender lender, Predicate<ExplainResponse> condition) {
        while (true) {
            ExplainResponse now = explain(lender);
            if (condition.test(now)) {
                return now;
            }
            Thread.onSpinWait();
        }
    }
}
