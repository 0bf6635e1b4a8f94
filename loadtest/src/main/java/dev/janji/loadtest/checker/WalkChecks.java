package dev.janji.loadtest.checker;

import dev.janji.loadtest.checker.Evidence.DebtorHistory;
import dev.janji.loadtest.compliance.Judgement;
import dev.janji.loadtest.compliance.PlainRules;
import dev.janji.loadtest.compliance.ProposedContact;
import dev.janji.protocols.journal.v1.Attempt;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * STATE, PLAN, I5, I6 and DPD: walks one history from its first row to its last with the checker's own fold beside it. Confined to one
 * thread.
 */
final class WalkChecks {
    private final DebtorHistory debtor;
    private final HouseRules rules;
    private final Instant end;
    private final Findings findings;
    private final DebtorFacts facts;
    private final Map<String, LenderFact> byEvent = new HashMap<>();
    private final Map<String, SentContact> byAttempt = new HashMap<>();
    private final ContactsAsProposed proposals;

    private WalkChecks(DebtorHistory debtor, HouseRules rules, Instant end, Findings findings) {
        this.debtor = debtor;
        this.rules = rules;
        this.end = end;
        this.findings = findings;
        this.facts = new DebtorFacts(rules);
        this.proposals = new ContactsAsProposed(rules);
        debtor.facts().forEach(fact -> {
            // Of several lines with one id the accepted one is what was stored; one without an answer may have been.
            LenderFact known = byEvent.get(fact.eventId());
            if (!fact.answer().equals("rejected") && (known == null || fact.accepted())) {
                byEvent.put(fact.eventId(), fact);
            }
        });
        debtor.sent().forEach(sent -> byAttempt.putIfAbsent(sent.attempt(), sent));
    }

    static void check(DebtorHistory debtor, HouseRules rules, Instant end, Findings findings) {
        new WalkChecks(debtor, rules, end, findings).walk();
    }

    private void walk() {
        Iterator<DaysPastDueReading> readings = debtor.readings().iterator();
        DaysPastDueReading reading = readings.hasNext() ? readings.next() : null;
        JournalRow before = null;
        for (JournalRow row : debtor.rows()) {
            while (reading != null && reading.sequenceNumber() < row.sequenceNumber()) {
                daysPastDue(reading);
                reading = readings.hasNext() ? readings.next() : null;
            }
            demanded(before, row.at(), row);
            if (row.record().hasContactAuthorized()) {
                authorized(row);
            }
            facts.apply(row, row.isLenderEvent() ? byEvent.get(row.eventId()) : null);
            before = row;
        }
        while (reading != null) {
            daysPastDue(reading);
            reading = readings.hasNext() ? readings.next() : null;
        }
        demanded(before, end, null);
    }

    private void demanded(@Nullable JournalRow before, Instant now, @Nullable JournalRow next) {
        if (before == null) {
            return;
        }
        PlanDemand demand = PlanDemand.of(facts, rules, before.at());
        if (demand != null && demand.at().plus(rules.lateness()).isBefore(now)) {
            findings.add(
                    Invariant.PLAN,
                    "expected " + demand.what() + " at " + demand.at() + ", but nothing was stored until " + now,
                    before.shown(),
                    next == null ? "the run ends at " + end : next.shown());
        }
    }

    private void authorized(JournalRow row) {
        Attempt attempt = row.record().getContactAuthorized().getAttempt();
        Instant at = row.at();
        List<JournalRow.StepTaken> steps = row.steps();
        for (JournalRow.StepTaken step : steps) {
            AccountFacts account = facts.accounts.get(step.account());
            if (account == null) {
                findings.add(Invariant.STATE, "a contact about an unknown account " + step.account(), row.shown());
                continue;
            }
            facts.stopped(account, at)
                    .forEach(reason -> findings.add(Invariant.STATE, "a contact while " + reason, row.shown()));
            step(row, account, step);
        }
        lawful(row, attempt);
    }

    /** Judges the contact twice: when it was authorized, and when it left the house. */
    private void lawful(JournalRow row, Attempt attempt) {
        ProposedContact contact = proposals.of(facts, row, attempt);
        if (contact == null) {
            findings.add(
                    Invariant.I5, "a contact to " + attempt.getContactPointId() + ", which is unknown", row.shown());
            return;
        }
        SentContact sent = byAttempt.get(attempt.getAttemptId());
        List<Instant> instants = sent == null ? List.of(row.at()) : List.of(row.at(), sent.at());
        for (Instant at : instants) {
            Judgement judgement = PlainRules.judge(contact, at);
            if (judgement.kind() != Judgement.Kind.ALLOWED) {
                findings.add(
                        Invariant.I5,
                        "a contact at " + at + " against " + String.join(", ", judgement.ids()),
                        row.shown(),
                        sent == null ? "it never reached a provider" : sent.shown());
                break;
            }
        }
        if (sent != null) {
            proposals.reached(facts, attempt, sent);
        }
    }

    private void step(JournalRow row, AccountFacts account, JournalRow.StepTaken step) {
        LocalDate today = facts.today(row.at());
        LocalDate oldest = account.arrears.oldestUnpaid();
        if (!step.anchor().equals(oldest)) {
            findings.add(
                    Invariant.STATE,
                    "a contact about " + step.anchor() + " while the oldest unpaid due date is " + oldest,
                    row.shown());
            return;
        }
        HouseRules.PlanStep planned = rules.planned(step.minute());
        if (planned == null || !planned.name().equals(step.name())) {
            findings.add(Invariant.I6, "step " + step.name() + " is not in the plan", row.shown());
            return;
        }
        if (!planned.reminder() && account.arrears.overdueMinor(today) == 0) {
            findings.add(Invariant.STATE, "step " + planned.name() + " while nothing is overdue", row.shown());
        }
        if (planned.reminder() && today.isAfter(step.anchor())) {
            findings.add(Invariant.STATE, "a reminder after its due date " + step.anchor(), row.shown());
        }
        Instant due = planned.dueAt(step.anchor(), facts.dayZone());
        if (row.at().isBefore(due)) {
            findings.add(Invariant.I6, "step " + planned.name() + " before its time " + due, row.shown());
        }
        if (account.isOver(step.anchor(), step.minute())) {
            findings.add(
                    Invariant.PLAN, "step " + planned.name() + " of " + step.anchor() + " is taken again", row.shown());
        }
    }

    private void daysPastDue(DaysPastDueReading reading) {
        AccountFacts account = facts.accounts.get(reading.account());
        if (account == null) {
            findings.add(Invariant.DPD, "the server knows an account that was never opened", reading.shown());
            return;
        }
        LocalDate today = facts.today(reading.at());
        int days = account.arrears.daysPastDue(today);
        long overdue = account.arrears.overdueMinor(today);
        if (days != Math.max(0, reading.daysPastDue()) || overdue != reading.overdueMinor()) {
            findings.add(
                    Invariant.DPD,
                    "expected " + days + " days past due and " + overdue + " overdue on " + today,
                    reading.shown());
        }
    }
}
