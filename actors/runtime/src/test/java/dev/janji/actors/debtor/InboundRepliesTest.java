package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.address.AddressBook;
import dev.janji.actors.address.Headings;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.reply.ListedReplies;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.StepReference;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Whose a message is, and that one of nobody waits; the debtors decide by the rules. */
final class InboundRepliesTest {
    private static final LenderId ACME = new LenderId("acme");
    private static final LenderId BRAVO = new LenderId("bravo");
    private static final DebtorKey WRITTEN_TO = new DebtorKey(ACME, new DebtorId("d-1"));
    private static final DebtorKey OTHER = new DebtorKey(BRAVO, new DebtorId("d-2"));
    private static final ContactPointId POINT = new ContactPointId("cp-1");
    private static final ReplyId MESSAGE = new ReplyId("sms-1");
    private static final PersonId PERSON = new PersonId("ayu");
    /** Already the third of March in Jakarta. */
    private static final Instant NOW = Instant.parse("2026-03-02T18:00:00Z");

    private static final String NUMBER = "0812-3456-7890";

    private final Map<DebtorKey, DebtorState> states = new HashMap<>();
    private final Map<DebtorKey, ReplyReceived> told = new LinkedHashMap<>();
    private final Map<DebtorKey, Reply> answers = new HashMap<>();
    private final Map<LenderId, List<DebtorKey>> book = new HashMap<>();
    private final ListedReplies unmatched = new ListedReplies();
    private final ReplyTeller teller = new ReplyTeller(new ReplyTeller.House(
            (debtor, command) -> CompletableFuture.completedStage(decide(debtor, command)),
            debtor -> CompletableFuture.completedStage(DebtorView.of(debtor, state(debtor), context(debtor))),
            new AddressBook() {
                @Override
                public CompletionStage<List<DebtorKey>> reachedAt(LenderId lender, String address) {
                    return isBookAway
                            ? CompletableFuture.failedStage(new IllegalStateException("down"))
                            : CompletableFuture.completedStage(book.getOrDefault(lender, List.of()));
                }

                @Override
                public CompletionStage<List<DebtorKey>> owing(LenderId lender, AccountId account) {
                    return CompletableFuture.completedStage(List.of());
                }
            },
            new Headings(lender -> "ID"),
            () -> List.of(ACME, BRAVO),
            lender -> TestRules.JAKARTA));
    private final InboundReplies replies = new InboundReplies(teller, unmatched);
    private final ReplyReview review = new ReplyReview(unmatched, teller, InstantSource.fixed(NOW));
    private boolean isBookAway;
    private int events;

    InboundRepliesTest() {
        has(WRITTEN_TO, point(POINT, Channel.SMS, NUMBER));
        has(OTHER, point(new ContactPointId("phone"), Channel.VOICE, "021-5550123"), point(POINT, Channel.SMS, NUMBER));
    }

    private void has(DebtorKey debtor, ContactPoint... points) {
        tell(
                debtor,
                new LenderEvent.DebtorUpserted(
                        new Profile("Debtor", "id", "Jalan Satu 1", TestRules.JAKARTA, List.of(points))));
    }

    private void tell(DebtorKey debtor, LenderEvent event) {
        events++;
        assertThat(decide(
                        debtor,
                        new DebtorCommand.ApplyLenderEvent(
                                new EventId("e-" + events), new BodyHash(events, events), NOW, null, event)))
                .isInstanceOf(Reply.Applied.class);
    }

