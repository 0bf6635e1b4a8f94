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
 */
public record ContactFacts(String name, AccountId account, Money amount, LocalDate dueDate, int daysPastDue) {
    /** Never the name. */
    @Override
    public String toString() {
        return "ContactFacts[" + account + "]";
    }
}
