package dev.janji.domain.debtor;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.money.Money;
import java.time.LocalDate;

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
 */
public record ContactFacts(
        String name, AccountId account, Money amount, LocalDate dueDate, int daysPastDue, LocalDate today, Owed owed) {
    /** Never the name. */
    @Override
    public String toString() {
        return "ContactFacts[" + account + "]";
    }
}
