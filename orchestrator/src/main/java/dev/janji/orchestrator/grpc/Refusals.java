package dev.janji.orchestrator.grpc;

import dev.janji.domain.debtor.RefusalReason;
import dev.janji.protocols.lender.v1.RejectionReason;

/** The rules' reasons by their numbers on the wire. Stateless. */
final class Refusals {
    private Refusals() {}

    static RejectionReason onWire(RefusalReason reason) {
        return switch (reason) {
            case INVALID_FIELD -> RejectionReason.REJECTION_REASON_INVALID_FIELD;
            case DEBTOR_UNKNOWN -> RejectionReason.REJECTION_REASON_DEBTOR_UNKNOWN;
            case DEBTOR_ERASED -> RejectionReason.REJECTION_REASON_DEBTOR_ERASED;
            case ACCOUNT_UNKNOWN -> RejectionReason.REJECTION_REASON_ACCOUNT_UNKNOWN;
            case ACCOUNT_EXISTS -> RejectionReason.REJECTION_REASON_ACCOUNT_EXISTS;
            case ACCOUNT_CLOSED -> RejectionReason.REJECTION_REASON_ACCOUNT_CLOSED;
            case CURRENCY_MISMATCH -> RejectionReason.REJECTION_REASON_CURRENCY_MISMATCH;
            case INVALID_AMOUNT -> RejectionReason.REJECTION_REASON_INVALID_AMOUNT;
            case IN_FUTURE -> RejectionReason.REJECTION_REASON_IN_FUTURE;
            case EVENT_ID_REUSED -> RejectionReason.REJECTION_REASON_EVENT_ID_REUSED;
            case PAYMENT_ID_REUSED -> RejectionReason.REJECTION_REASON_PAYMENT_ID_REUSED;
            case PAYMENT_UNKNOWN -> RejectionReason.REJECTION_REASON_PAYMENT_UNKNOWN;
            case PAYMENT_ALREADY_REVERSED -> RejectionReason.REJECTION_REASON_PAYMENT_ALREADY_REVERSED;
            case CONTACT_POINT_UNKNOWN -> RejectionReason.REJECTION_REASON_CONTACT_POINT_UNKNOWN;
            case DISPUTE_UNKNOWN -> RejectionReason.REJECTION_REASON_DISPUTE_UNKNOWN;
            case DISPUTE_EXISTS -> RejectionReason.REJECTION_REASON_DISPUTE_EXISTS;
            case HOLD_UNKNOWN -> RejectionReason.REJECTION_REASON_HOLD_UNKNOWN;
            case HOLD_EXISTS -> RejectionReason.REJECTION_REASON_HOLD_EXISTS;
            case PROMISE_EXISTS -> RejectionReason.REJECTION_REASON_PROMISE_EXISTS;
            case PROMISE_UNKNOWN -> RejectionReason.REJECTION_REASON_PROMISE_UNKNOWN;
            case PROMISE_NOT_ACTIVE -> RejectionReason.REJECTION_REASON_PROMISE_NOT_ACTIVE;
            case ARRANGEMENT_EXISTS -> RejectionReason.REJECTION_REASON_ARRANGEMENT_EXISTS;
            case ARRANGEMENT_UNKNOWN -> RejectionReason.REJECTION_REASON_ARRANGEMENT_UNKNOWN;
            case BEYOND_AUTHORITY -> RejectionReason.REJECTION_REASON_BEYOND_AUTHORITY;
            case OFFER_EXISTS -> RejectionReason.REJECTION_REASON_OFFER_EXISTS;
            case OFFER_UNKNOWN -> RejectionReason.REJECTION_REASON_OFFER_UNKNOWN;
            case OFFER_NOT_OPEN -> RejectionReason.REJECTION_REASON_OFFER_NOT_OPEN;
            case OFFER_LAPSED -> RejectionReason.REJECTION_REASON_OFFER_LAPSED;
            case OFFER_NOT_POSSIBLE -> RejectionReason.REJECTION_REASON_OFFER_NOT_POSSIBLE;
            case MORATORIUM_EXISTS -> RejectionReason.REJECTION_REASON_MORATORIUM_EXISTS;
            case MORATORIUM_UNKNOWN -> RejectionReason.REJECTION_REASON_MORATORIUM_UNKNOWN;
            case MORATORIUM_TOO_LONG -> RejectionReason.REJECTION_REASON_MORATORIUM_TOO_LONG;
            case MORATORIUM_TOO_SOON -> RejectionReason.REJECTION_REASON_MORATORIUM_TOO_SOON;
            case CHARGED_IN_MORATORIUM -> RejectionReason.REJECTION_REASON_CHARGED_IN_MORATORIUM;
            case PAUSE_EXISTS -> RejectionReason.REJECTION_REASON_PAUSE_EXISTS;
            case PAUSE_UNKNOWN -> RejectionReason.REJECTION_REASON_PAUSE_UNKNOWN;
            case INVALID_SCHEDULE -> RejectionReason.REJECTION_REASON_INVALID_SCHEDULE;
            case ALREADY_LIVE -> RejectionReason.REJECTION_REASON_ALREADY_LIVE;
            case TOO_MANY -> RejectionReason.REJECTION_REASON_TOO_MANY;
            case CONVERSATION_EXISTS -> RejectionReason.REJECTION_REASON_CONVERSATION_EXISTS;
            case CONVERSATION_UNKNOWN -> RejectionReason.REJECTION_REASON_CONVERSATION_UNKNOWN;
            case REPLY_EXISTS -> RejectionReason.REJECTION_REASON_REPLY_EXISTS;
            case CALLBACK_EXISTS -> RejectionReason.REJECTION_REASON_CALLBACK_EXISTS;
            case CALLBACK_UNKNOWN -> RejectionReason.REJECTION_REASON_CALLBACK_UNKNOWN;
            case COMPLAINT_EXISTS -> RejectionReason.REJECTION_REASON_COMPLAINT_EXISTS;
            case COMPLAINT_UNKNOWN -> RejectionReason.REJECTION_REASON_COMPLAINT_UNKNOWN;
            // Speaks of attempts, which no lender event does.
            case ATTEMPT_UNKNOWN, LEAD_UNKNOWN, LEAD_NOT_NOW -> RejectionReason.REJECTION_REASON_UNSPECIFIED;
        };
    }
}
