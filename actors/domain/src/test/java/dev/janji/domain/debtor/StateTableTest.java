package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.Arrangement;
import dev.janji.domain.account.Offer;
import dev.janji.domain.account.Promise;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.testing.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/**
 * Every state and everything that can be asked in it: each cell was thought about, is written down here, and is what the rules answer. The
 * tables and diagrams of docs/debtor-states.md are made from the answers; {@code -Dupdate} writes that page again.
 */
class StateTableTest {
    private static final Path PAGE = Path.of("..", "..", "docs", "debtor-states.md");

    private static final String DEBTOR = """
            | asked | unknown | loading | active, nothing due | active, a step due | contacting | in doubt | erased while contacting | erased |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | DebtorUpserted | stored | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | ContactPointChanged | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | ConsentChanged | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | DebtorConsentChanged | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | PersonsLinked | DEBTOR_UNKNOWN | stored | stored | stored | stored | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | HoldPlaced | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | HoldLifted | DEBTOR_UNKNOWN | stored | stored | stored | stored | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AccountOpened | DEBTOR_UNKNOWN | stored | stored | stored | stored | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AccountTermsSet | DEBTOR_UNKNOWN | stored | stored | stored | stored | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | ScheduleSet | DEBTOR_UNKNOWN | stored, BucketEntered | stored, BucketEntered | stored, BucketEntered | stored, BucketEntered, → WithdrawContact | stored, BucketEntered | DEBTOR_ERASED | DEBTOR_ERASED |
            | PaymentReceived | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | PaymentReversed | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | BalanceAdjusted | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | ChargePosted | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | PromiseRecorded | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | PromiseCancelled | DEBTOR_UNKNOWN | PROMISE_UNKNOWN | PROMISE_UNKNOWN | PROMISE_UNKNOWN | PROMISE_UNKNOWN | PROMISE_UNKNOWN | DEBTOR_ERASED | DEBTOR_ERASED |
            | ArrangementAgreed | DEBTOR_UNKNOWN | stored, BucketEntered | stored, BucketEntered | stored, BucketEntered | stored, BucketEntered, → WithdrawContact | stored, BucketEntered | DEBTOR_ERASED | DEBTOR_ERASED |
            | ArrangementEnded | DEBTOR_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | DEBTOR_ERASED | DEBTOR_ERASED |
            | OfferMade | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | OfferAnswered | DEBTOR_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | DEBTOR_ERASED | DEBTOR_ERASED |
            | OfferWithdrawn | DEBTOR_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | DEBTOR_ERASED | DEBTOR_ERASED |
            | MoratoriumStarted | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | MoratoriumEnded | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AgeingPaused | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AgeingResumed | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | DisputeOpened | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | DisputeResolved | DEBTOR_UNKNOWN | DISPUTE_UNKNOWN | DISPUTE_UNKNOWN | DISPUTE_UNKNOWN | DISPUTE_UNKNOWN | DISPUTE_UNKNOWN | DEBTOR_ERASED | DEBTOR_ERASED |
            | ContactMadeElsewhere | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | NoticeGivenElsewhere | DEBTOR_UNKNOWN | stored | stored | stored | stored | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AccountPlaced | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AccountRecalled | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AccountWrittenOff | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | AccountClosed | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | DebtorGoneLive | DEBTOR_UNKNOWN | stored, SegmentEntered | ALREADY_LIVE | ALREADY_LIVE | ALREADY_LIVE | ALREADY_LIVE | DEBTOR_ERASED | DEBTOR_ERASED |
            | DebtorErased | DEBTOR_UNKNOWN | stored, → ForgetPersonalData | stored, → ForgetPersonalData | stored, → ForgetPersonalData | stored, → WithdrawContact, → ForgetPersonalData | stored, → ForgetPersonalData | DEBTOR_ERASED | DEBTOR_ERASED |
            | ConversationHeld | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | DispositionCorrected | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | ReplyReceived | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | CallbackRequested | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | CallbackClosed | DEBTOR_UNKNOWN | stored | stored | stored | stored | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | ComplaintReceived | DEBTOR_UNKNOWN | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | ComplaintClosed | DEBTOR_UNKNOWN | stored | stored | stored | stored | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | DebtorUpserted of an initial load | stored | stored | stored | stored | stored, → WithdrawContact | stored | DEBTOR_ERASED | DEBTOR_ERASED |
            | the same event once more | DEBTOR_UNKNOWN | duplicate | duplicate | duplicate | duplicate | duplicate | duplicate | duplicate |
            | another event under its id | DEBTOR_UNKNOWN | EVENT_ID_REUSED | EVENT_ID_REUSED | EVENT_ID_REUSED | EVENT_ID_REUSED | EVENT_ID_REUSED | EVENT_ID_REUSED | EVENT_ID_REUSED |
            | a payment once more under another id | DEBTOR_UNKNOWN | duplicate | duplicate | duplicate | duplicate | duplicate | duplicate | duplicate |
            | another amount under a payment's id | DEBTOR_UNKNOWN | PAYMENT_ID_REUSED | PAYMENT_ID_REUSED | PAYMENT_ID_REUSED | PAYMENT_ID_REUSED | PAYMENT_ID_REUSED | PAYMENT_ID_REUSED | PAYMENT_ID_REUSED |
            | WakeUp | nothing | nothing | nothing | ContactAuthorized, → SendContact | nothing | → LookUpContact | nothing | nothing |
            | WakeUp after the time of an attempt | nothing | nothing | nothing | ContactAuthorized, → SendContact | AttemptAnswered, → LookUpContact | → LookUpContact | AttemptAnswered, → LookUpContact | nothing |
            | RecordAnswer HANDED_OVER | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | AttemptAnswered | AttemptSettled | AttemptAnswered | nothing |
            | RecordAnswer REFUSED | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | AttemptAnswered, ContactDeferred | AttemptSettled | AttemptAnswered, ContactDeferred | nothing |
            | RecordAnswer EXPIRED | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | AttemptAnswered, ContactDeferred | AttemptSettled | AttemptAnswered, ContactDeferred | nothing |
            | RecordAnswer WITHDRAWN | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | AttemptAnswered | AttemptSettled | AttemptAnswered | nothing |
            | RecordAnswer IN_DOUBT | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | AttemptAnswered | nothing | AttemptAnswered | nothing |
            | SettleAttempt SENT | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptSettled | ATTEMPT_UNKNOWN | nothing |
            | SettleAttempt NEVER_SENT | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptSettled | ATTEMPT_UNKNOWN | nothing |
            | SettleAttempt COUNTED_AS_MADE | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | nothing | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptSettled | ATTEMPT_UNKNOWN | nothing |
            | RecordOutcome | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | OutcomeReceived | ATTEMPT_UNKNOWN | AttemptAnswered, OutcomeReceived | AttemptSettled, OutcomeReceived | AttemptAnswered, OutcomeReceived | OutcomeReceived |
            """;

