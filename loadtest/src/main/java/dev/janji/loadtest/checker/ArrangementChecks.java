package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.ArrangementState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** AGREED: an arrangement moves when, and only when, the published payments and the calendar say so. Of one history; confined to one thread. */
final class ArrangementChecks {
    private final DebtorFacts facts;
    private final HouseRules rules;
    private final Findings findings;

    ArrangementChecks(DebtorFacts facts, HouseRules rules, Findings findings) {
        this.facts = facts;
        this.rules = rules;
        this.findings = findings;
    }

    static String word(ArrangementState state) {
        return state.name().substring("ARRANGEMENT_STATE_".length());
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
        facts.lookAt(before.at());
    }

    private void missing(Instant at, JournalRow before, @Nullable JournalRow next) {
        facts.lookAt(at);
        for (AccountFacts account : facts.accounts.values()) {
            String asked = account.arrears.arrangementState();
            if (!asked.equals(account.arrangement) && !facts.erased) {
                findings.add(
                        Invariant.AGREED,
                        "expected arrangement " + account.arrears.arrangementId() + " of " + account.id + " to be "
                                + asked + " by " + at + ", but it is " + account.arrangement,
                        before.shown(),
                        next == null ? "the run ends" : next.shown());
                // Said once.
                account.arrangement = asked;
            }
        }
    }

    /** The facts are those of the row's instant. */
    void settled(JournalRow row) {
        var settled = row.record().getArrangementSettled();
        AccountFacts account = facts.accounts.get(settled.getAccountId());
        if (account == null) {
            findings.add(
                    Invariant.AGREED, "an arrangement of an unknown account " + settled.getAccountId(), row.shown());
            return;
        }
        String asked = account.arrears.arrangementState();
        boolean same = account.arrears.arrangementId().equals(settled.getArrangementId());
        if (!same || !asked.equals(word(settled.getTo())) || !account.arrangement.equals(word(settled.getFrom()))) {
            findings.add(
                    Invariant.AGREED,
                    "arrangement " + settled.getArrangementId() + " of " + settled.getAccountId() + " went from "
                            + word(settled.getFrom()) + " to " + word(settled.getTo()) + ", but "
                            + (same
                                    ? "it was " + account.arrangement + " and the payments say " + asked
                                    : "it is not its last"),
                    row.shown());
        }
    }
}
