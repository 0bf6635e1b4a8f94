package dev.janji.domain.debtor;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What a message may say.
 *
 * @param name of the debtor; personal
 * @param account the worst one that the contact is about
 * @param amount to pay now on it
 * @param dueDate its earliest unpaid one
 * @param daysPastDue negative before the due date
 * @param today the debtor's local date
 * @param owed on that account
 * @param virtualAccount to which it is paid, attribute {@value #VIRTUAL_ACCOUNT} of the account's terms; null when the lender did not tell it
 */
public record ContactFacts(
        String name,
        AccountId account,
        Money amount,
        LocalDate dueDate,
        int daysPastDue,
        LocalDate today,
        Owed owed,
        @Nullable String virtualAccount) {
    /** Text, as the debtor types it. */
    public static final String VIRTUAL_ACCOUNT = "virtual-account";

    /** Nobody has told where to pay. */
    public ContactFacts(
            String name,
            AccountId account,
            Money amount,
            LocalDate dueDate,
            int daysPastDue,
            LocalDate today,
            Owed owed) {
        this(name, account, amount, dueDate, daysPastDue, today, owed, null);
    }

    /** Never the name. */
    @Override
    public String toString() {
        return "ContactFacts[" + account + "]";
    }
}
