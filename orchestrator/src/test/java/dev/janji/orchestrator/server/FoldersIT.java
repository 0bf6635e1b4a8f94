package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.rules.LenderFiles;
import dev.janji.actors.rules.LenderReader;
import dev.janji.actors.rules.NewLender;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.Main;
import dev.janji.protocols.lender.v1.AccountView;
import dev.janji.protocols.lender.v1.GetDebtorRequest;
import dev.janji.protocols.operator.v1.ApplyLenderRequest;
import dev.janji.protocols.operator.v1.LenderActivation;
import dev.janji.protocols.operator.v1.LenderActivationResult;
import dev.janji.protocols.operator.v1.LenderFolder;
import dev.janji.protocols.operator.v1.LendersGrpc;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.MetadataUtils;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** Two lenders that differ only by their folders, changed while their debtors are worked: over the real wire, by the real commands. */
@ExtendWith(RunningServer.Extension.class)
@Timeout(240)
class FoldersIT {
    private static final Duration SOON = Duration.ofSeconds(120);

    private static final Pattern STOP = Pattern.compile("(s-[0-9a-z]{8})  ");

    @TempDir
    private Path home;

    private final String debtor = "d-" + UUID.randomUUID();

    /** What a command said, and its exit code. */
    private record Said(int code, String out, String err) {}

    @Test
    void shouldWorkDebtorsByTheirLendersFolder(RunningServer server) throws Exception {
        try (TestLender c = new TestLender(server, RunningServer.BANK_C);
                TestLender d = new TestLender(server, RunningServer.BANK_D)) {
            // given
            Path folder = folder(RunningServer.BANK_C, "p2p");
            // Else it depends on the moment: an account whose due date had its first step waits for the next one.
            change(folder.resolve("strategies/p2p.yaml"), "at-the-next-due-date", "at-once");
            // Less than thirty days late until the timeout, so that its bucket stays.
            c.publishLate(debtor, "a", 500_000);
            d.publishLate(debtor, "a", 500_000);
            eventually(() -> account(c).getStrategyVersion().equals("default-1"));

            // when
            Said diff = lender(server, "diff", folder.toString());

            // then
            assertThat(diff.code()).as(diff.err()).isZero();
            assertThat(diff.out())
                    .contains("bank-c, compared with the configuration")
                    .contains("~ strategy: default-1 -> p2p-1")
                    .contains("+ rule ID-16")
                    .contains("1 of 1 debtors would be worked otherwise (1 accounts looked at)");
            assertThat(account(c).getStrategyVersion())
                    .as("looked at, not changed")
                    .isEqualTo("default-1");
            assertThat(stopStrategy(server, "p2p").err())
                    .as("nobody is worked by it yet")
                    .contains("scope.strategy", "p2p");

            // when
            Said first = lender(server, "apply", folder.toString(), "--reason", "we begin");

            // then
            assertThat(first.out()).as(first.err()).contains("bank-c, version 1: active on 1 node.");
            Path second = home.resolve("second");
            copy(folder, second);
            change(second.resolve("strategies/p2p.yaml"), "version: 1", "version: 2");
            change(second.resolve("lender.yaml"), "name: B1", "name: EARLY");
            assertThat(lender(server, "diff", second.toString()).out())
                    .contains("compared with version 1")
                    .contains("~ file lender.yaml")
                    .contains("~ strategy: p2p-1 -> p2p-2")
                    .contains("bucket B1 -> EARLY: 1 accounts");
            assertThat(lender(server, "apply", second.toString(), "--reason", "we go on")
                            .code())
                    .isZero();
            eventually(() -> account(c).getStrategyVersion().equals("p2p-2"));
            assertThat(account(c).getBucket()).isEqualTo("EARLY");
            assertThat(account(d).getStrategyVersion()).as("another lender").isEqualTo("default-1");
            assertThat(account(d).getBucket()).isEqualTo("B1");

            // when
            change(second.resolve("strategies/p2p.yaml"), "segment: to-be-placed", "segmentt: to-be-placed");
            Said broken = lender(server, "apply", second.toString(), "--reason", "a slip");

            // then
            assertThat(broken.code()).isNotZero();
            assertThat(broken.err())
                    .contains("strategies/p2p.yaml:")
                    .contains("expected one of segment, steps, when, but found `segmentt`")
                    .contains("Nothing was changed: FOLDER_INVALID.");
            Said log = lender(server, "log", "bank-c");
            assertThat(log.out())
                    .contains("bank-c: version 2 is active, strategy p2p-2, packs id-3+id-p2p-2")
                    .contains("activated by operator: we begin")
                    .contains("activated by operator: we go on")
                    .contains("debtors woken");
            JsonNode shown = new JsonMapper()
                    .readTree(server.get("/api/v1/status").body())
                    .get("folders")
                    .get(0);
            assertThat(shown.get("lender").asText()).isEqualTo("bank-c");
            assertThat(shown.get("version").asInt()).isEqualTo(2);
            assertThat(shown.get("strategy").asText()).isEqualTo("p2p-2");
            Said stopped = stopStrategy(server, "p2p");
            assertThat(stopped.code()).as(stopped.err()).isZero();
            Matcher stop = STOP.matcher(stopped.out());
            assertThat(stop.find()).isTrue();
            assertThat(janji(server, "stop", "lift", stop.group(1), "--reason", "it is fine")
                            .code())
                    .isZero();
        }
    }

