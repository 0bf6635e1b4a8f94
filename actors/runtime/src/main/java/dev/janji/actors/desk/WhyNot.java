package dev.janji.actors.desk;

/** Why an agent may not do something now; each has a sentence in every language. */
public enum WhyNot {
    /** A field is missing or out of its range; the subject names it. */
    BAD_FIELD(Kind.BAD_REQUEST),
    /** No such token, or not any more, or no such person at a desk. */
    NOT_KNOWN(Kind.NOT_KNOWN),
    /** The person is signed in on another connection. */
    SIGNED_IN_ELSEWHERE(Kind.SIGNED_IN_ELSEWHERE),
    /** The lead is not the one on the agent's screen. */
    OTHER_LEAD(Kind.NOT_NOW),
    /** There is no debtor on the screen. */
    NO_LEAD(Kind.NOT_NOW),
    /** The agent is at a lead. */
    AT_A_LEAD(Kind.NOT_NOW),
    /** Nobody has been talked with for this lead. */
    NOBODY_TALKED(Kind.NOT_NOW),
    /** The call was begun. */
    DIALED(Kind.NOT_NOW),
    /** It is answered in writing, not by a call. */
    WRITTEN(Kind.NOT_NOW),
    /** Nothing was written to us for this lead, or the conversation is over. */
    NOT_WRITTEN(Kind.NOT_NOW),
    /** An answer was written. */
    ANSWERED(Kind.NOT_NOW),
    /** The disposition is stored: it can only be corrected. */
    DISPOSED(Kind.NOT_NOW),
    /** The call ended without a disposition yet. */
    NOT_DISPOSED(Kind.NOT_NOW),
    /** Something was agreed with the right party, so the check stands. */
    CHECK_STANDS(Kind.NOT_NOW),
    /** An account has an active promise. */
    PROMISE_ACTIVE(Kind.BY_RULES),
    /** An account has a dispute open. */
    DISPUTED(Kind.BY_RULES),
    /** Nothing is overdue. */
    NOTHING_OVERDUE(Kind.BY_RULES),
    /** More was promised than is overdue. */
    ABOVE_OVERDUE(Kind.BY_RULES),
    /** The promised day is over. */
    DAY_OVER(Kind.BY_RULES),
    /** The promised day is later than this house lets an agent agree. */
    DAY_TOO_FAR(Kind.BY_RULES),
    /** RPC_PTP, and no promise was captured. */
    PROMISE_MISSING(Kind.NOT_NOW),
    /** RPC_CALLBACK, and no callback was booked. */
    CALLBACK_MISSING(Kind.NOT_NOW),
    /** Only the right party can be meant by that, and the check is not passed. */
    NOT_IDENTIFIED(Kind.NOT_IDENTIFIED),
    /** Only somebody else can be meant by that, and the check is passed. */
    IDENTIFIED(Kind.NOT_NOW),
    SUPERVISORS_ONLY(Kind.NOT_ALLOWED),
    /** The operator's folder has the person at work at another time. */
    NOT_ON_SHIFT(Kind.NOT_ALLOWED),
    /** The lender is not at the person's desk, or the certificate is not good today (ID-08). */
    NOT_CERTIFIED(Kind.NOT_ALLOWED),
    DEBTOR_UNKNOWN(Kind.NOT_FOUND),
    ACCOUNT_UNKNOWN(Kind.NOT_FOUND),
    AGENT_UNKNOWN(Kind.NOT_FOUND),
    /** No debtor of the person's lenders has it, or too many have. */
    NOBODY_FOUND(Kind.NOT_FOUND),
    /** The debtor's rules; the subject is their name for it. */
    DEBTORS_RULES(Kind.BY_RULES),
    /** The desk said no; the subject is what it said. */
    DESK(Kind.NOT_NOW),
    UNAVAILABLE(Kind.UNAVAILABLE);

    /** What a program can do about it. */
    public enum Kind {
        BAD_REQUEST,
        NOT_KNOWN,
        SIGNED_IN_ELSEWHERE,
        NOT_NOW,
        NOT_ALLOWED,
        NOT_IDENTIFIED,
        BY_RULES,
        NOT_FOUND,
        UNAVAILABLE
    }

    private final Kind kind;

    WhyNot(Kind kind) {
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }
}
