package dev.janji.domain.debtor;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToLongFunction;
import org.jspecify.annotations.Nullable;

/**
 * All open accounts of a debtor as one, on one local day. Immutable. On every scale the debtor is where its worst account is: the one with
 * the most days past due, of several the one that was opened first.
 *
 * @param worst null when no account is open
 * @param daysPastDue of the worst account; 0 when no account is open
 * @param bucket of the worst account; the lowest when no account is open
 * @param regulatoryClass of the worst account; empty when none is open, or when no policy pack of the lender has classes
 * @param stage of the worst account; empty when none is open, or when the lender told none
 * @param outstanding all that is owed, a sum for each currency in order of opening; a credit balance lowers it
 * @param overdue what fell due before today and is not paid, likewise
 */
public record RollUp(
        @Nullable AccountId worst,
        int daysPastDue,
        String bucket,
        String regulatoryClass,
        String stage,
        List<Money> outstanding,
        List<Money> overdue) {
    public RollUp {
        outstanding = List.copyOf(outstanding);
        overdue = List.copyOf(overdue);
    }

    /** @param today the debtor's local date */
    public static RollUp of(Known known, LocalDate today, LenderRules rules) {
        Account worst = worst(known, today);
        List<Account> open = open(known);
        int days = worst == null ? 0 : worst.ledger().daysPastDue(today);
        BucketScale classes = rules.policy().classes();
        return new RollUp(
                worst == null ? null : worst.id(),
                days,
                worst == null
                        ? rules.buckets().lowest()
                        : rules.buckets().of(days).name(),
                worst == null || classes == null ? "" : classes.of(days).name(),
                worst == null ? "" : worst.terms().stage(),
                sums(open, account -> account.ledger().balanceMinor()),
                sums(open, account -> account.ledger().overdueMinor(today)));
    }

    /** @return the open account with the most days past due; null when none is open */
    static @Nullable Account worst(Known known, LocalDate today) {
        Account worst = null;
        for (Account account : known.accounts()) {
            if (account.status() == Account.Status.OPEN
                    && (worst == null
                            || account.ledger().daysPastDue(today)
                                    > worst.ledger().daysPastDue(today))) {
                worst = account;
            }
        }
        return worst;
    }

    private static List<Account> open(Known known) {
        return known.accounts().stream()
                .filter(account -> account.status() == Account.Status.OPEN)
                .toList();
    }

    private static List<Money> sums(List<Account> accounts, ToLongFunction<Account> minor) {
        Map<Currency, Long> sums = new LinkedHashMap<>();
        accounts.forEach(
                account -> sums.merge(account.ledger().currency(), minor.applyAsLong(account), Math::addExact));
        return sums.entrySet().stream()
                .map(sum -> new Money(sum.getValue(), sum.getKey()))
                .toList();
    }
}
