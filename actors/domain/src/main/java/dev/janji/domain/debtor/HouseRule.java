package dev.janji.domain.debtor;

import org.jspecify.annotations.Nullable;

/** What stops or moves a contact outside of every policy pack, by the id that events and explanations name. */
public enum HouseRule {
    DISPUTE(Plan.DISPUTE),
    HOLD(Plan.HOLD),
    PROMISE(Plan.PROMISE),
    OFFER(Plan.OFFER),
    HANDED_OVER(Plan.HANDED_OVER),
    AGEING_PAUSED(Plan.AGEING_PAUSED),
    STOP(Halted.STOP),
    REST_AFTER_PAYMENT(Plan.REST),
    CALLBACK(Plan.CALLBACK),
    COMPLAINT(Plan.COMPLAINT),
    QUIET_AFTER_REPLY(Plan.QUIET),
    SKIP_TRACE(Plan.SKIP_TRACE),
    UNUSABLE_CONTACT_POINT(Plan.UNUSABLE),
    NO_CONTACT_POINT(Plan.NO_CONTACT_POINT),
    TRIES_EXHAUSTED(Plan.TRIES),
    RETRY(Leads.RETRY),
    RETURNED(Leads.RETURNED),
    ABANDONED(Leads.ABANDONED),
    NOT_DUE(Leads.NOT_DUE),
    IDENTITY(StandardAnswer.IDENTITY),
    ANSWERS_A_DAY(StandardAnswer.ANSWERS_A_DAY),
    RECORDED_CALL(RecordedCalls.NOT_ATTESTED);

    private final String id;

    HouseRule(String id) {
        this.id = id;
    }

    public String id() {
        return id;
    }

    /** @return null when no rule of the house has this id */
    public static @Nullable HouseRule of(String id) {
        for (HouseRule rule : values()) {
            if (rule.id.equals(id)) {
                return rule;
            }
        }
        return null;
    }
}
