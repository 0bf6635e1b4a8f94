package dev.janji.domain.debtor;

import dev.janji.domain.account.Ledger;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * What one account owed at an instant, for a lender's end-of-day control: every entry that was stored here until then counts, none
 * that came later.
 *
 * @param bucket by days past due on the debtor's local date at that instant
 */
public record AccountBalance(String bucket, Money balance) {

    /** @return one for each account that was open here at the instant, whatever became of it since */
    public static List<AccountBalance> of(DebtorState state, Instant asOf, LenderRules rules) {
        if (!(state instanceof DebtorState.Known known)) {
            return List.of();
        }
        LocalDate day =
                LocalDate.ofInstant(asOf, rules.policy().dayZone(known.profile().homeZone()));
        return known.accounts().stream()
                .map(Account::ledger)
                .filter(ledger -> !ledger.openedAt().isAfter(asOf))
                .map(ledger -> ledger.asOf(asOf))
                .map(ledger -> of(ledger, day, rules))
                .toList();
    }

    private static AccountBalance of(Ledger ledger, LocalDate day, LenderRules rules) {
        return new AccountBalance(
                rules.buckets().of(ledger.daysPastDue(day)).name(),
                new Money(ledger.balanceMinor(), ledger.currency()));
    }
}
