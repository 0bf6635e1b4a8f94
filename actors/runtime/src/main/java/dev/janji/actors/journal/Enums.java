package dev.janji.actors.journal;

import dev.janji.domain.account.Promise;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.Answer;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Settlement;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Trigger;
import dev.janji.protocols.journal.v1.AccountStatus;
import dev.janji.protocols.journal.v1.Consent;
import dev.janji.protocols.journal.v1.ConsentScope;
import dev.janji.protocols.journal.v1.ContactPointRole;
import dev.janji.protocols.journal.v1.ContactResult;
import dev.janji.protocols.journal.v1.HoldKind;
import dev.janji.protocols.journal.v1.LifeCycle;
import dev.janji.protocols.journal.v1.LinkKind;
import dev.janji.protocols.journal.v1.NoticeKind;
import dev.janji.protocols.journal.v1.PromiseState;
import dev.janji.protocols.journal.v1.Receiver;
import dev.janji.protocols.journal.v1.StepTrigger;
import dev.janji.protocols.journal.v1.Verification;

/**
 * The enums of the journal, constant by constant: a new one in the domain breaks the compile here, an unknown number in the journal is
 * refused and never guessed.
 */
final class Enums {
    private Enums() {}

    static dev.janji.protocols.journal.v1.Channel write(Channel value) {
        return switch (value) {
            case SMS -> dev.janji.protocols.journal.v1.Channel.CHANNEL_SMS;
            case EMAIL -> dev.janji.protocols.journal.v1.Channel.CHANNEL_EMAIL;
            case PUSH -> dev.janji.protocols.journal.v1.Channel.CHANNEL_PUSH;
            case WHATSAPP -> dev.janji.protocols.journal.v1.Channel.CHANNEL_WHATSAPP;
            case LETTER -> dev.janji.protocols.journal.v1.Channel.CHANNEL_LETTER;
            case VOICE -> dev.janji.protocols.journal.v1.Channel.CHANNEL_VOICE;
        };
    }

    static Channel read(dev.janji.protocols.journal.v1.Channel value) {
        return switch (value) {
            case CHANNEL_SMS -> Channel.SMS;
            case CHANNEL_EMAIL -> Channel.EMAIL;
            case CHANNEL_PUSH -> Channel.PUSH;
            case CHANNEL_WHATSAPP -> Channel.WHATSAPP;
            case CHANNEL_LETTER -> Channel.LETTER;
            case CHANNEL_VOICE -> Channel.VOICE;
            case CHANNEL_UNSPECIFIED -> throw UnreadableRecord.missing("a channel");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known channel, but found another");
        };
    }

    static ContactPointRole write(ContactPoint.Role value) {
        return switch (value) {
            case OWN -> ContactPointRole.CONTACT_POINT_ROLE_OWN;
            case WORK -> ContactPointRole.CONTACT_POINT_ROLE_WORK;
            case EMERGENCY -> ContactPointRole.CONTACT_POINT_ROLE_EMERGENCY;
        };
    }

    static ContactPoint.Role read(ContactPointRole value) {
        return switch (value) {
            case CONTACT_POINT_ROLE_OWN -> ContactPoint.Role.OWN;
            case CONTACT_POINT_ROLE_WORK -> ContactPoint.Role.WORK;
            case CONTACT_POINT_ROLE_EMERGENCY -> ContactPoint.Role.EMERGENCY;
            case CONTACT_POINT_ROLE_UNSPECIFIED -> throw UnreadableRecord.missing("a role of a contact point");
            case UNRECOGNIZED ->
                throw new UnreadableRecord("Expected a known role of a contact point, but found another");
        };
    }

    static Verification write(ContactPoint.Verification value) {
        return switch (value) {
            case VERIFIED -> Verification.VERIFICATION_VERIFIED;
            case UNVERIFIED -> Verification.VERIFICATION_UNVERIFIED;
            case WRONG -> Verification.VERIFICATION_WRONG;
        };
    }