    private static final String ACCOUNT = """
            | asked | not there | open | promised | disputed | recalled | written off | closed |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | AccountOpened | stored | ACCOUNT_EXISTS | ACCOUNT_EXISTS | ACCOUNT_EXISTS | ACCOUNT_EXISTS | ACCOUNT_EXISTS | ACCOUNT_EXISTS |
            | HoldPlaced | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | stored |
            | AccountTermsSet | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | ScheduleSet | ACCOUNT_UNKNOWN | stored, BucketEntered | stored, BucketEntered | stored, BucketEntered | stored | stored | ACCOUNT_CLOSED |
            | PaymentReceived | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | PaymentReversed | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | BalanceAdjusted | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | ChargePosted | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | PromiseRecorded | ACCOUNT_UNKNOWN | stored | PROMISE_EXISTS | stored | stored | stored | ACCOUNT_CLOSED |
            | PromiseCancelled | ACCOUNT_UNKNOWN | PROMISE_UNKNOWN | stored | PROMISE_UNKNOWN | PROMISE_UNKNOWN | PROMISE_UNKNOWN | ACCOUNT_CLOSED |
            | ArrangementAgreed | ACCOUNT_UNKNOWN | stored, BucketEntered | stored, PromiseSettled, BucketEntered | stored, BucketEntered | stored | stored | ACCOUNT_CLOSED |
            | ArrangementEnded | ACCOUNT_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | ARRANGEMENT_UNKNOWN | ACCOUNT_CLOSED |
            | OfferMade | ACCOUNT_UNKNOWN | stored | stored | stored | OFFER_NOT_POSSIBLE | OFFER_NOT_POSSIBLE | ACCOUNT_CLOSED |
            | OfferAnswered | ACCOUNT_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | ACCOUNT_CLOSED |
            | OfferWithdrawn | ACCOUNT_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | OFFER_UNKNOWN | ACCOUNT_CLOSED |
            | MoratoriumStarted | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | stored |
            | AgeingPaused | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | AgeingResumed | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | DisputeOpened | ACCOUNT_UNKNOWN | stored | stored | DISPUTE_EXISTS | stored | stored | ACCOUNT_CLOSED |
            | DisputeResolved | ACCOUNT_UNKNOWN | DISPUTE_UNKNOWN | DISPUTE_UNKNOWN | stored | DISPUTE_UNKNOWN | DISPUTE_UNKNOWN | DISPUTE_UNKNOWN |
            | ContactMadeElsewhere | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | stored |
            | NoticeGivenElsewhere | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | stored |
            | AccountPlaced | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | AccountRecalled | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | AccountWrittenOff | ACCOUNT_UNKNOWN | stored | stored | stored | stored | stored | ACCOUNT_CLOSED |
            | AccountClosed | ACCOUNT_UNKNOWN | stored | stored, PromiseSettled | stored | stored | stored | ACCOUNT_CLOSED |
            | WakeUp | nothing | ContactAuthorized, → SendContact | nothing | nothing | nothing | nothing | nothing |
            """;

