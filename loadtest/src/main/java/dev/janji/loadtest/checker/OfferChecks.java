package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.OfferMade;
import dev.janji.protocols.journal.v1.OfferState;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * OFFER: an offer is stored as it was made, and ends when, and only when, somebody said so or the calendar and the account do. Of one history;
 * confined to one thread.
 */
final class OfferChecks {
    private final DebtorFacts facts;
    private final HouseRules rules;
    private final Findings findings;

    OfferChecks(DebtorFacts facts, HouseRules rules, Findings findings) {
        this.facts = facts;
        this.rules = rules;
        this.findings = findings;
    }

    private static String word(OfferState state) {
        return state.name().substring("OFFER_STATE_".length());
    }

    /** What follows from an event is stored with it; what time alone brings, within the lateness. */
    void between(JournalRow before, @Nullable JournalRow next, Instant now) {
        boolean sameDecision = next != null && next.at().equals(before.at()) && !next.isLenderEvent();
        if (!sameDecision) {
            missing(before.at(), before, next);
        }
        Instant late = now.minus(rules.lateness());
        if (late.isAfter(before.at())) {
            missing(late, before, next);
        }
    }

    private void missing(Instant at, JournalRow before, @Nullable JournalRow next) {
        for (AccountFacts account : facts.accounts.values()) {
            String asked = asked(account, at);
            OfferFacts offer = account.offer;
            if (!asked.equals(offer.state) || !offer.replaced.isEmpty()) {
                findings.add(
                        Invariant.OFFER,
                        offer.replaced.isEmpty()
                                ? "expected offer " + offer.id() + " on " + account.id + " to be " + asked + " by " + at
                                        + ", but it is " + offer.state
                                : "expected offer " + offer.replaced + " on " + account.id + " to be superseded",
                        before.shown(),
                        next == null ? "the run ends" : next.shown());
                // Said once.
                offer.state = asked;
                offer.replaced = "";
            }
        }
    }

    private String asked(AccountFacts account, Instant at) {
        return account.offer.asked(account.open, account.arrears.balanceMinor(), facts.today(at), facts.erased);
    }

    /** The facts are those of the row's instant. */
    void settled(JournalRow row) {
        var settled = row.record().getOfferSettled();
        AccountFacts account = facts.accounts.get(settled.getAccountId());
        String from = word(settled.getFrom());
        String to = word(settled.getTo());
        String wrong;
        if (account == null) {
            wrong = "the account is unknown";
        } else if (settled.getOfferId().equals(account.offer.replaced)) {
            boolean right = to.equals("SUPERSEDED") && from.equals(account.offer.replacedFrom);
            wrong = right ? "" : "it was " + account.offer.replacedFrom + " and another offer came in its place";
        } else if (!settled.getOfferId().equals(account.offer.id())) {
            wrong = "it is not its last";
        } else {
            String asked = asked(account, row.at());
            boolean right = to.equals(asked) && from.equals(account.offer.state);
            wrong = right ? "" : "it was " + account.offer.state + " and must be " + asked;
        }
        if (!wrong.isEmpty()) {
            findings.add(
                    Invariant.OFFER,
                    "offer " + settled.getOfferId() + " on " + settled.getAccountId() + " went from " + from + " to "
                            + to + ", but " + wrong,
                    row.shown());
        }
    }

    /** The facts are those after the row: what can be accepted is what the lender offered. */
    void stored(JournalRow row) {
        OfferMade made = row.record().getLenderEventApplied().getOfferMade();
        AccountFacts account = facts.accounts.get(made.getAccountId());
        boolean same = account != null
                && account.offer.id().equals(made.getOfferId())
                && account.offer.isOf(
                        made.getInstalmentsList().stream()
                                .map(each -> LocalDate.ofEpochDay(each.getDueDay()))
                                .toList(),
                        made.getInstalmentsList().stream()
                                .map(each -> each.getAmountMinor())
                                .toList(),
                        made.getWaivedMinor(),
                        LocalDate.ofEpochDay(made.getValidUntilDay()));
        if (!same) {
            findings.add(
                    Invariant.OFFER,
                    "offer " + made.getOfferId() + " on " + made.getAccountId()
                            + " is stored with other terms than it was made",
                    row.shown());
        }
    }
}
