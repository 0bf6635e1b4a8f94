package dev.janji.loadtest.checker;

/** What must hold after every run, whatever was killed meanwhile. */
public enum Invariant {
    ANSWERS("every event is answered as its lender may expect"),
    I1("no acknowledged event is lost, no refused one is stored"),
    I2("no event and no payment is applied twice"),
    I3("no attempt reaches a provider twice or without an authorization; at most one is open per debtor"),
    I4("nothing decided before an acknowledged payment, stop, dispute or hold leaves after the acknowledgement"),
    I5("no contact against a rule of the pack, judged again by a second implementation of every rule"),
    I6("no step before its time"),
    I7(
            "every history is gapless, by one writer at a time; nothing is sent after its validity, or may be delivered outside of the debtor's hours"),
    STATE(
            "nobody is contacted who is on hold, in dispute, promised, handed over, resting, silenced by what was said, not live, closed, erased or not due"),
    PERSON("nobody is contacted beyond a cap or in a rest that all debtors of one person share"),
    RESPITE("nobody is contacted in a moratorium, and nothing is charged on a day of it"),
    STOP("nothing that a stop covers is decided or leaves while it stands; nobody is halted without one"),
    LEAD("an agent calls only for a lead that waits, and nobody begins to talk after a stop unasked; every lead ends"),
    AGREED("an arrangement is completed or broken when, and only when, the published payments and the calendar say so"),
    OFFER(
            "an offer is kept as it was made and ends when, and only when, somebody says so or the calendar and the account do; while it is considered nobody is asked for money"),
    SEGMENT("each account is worked by the segment that its facts ask for"),
    PLAN(
            "whoever stays overdue and may be contacted is contacted again by plan, or handed over; no attempt stays open"),
    DPD("days past due and overdue amounts are those of the published events"),
    REPLY(
            "what debtors wrote to the house is stored once and as they meant it; words of a person leave by WhatsApp only within 24 hours of it"),
    LINK(
            "a payment link leads to the bill of its attempt until its end, and no further; one that was changed is unknown"),
    REPORT("the promises and rates that the report prints are those of the journal");

    private final String sentence;

    Invariant(String sentence) {
        this.sentence = sentence;
    }

    public String sentence() {
        return sentence;
    }
}