    private static final String PROMISE = """
            | happens | none | active | kept | partially kept | broken | cancelled | superseded |
            | --- | --- | --- | --- | --- | --- | --- | --- |
            | PromiseRecorded | active | PROMISE_EXISTS | active | active | active | ACCOUNT_CLOSED | active |
            | PromiseRecorded in its place | PROMISE_UNKNOWN | active | active | active | active | ACCOUNT_CLOSED | active |
            | PromiseCancelled | PROMISE_UNKNOWN | cancelled | PROMISE_NOT_ACTIVE | PROMISE_NOT_ACTIVE | PROMISE_NOT_ACTIVE | ACCOUNT_CLOSED | PROMISE_NOT_ACTIVE |
            | ArrangementAgreed | none | superseded | kept | partially kept | broken | ACCOUNT_CLOSED | ARRANGEMENT_EXISTS |
            | PaymentReceived, enough | none | kept | kept | kept | kept | ACCOUNT_CLOSED | superseded |
            | PaymentReceived, less | none | active | kept | partially kept | partially kept | ACCOUNT_CLOSED | superseded |
            | PaymentReceived, of a day after the deadline | none | partially kept | kept | partially kept | broken | ACCOUNT_CLOSED | superseded |
            | PaymentReversed | none | active | active | broken | broken | ACCOUNT_CLOSED | superseded |
            | PaymentReversed after the deadline | none | broken | partially kept | broken | broken | ACCOUNT_CLOSED | superseded |
            | WakeUp after the deadline | none | partially kept | kept | partially kept | broken | cancelled | superseded |
            | AccountClosed | none | cancelled | kept | partially kept | broken | ACCOUNT_CLOSED | superseded |
            """;

