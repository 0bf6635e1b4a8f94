package dev.janji.domain.debtor;

/** Why a command was refused. The wire has a number for each; text is for people only. */
public enum RefusalReason {
    INVALID_FIELD,
    DEBTOR_UNKNOWN,
    DEBTOR_ERASED,
    ACCOUNT_UNKNOWN,
    ACCOUNT_EXISTS,
    ACCOUNT_CLOSED,
    CURRENCY_MISMATCH,
    INVALID_AMOUNT,
    IN_FUTURE,
    EVENT_ID_REUSED,
    PAYMENT_ID_REUSED,
    PAYMENT_UNKNOWN,
    PAYMENT_ALREADY_REVERSED,
    CONTACT_POINT_UNKNOWN,
    DISPUTE_UNKNOWN,
    DISPUTE_EXISTS,
    HOLD_UNKNOWN,
    HOLD_EXISTS,
    PROMISE_EXISTS,
    PROMISE_UNKNOWN,
    INVALID_SCHEDULE,
    /** The promise was kept, broken or cancelled before. */
    PROMISE_NOT_ACTIVE,
    ARRANGEMENT_EXISTS,
    ARRANGEMENT_UNKNOWN,
    /** An arrangement goes beyond what the role that agreed it may agree. */
    BEYOND_AUTHORITY,
    /** An offer of this id was made before. */
    OFFER_EXISTS,
    /** The account's last offer has another id. */
    OFFER_UNKNOWN,
    /** The offer was answered, withdrawn or ended before. */
    OFFER_NOT_OPEN,
    /** The answer came after the offer's last day. */
    OFFER_LAPSED,
    /** The account owes nothing or is not worked, so there is nothing to offer instalments for. */
    OFFER_NOT_POSSIBLE,
    MORATORIUM_EXISTS,
    MORATORIUM_UNKNOWN,
    /** A moratorium lasts longer than the policy pack lets its kind last. */
    MORATORIUM_TOO_LONG,
    /** A moratorium begins sooner after the one before than the policy pack lets its kind begin. */
    MORATORIUM_TOO_SOON,
    /** A charge was made on a day of a moratorium. */
    CHARGED_IN_MORATORIUM,
    PAUSE_EXISTS,
    PAUSE_UNKNOWN,
    ALREADY_LIVE,
    TOO_MANY,
    CONVERSATION_EXISTS,
    CONVERSATION_UNKNOWN,
    REPLY_EXISTS,
    CALLBACK_EXISTS,
    CALLBACK_UNKNOWN,
    COMPLAINT_EXISTS,
    COMPLAINT_UNKNOWN,
    /** The attempt that an answer or receipt speaks of is not this debtor's. */
    ATTEMPT_UNKNOWN,
    /** The debtor has no such lead, or not any more. */
    LEAD_UNKNOWN,
    /** The lead may not be called now; the detail names the rules. */
    LEAD_NOT_NOW
}
