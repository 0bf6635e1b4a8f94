package dev.janji.actors.channel;

import java.util.Arrays;
import java.util.Optional;

/** What a message may speak of. There are no others, so that no text can say more about a debtor than this. */
public enum MessageVariable {
    NAME("name"),
    LENDER("lender"),
    /** Its last characters only. */
    ACCOUNT("account"),
    AMOUNT("amount"),
    DUE_DATE("due-date"),
    DAYS_PAST_DUE("days-past-due"),
    TODAY("today"),
    /** All that is owed, due or not. */
    BALANCE("balance"),
    PRINCIPAL("principal"),
    INTEREST("interest"),
    PENALTY("penalty"),
    /** To which the account is paid. */
    VIRTUAL_ACCOUNT("virtual-account");

    private final String key;

    MessageVariable(String key) {
        this.key = key;
    }

    /** As it stands in a text, without the braces. */
    public String key() {
        return key;
    }

    /** @param key as it stands in a text */
    public static Optional<MessageVariable> of(String key) {
        return Arrays.stream(values()).filter(one -> one.key.equals(key)).findFirst();
    }
}