    private static final String ARRANGEMENT = """
            | happens | none | active | completed | broken | cancelled |
            | --- | --- | --- | --- | --- | --- |
            | ArrangementAgreed | active | ARRANGEMENT_EXISTS | active | active | active |
            | ArrangementAgreed, beyond authority | BEYOND_AUTHORITY | ARRANGEMENT_EXISTS | BEYOND_AUTHORITY | BEYOND_AUTHORITY | BEYOND_AUTHORITY |
            | PaymentReceived, all of it | none | completed | completed | completed | cancelled |
            | PaymentReceived, the first instalment | none | active | completed | active | cancelled |
            | PaymentReceived, of a day after the grace | none | broken | completed | broken | cancelled |
            | PaymentReversed | none | active | active | broken | cancelled |
            | WakeUp after the grace | none | broken | completed | broken | cancelled |
            | ArrangementEnded, cancelled | ARRANGEMENT_UNKNOWN | cancelled | cancelled | cancelled | ARRANGEMENT_UNKNOWN |
            | AccountClosed | none | cancelled | completed | broken | cancelled |
            """;

    private static final String OFFER = """
            | happens | none | open | accepted | declined | withdrawn | lapsed | superseded | cancelled |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | OfferMade | open | open | ARRANGEMENT_EXISTS | open | open | open | ARRANGEMENT_EXISTS | OFFER_NOT_POSSIBLE |
            | OfferMade under its id | open | OFFER_EXISTS | ARRANGEMENT_EXISTS | OFFER_EXISTS | OFFER_EXISTS | OFFER_EXISTS | ARRANGEMENT_EXISTS | OFFER_EXISTS |
            | OfferMade, beyond authority | BEYOND_AUTHORITY | BEYOND_AUTHORITY | ARRANGEMENT_EXISTS | BEYOND_AUTHORITY | BEYOND_AUTHORITY | BEYOND_AUTHORITY | ARRANGEMENT_EXISTS | BEYOND_AUTHORITY |
            | OfferAnswered ACCEPTED | OFFER_UNKNOWN | accepted | OFFER_NOT_OPEN | OFFER_NOT_OPEN | OFFER_NOT_OPEN | accepted | OFFER_NOT_OPEN | OFFER_NOT_POSSIBLE |
            | OfferAnswered DECLINED | OFFER_UNKNOWN | declined | OFFER_NOT_OPEN | OFFER_NOT_OPEN | OFFER_NOT_OPEN | declined | OFFER_NOT_OPEN | declined |
            | OfferAnswered after its last day | OFFER_UNKNOWN | OFFER_LAPSED | OFFER_NOT_OPEN | OFFER_NOT_OPEN | OFFER_NOT_OPEN | OFFER_LAPSED | OFFER_NOT_OPEN | OFFER_LAPSED |
            | OfferAnswered in time, told after its last day | OFFER_UNKNOWN | accepted | OFFER_NOT_OPEN | OFFER_NOT_OPEN | OFFER_NOT_OPEN | accepted | OFFER_NOT_OPEN | OFFER_NOT_POSSIBLE |
            | OfferWithdrawn | OFFER_UNKNOWN | withdrawn | OFFER_NOT_OPEN | OFFER_NOT_OPEN | OFFER_NOT_OPEN | withdrawn | OFFER_NOT_OPEN | withdrawn |
            | ArrangementAgreed | none | superseded | ARRANGEMENT_EXISTS | declined | withdrawn | lapsed | ARRANGEMENT_EXISTS | superseded |
            | PaymentReceived, all that is owed | none | cancelled | accepted | declined | withdrawn | lapsed | superseded | cancelled |
            | WakeUp after its last day | none | lapsed | accepted | declined | withdrawn | lapsed | superseded | lapsed |
            | AccountRecalled | none | cancelled | accepted | declined | withdrawn | lapsed | superseded | cancelled |
            | AccountPlaced | none | open | accepted | declined | withdrawn | lapsed | superseded | open |
            | AccountWrittenOff | none | cancelled | accepted | declined | withdrawn | lapsed | superseded | cancelled |
            | AccountClosed | none | cancelled | accepted | declined | withdrawn | lapsed | superseded | cancelled |
            | DebtorErased | none | cancelled | accepted | declined | withdrawn | lapsed | superseded | cancelled |
            """;