    static ContactPoint.Verification read(Verification value) {
        return switch (value) {
            case VERIFICATION_VERIFIED -> ContactPoint.Verification.VERIFIED;
            case VERIFICATION_UNVERIFIED -> ContactPoint.Verification.UNVERIFIED;
            case VERIFICATION_WRONG -> ContactPoint.Verification.WRONG;
            case VERIFICATION_UNSPECIFIED -> throw UnreadableRecord.missing("a verification");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known verification, but found another");
        };
    }

    static Consent write(ContactPoint.Consent value) {
        return switch (value) {
            case GIVEN -> Consent.CONSENT_GIVEN;
            case WITHDRAWN -> Consent.CONSENT_WITHDRAWN;
        };
    }

    static ContactPoint.Consent read(Consent value) {
        return switch (value) {
            case CONSENT_GIVEN -> ContactPoint.Consent.GIVEN;
            case CONSENT_WITHDRAWN -> ContactPoint.Consent.WITHDRAWN;
            case CONSENT_UNSPECIFIED -> throw UnreadableRecord.missing("a consent");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known consent, but found another");
        };
    }

    static ConsentScope write(Consents.Scope value) {
        return switch (value) {
            case CHANNEL -> ConsentScope.CONSENT_SCOPE_CHANNEL;
            case OUTSIDE_HOURS -> ConsentScope.CONSENT_SCOPE_OUTSIDE_HOURS;
            case CALL_FREQUENCY -> ConsentScope.CONSENT_SCOPE_CALL_FREQUENCY;
        };
    }

    static Consents.Scope read(ConsentScope value) {
        return switch (value) {
            case CONSENT_SCOPE_CHANNEL -> Consents.Scope.CHANNEL;
            case CONSENT_SCOPE_OUTSIDE_HOURS -> Consents.Scope.OUTSIDE_HOURS;
            case CONSENT_SCOPE_CALL_FREQUENCY -> Consents.Scope.CALL_FREQUENCY;
            case CONSENT_SCOPE_UNSPECIFIED -> throw UnreadableRecord.missing("the scope of a consent");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known scope of a consent, but found another");
        };
    }

    static HoldKind write(Hold.Kind value) {
        return switch (value) {
            case MORATORIUM -> HoldKind.HOLD_KIND_MORATORIUM;
            case DECEASED -> HoldKind.HOLD_KIND_DECEASED;
            case BANKRUPTCY -> HoldKind.HOLD_KIND_BANKRUPTCY;
            case ATTORNEY -> HoldKind.HOLD_KIND_ATTORNEY;
            case CEASE -> HoldKind.HOLD_KIND_CEASE;
            case HARDSHIP -> HoldKind.HOLD_KIND_HARDSHIP;
        };
    }

    static Hold.Kind read(HoldKind value) {
        return switch (value) {
            case HOLD_KIND_MORATORIUM -> Hold.Kind.MORATORIUM;
            case HOLD_KIND_DECEASED -> Hold.Kind.DECEASED;
            case HOLD_KIND_BANKRUPTCY -> Hold.Kind.BANKRUPTCY;
            case HOLD_KIND_ATTORNEY -> Hold.Kind.ATTORNEY;
            case HOLD_KIND_CEASE -> Hold.Kind.CEASE;
            case HOLD_KIND_HARDSHIP -> Hold.Kind.HARDSHIP;
            case HOLD_KIND_UNSPECIFIED -> throw UnreadableRecord.missing("a kind of hold");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known kind of hold, but found another");
        };
    }

    static NoticeKind write(LenderEvent.NoticeKind value) {
        return switch (value) {
            case PRE_DUE -> NoticeKind.NOTICE_KIND_PRE_DUE;
            case WARNING_LETTER -> NoticeKind.NOTICE_KIND_WARNING_LETTER;
        };
    }

    static LenderEvent.NoticeKind read(NoticeKind value) {
        return switch (value) {
            case NOTICE_KIND_PRE_DUE -> LenderEvent.NoticeKind.PRE_DUE;
            case NOTICE_KIND_WARNING_LETTER -> LenderEvent.NoticeKind.WARNING_LETTER;
            case NOTICE_KIND_UNSPECIFIED -> throw UnreadableRecord.missing("a kind of notice");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known kind of notice, but found another");
        };
    }

