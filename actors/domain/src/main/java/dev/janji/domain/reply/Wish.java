package dev.janji.domain.reply;

import dev.janji.domain.lender.ConversationEvent.Intent;

/** What a debtor wants who writes back; those that come first win over those that follow. */
public enum Wish {
    /** Nothing more to this number or address. */
    STOP(Intent.STOP),
    /** The number or address is somebody else's. */
    WRONG_PERSON(Intent.WRONG_PERSON),
    DISPUTE(Intent.DISPUTE),
    /** The debt is paid. */
    PAID(Intent.PAID),
    /** It will be, on a day. */
    WILL_PAY(Intent.WILL_PAY),
    CALL_ME(Intent.CALL_ME),
    /** How to pay, and where. */
    HOW_TO_PAY(Intent.HOW_TO_PAY),
    /** How much is owed, and by when. */
    HOW_MUCH(Intent.HOW_MUCH),
    /** Anything else, or nobody can say. */
    OTHER(Intent.OTHER);

    private final Intent intent;

    Wish(Intent intent) {
        this.intent = intent;
    }

    /** The word for it in the debtor's history. */
    public Intent intent() {
        return intent;
    }
}