    private static final String WRITTEN = """
            | asked | waiting | read | answering | answered |
            | --- | --- | --- | --- | --- |
            | RecordTalk | TalkBegan | nothing | nothing | nothing |
            | AnswerLead | LEAD_NOT_NOW | ContactAuthorized, AnswerWritten, → SendAnswer | LEAD_NOT_NOW | ContactAuthorized, AnswerWritten, → SendAnswer |
            | AnswerLead at night | LEAD_NOT_NOW | ContactDeferred | LEAD_NOT_NOW | ContactDeferred |
            | DialLead | LEAD_NOT_NOW | LEAD_NOT_NOW | LEAD_NOT_NOW | LEAD_NOT_NOW |
            | CloseLead TALKED | LEAD_NOT_NOW | LeadClosed | LeadClosed | LeadClosed |
            | CloseLead RECALLED | LeadClosed | LeadClosed | LeadClosed | LeadClosed |
            | CloseLead RETURNED | LeadClosed, ContactDeferred | LeadClosed, ContactDeferred | LeadClosed | LeadClosed |
            | ReceiveCall | LeadClosed, LeadOffered, → RecallLead, → OfferLead | LeadClosed, LeadOffered, → RecallLead, → OfferLead | LeadClosed, LeadOffered, → RecallLead, → WithdrawContact, → OfferLead | LeadClosed, LeadOffered, → RecallLead, → OfferLead |
            | RecordAnswer HANDED_OVER | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptAnswered, → RecallLead | nothing |
            | RecordAnswer REFUSED | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptAnswered, → RecallLead | nothing |
            | ReplyReceived OTHER | stored | stored, → RecallLead | stored, → RecallLead, → WithdrawContact | stored, → RecallLead |
            | ReplyReceived STOP | stored, LeadClosed, → RecallLead | stored, → RecallLead | stored, → RecallLead, → WithdrawContact | stored, → RecallLead |
            | PaymentReceived | stored, LeadClosed, → RecallLead | stored, → RecallLead | stored, → RecallLead, → WithdrawContact | stored, → RecallLead |
            | HoldPlaced | stored, LeadClosed, → RecallLead | stored, → RecallLead | stored, → RecallLead, → WithdrawContact | stored, → RecallLead |
            """;