    @Test
    void shouldRefuseWhatCannotBeUsedByItsName(RunningServer server) throws Exception {
        ManagedChannel channel = server.channel();
        try {
            LendersGrpc.LendersBlockingStub lenders = LendersGrpc.newBlockingStub(channel)
                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
                            TestLender.authorization("Bearer " + server.operatorToken("operator"))));

            // then
            LenderActivation empty = lenders.applyLender(
                            ApplyLenderRequest.newBuilder().setReason("x").build())
                    .getActivation();
            assertThat(empty.getResult()).isEqualTo(LenderActivationResult.LENDER_ACTIVATION_RESULT_FOLDER_INVALID);
            assertThat(empty.getProblemsList())
                    .containsExactly("lender.yaml: expected it in the folder, but it is missing");
            LenderActivation strange = lenders.applyLender(ApplyLenderRequest.newBuilder()
                            .setReason("x")
                            .setFolder(LenderFolder.newBuilder().putFiles("../passwd", "x"))
                            .build())
                    .getActivation();
            assertThat(strange.getProblems(0)).startsWith("../passwd: expected lender.yaml");
            assertThat(status(() -> lenders.applyLender(ApplyLenderRequest.getDefaultInstance()))
                            .getCode())
                    .as("no reason")
                    .isEqualTo(Status.Code.INVALID_ARGUMENT);
            assertThat(status(() -> LendersGrpc.newBlockingStub(channel)
                                    .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
                                            TestLender.authorization("Bearer " + server.token(RunningServer.BANK_C))))
                                    .applyLender(ApplyLenderRequest.getDefaultInstance()))
                            .getCode())
                    .as("a lender")
                    .isEqualTo(Status.Code.PERMISSION_DENIED);
        } finally {
            channel.shutdownNow();
        }
    }

    /** Every look is a round trip to the server. */
    private static void eventually(BooleanSupplier holds) {
        long end = System.nanoTime() + SOON.toNanos();
        while (!holds.getAsBoolean()) {
            assertThat(System.nanoTime()).as("the time by which it should hold").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    @FunctionalInterface
    private interface Call {
        void run() throws IOException;
    }

    private static Status status(Call call) {
        return catchThrowableOfType(StatusRuntimeException.class, call::run).getStatus();
    }

    private Path folder(LenderId lender, String from) throws IOException {
        Path folder = home.resolve(lender.value());
        new NewLender(LenderReader.of(ConfigFactory.load()))
                .folder(lender, "Bank Contoh", from)
                .writeTo(folder);
        return folder;
    }

    private static void copy(Path from, Path to) throws IOException {
        LenderFiles.in(from).writeTo(to);
    }

    private static void change(Path file, String from, String to) throws IOException {
        String text = Files.readString(file);
        assertThat(text).contains(from);
        Files.writeString(file, text.replace(from, to));
    }

    private static Said lender(RunningServer server, String... words) throws IOException {
        return janji(
                server, Stream.concat(Stream.of("lender"), Arrays.stream(words)).toArray(String[]::new));
    }

    private static Said stopStrategy(RunningServer server, String strategy) throws IOException {
        return janji(server, "stop", "strategy", strategy, "--lender", "bank-c", "--reason", "we look at it");
    }

    private static Said janji(RunningServer server, String... words) throws IOException {
        server.where().write(server.folder().serverFile());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        String[] all = Arrays.copyOf(words, words.length + 2);
        all[words.length] = "--data";
        all[words.length + 1] = server.folder().root().toString();
        int code = Main.commands()
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(all);
        return new Said(code, out.toString(), err.toString());
    }

    private AccountView account(TestLender lender) {
        return lender.debtors()
                .getDebtor(GetDebtorRequest.newBuilder().setDebtorId(debtor).build())
                .getAccounts(0);
    }
}
