package dev.janji.actors.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.debtor.Reply;
import dev.janji.actors.voice.CallEvent;
import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.actors.voice.CallListener;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorCommand.ApplyLenderEvent;
import dev.janji.domain.debtor.DebtorCommand.NoteRecordedCall;
import dev.janji.domain.debtor.DebtorCommand.NoteRecordedCall.Word;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.ConversationEvent.CallbackRequested;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a call that a machine makes, at a telephone that is rung by hand. */
final class RecordedVoiceTest {
    private static final DebtorKey DEBTOR = new DebtorKey(new LenderId("bank"), new DebtorId("d1"));
    private static final Reply YES = new Reply.Applied(9, false, false);
    private static final Reply NO =
            new Reply.Refused(dev.janji.domain.debtor.RefusalReason.LEAD_NOT_NOW, "REST-AFTER-PAYMENT");

    private final HandDeskClock clock = new HandDeskClock();
    private final HandVoicePort port = new HandVoicePort((name, task) -> task.run(), clock);
    private final List<DebtorCommand> told = new ArrayList<>();
    private final List<Runnable> later = new ArrayList<>();
    private final List<String> passedOn = new ArrayList<>();
    private Function<DebtorCommand, CompletionStage<Reply>> debtor = command -> CompletableFuture.completedStage(YES);
    private final RecordedVoice voice = voice(2, 1_000);

    private RecordedVoice voice(int lines, double perSecond) {
        DebtorDoor door = (key, command) -> {
            assertThat(key).isEqualTo(DEBTOR);
            told.add(command);
            return debtor.apply(command);
        };
        RecordedVoice made = RecordedVoice.beside(
                port,
                clock,
                door,
                new DebtorPost(door, (delay, task) -> later.add(task), clock),
                new RecordedCallSettings(
                        lines, perSecond, 2, Duration.ofSeconds(5), Duration.ofMinutes(5), Duration.ofHours(24)));
        made.listen(new CallListener() {
            @Override
            public void heard(CallId call, CallEvent event) {
                passedOn.add(call + " " + event.getClass().getSimpleName());
            }

            @Override
            public void calledBy(CallId call, String number, String called) {
                passedOn.add("called by " + call);
            }

            @Override
            public void lost() {
                passedOn.add("lost");
            }

            @Override
            public void reachable(Set<CallId> calls) {
                passedOn.add("reachable " + calls);
            }
        });
        return made;
    }

    @AfterEach
    void shouldKeepNoClockWaitingAndNoLineInUse() {
        port.each(call -> port.end(call, End.THEY_HUNG_UP));
        clock.passTo(HandDeskClock.START.plusSeconds(86_400));
        assertThat(clock.openHolds()).isZero();
        assertThat(voice.callsUp()).isZero();
    }

    private static AttemptId attempt(int number) {
        return AttemptId.of(DEBTOR, number);
    }

    private SendAnswer send(int number, String template, Instant validUntil) {
        OutboundMessage message = new OutboundMessage(
                attempt(number),
                DEBTOR,
                new ContactPointId("phone"),
                "+62811",
                "",
                "words",
                template,
                Set.of("s-1"),
                validUntil,
                validUntil,
                new OutboundMessage.Wording("id", Map.of("days-past-due", "3"), null));
        CompletableFuture<SendAnswer> answer = voice.send(message, new SendPermit(clock, validUntil, () -> false))
                .toCompletableFuture();
        assertThat(answer).isCompleted();
        return answer.join();
    }

    /** Our telephone rings at the debtor's. */
    private CallId ringing(int number) {
        assertThat(send(number, "recorded-overdue", clock.instant().plusSeconds(30)))
                .isInstanceOf(SendAnswer.HandedOver.class);
        CallId call = CallId.of(attempt(number));
        port.ring(call);
        return call;
    }

    private CallId answered() {
        CallId call = ringing(1);
        port.answer(call, By.PERSON);
        return call;
    }

    private List<String> log() {
        return port.log.stream().map(each -> each.replace(" " + attempt(1), "")).toList();
    }

    private void answers(Word word, Reply reply) {
        Function<DebtorCommand, CompletionStage<Reply>> before = debtor;
        debtor = command -> command.equals(new NoteRecordedCall(attempt(1), word))
                ? CompletableFuture.completedStage(reply)
                : before.apply(command);
    }

