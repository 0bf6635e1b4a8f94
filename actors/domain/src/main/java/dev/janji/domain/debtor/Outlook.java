package dev.janji.domain.debtor;

import dev.janji.domain.account.BucketScale;
import dev.janji.domain.id.AccountId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a debtor would be worked by some rules if it were woken at an instant. Compared between two versions of a lender's rules. Immutable.
 *
 * @param accounts those that are open
 * @param nextWakeUp null when it would wait for no time
 */
public record Outlook(
        Map<AccountId, Place> accounts, @Nullable Instant nextWakeUp) {
    public Outlook {
        accounts = Map.copyOf(accounts);
    }

    /**
     * Where an account stands.
     *
     * @param bucket by days past due on the debtor's local date
     * @param strategyVersion empty when it is not worked
     * @param segment empty when it is in none
     */
    public record Place(String bucket, String strategyVersion, String segment) {}

    /** Asks the rules themselves: what {@link DebtorRules#decide} answers to a wake-up at the context's instant. */
    public static Outlook of(DebtorState state, RuleContext context) {
        DebtorState woken =
                DebtorRules.decide(state, new DebtorCommand.WakeUp(), context) instanceof Decision.Accepted accepted
                        ? accepted.after()
                        : state;
        Map<AccountId, Place> places = new LinkedHashMap<>();
        if (woken instanceof DebtorState.Known known) {
            LocalDate today = context.today(known);
            BucketScale buckets = context.rules().buckets();
            for (Account account : known.accounts()) {
                if (account.status() == Account.Status.OPEN) {
                    StepProgress.Assignment worked = account.progress().assignment();
                    places.put(
                            account.id(),
                            new Place(
                                    buckets.of(account.ledger().daysPastDue(today))
                                            .name(),
                                    worked == null ? "" : worked.strategyVersion(),
                                    worked == null ? "" : worked.segment()));
                }
            }
        }
        return new Outlook(places, DebtorRules.outstanding(woken, context).nextWakeUp());
    }
}
