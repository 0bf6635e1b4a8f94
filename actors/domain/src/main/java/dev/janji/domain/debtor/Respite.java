package dev.janji.domain.debtor;

import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.lender.Moratorium;
import dev.janji.domain.policy.MoratoriumTerms;
import dev.janji.domain.policy.PolicyPack;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A moratorium that is not over, and when it is looked at again. Immutable. A review that is missed ends nothing: it is waited for.
 *
 * @param reviewFrom the first day on which an adviser looks at it; null when nobody does
 * @param reviewTo the last such day
 */
public record Respite(
        Moratorium moratorium,
        @Nullable LocalDate reviewFrom,
        @Nullable LocalDate reviewTo) {

    /** @return those that are not over on this local day, in order of arrival */
    public static List<Respite> on(LocalDate today, Known known, PolicyPack policy) {
        List<Respite> all = new ArrayList<>(0);
        for (Moratorium each : known.moratoria()) {
            LocalDate until = each.until();
            if (each.hasDays() && (until == null || today.isBefore(until))) {
                all.add(of(each, policy));
            }
        }
        return all;
    }

    private static Respite of(Moratorium moratorium, PolicyPack policy) {
        for (MoratoriumTerms terms : policy.termsOf(moratorium.kind())) {
            MoratoriumTerms.Review review = terms.review();
            if (review != null) {
                return new Respite(moratorium, review.firstDay(moratorium), review.lastDay(moratorium));
            }
        }
        return new Respite(moratorium, null, null);
    }
}