    private static final String LEAD = """
            | asked | none | waiting | dialed | ringing | recalled | talking | caller waits | caller talks |
            | --- | --- | --- | --- | --- | --- | --- | --- | --- |
            | DialLead | LEAD_UNKNOWN | ContactAuthorized, → SendContact | duplicate | duplicate | LEAD_NOT_NOW | LEAD_NOT_NOW | LEAD_NOT_NOW | LEAD_NOT_NOW |
            | RecordTalk | LEAD_UNKNOWN | LEAD_NOT_NOW | TalkBegan, AttemptAnswered, OutcomeReceived | TalkBegan, OutcomeReceived | TalkBegan, OutcomeReceived | nothing | TalkBegan | nothing |
            | CloseLead TALKED | LEAD_UNKNOWN | LEAD_NOT_NOW | LeadClosed, AttemptAnswered, OutcomeReceived | LeadClosed, OutcomeReceived | LeadClosed, OutcomeReceived | LeadClosed | LeadClosed | LeadClosed |
            | CloseLead NOT_REACHED | LEAD_UNKNOWN | LEAD_NOT_NOW | LeadClosed, ContactDeferred | LeadClosed, ContactDeferred | LeadClosed, ContactDeferred | LeadClosed | LEAD_NOT_NOW | LeadClosed |
            | CloseLead ABANDONED | LEAD_UNKNOWN | LEAD_NOT_NOW | LeadClosed, AttemptAnswered, OutcomeReceived, ContactDeferred | LeadClosed, OutcomeReceived, ContactDeferred | LeadClosed, OutcomeReceived, ContactDeferred | LeadClosed | LeadClosed | LeadClosed |
            | CloseLead RECALLED | LEAD_UNKNOWN | LeadClosed | LeadClosed | LeadClosed | LeadClosed | LeadClosed | LEAD_NOT_NOW | LeadClosed |
            | CloseLead RETURNED | LEAD_UNKNOWN | LeadClosed, ContactDeferred | LeadClosed, ContactDeferred | LeadClosed, ContactDeferred | LeadClosed, ContactDeferred | LeadClosed | LeadClosed | LeadClosed |
            | CloseLead IN_DOUBT | LEAD_UNKNOWN | INVALID_FIELD | INVALID_FIELD | INVALID_FIELD | INVALID_FIELD | INVALID_FIELD | INVALID_FIELD | INVALID_FIELD |
            | ReceiveCall | LeadOffered, → OfferLead | LeadClosed, LeadOffered, → RecallLead, → OfferLead | LeadRecalled, → RecallLead, → WithdrawContact | LeadRecalled, → RecallLead | LEAD_NOT_NOW | LEAD_NOT_NOW | LEAD_NOT_NOW | LEAD_NOT_NOW |
            | RecordAnswer HANDED_OVER | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptAnswered | nothing | nothing | nothing | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN |
            | RecordAnswer REFUSED | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptAnswered, ContactDeferred, LeadClosed, → RecallLead | nothing | nothing | nothing | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN |
            | RecordAnswer IN_DOUBT | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptAnswered | nothing | nothing | nothing | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN |
            | RecordOutcome NO_ANSWER | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | AttemptAnswered, OutcomeReceived | OutcomeReceived | OutcomeReceived | nothing | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN |
            | NoteRecordedCall | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN | INVALID_FIELD | INVALID_FIELD | INVALID_FIELD | INVALID_FIELD | ATTEMPT_UNKNOWN | ATTEMPT_UNKNOWN |
            | WakeUp | ContactAuthorized, → SendContact | nothing | nothing | nothing | nothing | nothing | nothing | nothing |
            | WakeUp after its time | ContactAuthorized, → SendContact | LeadClosed, ContactDeferred, → RecallLead | AttemptAnswered, LeadRecalled, → LookUpContact, → RecallLead | LeadRecalled, → RecallLead | LeadClosed | LeadRecalled, → RecallLead | LeadClosed, ContactAuthorized, → RecallLead, → SendContact | LeadRecalled, → RecallLead |
            | PaymentReceived | stored | stored, LeadClosed, → RecallLead | stored, LeadRecalled, → RecallLead, → WithdrawContact | stored, LeadRecalled, → RecallLead | stored, → RecallLead | stored, → RecallLead | stored | stored, → RecallLead |
            | HoldPlaced | stored | stored, LeadClosed, → RecallLead | stored, LeadRecalled, → RecallLead, → WithdrawContact | stored, LeadRecalled, → RecallLead | stored, → RecallLead | stored, → RecallLead | stored | stored, → RecallLead |
            | PromiseRecorded | stored | stored, LeadClosed, → RecallLead | stored, LeadRecalled, → RecallLead, → WithdrawContact | stored, LeadRecalled, → RecallLead | stored, → RecallLead | stored | stored | stored |
            | NoticeGivenElsewhere | stored | stored | stored | stored | stored | stored | stored | stored |
            | DebtorErased | stored, → ForgetPersonalData | stored, LeadClosed, → RecallLead, → ForgetPersonalData | stored, LeadRecalled, → RecallLead, → WithdrawContact, → ForgetPersonalData | stored, LeadRecalled, → RecallLead, → ForgetPersonalData | stored, → RecallLead, → ForgetPersonalData | stored, → RecallLead, → ForgetPersonalData | stored, → ForgetPersonalData | stored, → RecallLead, → ForgetPersonalData |
            """;