    private static ContactPoint point(ContactPointId id, Channel channel, String address) {
        return new ContactPoint(
                id,
                channel,
                address,
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    /** The book says that they have the number. */
    private void listed(DebtorKey... debtors) {
        for (DebtorKey debtor : debtors) {
            book.put(debtor.lender(), List.of(debtor));
        }
    }

    private DebtorState state(DebtorKey debtor) {
        return states.getOrDefault(debtor, new DebtorState.Unknown());
    }

    private static RuleContext context(DebtorKey debtor) {
        return RuleContext.at(debtor, NOW, TestRules.indonesian().rules());
    }

    private Reply decide(DebtorKey debtor, DebtorCommand command) {
        Reply answer = answers.get(debtor);
        if (answer != null) {
            return answer;
        }
        Decision decision = DebtorRules.decide(state(debtor), command, context(debtor));
        if (decision instanceof Decision.Rejected rejected) {
            return new Reply.Refused(rejected.reason(), rejected.detail());
        }
        if (decision instanceof Decision.Accepted accepted) {
            for (DebtorEvent event : accepted.events()) {
                states.put(debtor, DebtorRules.evolve(state(debtor), event));
                if (event instanceof DebtorEvent.LenderEventApplied applied
                        && applied.event() instanceof ReplyReceived reply) {
                    told.put(debtor, reply);
                }
            }
        }
        return new Reply.Applied(state(debtor).version(), decision instanceof Decision.Duplicate, false);
    }

    private CompletableFuture<Done> received(String text, @Nullable LenderId line, boolean isAnswer) {
        InboundMessage.Answered answered =
                isAnswer ? new InboundMessage.Answered(WRITTEN_TO, AttemptId.of(WRITTEN_TO, 7), POINT) : null;
        return replies.received(new InboundMessage(
                        MESSAGE.value(), Channel.SMS, line, "6281234567890", "12345", text, NOW, answered))
                .toCompletableFuture();
    }

    private List<ReplyReview.Case> waiting() {
        return review.waiting().toCompletableFuture().join().cases();
    }

    @Test
    void shouldTellTheDebtorOfTheNewestAttempt() {
        listed(OTHER);
        assertThat(received("besok saya bayar", null, true)).isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO);
        ReplyReceived reply = told.get(WRITTEN_TO);
        assertThat(reply.intent()).isEqualTo(Intent.WILL_PAY);
        assertThat(reply.payBy()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(reply.contactPoint()).isEqualTo(POINT);
        assertThat(reply.channel()).isEqualTo(Channel.SMS);
        assertThat(waiting()).isEmpty();
    }

    /** A debtor in Jayapura, where it is three o'clock in the morning, to whom a text of that template was sent. */
    private void sent(String template) {
        tell(
                WRITTEN_TO,
                new LenderEvent.DebtorUpserted(new Profile(
                        "Debtor", "id", "", ZoneId.of("Asia/Jayapura"), List.of(point(POINT, Channel.SMS, NUMBER)))));
        Attempt attempt = new Attempt(
                AttemptId.of(WRITTEN_TO, 7),
                Channel.SMS,
                POINT,
                List.of(new StepReference(new AccountId("card"), Anchor.dueDate(LocalDate.EPOCH), 0, "H+14")),
                template,
                NOW,
                NOW.plusSeconds(30));
        DebtorEvent authorized =
                new DebtorEvent.ContactAuthorized(NOW, DebtorRules.VERSION, attempt, List.of(), "plan-1", "pack-1");
        states.put(WRITTEN_TO, DebtorRules.evolve(state(WRITTEN_TO), authorized));
    }

    @Test
    void shouldReadAYesToTheInvitationAsAWishToBeCalledByTheDebtorsClock() {
        sent("callback-invitation");
        assertThat(received("ya, jam 2 siang", null, true)).isCompleted();
        ReplyReceived reply = told.get(WRITTEN_TO);
        assertThat(reply.intent()).isEqualTo(Intent.CALL_ME);
        assertThat(reply.callAt()).isEqualTo(LocalDateTime.of(2026, 3, 3, 14, 0));
    }

    @Test
    void shouldNotTakeAYesToAnythingElseForAWishToBeCalled() {
        sent("overdue-14");
        assertThat(received("ya, jam 2 siang", null, true)).isCompleted();
        assertThat(told.get(WRITTEN_TO).intent()).isEqualTo(Intent.OTHER);
        assertThat(told.get(WRITTEN_TO).callAt()).isNull();
    }

    @Test
    void shouldTellEveryDebtorOfTheLineWhoHasTheNumberWhenSomebodySaysStop() {
        listed(OTHER, WRITTEN_TO);
        assertThat(received("STOP", null, true)).isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO, OTHER);
        assertThat(told.values()).allSatisfy(reply -> {
            assertThat(reply.intent()).isEqualTo(Intent.STOP);
            assertThat(reply.contactPoint()).as("that number, and no other one").isEqualTo(POINT);
        });
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldShowAPersonAStopThatOneOfThemDoesNotTake() {
        answers.put(OTHER, new Reply.Refused(RefusalReason.TOO_MANY, "reply_received.reply_id"));
        listed(OTHER, WRITTEN_TO);
        assertThat(received("STOP", null, true)).isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO);
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void shouldStopTheWholeChannelOfADebtorWhoHasTheNumberForAnotherOne() {
        has(
                OTHER,
                point(POINT, Channel.VOICE, NUMBER),
                point(new ContactPointId("new"), Channel.SMS, "0813-0000-0001"));
        listed(OTHER);
        assertThat(received("STOP", BRAVO, false)).isCompleted();
        assertThat(told.get(OTHER).contactPoint()).isNull();
    }

    @Test
    void shouldTellNobodyWhoHasTheNumberNoMoreWhateverTheBookSays() {
        has(OTHER, point(POINT, Channel.SMS, "0813-0000-0001"));
        listed(OTHER);
        assertThat(received("STOP", BRAVO, false)).isCompleted();
        assertThat(told).isEmpty();
        assertThat(waiting())
                .singleElement()
                .satisfies(each -> assertThat(each.candidates()).isEmpty());
    }

    @Test
    void shouldAskForTheLenderOfTheLineOnly() {
        listed(OTHER, WRITTEN_TO);
        assertThat(received("STOP", ACME, false)).isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO);
    }

    @Test
    void shouldTellTheOneDebtorWhoHasTheNumberWhenNobodyWasWrittenTo() {
        listed(OTHER);
        assertThat(received("sudah bayar", null, false)).isCompleted();
        assertThat(told.get(OTHER).intent()).isEqualTo(Intent.PAID);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldListWhatSeveralMayHaveWrittenAndTellWhomAPersonNames() {
        listed(OTHER, WRITTEN_TO);
        assertThat(received("sudah bayar", null, false)).isCompleted();
        assertThat(told).isEmpty();
        assertThat(waiting())
                .singleElement()
                .satisfies(each -> assertThat(each.candidates()).containsExactly(WRITTEN_TO, OTHER));

        assertThat(review.assign(MESSAGE, OTHER, PERSON)).isCompleted();
        assertThat(told).containsOnlyKeys(OTHER);
        assertThat(told.get(OTHER).intent()).isEqualTo(Intent.PAID);
        assertThat(told.get(OTHER).contactPoint()).isEqualTo(POINT);
        assertThat(waiting()).isEmpty();
        assertThat(unmatched.closings.get(MESSAGE).debtor()).isEqualTo(OTHER);
        assertThat(unmatched.closings.get(MESSAGE).by()).isEqualTo(PERSON);
    }

    @Test
    void shouldListWhatNobodyHasWrittenAndForgetItWhenItIsDismissed() {
        assertThat(received("halo", null, false)).isCompleted();
        assertThat(received("halo", null, false)).isCompleted();
        assertThat(waiting()).singleElement().satisfies(each -> {
            assertThat(each.message().text()).isEqualTo("halo");
            assertThat(each.candidates()).isEmpty();
        });

        assertThat(review.dismiss(MESSAGE, PERSON, "advertising")).isCompleted();
        assertThat(waiting()).isEmpty();
        assertThat(review.dismiss(MESSAGE, PERSON, "advertising")).isCompletedExceptionally();
        assertThat(review.assign(MESSAGE, OTHER, PERSON)).isCompletedExceptionally();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldAssignToNobodyOfAnotherLenderThanTheLines() {
        received("halo", BRAVO, false);
        assertThat(notAssigned(WRITTEN_TO).why()).isEqualTo(ReplyReview.NotClosed.Why.OF_ANOTHER_LENDER);
        assertThat(told).isEmpty();
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void shouldKeepItOnTheListWhenTheDebtorRefusesIt() {
        received("halo", null, false);
        ReplyReview.NotClosed refused = notAssigned(new DebtorKey(ACME, new DebtorId("nobody")));
        assertThat(refused.why()).isEqualTo(ReplyReview.NotClosed.Why.REFUSED);
        assertThat(refused.refusal()).isEqualTo(RefusalReason.DEBTOR_UNKNOWN);
        assertThat(waiting()).hasSize(1);
    }

    private ReplyReview.NotClosed notAssigned(DebtorKey debtor) {
        return (ReplyReview.NotClosed) review.assign(MESSAGE, debtor, PERSON)
                .handle((done, failure) -> failure.getCause())
                .toCompletableFuture()
                .join();
    }

    @Test
    void shouldTellWhoHasTheNumberWhenWhoWasWrittenToIsErased() {
        tell(WRITTEN_TO, new LenderEvent.DebtorErased());
        listed(OTHER);
        assertThat(received("sudah bayar", null, true)).isCompleted();
        assertThat(told).containsOnlyKeys(OTHER);
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldListWhatNoDebtorTakes() {
        tell(WRITTEN_TO, new LenderEvent.DebtorErased());
        assertThat(received("sudah bayar", null, true)).isCompleted();
        assertThat(told).isEmpty();
        assertThat(waiting()).hasSize(1);
    }

    @Test
    void shouldKeepToAPersonWhatIsNotSure() {
        assertThat(received("nanti saya bayar", null, true)).isCompleted();
        assertThat(told.get(WRITTEN_TO).intent()).isEqualTo(Intent.OTHER);
        assertThat(told.get(WRITTEN_TO).payBy()).isNull();
    }

    @Test
    void shouldKeepTheWordsForWhoeverHasToReadThem() {
        assertThat(received("saya tidak mengerti surat ini", null, true)).isCompleted();
        assertThat(told.get(WRITTEN_TO).text()).isEqualTo("saya tidak mengerti surat ini");
    }

    @Test
    void shouldKeepAsMuchOfALongTextAsADebtorTakesAndNoHalfOfACharacter() {
        String most = "a".repeat(ReplyReceived.MOST_CHARACTERS - 1);
        assertThat(received(most + "\uD83D\uDE00", null, true)).isCompleted();
        assertThat(told.get(WRITTEN_TO).text()).isEqualTo(most);
    }

    @Test
    void shouldStopTheWholeChannelWhenTheNumberIsNoContactPointAnyMore() {
        has(WRITTEN_TO, point(new ContactPointId("new"), Channel.SMS, "0813-0000-0001"));
        assertThat(received("stop", null, true)).isCompleted();
        assertThat(told.get(WRITTEN_TO).contactPoint()).isNull();
        assertThat(told.get(WRITTEN_TO).intent()).isEqualTo(Intent.STOP);
    }

    @Test
    void shouldAskTheProviderToComeAgainWhenADebtorIsUnavailable() {
        answers.put(WRITTEN_TO, new Reply.Unavailable("busy"));
        assertThat(received("stop", null, true)).isCompletedExceptionally();
        assertThat(waiting()).isEmpty();
    }

    @Test
    void shouldStopWhoWasWrittenToAndAskTheProviderToComeAgainWhenNobodyCanSayWhoElseHasTheNumber() {
        isBookAway = true;
        listed(OTHER);
        assertThat(received("stop", null, true)).isCompletedExceptionally();
        assertThat(told).containsOnlyKeys(WRITTEN_TO);

        isBookAway = false;
        assertThat(received("stop", null, true)).isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO, OTHER);
    }
}
