package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.CallbackView;
import dev.janji.protocols.lender.v1.ComplaintCategory;
import dev.janji.protocols.lender.v1.ContactPointView;
import dev.janji.protocols.lender.v1.Contactability;
import dev.janji.protocols.lender.v1.ContactabilityCause;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.HoldKind;
import dev.janji.protocols.lender.v1.ReplyIntent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What {@code GetDebtor}, {@code Explain} and the history say of what was said. */
class DialogueMapperTest {
    private static final Instant FRIDAY = Instant.parse("2026-06-05T03:00:00Z");

    private static DebtorInWords debtor() {
        return DebtorInWords.withCard("2026-05-20T08:00", "2026-06-02").at("2026-06-05T10:00");
    }

    private static ConversationEvent held(String id, Disposition disposition) {
        return new ConversationEvent.ConversationHeld(
                new ConversationId(id),
                Channel.VOICE,
                ConversationEvent.Direction.OUTBOUND,
                new ContactPointId("sms"),
                List.of(DebtorInWords.CARD),
                disposition,
                ConversationEvent.Reason.TROUBLE,
                "agent-7");
    }

    private static ConversationEvent replied(String id, ConversationEvent.Intent intent) {
        return new ConversationEvent.ReplyReceived(
                new ReplyId(id), Channel.EMAIL, new ContactPointId("mail"), List.of(), intent, null);
    }

    private static ConversationEvent callback() {
        return new ConversationEvent.CallbackRequested(
                new CallbackId("cb-1"),
                FRIDAY.plus(Duration.ofHours(4)),
                FRIDAY.plus(Duration.ofHours(5)),
                "javanese",
                null);
    }

    private static ConversationEvent complaint(boolean hold) {
        return new ConversationEvent.ComplaintReceived(
                new ComplaintId("co-1"),
                ConversationEvent.ComplaintCategory.HARASSMENT,
                ConversationEvent.ComplaintSource.AGENT,
                LocalDate.parse("2026-06-05"),
                hold);
    }

    @Test
    void shouldShowOfEveryContactPointWhetherItCanBeUsedSinceWhenAndWhy() {
        GetDebtorResponse shown = debtor().tell(held("cv-1", Disposition.WRONG_NUMBER))
                .tell(replied("r-1", ConversationEvent.Intent.STOP))
                .shown();

        ContactPointView sms = shown.getContactPoints(0);
        assertThat(sms.getContactability()).isEqualTo(Contactability.CONTACTABILITY_WRONG);
        assertThat(sms.getContactabilityCause()).isEqualTo(ContactabilityCause.CONTACTABILITY_CAUSE_CONVERSATION);
        assertThat(sms.getContactabilityReference()).isEqualTo("cv-1");
        assertThat(sms.getContactabilitySince()).isEqualTo(ViewMapper.timestamp(FRIDAY));
        ContactPointView mail = shown.getContactPoints(1);
        assertThat(mail.getContactability()).isEqualTo(Contactability.CONTACTABILITY_OPTED_OUT);
        assertThat(mail.getContactabilityReference()).isEqualTo("r-1");
        ContactPointView untouched = debtor().shown().getContactPoints(0);
        assertThat(untouched.getContactability()).isEqualTo(Contactability.CONTACTABILITY_USABLE);
        assertThat(untouched.hasContactabilitySince()).isFalse();
        assertThat(untouched.hasHistory()).isTrue();
        assertThat(untouched.getHistory().hasLastAt()).isFalse();
    }

    @Test
    void shouldShowWhatWasSaidAndWhatItStops() {
        GetDebtorResponse shown = debtor().tell(held("cv-1", Disposition.ATTORNEY))
                .tell(held("cv-2", Disposition.RPC_DISPUTE))
                .tell(replied("r-1", ConversationEvent.Intent.CALL_ME))
                .tell(callback())
                .tell(complaint(true))
                .shown();

        assertThat(shown.getHoldsList()).singleElement().satisfies(hold -> {
            assertThat(hold.getHoldId()).isEqualTo("cv-1");
            assertThat(hold.getKind()).isEqualTo(HoldKind.HOLD_KIND_ATTORNEY);
        });
        assertThat(shown.getAccounts(0).getDisputed()).isTrue();
        assertThat(shown.getConversationsList())
                .extracting(each -> each.getDisposition().name())
                .containsExactly("DISPOSITION_ATTORNEY", "DISPOSITION_RPC_DISPUTE");
        assertThat(shown.getReplies(0).getIntent()).isEqualTo(ReplyIntent.REPLY_INTENT_CALL_ME);
        assertThat(shown.getCallbacksList())
                .extracting(CallbackView::getCallbackId)
                .containsExactly("cb-1", "r-1");
        assertThat(shown.getCallbacks(0).getSkill()).isEqualTo("javanese");
        assertThat(shown.getComplaints(0).getCategory()).isEqualTo(ComplaintCategory.COMPLAINT_CATEGORY_HARASSMENT);
        assertThat(shown.getComplaints(0).getOverdue()).isFalse();
    }

    @Test
    void shouldSayWhenAComplaintIsOverdueAndACallbackIsOver() {
        GetDebtorResponse later = debtor().tell(callback())
                .tell(complaint(false))
                .at("2026-06-06T00:00")
                .shown();

        assertThat(later.getComplaints(0).getOverdue()).isTrue();
        assertThat(later.getCallbacksList()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void shouldExplainWhatIsWaitedForAndWhy(Language language) {
        var explained = debtor().tell(callback()).tell(complaint(false)).explain(language);

        assertThat(explained.getRuleIdsList()).containsExactly("CALLBACK");
        assertThat(explained.getWaitsUntil()).isEqualTo(ViewMapper.timestamp(FRIDAY.plus(Duration.ofHours(5))));
        assertThat(explained.getFactsList())
                .filteredOn(fact -> fact.getName().equals("callbacks"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.getValue()).contains("cb-1"));
        assertThat(explained.getFactsList())
                .filteredOn(fact -> fact.getName().equals("complaints"))
                .singleElement()
                .satisfies(fact -> assertThat(fact.getValue()).contains("co-1"));
        assertThat(debtor().tell(complaint(true)).explain(language).getRuleIdsList())
                .containsExactly("COMPLAINT");
    }

    @Test
    void shouldTellTheHistoryInWords() {
        DebtorInWords debtor =
                debtor().tell(held("cv-1", Disposition.RPC_REFUSED)).tell(callback());

        assertThat(debtor.history(Language.ENGLISH))
                .contains(
                        "Conversation cv-1, outbound by telephone about account card: the debtor refused to pay (trouble)")
                .anyMatch(line -> line.startsWith("Callback cb-1 promised, from Friday, 5 June 2026 at 14:00 WIB"));
        assertThat(debtor.history(Language.INDONESIAN))
                .contains(
                        "Percakapan cv-1, keluar melalui telepon tentang rekening card: debitur menolak membayar (kesulitan)");
    }
}