    static LinkKind write(LinkedPerson.Kind value) {
        return switch (value) {
            case CO_DEBTOR -> LinkKind.LINK_KIND_CO_DEBTOR;
            case GUARANTOR -> LinkKind.LINK_KIND_GUARANTOR;
            case SAME_PERSON -> LinkKind.LINK_KIND_SAME_PERSON;
        };
    }

    static LinkedPerson.Kind read(LinkKind value) {
        return switch (value) {
            case LINK_KIND_CO_DEBTOR -> LinkedPerson.Kind.CO_DEBTOR;
            case LINK_KIND_GUARANTOR -> LinkedPerson.Kind.GUARANTOR;
            case LINK_KIND_SAME_PERSON -> LinkedPerson.Kind.SAME_PERSON;
            case LINK_KIND_UNSPECIFIED -> throw UnreadableRecord.missing("a kind of link");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known kind of link, but found another");
        };
    }

    static ContactResult write(LenderEvent.ContactResult value) {
        return switch (value) {
            case NOT_REACHED -> ContactResult.CONTACT_RESULT_NOT_REACHED;
            case REACHED -> ContactResult.CONTACT_RESULT_REACHED;
            case RIGHT_PARTY -> ContactResult.CONTACT_RESULT_RIGHT_PARTY;
            case INBOUND -> ContactResult.CONTACT_RESULT_INBOUND;
        };
    }

    static LenderEvent.ContactResult read(ContactResult value) {
        return switch (value) {
            case CONTACT_RESULT_NOT_REACHED -> LenderEvent.ContactResult.NOT_REACHED;
            case CONTACT_RESULT_REACHED -> LenderEvent.ContactResult.REACHED;
            case CONTACT_RESULT_RIGHT_PARTY -> LenderEvent.ContactResult.RIGHT_PARTY;
            case CONTACT_RESULT_INBOUND -> LenderEvent.ContactResult.INBOUND;
            case CONTACT_RESULT_UNSPECIFIED -> throw UnreadableRecord.missing("a result of a contact");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known result of a contact, but found another");
        };
    }

    static PromiseState write(Promise.State value) {
        return switch (value) {
            case ACTIVE -> PromiseState.PROMISE_STATE_ACTIVE;
            case KEPT -> PromiseState.PROMISE_STATE_KEPT;
            case PARTIALLY_KEPT -> PromiseState.PROMISE_STATE_PARTIALLY_KEPT;
            case BROKEN -> PromiseState.PROMISE_STATE_BROKEN;
            case CANCELLED -> PromiseState.PROMISE_STATE_CANCELLED;
            case SUPERSEDED -> PromiseState.PROMISE_STATE_SUPERSEDED;
        };
    }

    static Promise.State read(PromiseState value) {
        return switch (value) {
            case PROMISE_STATE_ACTIVE -> Promise.State.ACTIVE;
            case PROMISE_STATE_KEPT -> Promise.State.KEPT;
            case PROMISE_STATE_PARTIALLY_KEPT -> Promise.State.PARTIALLY_KEPT;
            case PROMISE_STATE_BROKEN -> Promise.State.BROKEN;
            case PROMISE_STATE_CANCELLED -> Promise.State.CANCELLED;
            case PROMISE_STATE_SUPERSEDED -> Promise.State.SUPERSEDED;
            case PROMISE_STATE_UNSPECIFIED -> throw UnreadableRecord.missing("a state of a promise");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known state of a promise, but found another");
        };
    }

