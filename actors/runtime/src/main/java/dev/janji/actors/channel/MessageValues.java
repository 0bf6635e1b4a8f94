package dev.janji.actors.channel;

import dev.janji.domain.debtor.ContactFacts;
import dev.janji.domain.money.Money;
import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Date;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The values of one message. Immutable; its text form holds the account only.
 *
 * @param lender as the debtor knows it
 * @param paymentLink to where the lender takes payments; null when the lender has none
 */
public record MessageValues(
        String lender, ContactFacts facts, @Nullable String paymentLink) {

    private static final int MOST_ACCOUNT_CHARACTERS = 4;

    /** Without a link. */
    public MessageValues(String lender, ContactFacts facts) {
        this(lender, facts, null);
    }

    /** @return the value as it is said in a language, or nothing when it cannot be said */
    Optional<String> spoken(MessageVariable variable, Locale locale) {
        switch (variable) {
            case NAME:
                return plain(facts.name());
            case LENDER:
                return plain(lender);
            case ACCOUNT:
                return Optional.of(masked(facts.account().value()));
            case AMOUNT:
                return aboveZero(facts.amount(), locale);
            case DUE_DATE:
                return Optional.of(spoken(facts.dueDate(), locale));
            case TODAY:
                return Optional.of(spoken(facts.today(), locale));
            case BALANCE:
                return aboveZero(facts.owed().balance(), locale);
            case PRINCIPAL:
                return Optional.ofNullable(facts.owed().principal()).map(money -> spoken(money, locale));
            case INTEREST:
                return Optional.ofNullable(facts.owed().interest()).map(money -> spoken(money, locale));
            case PENALTY:
                return Optional.ofNullable(facts.owed().penalty()).map(money -> spoken(money, locale));
            case VIRTUAL_ACCOUNT:
                return Optional.ofNullable(facts.virtualAccount()).flatMap(MessageValues::plain);
            case PAYMENT_LINK:
                return Optional.ofNullable(paymentLink);
            case DAYS_PAST_DUE:
            default:
                return facts.daysPastDue() >= 0 ? Optional.of(Integer.toString(facts.daysPastDue())) : Optional.empty();
        }
    }

    /** @return the value that a text's own form writes: a number, a date; what is not {@link #spoken} has none */
    Object raw(MessageVariable variable) {
        return switch (variable) {
            case DUE_DATE -> noon(facts.dueDate());
            case TODAY -> noon(facts.today());
            case DAYS_PAST_DUE -> facts.daysPastDue();
            case NAME, LENDER, ACCOUNT, VIRTUAL_ACCOUNT, PAYMENT_LINK, AMOUNT, BALANCE, PRINCIPAL, INTEREST, PENALTY ->
                throw new IllegalArgumentException("Expected a number or a date, but got " + variable);
        };
    }

    /** The format writes an instant by the clock of this machine: its noon is on that day. */
    private static Date noon(LocalDate date) {
        return Date.from(
                date.atTime(LocalTime.NOON).atZone(ZoneId.systemDefault()).toInstant());
    }

    /** Some languages group by a no-break space, which an SMS cannot carry in its small alphabet. */
    static String withoutHardSpaces(String text) {
        return text.replace('\u00a0', ' ').replace('\u202f', ' ');
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

    private static Optional<String> aboveZero(Money money, Locale locale) {
        return money.minor() > 0 ? Optional.of(spoken(money, locale)) : Optional.empty();
    }

    private static String spoken(LocalDate date, Locale locale) {
        return date.format(DateTimeFormatter.ofPattern("d MMMM uuuu").withLocale(locale));
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
        return withoutHardSpaces(symbol + gap + format.format(value));
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "MessageValues[account=" + facts.account() + "]";
    }
}
