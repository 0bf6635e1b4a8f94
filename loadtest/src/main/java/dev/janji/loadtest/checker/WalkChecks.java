package dev.janji.loadtest.checker;

import dev.janji.loadtest.checker.Evidence.DebtorHistory;
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
    private final Map<LocalDate, Integer> sentByDay = new HashMap<>();

    private WalkChecks(DebtorHistory debtor, HouseRules rules, Instant end, Findings findings) {
        this.debtor = debtor;
        this.rules = rules;
        this.end = end;
        this.findings = findings;
        this.facts = new DebtorFacts(rules);
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
        DebtorFacts.Point point = facts.points.get(attempt.getContactPointId());
        if (point == null || !point.usable()) {
            findings.add(
                    Invariant.I5, "a contact to " + attempt.getContactPointId() + ", which is " + point, row.shown());
        }
        SentContact sent = byAttempt.get(attempt.getAttemptId());
        if (sent != null) {
            window(row, sent);
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
        if (step.index() >= rules.plan().size()) {
            findings.add(Invariant.I6, "step " + step.index() + " is not in the plan", row.shown());
            return;
        }
        HouseRules.PlanStep planned = rules.plan().get(step.index());
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
        if (step.index() < account.passed(step.anchor())) {
            findings.add(
                    Invariant.PLAN, "step " + planned.name() + " of " + step.anchor() + " is taken again", row.shown());
        }
    }

    private void window(JournalRow row, SentContact sent) {
        for (var zone : rules.zones(facts.zone)) {
            String closed = rules.closedAt(sent.at(), zone);
            if (!closed.isEmpty()) {
                findings.add(Invariant.I5, "a contact while " + closed, row.shown(), sent.shown());
            }
        }
        LocalDate day = facts.today(sent.at());
        long elsewhere = facts.contactsElsewhere.stream()
                .filter(each -> facts.today(each).equals(day))
                .count();
        int count = sentByDay.merge(day, 1, Integer::sum);
        if (count + elsewhere > rules.dailyCap()) {
            findings.add(
                    Invariant.I5,
                    "contact " + (count + elsewhere) + " on " + day + ", at most " + rules.dailyCap() + " are allowed",
                    row.shown(),
                    sent.shown());
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