    static dev.janji.protocols.journal.v1.Answer write(Answer value) {
        return switch (value) {
            case HANDED_OVER -> dev.janji.protocols.journal.v1.Answer.ANSWER_HANDED_OVER;
            case REFUSED -> dev.janji.protocols.journal.v1.Answer.ANSWER_REFUSED;
            case EXPIRED -> dev.janji.protocols.journal.v1.Answer.ANSWER_EXPIRED;
            case WITHDRAWN -> dev.janji.protocols.journal.v1.Answer.ANSWER_WITHDRAWN;
            case IN_DOUBT -> dev.janji.protocols.journal.v1.Answer.ANSWER_IN_DOUBT;
        };
    }

    static Answer read(dev.janji.protocols.journal.v1.Answer value) {
        return switch (value) {
            case ANSWER_HANDED_OVER -> Answer.HANDED_OVER;
            case ANSWER_REFUSED -> Answer.REFUSED;
            case ANSWER_EXPIRED -> Answer.EXPIRED;
            case ANSWER_WITHDRAWN -> Answer.WITHDRAWN;
            case ANSWER_IN_DOUBT -> Answer.IN_DOUBT;
            case ANSWER_UNSPECIFIED -> throw UnreadableRecord.missing("an answer");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known answer, but found another");
        };
    }

    static dev.janji.protocols.journal.v1.Settlement write(Settlement value) {
        return switch (value) {
            case SENT -> dev.janji.protocols.journal.v1.Settlement.SETTLEMENT_SENT;
            case NEVER_SENT -> dev.janji.protocols.journal.v1.Settlement.SETTLEMENT_NEVER_SENT;
            case COUNTED_AS_MADE -> dev.janji.protocols.journal.v1.Settlement.SETTLEMENT_COUNTED_AS_MADE;
        };
    }

    static Settlement read(dev.janji.protocols.journal.v1.Settlement value) {
        return switch (value) {
            case SETTLEMENT_SENT -> Settlement.SENT;
            case SETTLEMENT_NEVER_SENT -> Settlement.NEVER_SENT;
            case SETTLEMENT_COUNTED_AS_MADE -> Settlement.COUNTED_AS_MADE;
            case SETTLEMENT_UNSPECIFIED -> throw UnreadableRecord.missing("a settlement");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known settlement, but found another");
        };
    }

    static dev.janji.protocols.journal.v1.Outcome write(Outcome value) {
        return switch (value) {
            case DELIVERED -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_DELIVERED;
            case READ -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_READ;
            case BOUNCED -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_BOUNCED;
            case UNDELIVERED -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_UNDELIVERED;
            case BUSY -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_BUSY;
            case NO_ANSWER -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_NO_ANSWER;
            case MACHINE -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_MACHINE;
            case ANSWERED -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_ANSWERED;
            case ABANDONED -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_ABANDONED;
            case UNKNOWN -> dev.janji.protocols.journal.v1.Outcome.OUTCOME_UNKNOWN;
        };
    }

    static Outcome read(dev.janji.protocols.journal.v1.Outcome value) {
        return switch (value) {
            case OUTCOME_DELIVERED -> Outcome.DELIVERED;
            case OUTCOME_READ -> Outcome.READ;
            case OUTCOME_BOUNCED -> Outcome.BOUNCED;
            case OUTCOME_UNDELIVERED -> Outcome.UNDELIVERED;
            case OUTCOME_BUSY -> Outcome.BUSY;
            case OUTCOME_NO_ANSWER -> Outcome.NO_ANSWER;
            case OUTCOME_MACHINE -> Outcome.MACHINE;
            case OUTCOME_ANSWERED -> Outcome.ANSWERED;
            case OUTCOME_ABANDONED -> Outcome.ABANDONED;
            case OUTCOME_UNKNOWN -> Outcome.UNKNOWN;
            case OUTCOME_UNSPECIFIED -> throw UnreadableRecord.missing("an outcome");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known outcome, but found another");
        };
    }

    static StepTrigger write(Trigger value) {
        return switch (value) {
            case DUE_DATE -> StepTrigger.STEP_TRIGGER_DUE_DATE;
            case BUCKET_ENTERED -> StepTrigger.STEP_TRIGGER_BUCKET_ENTERED;
            case PROMISE_DUE -> StepTrigger.STEP_TRIGGER_PROMISE_DUE;
            case PROMISE_BROKEN -> StepTrigger.STEP_TRIGGER_PROMISE_BROKEN;
            case OFFER_DUE -> StepTrigger.STEP_TRIGGER_OFFER_DUE;
            case PAYMENT_REVERSED -> StepTrigger.STEP_TRIGGER_PAYMENT_REVERSED;
        };
    }