    @Test
    void shouldAnswerAsWrittenInEveryStateOfADebtor() {
        assertThat(StateTables.debtor().markdown()).isEqualTo(DEBTOR);
    }

    @Test
    void shouldAnswerAsWrittenInEveryStateOfAnAccount() {
        assertThat(StateTables.account().markdown()).isEqualTo(ACCOUNT);
    }

    @Test
    void shouldAnswerAsWrittenInEveryStateOfAPromise() {
        assertThat(StateTables.promise().markdown()).isEqualTo(PROMISE);
    }

    @Test
    void shouldAnswerAsWrittenInEveryStateOfAnArrangement() {
        assertThat(StateTables.arrangement().markdown()).isEqualTo(ARRANGEMENT);
    }

    @Test
    void shouldAnswerAsWrittenInEveryStateOfAnOffer() {
        assertThat(OfferTable.table().markdown()).isEqualTo(OFFER);
    }

    @Test
    void shouldAnswerAsWrittenInEveryStateOfALead() {
        assertThat(LeadTable.table().markdown()).isEqualTo(LEAD);
    }

    @Test
    void shouldAnswerAlikeAboutAWrittenConversation() {
        assertThat(WrittenTable.table().markdown()).isEqualTo(WRITTEN);
    }

    /** A new event, command, answer or state fails here until it has its cells. */
    @Test
    void shouldHaveARowForEverythingThatCanBeAskedAndAColumnForEveryState() {
        StateTable debtor = StateTables.debtor();
        DebtorStory any = DebtorStory.ofCard("2026-06-05T10:00", "2026-06-01");
        Set<Class<?>> commands = debtor.rows().values().stream()
                .map(row -> row.apply(any).getClass())
                .collect(Collectors.toSet());

        LeadTable.table()
                .rows()
                .values()
                .forEach(row -> commands.add(row.apply(DeskStories.offered()).getClass()));
        WrittenTable.table()
                .rows()
                .values()
                .forEach(row -> commands.add(row.apply(DeskStories.offered()).getClass()));
        assertThat(commands).containsExactlyInAnyOrder(DebtorCommand.class.getPermittedSubclasses());
        assertThat(StateTables.lenderEvents().stream().map(Object::getClass))
                .containsExactlyInAnyOrderElementsOf(Kinds.of(LenderEvent.class));
        assertThat(kinds(debtor, story -> story.state.getClass()))
                .isEqualTo(Set.of(DebtorState.class.getPermittedSubclasses()));
        assertThat(kinds(debtor, StateTables::lifeCycle)).containsAll(names(DebtorState.LifeCycle.values()));
        assertThat(kinds(StateTables.account(), StateTables::status)).containsAll(upper(Account.Status.values()));
        assertThat(kinds(StateTables.promise(), StateTables::promised)).containsAll(upper(Promise.State.values()));
        assertThat(kinds(StateTables.arrangement(), StateTables::arrangedState))
                .containsAll(upper(Arrangement.State.values()));
        assertThat(kinds(OfferTable.table(), OfferTable::state)).containsAll(upper(Offer.State.values()));
    }

    /** Every account event has a row in the accounts' table: whether it names an account is seen from its fields. */
    @Test
    void shouldAskEveryAccountAboutEveryEventThatNamesOne() {
        List<String> naming = Kinds.of(LenderEvent.class).stream()
                .filter(kind -> kind == LenderEvent.HoldPlaced.class
                        || Arrays.stream(kind.getRecordComponents())
                                .anyMatch(part -> part.getName().equals("account")))
                .map(Class::getSimpleName)
                .toList();

        assertThat(StateTables.account().rows().keySet()).containsAll(naming).hasSize(naming.size() + 1);
    }

