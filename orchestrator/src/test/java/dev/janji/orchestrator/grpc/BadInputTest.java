package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.ByteString;
import dev.janji.protocols.lender.v1.Accepted;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.RejectionReason;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every field of every message, outside its documented range: a named refusal, and the stream goes on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputTest {
    private static final ZoneId ZONE = ZoneId.of("Asia/Jakarta");

    @TempDir
    static Path folder;

    private WireHarness wire;
    private WireHarness.Client client;
    private int good;

    @BeforeAll
    void openOneStreamForAllRows() throws IOException {
        wire = new WireHarness(
                folder,
                (lender, request, body) -> {
                    try {
                        IngressMapper.map(request, body, ZONE);
                        return CompletableFuture.completedFuture(PublishResponse.newBuilder()
                                .setAccepted(Accepted.getDefaultInstance())
                                .build());
                    } catch (FieldRefused e) {
                        return CompletableFuture.completedFuture(PublishStream.refusal(e.reason(), e.detail()));
                    }
                },
                WireHarness.settings(16));
        client = wire.open(folder);
    }

    @AfterAll
    void shouldEndWellWhenEverythingWasAnswered() throws InterruptedException {
        client.halfClose();
        assertThat(client.end().isOk()).isTrue();
        assertThat(wire.openHolds).hasValue(0);
        wire.close();
    }

    static Stream<BadRequests.Row> rows() {
        return BadRequests.table().rows().stream();
    }

    static List<PublishRequest> goodRequests() {
        return GoodRequests.all();
    }

    @Test
    void shouldHaveARowForEveryFieldOfEveryMessage() {
        assertThat(BadRequests.missing(BadRequests.table().covered())).isEmpty();
        assertThat(GoodRequests.all().stream().map(PublishRequest::getEventCase).distinct())
                .hasSize(PublishRequest.EventCase.values().length - 1);
    }

    @ParameterizedTest
    @MethodSource("goodRequests")
    void shouldAcceptWhenEveryFieldIsInItsRange(PublishRequest request) throws InterruptedException {
        client.send(request);

        assertThat(client.next().hasAccepted()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("rows")
    void shouldRefuseByNameAndGoOnWhenAFieldIsBad(BadRequests.Row row) throws InterruptedException {
        // when
        client.send(row.request());

        // then
        PublishResponse answer = client.next();
        assertThat(answer.getRejected().getReason()).isEqualTo(row.reason());
        assertThat(answer.getRejected().getDetail()).contains(row.field());
        assertThat(answer.getEventId()).isEqualTo(row.request().getEventId());
        assertThat(answer.getDebtorId()).isEqualTo(row.request().getDebtorId());
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldNameTheIdsWhenTheMessageIsLongerThanFourMebibytes() throws InterruptedException {
        PublishRequest huge = GoodRequests.request("e-5", "d-5")
                .setDebtorUpserted(DebtorUpserted.newBuilder().setName("x".repeat(5 * 1024 * 1024)))
                .build();

        client.send(huge);

        thenRefused("e-5", "d-5", "message: expected at most 4194304 bytes");
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldNameTheFieldWhenTextIsNotUtf8() throws InterruptedException {
        byte[] bad = withText(PublishRequest.DEBTOR_UPSERTED_FIELD_NUMBER, new byte[] {0x0a, 2, (byte) 0xc3, 0x28});

        client.send(bad);

        thenRefused("e-8", "d-8", "debtor_upserted.name: expected text in UTF-8");
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldNameNoIdWhenTheIdItselfIsNotUtf8() throws InterruptedException {
        client.send(new byte[] {0x0a, 1, (byte) 0xff, 0x12, 1, 'd'});

        thenRefused("", "d", "event_id: expected text in UTF-8");
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldRefuseWhenTheBytesAreNoProtocolBuffer() throws InterruptedException {
        client.send(new byte[] {0x0a, 1, 'e', (byte) 0xff, (byte) 0xff, (byte) 0xff});

        thenRefused("e", "", "message: expected a PublishRequest");
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldRefuseWhenTheMessageIsCutOff() throws InterruptedException {
        byte[] whole = GoodRequests.upserted().build().toByteArray();

        client.send(java.util.Arrays.copyOf(whole, whole.length - 3));

        thenRefused("e", "d", "message: expected a PublishRequest");
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldSayThatTheEventIsMissingWhenItsKindIsUnknown() throws InterruptedException {
        client.send(withText(2_000, new byte[] {1, 2, 3}));

        PublishResponse answer = client.next();
        assertThat(answer.getRejected().getReason()).isEqualTo(RejectionReason.REJECTION_REASON_EVENT_MISSING);
        assertThat(answer.getEventId()).isEqualTo("e-8");
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldCutTheIdInTheAnswerWhenItIsVeryLong() throws InterruptedException {
        client.send(GoodRequests.request("x".repeat(100_000), "d").build());

        PublishResponse answer = client.next();
        assertThat(answer.getEventId()).hasSize(256);
        assertThat(answer.getRejected().getDetail()).startsWith("event_id:");
        thenTheNextGoodEventIsAccepted();
    }

    @Test
    void shouldTellNothingPersonalWhenItRefuses() {
        for (BadRequests.Row row : BadRequests.table().rows()) {
            try {
                IngressMapper.map(row.request(), new dev.janji.domain.debtor.BodyHash(0, 0), ZONE);
            } catch (FieldRefused e) {
                assertThat(e.detail()).doesNotContain("Somebody", "Some street", "someone@", "+62811", "nowhere");
            }
        }
    }

    private void thenRefused(String eventId, String debtorId, String detail) throws InterruptedException {
        PublishResponse answer = client.next();
        assertThat(answer.getRejected().getReason()).isEqualTo(RejectionReason.REJECTION_REASON_INVALID_FIELD);
        assertThat(answer.getRejected().getDetail()).startsWith(detail);
        assertThat(answer.getEventId()).isEqualTo(eventId);
        assertThat(answer.getDebtorId()).isEqualTo(debtorId);
    }

    private void thenTheNextGoodEventIsAccepted() throws InterruptedException {
        String id = "good-" + ++good;
        client.send(GoodRequests.paid().setEventId(id).build());
        PublishResponse answer = client.next();
        assertThat(answer.hasAccepted()).isTrue();
        assertThat(answer.getEventId()).isEqualTo(id);
    }

    /** A request e-8 for d-8 with one more length-delimited field. */
    private static byte[] withText(int field, byte[] content) {
        try {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            GoodRequests.request("e-8", "d-8").build().writeTo(out);
            com.google.protobuf.CodedOutputStream coded = com.google.protobuf.CodedOutputStream.newInstance(out);
            coded.writeBytes(field, ByteString.copyFrom(content));
            coded.flush();
            return out.toByteArray();
        } catch (IOException e) {
            throw new AssertionError(new String(content, StandardCharsets.ISO_8859_1), e);
        }
    }
}
