package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.datastax.oss.driver.api.core.CqlSession;
import com.datastax.oss.driver.api.core.cql.Row;
import com.google.rpc.ErrorInfo;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.journal.keys.InstallationCipher;
import dev.janji.actors.journal.keys.MasterKey;
import dev.janji.actors.reply.CassandraUnmatchedReplies;
import dev.janji.actors.reply.UnmatchedReplies;
import dev.janji.actors.store.CassandraSettings;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.cli.RepliesCommand;
import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.ListHistoryRequest;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.operator.v1.ListRepliesRequest;
import dev.janji.protocols.operator.v1.RepliesGrpc;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.MetadataUtils;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import picocli.CommandLine;

/** {@code janji replies} beside a running server, and its table. */
@ExtendWith(RunningServer.Extension.class)
@Timeout(240)
class RepliesIT {
    private static final Instant AT = Instant.parse("2026-02-02T01:00:00Z");
    private static final String WORDS = "sudah saya transfer kemarin";

    private final String debtor = "wrote-" + UUID.randomUUID();

    /** Nobody else's. */
    private final String number = "62813" + (10_000_000 + Math.floorMod(debtor.hashCode(), 80_000_000));

    private final String id = "sms-" + UUID.randomUUID().toString().replace("-", "");

    /** What a command printed, and how it ended. */
    private record Printed(int code, String out, String err) {}

    private static Printed replies(RunningServer server, String... arguments) throws Exception {
        server.where().write(server.folder().serverFile());
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data=" + server.folder().root());
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code = new CommandLine(new RepliesCommand())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(all.toArray(String[]::new));
        return new Printed(code, out.toString(), err.toString());
    }

    private static CqlSession session(RunningServer server) {
        ServerFile.Store store = server.where().cassandra();
        String[] point = store.contactPoints().get(0).split(":");
        return CqlSession.builder()
                .addContactPoint(new InetSocketAddress(point[0], Integer.parseInt(point[1])))
                .withLocalDatacenter(store.localDatacenter())
                .build();
    }

    private static UnmatchedReplies list(RunningServer server, CqlSession session) {
        String keyspace = server.where().cassandra().keyspace();
        CassandraSettings settings =
                CassandraSettings.from(ConfigFactory.parseString("janji.actors.store.keyspace = " + keyspace)
                        .withFallback(ConfigFactory.load()));
        return new CassandraUnmatchedReplies(
                session,
                keyspace,
                InstallationCipher.open(
                        session, settings, MasterKey.load(server.folder().masterKey()), CassandraUnmatchedReplies.KEY));
    }

    private void keep(RunningServer server, @Nullable LenderId line) {
        try (CqlSession session = session(server)) {
            UnmatchedReplies list = list(server, session);
            InboundMessage message = new InboundMessage(id, Channel.SMS, line, number, "12345", WORDS, AT, null);
            list.keep(message).toCompletableFuture().join();
            list.keep(message).toCompletableFuture().join();
            assertThat(row(server, session).getFormattedContents())
                    .doesNotContain(number, hex(number), WORDS, hex("transfer"));
        }
    }

    private Row row(RunningServer server, CqlSession session) {
        return Objects.requireNonNull(session.execute(
                        "SELECT * FROM " + server.where().cassandra().keyspace()
                                + ".unmatched_reply WHERE house = 'house' AND id = ?",
                        id)
                .one());
    }