    @Test
    void shouldPlayTheMessageWhenThePersonConfirms() {
        CallId call = answered();
        port.press(call, '1');
        clock.passTo(clock.instant().plusSeconds(5));

        assertThat(told)
                .containsExactly(
                        new NoteRecordedCall(attempt(1), Word.ANSWERED),
                        new NoteRecordedCall(attempt(1), Word.CONFIRMED));
        assertThat(log())
                .containsExactly(
                        "dial", "play recorded-greeting.id", "play recorded-overdue.id", "hang-up", "over WE_HUNG_UP");
        assertThat(passedOn).isEmpty();
    }

    @Test
    void shouldSayNothingButGoodByeWhenPaidWhileItRings() {
        answers(Word.ANSWERED, NO);
        CallId call = answered();
        port.press(call, '1');

        assertThat(log()).containsExactly("dial", "play GOOD_BYE", "hang-up", "over WE_HUNG_UP");
    }

    @Test
    void shouldNotPlayTheMessageWhenPaidDuringTheGreeting() {
        answers(Word.CONFIRMED, NO);
        CallId call = answered();
        port.press(call, '1');

        assertThat(log())
                .containsExactly("dial", "play recorded-greeting.id", "play GOOD_BYE", "hang-up", "over WE_HUNG_UP");
    }

    @Test
    void shouldPlayNothingUntilTheDebtorSaysSo() {
        CompletableFuture<Reply> slow = new CompletableFuture<>();
        debtor = command -> slow;
        CallId call = answered();
        assertThat(log()).containsExactly("dial");
        assertThat(clock.openHolds()).isPositive();

        slow.complete(YES);

        assertThat(log()).containsExactly("dial", "play recorded-greeting.id");
        assertThat(port.isUp(call)).isTrue();
    }

    @Test
    void shouldPlayNothingWhenTheDebtorCannotBeAsked() {
        answers(Word.ANSWERED, new Reply.Unavailable("no answer"));
        answered();

        assertThat(log()).containsExactly("dial", "play GOOD_BYE", "hang-up", "over WE_HUNG_UP");
        assertThat(told)
                .as("that somebody answered counts all the same")
                .contains(new DebtorCommand.RecordOutcome(attempt(1), Outcome.ANSWERED, clock.instant()));
    }

    @Test
    void shouldStoreTheStopBeforeItConfirmsIt() {
        CallId call = answered();
        port.press(call, '9');
        port.press(call, '1');

        assertThat(log())
                .containsExactly("dial", "play recorded-greeting.id", "play STOP_NOTED", "hang-up", "over WE_HUNG_UP");
        ReplyReceived stop = (ReplyReceived) ((ApplyLenderEvent) told.get(1)).event();
        assertThat(stop.intent()).isEqualTo(Intent.STOP);
        assertThat(stop.contactPoint()).isEqualTo(new ContactPointId("phone"));
        assertThat(told).hasSize(2);
    }

    @Test
    void shouldStoreTheStopAsSoonAsItCanWhenTheDebtorDoesNotAnswer() {
        CallId call = answered();
        debtor = command -> CompletableFuture.completedStage(new Reply.Unavailable("busy"));
        port.press(call, '9');
        assertThat(log()).doesNotContain("play STOP_NOTED");

        debtor = command -> CompletableFuture.completedStage(YES);
        List.copyOf(later).forEach(Runnable::run);

        assertThat(told.get(told.size() - 1))
                .isInstanceOfSatisfying(
                        ApplyLenderEvent.class,
                        event -> assertThat(((ReplyReceived) event.event()).intent())
                                .isEqualTo(Intent.STOP));
    }

    @Test
    void shouldPromiseACallWhenTwoIsPressedDuringTheMessage() {
        CallId call = answered();
        port.press(call, '1');
        port.press(call, '2');

        assertThat(log())
                .containsExactly(
                        "dial",
                        "play recorded-greeting.id",
                        "play recorded-overdue.id",
                        "play CALLBACK_NOTED",
                        "hang-up",
                        "over WE_HUNG_UP");
        CallbackRequested wish = (CallbackRequested) ((ApplyLenderEvent) told.get(2)).event();
        assertThat(Duration.between(wish.from(), wish.until())).isEqualTo(Duration.ofHours(24));
    }

    @Test
    void shouldGreetTwiceAndHangUpWhenNobodyPresses() {
        CallId call = answered();
        port.press(call, '7');
        clock.passTo(clock.instant().plusSeconds(5));
        assertThat(port.isUp(call)).isTrue();
        clock.passTo(clock.instant().plusSeconds(5));

        assertThat(log())
                .containsExactly(
                        "dial", "play recorded-greeting.id", "play recorded-greeting.id", "hang-up", "over WE_HUNG_UP");
        assertThat(told).containsExactly(new NoteRecordedCall(attempt(1), Word.ANSWERED));
    }

