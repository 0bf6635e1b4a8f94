package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.SaidThings.answered;
import static dev.janji.domain.debtor.SaidThings.callback;
import static dev.janji.domain.debtor.SaidThings.closed;
import static dev.janji.domain.debtor.SaidThings.complaint;
import static dev.janji.domain.debtor.SaidThings.corrected;
import static dev.janji.domain.debtor.SaidThings.held;
import static dev.janji.domain.debtor.SaidThings.reply;
import static dev.janji.domain.debtor.SaidThings.willPay;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.LenderEvent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every reason for which something that was said is not taken, by the field at fault. */
class ConversationRefusalsTest {
    private static final AccountId NONE = new AccountId("none");

    private static DebtorStory story() {
        return DebtorStory.ofCard("2026-06-05T10:00", "2026-06-01")
                .tell(held("cv1", Disposition.RPC_REFUSED, null))
                .tell(reply("r1", Intent.PAID, "sms"))
                .tell(reply("call", Intent.CALL_ME, "sms"))
                .tell(callback("cb1", "2026-06-05T14:00", "2026-06-05T15:00"))
                .tell(complaint("co1", false));
    }

    private static Arguments no(RefusalReason reason, String field, LenderEvent event) {
        return Arguments.of(reason, field, event);
    }

    private static LenderEvent callAt(Intent intent, String local) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId("r2"), Channel.SMS, null, List.of(), intent, null, "", LocalDateTime.parse(local));
    }

    private static Stream<Arguments> refusals() {
        return Stream.of(
                no(
                        RefusalReason.CONVERSATION_EXISTS,
                        "conversation_held.conversation_id",
                        held("cv1", Disposition.DECEASED, null)),
                no(
                        RefusalReason.ACCOUNT_UNKNOWN,
                        "conversation_held.account_ids",
                        held("cv2", Disposition.RPC_PTP, null, CARD, NONE)),
                no(
                        RefusalReason.TOO_MANY,
                        "conversation_held.account_ids",
                        held(
                                "cv2",
                                Disposition.RPC_PTP,
                                null,
                                Collections.nCopies(201, CARD).toArray(new AccountId[0]))),
                no(
                        RefusalReason.CONTACT_POINT_UNKNOWN,
                        "conversation_held.contact_point_id",
                        held("cv2", Disposition.RPC_PTP, "nowhere")),
                no(
                        RefusalReason.INVALID_FIELD,
                        "conversation_held.contact_point_id",
                        held("cv2", Disposition.WRONG_NUMBER, null)),
                no(
                        RefusalReason.CONVERSATION_UNKNOWN,
                        "disposition_corrected.conversation_id",
                        corrected("cv2", Disposition.RPC_PTP)),
                no(
                        RefusalReason.INVALID_FIELD,
                        "disposition_corrected.disposition",
                        corrected("cv1", Disposition.WRONG_NUMBER)),
                no(RefusalReason.REPLY_EXISTS, "reply_received.reply_id", reply("r1", Intent.STOP, "sms")),
                no(
                        RefusalReason.ACCOUNT_UNKNOWN,
                        "reply_received.account_ids",
                        reply("r2", Intent.DISPUTE, "sms", NONE)),
                no(
                        RefusalReason.CONTACT_POINT_UNKNOWN,
                        "reply_received.contact_point_id",
                        reply("r2", Intent.STOP, "nowhere")),
                no(
                        RefusalReason.INVALID_FIELD,
                        "reply_received.contact_point_id",
                        reply("r2", Intent.WRONG_PERSON, null)),
                no(RefusalReason.INVALID_FIELD, "reply_received.pay_by", reply("r2", Intent.WILL_PAY, "sms")),
                no(
                        RefusalReason.INVALID_FIELD,
                        "reply_received.pay_by",
                        new ConversationEvent.ReplyReceived(
                                new ReplyId("r2"),
                                Channel.SMS,
                                null,
                                List.of(),
                                Intent.PAID,
                                LocalDate.parse("2026-06-06"))),
                no(RefusalReason.INVALID_FIELD, "reply_received.pay_by", willPay("r2", "+10000-01-01")),
                no(RefusalReason.INVALID_FIELD, "reply_received.call_at", callAt(Intent.PAID, "2026-06-06T10:00")),
                no(RefusalReason.INVALID_FIELD, "reply_received.call_at", callAt(Intent.CALL_ME, "2026-07-09T10:00")),
                no(
                        RefusalReason.INVALID_FIELD,
                        "reply_received.call_at",
                        callAt(Intent.CALL_ME, "2026-06-06T10:00:01")),
                no(
                        RefusalReason.CALLBACK_EXISTS,
                        "callback_requested.callback_id",
                        callback("cb1", "2026-06-05T14:00", "2026-06-05T15:00")),
                no(
                        RefusalReason.CALLBACK_EXISTS,
                        "callback_requested.callback_id",
                        callback("call", "2026-06-05T14:00", "2026-06-05T15:00")),
                no(
                        RefusalReason.INVALID_FIELD,
                        "callback_requested.promised_until",
                        callback("cb2", "2026-06-05T14:00", "2026-06-05T14:00")),
                no(
                        RefusalReason.INVALID_FIELD,
                        "callback_requested.promised_until",
                        callback("cb2", "2026-06-05T14:00", "2026-07-06T10:00:01")),
                no(
                        RefusalReason.INVALID_FIELD,
                        "callback_requested.promised_from",
                        new ConversationEvent.CallbackRequested(
                                new CallbackId("cb2"), Instant.MIN, Instant.MAX, "", null)),
                no(RefusalReason.CALLBACK_UNKNOWN, "callback_closed.callback_id", closed("r1")),
                no(RefusalReason.COMPLAINT_EXISTS, "complaint_received.complaint_id", complaint("co1", true)),
                no(
                        RefusalReason.INVALID_FIELD,
                        "complaint_received.answer_by",
                        new ConversationEvent.ComplaintReceived(
                                new ComplaintId("co2"),
                                ConversationEvent.ComplaintCategory.OTHER,
                                ConversationEvent.ComplaintSource.LENDER,
                                LocalDate.MAX,
                                false)),
                no(RefusalReason.COMPLAINT_UNKNOWN, "complaint_closed.complaint_id", answered("co2")),
                no(
                        RefusalReason.DISPUTE_UNKNOWN,
                        "dispute_resolved.dispute_id",
                        new LenderEvent.DisputeResolved(CARD, "cv1")));
    }

    static Set<RefusalReason> reasons() {
        return refusals().map(row -> (RefusalReason) row.get()[0]).collect(Collectors.toSet());
    }

    @ParameterizedTest(name = "{0} {1}: {2}")
    @MethodSource("refusals")
    void shouldNameTheFieldAtFault(RefusalReason reason, String field, LenderEvent event) {
        assertThat(story().decide(event)).isEqualTo(new Decision.Rejected(reason, field));
    }

    @Test
    void shouldRefuseTheIdsOfACallbackAndAComplaintThatAreClosed() {
        DebtorStory story = story().tell(closed("cb1")).tell(answered("co1"));

        assertThat(story.decide(callback("cb1", "2026-06-05T14:00", "2026-06-05T15:00")))
                .isEqualTo(new Decision.Rejected(RefusalReason.CALLBACK_EXISTS, "callback_requested.callback_id"));
        assertThat(story.decide(complaint("co1", false)))
                .isEqualTo(new Decision.Rejected(RefusalReason.COMPLAINT_EXISTS, "complaint_received.complaint_id"));
        assertThat(story.decide(closed("cb1")))
                .isEqualTo(new Decision.Rejected(RefusalReason.CALLBACK_UNKNOWN, "callback_closed.callback_id"));
        assertThat(story.decide(callback("co1", "2026-06-05T14:00", "2026-06-05T15:00")))
                .as("what a complaint was named may name a callback")
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void shouldRememberTheNewestIdsThatAreClosedAndNothingWhileNoneIs() {
        DebtorStory story = DebtorStory.ofCard("2026-06-05T10:00", "2026-06-01");
        assertThat(story.known().dialogue().closed()).isNull();
        for (int i = 0; i <= ClosedIds.KEPT; i++) {
            story.tell(callback("cb" + i, "2026-06-05T14:00", "2026-06-05T15:00"))
                    .tell(closed("cb" + i))
                    .tell(complaint("co" + i, false))
                    .tell(answered("co" + i));
        }

        assertThat(story.known().dialogue().closed().callbacks()).hasSize(ClosedIds.KEPT);
        assertThat(story.decide(callback("cb1", "2026-06-05T14:00", "2026-06-05T15:00")))
                .isInstanceOf(Decision.Rejected.class);
        assertThat(story.decide(complaint("co1", false))).isInstanceOf(Decision.Rejected.class);
        assertThat(story.decide(callback("cb0", "2026-06-05T14:00", "2026-06-05T15:00")))
                .isInstanceOf(Decision.Accepted.class);
        assertThat(story.decide(complaint("co0", false))).isInstanceOf(Decision.Accepted.class);
    }

    /** A reply keeps its own id though many callbacks were closed since. */
    @Test
    void shouldRefuseTheIdOfACallThatWasMadeWhileTheReplyThatAskedForItIsRemembered() {
        DebtorStory story = story().tell(new ConversationEvent.CallbackClosed(
                new CallbackId("call"), ConversationEvent.CallbackResult.DONE));

        assertThat(story.decide(callback("call", "2026-06-05T14:00", "2026-06-05T15:00")))
                .isEqualTo(new Decision.Rejected(RefusalReason.CALLBACK_EXISTS, "callback_requested.callback_id"));
        assertThat(story.decide(callback("another", "2026-06-05T14:00", "2026-06-05T15:00")))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void shouldTakeACallbackThatEndsOnTheLastPermittedInstant() {
        assertThat(story().decide(callback("cb2", "2026-06-05T14:00", "2026-07-06T10:00")))
                .isInstanceOf(Decision.Accepted.class);
    }

    @Test
    void shouldRefuseMoreThanCanBeKept() {
        DebtorStory story = DebtorStory.ofCard("2026-06-05T10:00", "2026-06-01");
        for (int i = 0; i < Dialogue.MOST; i++) {
            story.tell(held("cv" + i, Disposition.CEASE_CONTACT, null))
                    .tell(reply("r" + i, Intent.STOP, "sms"))
                    .tell(callback("cb" + i, "2026-06-05T14:00", "2026-06-05T15:00"))
                    .tell(complaint("co" + i, false));
        }

        assertThat(story.decide(held("one-more", Disposition.RPC_PTP, null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "conversation_held.conversation_id"));
        assertThat(story.decide(reply("one-more", Intent.OTHER, null)))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "reply_received.reply_id"));
        assertThat(story.decide(callback("one-more", "2026-06-05T14:00", "2026-06-05T15:00")))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "callback_requested.callback_id"));
        assertThat(story.decide(complaint("one-more", true)))
                .isEqualTo(new Decision.Rejected(RefusalReason.TOO_MANY, "complaint_received.complaint_id"));
    }
}