    private static String hex(String text) {
        return HexFormat.of().formatHex(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void shouldGiveAReplyToTheDebtorThatAPersonNames(RunningServer server) throws Exception {
        keep(server, RunningServer.BANK_B);
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            assertThat(lender.publish(Requests.upserted().setDebtorId(debtor).setEventId("e-1"))
                            .hasAccepted())
                    .isTrue();

            Printed listed = replies(server, "list");
            assertThat(listed.code()).as(listed.err()).isZero();
            assertThat(listed.out())
                    .containsOnlyOnce(id)
                    .contains(number, "12345", "bank-b", "2026-02-02T01:00:00Z", WORDS, "nobody has this address now");
            assertThat(replies(server, "assign", id, "--lender=bank-a", "--debtor=" + debtor)
                            .err())
                    .contains("lender_id");
            assertThat(replies(server, "assign", id, "--lender=bank-b", "--debtor=nobody")
                            .err())
                    .contains("debtor_id", "DEBTOR_UNKNOWN");
            assertThat(replies(server, "assign", id, "--lender=bank-b", "--debtor=" + debtor))
                    .isEqualTo(new Printed(
                            0, id + " is a reply of " + debtor + " of bank-b now." + System.lineSeparator(), ""));

            List<String> kinds = new ArrayList<>();
            lender.debtors()
                    .listHistory(
                            ListHistoryRequest.newBuilder().setDebtorId(debtor).build())
                    .forEachRemaining(line -> kinds.add(line.getKind()));
            assertThat(kinds).contains("ReplyReceived");
        }
        assertThat(replies(server, "list").out()).doesNotContain(id);
        assertThat(replies(server, "assign", id, "--lender=bank-b", "--debtor=" + debtor)
                        .err())
                .contains("No reply of this id waits");
        keep(server, RunningServer.BANK_B);
        assertThat(replies(server, "list").out()).as("it came again").doesNotContain(id);
    }

    @Test
    void shouldNameWhoHasTheWritersNumber(RunningServer server) throws Exception {
        keep(server, null);
        assertThat(replies(server, "list").out()).contains(id);
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            PublishRequest.Builder event =
                    Requests.upserted().setDebtorId(debtor).setEventId("e-1");
            event.getDebtorUpsertedBuilder().getContactPointsBuilder(1).setAddress("+" + number);
            assertThat(lender.publish(event).hasAccepted()).isTrue();
            String named = "has this address: " + debtor + " of bank-b";
            while (!replies(server, "list").out().contains(named)) {
                TimeUnit.MILLISECONDS.sleep(500);
            }
        }
        assertThat(replies(server, "assign", id, "--lender=bank-b", "--debtor=" + debtor)
                        .code())
                .isZero();
    }

    @Test
    void shouldForgetTheWordsOfWhatIsDismissed(RunningServer server) throws Exception {
        keep(server, null);
        assertThat(replies(server, "list").out()).contains(id, "a line of several lenders");
        assertThat(replies(server, "dismiss", id, "--reason", " ").err()).contains("reason");
        assertThat(replies(server, "dismiss", id, "--reason", "advertising").out())
                .contains(id, "off the list");
        assertThat(replies(server, "list").out()).doesNotContain(id);
        try (CqlSession session = session(server)) {
            Row row = row(server, session);
            assertThat(List.of(row.isNull("sender"), row.isNull("line"), row.isNull("words")))
                    .containsOnly(true);
            assertThat(row.getString("reason")).isEqualTo("advertising");
            assertThat(row.getString("closed_by")).isEqualTo("operator");
        }
    }

    @Test
    void shouldBeNoneOfALendersBusiness(RunningServer server) throws Exception {
        ManagedChannel channel = server.channel();
        try {
            StatusRuntimeException refused = catchThrowableOfType(
                    StatusRuntimeException.class,
                    () -> RepliesGrpc.newBlockingStub(channel)
                            .withInterceptors(MetadataUtils.newAttachHeadersInterceptor(
                                    TestLender.authorization("Bearer " + server.token(RunningServer.BANK_A))))
                            .listReplies(ListRepliesRequest.getDefaultInstance()));

            assertThat(StatusProto.fromThrowable(refused)
                            .getDetails(0)
                            .unpack(ErrorInfo.class)
                            .getReason())
                    .isEqualTo("OPERATOR_REQUIRED");
        } finally {
            channel.shutdownNow();
        }
    }
}