    @Test
    void shouldLeaveNothingOnAMachine() {
        port.answer(ringing(1), By.MACHINE);

        assertThat(log()).containsExactly("dial", "hang-up", "over WE_HUNG_UP");
        assertThat(told).containsExactly(new NoteRecordedCall(attempt(1), Word.MACHINE));
    }

    @Test
    void shouldTellWhyNobodyAnswered() {
        Map<End, Word> words = Map.of(
                End.BUSY, Word.BUSY,
                End.REJECTED, Word.BUSY,
                End.NO_ANSWER, Word.NO_ANSWER,
                End.NOT_IN_SERVICE, Word.NOT_IN_SERVICE,
                End.CONGESTION, Word.FAILED,
                End.FAILED, Word.FAILED);
        words.forEach((end, word) -> {
            told.clear();
            clock.passTo(clock.instant().plusSeconds(1));
            int number = 100 + end.ordinal();
            port.end(ringing(number), end);

            assertThat(told).as("%s", end).containsExactly(new NoteRecordedCall(attempt(number), word));
        });
    }

    @Test
    void shouldTellNothingMoreWhenTheyHangUp() {
        CallId call = answered();
        port.end(call, End.THEY_HUNG_UP);
        clock.passTo(clock.instant().plusSeconds(60));

        assertThat(told).containsExactly(new NoteRecordedCall(attempt(1), Word.ANSWERED));
        assertThat(voice.callsUp()).isZero();
    }

    @Test
    void shouldDialNobodyWhenItsTimeIsOver() {
        assertThat(send(1, "recorded-overdue", clock.instant()))
                .isEqualTo(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED));
        assertThat(port.log).isEmpty();
        assertThat(voice.callsUp()).isZero();
    }

    @Test
    void shouldDialNobodyWhenNoLineIsFree() {
        ringing(1);
        clock.passTo(clock.instant().plusSeconds(1));
        CallId second = ringing(2);
        clock.passTo(clock.instant().plusSeconds(1));
        assertThat(send(3, "recorded-overdue", clock.instant().plusSeconds(30)))
                .isEqualTo(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN));
        assertThat(port.isUp(CallId.of(attempt(3)))).isFalse();

        port.end(second, End.BUSY);
        ringing(3);
    }

    @Test
    void shouldDialNobodyTooSoonAfterTheLast() {
        ringing(1);
        assertThat(send(2, "recorded-overdue", clock.instant().plusSeconds(30)))
                .isEqualTo(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN));
        clock.passTo(clock.instant().plusMillis(1));
        ringing(2);
    }

    @Test
    void shouldRefuseWhatHasNoRecording() {
        for (String missing : List.of("recorded-greeting.id", "recorded-overdue.id")) {
            port.lacks.clear();
            port.lacks.add(missing);
            SendAnswer answer = send(1, "recorded-overdue", clock.instant().plusSeconds(30));

            assertThat(answer).isInstanceOfSatisfying(SendAnswer.Refused.class, refused -> {
                assertThat(refused.reason()).isEqualTo(RefusalReason.REJECTED);
                assertThat(refused.detail()).contains(missing);
            });
        }
        assertThat(port.log).isEmpty();
    }

    @Test
    void shouldEndACallOfWhichNobodyTellsAnythingMore() {
        CallId call = ringing(1);
        clock.passTo(clock.instant().plus(Duration.ofMinutes(5)));

        assertThat(port.isUp(call)).isFalse();
        assertThat(voice.callsUp()).isZero();
    }

    @Test
    void shouldForgetWhatWasLostAndKeepWhatIsThere() {
        CallId gone = ringing(1);
        clock.passTo(clock.instant().plusSeconds(1));
        CallId kept = ringing(2);
        port.lose();
        HandVoicePort.Call call = port.calls.get(gone);
        call.isOver = true;
        port.find();

        assertThat(voice.callsUp()).isEqualTo(1);
        assertThat(passedOn).containsExactly("lost", "reachable []");
        port.answer(kept, By.UNKNOWN);
        assertThat(port.log).contains("play recorded-greeting.id " + kept);
    }

    @Test
    void shouldLeaveEveryOtherCallToWhoListens() {
        assertThat(send(5, "call-overdue", clock.instant().plusSeconds(30))).isInstanceOf(SendAnswer.HandedOver.class);
        CallId agents = CallId.of(attempt(5));
        port.ring(agents);
        port.answer(agents, By.PERSON);
        port.callsIn(new CallId("inbound-1"), "+62811");

        assertThat(passedOn).containsExactly(agents + " Ringing", agents + " Answered", "called by inbound-1");
        assertThat(told).isEmpty();
    }
}
