package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.protocols.lender.v1.Accepted;
import dev.janji.protocols.lender.v1.PublishResponse;
import dev.janji.protocols.lender.v1.RejectionReason;
import io.grpc.Status;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PublishStreamTest {
    private static final int WINDOW = 8;

    @TempDir
    Path folder;

    /** What arrived at the debtors, in order; the test answers. */
    private final BlockingQueue<Asked> asked = new LinkedBlockingQueue<>();

    private WireHarness wire;
    private WireHarness.Client client;

    private record Asked(String eventId, CompletableFuture<PublishResponse> answer) {
        void accept(long sequenceNumber) {
            answer.complete(PublishResponse.newBuilder()
                    .setAccepted(Accepted.newBuilder().setSequenceNumber(sequenceNumber))
                    .build());
        }
    }

    private void given(StreamSettings settings) throws Exception {
        wire = new WireHarness(
                folder,
                (lender, request, body) -> {
                    Asked each = new Asked(request.getEventId(), new CompletableFuture<>());
                    asked.add(each);
                    return each.answer();
                },
                settings);
        client = wire.open(folder);
    }

    @AfterEach
    void close() throws Exception {
        wire.close();
    }

    @Test
    void shouldAnswerInTheOrderOfTheDebtorsEventsWhenAnswersComeInAnother() throws Exception {
        given(WireHarness.settings(WINDOW));
        send("e-1", "d");
        send("e-2", "d");
        send("e-3", "d");
        List<Asked> three = List.of(nextAsked(), nextAsked(), nextAsked());

        three.get(2).accept(3);
        three.get(1).accept(2);
        three.get(0).accept(1);

        assertThat(client.next().getEventId()).isEqualTo("e-1");
        assertThat(client.next().getEventId()).isEqualTo("e-2");
        PublishResponse last = client.next();
        assertThat(last.getEventId()).isEqualTo("e-3");
        assertThat(last.getAccepted().getSequenceNumber()).isEqualTo(3);
    }

    @Test
    void shouldLetAnotherDebtorOvertakeWhenOneIsSlow() throws Exception {
        given(WireHarness.settings(WINDOW));
        send("slow", "d-1");
        send("fast", "d-2");
        nextAsked();
        nextAsked().accept(1);

        assertThat(client.next().getEventId()).isEqualTo("fast");
    }

    @Test
    void shouldTakeNoMoreThanTheWindowWhenNothingIsAnswered() throws Exception {
        // given
        given(WireHarness.settings(WINDOW));
        for (int i = 0; i < 3 * WINDOW; i++) {
            send("e-" + i, "d-" + i);
        }
        List<Asked> first = new ArrayList<>();
        for (int i = 0; i < WINDOW; i++) {
            first.add(nextAsked());
        }
        assertThat(asked.poll(200, TimeUnit.MILLISECONDS)).isNull();

        // when
        first.get(0).accept(1);

        // then
        assertThat(client.next().getEventId()).isEqualTo("e-0");
        assertThat(nextAsked().eventId()).isEqualTo("e-" + WINDOW);
    }

    @Test
    void shouldKeepAHoldOnTimeFromArrivalToAnswer() throws Exception {
        given(WireHarness.settings(WINDOW));
        send("e-1", "d");
        Asked event = nextAsked();
        assertThat(wire.openHolds).hasValue(1);

        event.accept(1);
        client.next();

        assertThat(wire.openHolds).hasValue(0);
    }

    @Test
    void shouldSayUnavailableAndGoOnWhenADebtorDoesNotAnswerInTime() throws Exception {
        // given
        given(new StreamSettings(WINDOW, Duration.ofNanos(1), Duration.ofSeconds(10)));
        send("late", "d");
        Asked late = nextAsked();

        // when
        wire.service.sweep();

        // then
        PublishResponse answer = client.next();
        assertThat(answer.getRejected().getReason()).isEqualTo(RejectionReason.REJECTION_REASON_UNAVAILABLE);
        assertThat(wire.openHolds).hasValue(0);
        late.accept(1);
        send("next", "d");
        nextAsked().accept(2);
        assertThat(client.next().getEventId()).isEqualTo("next");
    }

    @Test
    void shouldSayUnavailableAndGoOnWhenTheDebtorCannotBeAsked() throws Exception {
        given(WireHarness.settings(WINDOW));
        send("e-1", "d");

        nextAsked().answer().completeExceptionally(new IllegalStateException("store is away"));

        assertThat(client.next().getRejected().getReason()).isEqualTo(RejectionReason.REJECTION_REASON_UNAVAILABLE);
        send("e-2", "d");
        nextAsked().accept(1);
        assertThat(client.next().hasAccepted()).isTrue();
    }

    @Test
    void shouldAnswerEverythingBeforeItEndsWhenTheClientHasSentAll() throws Exception {
        given(WireHarness.settings(WINDOW));
        send("e-1", "d-1");
        send("e-2", "d-2");
        client.halfClose();
        Asked one = nextAsked();
        Asked two = nextAsked();
        assertThat(client.end).isNotDone();

        two.accept(1);
        one.accept(1);

        client.next();
        client.next();
        assertThat(client.end().isOk()).isTrue();
    }

    @Test
    void shouldAnswerWhatIsUnderWayAndTakeNoMoreWhenTheServerDrains() throws Exception {
        // given
        given(WireHarness.settings(WINDOW));
        send("before", "d");
        Asked before = nextAsked();

        // when
        var drained = wire.service.drain().toCompletableFuture();
        send("after", "d");
        before.accept(1);

        // then
        assertThat(client.next().getEventId()).isEqualTo("before");
        assertThat(client.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        drained.get(60, TimeUnit.SECONDS);
        assertThat(asked).isEmpty();
        assertThat(wire.openHolds).hasValue(0);
    }

    @Test
    void shouldRefuseANewStreamWhenTheServerDrains() throws Exception {
        given(WireHarness.settings(WINDOW));
        wire.service.drain();

        WireHarness.Client second = wire.open(folder);

        assertThat(second.end().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void shouldFinishWhatItTookWhenTheClientGoesAway() throws Exception {
        // given
        given(WireHarness.settings(WINDOW));
        send("e-1", "d");
        Asked event = nextAsked();

        // when
        client.cancel();
        client.end();
        event.accept(1);

        // then
        wire.service.drain().toCompletableFuture().get(60, TimeUnit.SECONDS);
        assertThat(wire.openHolds).hasValue(0);
    }

    private void send(String eventId, String debtorId) {
        client.send(
                GoodRequests.paid().setEventId(eventId).setDebtorId(debtorId).build());
    }

    private Asked nextAsked() throws InterruptedException {
        Asked next = asked.poll(60, TimeUnit.SECONDS);
        assertThat(next).as("an event at the debtors").isNotNull();
        return next;
    }
}
