package dev.janji.actors.channel;

import java.util.Arrays;
import java.util.Optional;

/** What a message may speak of. There are no others, so that no text can say more about a debtor than this. */
public enum MessageVariable {
    NAME("name", Kind.TEXT),
    LENDER("lender", Kind.TEXT),
    /** Its last characters only. */
    ACCOUNT("account", Kind.TEXT),
    AMOUNT("amount", Kind.MONEY),
    DUE_DATE("due-date", Kind.DATE),
    DAYS_PAST_DUE("days-past-due", Kind.NUMBER),
    TODAY("today", Kind.DATE),
    /** All that is owed, due or not. */
    BALANCE("balance", Kind.MONEY),
    PRINCIPAL("principal", Kind.MONEY),
    INTEREST("interest", Kind.MONEY),
    PENALTY("penalty", Kind.MONEY),
    /** To which the account is paid. */
    VIRTUAL_ACCOUNT("virtual-account", Kind.TEXT),
    /** Leads to where the lender takes payments; in texts that can be tapped only. */
    PAYMENT_LINK("payment-link", Kind.TEXT);

    /** In which forms a text may ask for it. */
    enum Kind {
        TEXT(""),
        NUMBER(", with `plural`, `selectordinal` or `number`"),
        /** Always exact, and in the language's own form. */
        MONEY(""),
        DATE(", or with `date` and a style");

        private final String forms;

        Kind(String forms) {
            this.forms = forms;
        }

        /** For people, to follow the variable's name. */
        String forms() {
            return forms;
        }
    }

    private final String key;
    private final Kind kind;

    MessageVariable(String key, Kind kind) {
        this.key = key;
        this.kind = kind;
    }

    Kind kind() {
        return kind;
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
