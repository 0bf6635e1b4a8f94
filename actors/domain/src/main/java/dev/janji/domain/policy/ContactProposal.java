package dev.janji.domain.policy;

import dev.janji.domain.contact.Consents;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent.NoticeKind;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A contact that somebody would make, and everything that a rule may know about it but the time. Immutable.
 *
 * @param debts that it would be about; never empty
 * @param where the debtor may be
 * @param holds kinds of those that stand over one of the debts, or over the person
 * @param agent who would speak; null when no person does
 */
public record ContactProposal(
        ContactPoint point,
        Purpose purpose,
        List<Debt> debts,
        Whereabouts where,
        ContactRecord past,
        Consents consents,
        Set<Hold.Kind> holds,
        @Nullable Agent agent) {

    public ContactProposal {
        debts = List.copyOf(debts);
        holds = Set.copyOf(holds);
        if (debts.isEmpty()) {
            throw new IllegalArgumentException("Expected a contact to be about a debt, but it is about none");
        }
    }

    /** With zones of the address alone; empty when it tells nothing. */
    public ContactProposal(
            ContactPoint point,
            Purpose purpose,
            List<Debt> debts,
            List<ZoneId> zones,
            ContactRecord past,
            Consents consents,
            Set<Hold.Kind> holds,
            @Nullable Agent agent) {
        this(point, purpose, debts, Whereabouts.ofAddress(zones), past, consents, holds, agent);
    }

    /** What a contact is for. */
    public enum Purpose {
        /** It speaks of a due date to come. */
        REMINDER,
        /** It asks for money that is overdue. */
        COLLECTION,
        /** It asks a third party where the debtor is, and says nothing of a debt. */
        LOCATION
    }

    /**
     * One debt that a contact is about.
     *
     * @param product as the lender names it; empty when unknown
     * @param daysPastDue negative before the due date
     * @param placed whether an operator works it, not the lender itself
     * @param notices that were surely given
     */
    public record Debt(AccountId account, String product, int daysPastDue, boolean placed, Set<NoticeKind> notices) {
        public Debt {
            notices = Set.copyOf(notices);
        }
    }

    /**
     * The person who would speak.
     *
     * @param certifiedUntil last day of the certificate for this lender; null when there is none
     */
    public record Agent(@Nullable LocalDate certifiedUntil) {}
}
