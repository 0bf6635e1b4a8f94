package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.Attempt;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** RESPITE: no contact is decided or leaves in a moratorium, and nothing is charged on its days. Of one history; confined to one thread. */
final class RespiteChecks {
    private final DebtorFacts facts;
    private final Findings findings;

    RespiteChecks(DebtorFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    /** @param fact of the row's event; null when there is none */
    void charged(JournalRow row, @Nullable LenderFact fact) {
        if (fact == null || !fact.kind().equals("ChargePosted")) {
            return;
        }
        LocalDate day = LocalDate.ofInstant(Instant.parse(fact.text("occurredAt")), facts.dayZone());
        if (facts.moratoria.forbidsCharge(fact.text("account"), day)) {
            findings.add(
                    Invariant.RESPITE,
                    "a charge of " + day + ", which is a day of a moratorium",
                    row.shown(),
                    fact.shown());
        }
    }

    /** @param sent when it left the house; null when it did not */
    void contacted(JournalRow row, Attempt attempt, @Nullable SentContact sent) {
        for (JournalRow.StepTaken step : row.steps()) {
            if (facts.moratoria.covers(step.account(), row.at(), facts.dayZone())) {
                findings.add(
                        Invariant.RESPITE,
                        "contact " + attempt.getAttemptId() + " about " + step.account() + " in a moratorium",
                        row.shown(),
                        sent == null ? "it never reached a provider" : sent.shown());
                return;
            }
        }
    }
}
