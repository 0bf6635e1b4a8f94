package dev.janji.actors.channel;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.money.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;

/**
 * The values of one message. Immutable; its text form holds the account only.
 *
 * @param name of the debtor; personal
 * @param lender as the debtor knows it
 * @param amount to pay now, above zero
 * @param daysPastDue below zero before the due date
 */
public record MessageValues(
        String name, String lender, AccountId account, Money amount, LocalDate dueDate, int daysPastDue) {

    private static final int MOST_ACCOUNT_CHARACTERS = 4;

    /** @return the value as it is said in a language, or nothing when it cannot be said */
    Optional<String> spoken(MessageVariable variable, Locale locale) {
        switch (variable) {
            case NAME:
                return plain(name);
            case LENDER:
                return plain(lender);
            case ACCOUNT:
                return Optional.of(masked(account.value()));
            case AMOUNT:
                return amount.minor() > 0 ? Optional.of(spoken(amount, locale)) : Optional.empty();
            case DUE_DATE:
                return Optional.of(dueDate.format(
                        DateTimeFormatter.ofPattern("d MMMM uuuu").withLocale(locale)));
            case DAYS_PAST_DUE:
            default:
                return daysPastDue >= 0 ? Optional.of(Integer.toString(daysPastDue)) : Optional.empty();
        }
    }

    /** Nothing that could end a line or a header, and nothing empty. */
    private static Optional<String> plain(String value) {
        String trimmed = value.strip();
        return trimmed.isEmpty() || trimmed.chars().anyMatch(Character::isISOControl)
                ? Optional.empty()
                : Optional.of(trimmed);
    }

    /** Enough for the debtor to know which one it is, too little for anybody else. */
    private static String masked(String account) {
        int shown = Math.min(MOST_ACCOUNT_CHARACTERS, account.length() / 2);
        return "*" + account.substring(account.length() - shown);
    }

    private static String spoken(Money money, Locale locale) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        BigDecimal value = BigDecimal.valueOf(money.minor(), digits);
        boolean whole = value.stripTrailingZeros().scale() <= 0;
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(whole ? 0 : digits);
        format.setMaximumFractionDigits(whole ? 0 : digits);
        String symbol = money.currency().getSymbol(locale);
        String gap = symbol.equals(money.currency().getCurrencyCode()) ? " " : "";
        // Some languages group by a no-break space, which an SMS cannot carry in its small alphabet.
        return (symbol + gap + format.format(value)).replace('\u00a0', ' ').replace('\u202f', ' ');
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "MessageValues[account=" + account + "]";
    }
}
