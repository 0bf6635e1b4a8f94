package dev.janji.domain.debtor;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.money.Money;
import org.jspecify.annotations.Nullable;

/**
 * What an account owes in all, and what of it is what. Only the lender knows how a balance is made up: it says so in attributes of the account's terms, as
 * whole numbers of minor units, and says it anew whenever it changes. Janji repeats it and adds nothing up.
 *
 * @param balance by the ledger, due or not
 * @param principal attribute {@value #PRINCIPAL}; null when the lender did not tell it, as are the others
 * @param interest attribute {@value #INTEREST}; interest or, where a lender takes none, its benefit
 * @param penalty attribute {@value #PENALTY}
 */
public record Owed(
        Money balance,
        @Nullable Money principal,
        @Nullable Money interest,
        @Nullable Money penalty) {
    static final String PRINCIPAL = "principal-minor";
    static final String INTEREST = "interest-minor";
    static final String PENALTY = "penalty-minor";

    /** Nothing that could be said. */
    public static Owed unknown(Money balance) {
        return new Owed(balance, null, null, null);
    }

    public static Owed of(Account account) {
        Money balance =
                new Money(account.ledger().balanceMinor(), account.ledger().currency());
        AccountTerms terms = account.terms();
        return new Owed(
                balance,
                part(terms, PRINCIPAL, balance),
                part(terms, INTEREST, balance),
                part(terms, PENALTY, balance));
    }

    private static @Nullable Money part(AccountTerms terms, String attribute, Money balance) {
        Long minor = terms.number(attribute);
        return minor == null || minor < 0 ? null : new Money(minor, balance.currency());
    }
}