    static Trigger read(StepTrigger value) {
        return switch (value) {
            // Records of the time when due dates were all that steps counted from say nothing.
            case STEP_TRIGGER_UNSPECIFIED, STEP_TRIGGER_DUE_DATE -> Trigger.DUE_DATE;
            case STEP_TRIGGER_BUCKET_ENTERED -> Trigger.BUCKET_ENTERED;
            case STEP_TRIGGER_PROMISE_DUE -> Trigger.PROMISE_DUE;
            case STEP_TRIGGER_PROMISE_BROKEN -> Trigger.PROMISE_BROKEN;
            case STEP_TRIGGER_OFFER_DUE -> Trigger.OFFER_DUE;
            case STEP_TRIGGER_PAYMENT_REVERSED -> Trigger.PAYMENT_REVERSED;
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known trigger of a step, but found another");
        };
    }

    static Receiver write(Action.Receiver value) {
        return switch (value) {
            case FIELD -> Receiver.RECEIVER_FIELD;
            case AGENCY -> Receiver.RECEIVER_AGENCY;
            case LEGAL -> Receiver.RECEIVER_LEGAL;
        };
    }

    static Action.Receiver read(Receiver value) {
        return switch (value) {
            case RECEIVER_FIELD -> Action.Receiver.FIELD;
            case RECEIVER_AGENCY -> Action.Receiver.AGENCY;
            case RECEIVER_LEGAL -> Action.Receiver.LEGAL;
            case RECEIVER_UNSPECIFIED -> throw UnreadableRecord.missing("who an account was handed over to");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known receiver, but found another");
        };
    }

    static LifeCycle write(DebtorState.LifeCycle value) {
        return switch (value) {
            case LOADING -> LifeCycle.LIFE_CYCLE_LOADING;
            case ACTIVE -> LifeCycle.LIFE_CYCLE_ACTIVE;
            case ERASED -> LifeCycle.LIFE_CYCLE_ERASED;
        };
    }

    static DebtorState.LifeCycle read(LifeCycle value) {
        return switch (value) {
            case LIFE_CYCLE_LOADING -> DebtorState.LifeCycle.LOADING;
            case LIFE_CYCLE_ACTIVE -> DebtorState.LifeCycle.ACTIVE;
            case LIFE_CYCLE_ERASED -> DebtorState.LifeCycle.ERASED;
            case LIFE_CYCLE_UNSPECIFIED -> throw UnreadableRecord.missing("a life cycle");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known life cycle, but found another");
        };
    }

    static AccountStatus write(Account.Status value) {
        return switch (value) {
            case OPEN -> AccountStatus.ACCOUNT_STATUS_OPEN;
            case CLOSED -> AccountStatus.ACCOUNT_STATUS_CLOSED;
            case RECALLED -> AccountStatus.ACCOUNT_STATUS_RECALLED;
            case WRITTEN_OFF -> AccountStatus.ACCOUNT_STATUS_WRITTEN_OFF;
        };
    }

    static Account.Status read(AccountStatus value) {
        return switch (value) {
            case ACCOUNT_STATUS_OPEN -> Account.Status.OPEN;
            case ACCOUNT_STATUS_CLOSED -> Account.Status.CLOSED;
            case ACCOUNT_STATUS_RECALLED -> Account.Status.RECALLED;
            case ACCOUNT_STATUS_WRITTEN_OFF -> Account.Status.WRITTEN_OFF;
            case ACCOUNT_STATUS_UNSPECIFIED -> throw UnreadableRecord.missing("a status of an account");
            case UNRECOGNIZED -> throw new UnreadableRecord("Expected a known status of an account, but found another");
        };
    }
}