    @Test
    void shouldBeWhatThePageShows() throws IOException {
        String page = page();
        if (System.getProperty("update") != null) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("Run `mvn test -pl actors/domain -am -Dtest=StateTableTest -Dupdate` and commit the page")
                .hasContent(page);
    }

    private static Set<Object> kinds(StateTable table, Function<DebtorStory, Object> kind) {
        return table.columns().values().stream().map(kind).collect(Collectors.toSet());
    }

    private static List<String> names(Enum<?>[] values) {
        return upper(values).stream()
                .map(name -> name.charAt(0) + name.substring(1).toLowerCase(Locale.ROOT))
                .toList();
    }

    private static List<String> upper(Enum<?>[] values) {
        return Arrays.stream(values).map(Enum::name).toList();
    }

    private static String page() {
        return """
                # States of a debtor, and what is answered in each

                Made by `StateTableTest` from what `DebtorRules.decide` answers; `-Dupdate` writes it again. Every cell is written down in that
                test too, so a rule that answers otherwise fails there first.

                A cell has what is stored and then what the shell does (→). *stored* is the lender's event itself; `BucketEntered`,
                `PromiseSettled` and the like follow from it and are stored with it. *nothing*: there was nothing to do. *duplicate*: it was done
                before, and the first answer is given once more. In capitals: the reason of a refusal.

                ## The debtor

                %s
                The debtor of the table has a card of which 100 fell due on 1 June and 100 will on 1 July; 10 are paid, and a hold has run out. So has a
                callback; a conversation that does nothing was held, a complaint that stops nothing is open, and a
                moratorium and a pause were over before the first due date. It is Friday, 5 June, 10:00 where
                the debtor lives. *Contacting*: an attempt is with its channel, and nobody knows yet whether it was sent. *In doubt*: its time is over and nobody said; the provider is asked.

                %s
                ## The account

                The same debtor, whose card is in each of these states. A promise or a dispute is no status of its own: the account stays open.

                %s
                %s
                ## The promise

                A promise of 100 by 8 June, one day of grace and 5 %% of tolerance; *active* and *partially kept* have 10 paid. A cell has the state
                that follows; what is reversed is the payment that came last.

                %s
                %s
                ## The arrangement

                The same card with an arrangement of 60 on 15 June and 60 on 15 July and two days of grace, of which 10 are paid; *completed* has
                110 more. What is reversed is the payment that came last.

                %s
                %s
                ## The offer

                The same card with an offer of 60 on 15 June and 60 on 15 July, made by an agent on 5 June and valid until 12 June. Accepted, it is an
                arrangement; *superseded* has an arrangement that was agreed instead, and the account of *cancelled* was recalled.

                %s
                %s
                ## The lead

                The same plan with an agent's call on the third day, a Thursday. *dialed*: the telephone adapter has not answered; *ringing*: the call has
                left the house; *recalled*: a dispute was opened while it rang, and its ack waits for the desk.

                %s
                %s
                ## The written conversation

                The same debtor on Tuesday, 2 June, 8:30, who wrote what nobody understands. *read*: an agent has it on the screen; *answering*: an answer is with its
                channel.

                %s
                %s""".formatted(
                        StateTables.debtor().mermaid("Unknown"),
                        StateTables.debtor().markdown(),
                        StateTables.account().mermaid("NOT_THERE"),
                        StateTables.account().markdown(),
                        StateTables.promise().mermaid("NONE"),
                        StateTables.promise().markdown(),
                        StateTables.arrangement().mermaid("NONE"),
                        StateTables.arrangement().markdown(),
                        OfferTable.table().mermaid("NONE"),
                        OfferTable.table().markdown(),
                        LeadTable.table().mermaid("None"),
                        LeadTable.table().markdown(),
                        WrittenTable.table().mermaid("Waiting"),
                        WrittenTable.table().markdown());
    }
}
