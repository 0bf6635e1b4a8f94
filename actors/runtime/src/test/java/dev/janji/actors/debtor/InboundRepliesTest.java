package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.address.AddressBook;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.ConversationEvent.ReplyReceived;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class InboundRepliesTest {
    private static final LenderId ACME = new LenderId("acme");
    private static final LenderId BRAVO = new LenderId("bravo");
    private static final DebtorKey WRITTEN_TO = new DebtorKey(ACME, new DebtorId("d-1"));
    private static final DebtorKey OTHER = new DebtorKey(BRAVO, new DebtorId("d-2"));
    private static final ContactPointId POINT = new ContactPointId("cp-1");
    /** Already the third of March in Jakarta. */
    private static final Instant NOW = Instant.parse("2026-03-02T18:00:00Z");

    private final Map<DebtorKey, DebtorCommand.ApplyLenderEvent> told = new LinkedHashMap<>();
    private final Map<DebtorKey, Reply> answers = new LinkedHashMap<>();

    @Test
    void shouldTellTheDebtorOfTheNewestAttempt() {
        assertThat(received(replies(List.of(OTHER)), "besok saya bayar", null, true))
                .isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO);
        ReplyReceived reply = reply(WRITTEN_TO);
        assertThat(reply.intent()).isEqualTo(Intent.WILL_PAY);
        assertThat(reply.payBy()).isEqualTo(LocalDate.of(2026, 3, 4));
        assertThat(reply.contactPoint()).isEqualTo(POINT);
        assertThat(reply.channel()).isEqualTo(Channel.SMS);
        assertThat(told.get(WRITTEN_TO).occurredAt()).isEqualTo(NOW);
    }

    @Test
    void shouldTellEveryDebtorOfTheLineWhenSomebodySaysStop() {
        assertThat(received(replies(List.of(OTHER, WRITTEN_TO)), "STOP", null, true))
                .isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO, OTHER);
        assertThat(reply(WRITTEN_TO).contactPoint()).isEqualTo(POINT);
        assertThat(reply(OTHER).contactPoint()).isNull();
        assertThat(reply(OTHER).intent()).isEqualTo(Intent.STOP);
    }

    @Test
    void shouldAskForTheLenderOfTheLineOnly() {
        assertThat(received(replies(List.of(OTHER, WRITTEN_TO)), "STOP", ACME, false))
                .isCompleted();
        assertThat(told).containsOnlyKeys(WRITTEN_TO);
    }

    @Test
    void shouldTellTheOneDebtorWhoHasTheNumberWhenNobodyWasWrittenTo() {
        assertThat(received(replies(List.of(OTHER)), "sudah bayar", null, false))
                .isCompleted();
        assertThat(reply(OTHER).intent()).isEqualTo(Intent.PAID);
    }

    @Test
    void shouldTellNobodyWhenSeveralHaveTheNumberAndNoneWasWrittenTo() {
        assertThat(received(replies(List.of(OTHER, WRITTEN_TO)), "sudah bayar", null, false))
                .isCompleted();
        assertThat(told).isEmpty();
    }

    @Test
    void shouldKeepToAPersonWhatIsNotSure() {
        assertThat(received(replies(List.of()), "nanti saya bayar", null, true)).isCompleted();
        assertThat(reply(WRITTEN_TO).intent()).isEqualTo(Intent.OTHER);
        assertThat(reply(WRITTEN_TO).payBy()).isNull();
    }

    @Test
    void shouldKeepTheWordsForWhoeverHasToReadThem() {
        assertThat(received(replies(List.of()), "saya tidak mengerti surat ini", null, true))
                .isCompleted();
        assertThat(reply(WRITTEN_TO).text()).isEqualTo("saya tidak mengerti surat ini");
    }

    @Test
    void shouldKeepAsMuchOfALongTextAsADebtorTakesAndNoHalfOfACharacter() {
        String most = "a".repeat(ReplyReceived.MOST_CHARACTERS - 1);
        assertThat(received(replies(List.of()), most + "\uD83D\uDE00", null, true))
                .isCompleted();
        assertThat(reply(WRITTEN_TO).text()).isEqualTo(most);
    }

    @Test
    void shouldStopTheWholeChannelWhenTheNumberIsNoContactPointAnyMore() {
        answers.put(WRITTEN_TO, new Reply.Refused(RefusalReason.CONTACT_POINT_UNKNOWN, "contact_point_id"));
        assertThat(received(replies(List.of()), "stop", null, true)).isCompleted();
        assertThat(reply(WRITTEN_TO).contactPoint()).isNull();
        assertThat(reply(WRITTEN_TO).intent()).isEqualTo(Intent.STOP);
    }

    @Test
    void shouldAskTheProviderToComeAgainWhenADebtorIsUnavailable() {
        answers.put(WRITTEN_TO, new Reply.Unavailable("busy"));
        assertThat(received(replies(List.of()), "stop", null, true)).isCompletedExceptionally();
    }

    @Test
    void shouldAskTheProviderToComeAgainWhenNobodyCanSayWhoHasTheNumber() {
        AddressBook broken = book(lender -> CompletableFuture.failedStage(new IllegalStateException("down")));
        assertThat(received(replies(Optional.of(broken)), "stop", null, true)).isCompletedExceptionally();
        assertThat(told).isEmpty();
    }

    private CompletableFuture<Done> received(
            InboundReplies replies, String text, @Nullable LenderId line, boolean isAnswer) {
        InboundMessage.Answered answered =
                isAnswer ? new InboundMessage.Answered(WRITTEN_TO, AttemptId.of(WRITTEN_TO, 7), POINT) : null;
        return replies.received(new InboundMessage("sms-1", Channel.SMS, line, "+62811", "12345", text, NOW, answered))
                .toCompletableFuture();
    }

    private InboundReplies replies(List<DebtorKey> atTheNumber) {
        return replies(Optional.of(book(lender -> CompletableFuture.completedStage(atTheNumber.stream()
                .filter(debtor -> debtor.lender().equals(lender))
                .toList()))));
    }

    private InboundReplies replies(Optional<AddressBook> book) {
        return new InboundReplies(
                (debtor, command) -> {
                    boolean isRetold = told.put(debtor, (DebtorCommand.ApplyLenderEvent) command) != null;
                    Reply answer = answers.get(debtor);
                    return CompletableFuture.completedStage(
                            answer == null || isRetold ? new Reply.Applied(1, false, false) : answer);
                },
                book,
                () -> List.of(ACME, BRAVO),
                lender -> ZoneId.of("Asia/Jakarta"));
    }

    private static AddressBook book(Function<LenderId, CompletionStage<List<DebtorKey>>> reached) {
        return new AddressBook() {
            @Override
            public CompletionStage<List<DebtorKey>> reachedAt(LenderId lender, String address) {
                return reached.apply(lender);
            }

            @Override
            public CompletionStage<List<DebtorKey>> owing(LenderId lender, AccountId account) {
                return CompletableFuture.completedStage(List.of());
            }
        };
    }

    private ReplyReceived reply(DebtorKey debtor) {
        return (ReplyReceived) told.get(debtor).event();
    }
}
