package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.Receiver;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * STATE, OFFER, SEGMENT, PLAN and I6 of the steps that a decision takes: a contact, a refusal of one, a hand-over. Of one history; confined to one
 * thread.
 */
final class StepChecks {
    private final DebtorFacts facts;
    private final HouseRules rules;
    private final Findings findings;

    StepChecks(DebtorFacts facts, HouseRules rules, Findings findings) {
        this.facts = facts;
        this.rules = rules;
        this.findings = findings;
    }

    /** @param row any; a deferral decides nothing yet */
    void check(JournalRow row) {
        if (row.record().hasContactDeferred()) {
            return;
        }
        Map<String, List<JournalRow.StepTaken>> byAccount = row.steps().stream()
                .collect(Collectors.groupingBy(JournalRow.StepTaken::account, LinkedHashMap::new, Collectors.toList()));
        byAccount.forEach((id, taken) -> {
            AccountFacts account = facts.accounts.get(id);
            if (account == null) {
                findings.add(Invariant.STATE, word(row) + " about an unknown account " + id, row.shown());
                return;
            }
            account(row, account, taken);
        });
        if (row.record().hasAccountHandedOver()) {
            handedOver(row);
        }
    }

    private void account(JournalRow row, AccountFacts account, List<JournalRow.StepTaken> taken) {
        Instant at = row.at();
        List<String> stops = facts.stopped(account, at);
        stops.forEach(reason -> findings.add(Invariant.STATE, word(row) + " while " + reason, row.shown()));
        boolean good = stops.isEmpty();
        for (JournalRow.StepTaken step : taken) {
            good &= step(row, account, step);
        }
        if (!good) {
            return;
        }
        List<Agenda.Entry> expected = new Agenda(facts, account, rules, at).taken();
        Set<String> due = expected.stream()
                .map(entry -> entry.anchor() + "/" + entry.step().minute())
                .collect(Collectors.toSet());
        Set<String> done = taken.stream()
                .map(step -> step.anchor() + "/" + step.minute())
                .collect(Collectors.toCollection(HashSet::new));
        if (!due.equals(done)) {
            findings.add(
                    Invariant.PLAN,
                    "expected " + word(row) + " for "
                            + expected.stream()
                                    .map(entry -> entry.step().name())
                                    .toList() + " of " + account.id + ", but it is for "
                            + taken.stream().map(JournalRow.StepTaken::name).toList(),
                    row.shown());
        }
    }

    /** @return whether nothing is wrong with this step alone */
    private boolean step(JournalRow row, AccountFacts account, JournalRow.StepTaken step) {
        HousePlan.Trigger trigger = step.anchor().trigger();
        LocalDate today = facts.today(row.at());
        if (account.promised(today, rules) && trigger != HousePlan.Trigger.PROMISE) {
            return wrong(row, Invariant.STATE, word(row) + " while promised");
        }
        Instant considered = account.offer.consideredUntil(facts.dayZone(), rules.considerationDays());
        if (row.at().isBefore(considered)) {
            return wrong(
                    row,
                    Invariant.OFFER,
                    word(row) + " while offer " + account.offer.id() + " is considered until " + considered);
        }
        HousePlan.Segment segment = facts.segmentOf(account, row.at());
        HousePlan.Anchor anchor = facts.anchor(account, trigger, row.at());
        if (anchor == null || !step.anchor().equals(anchor)) {
            return wrong(
                    row,
                    Invariant.STATE,
                    word(row) + " counted from " + trigger + " " + step.anchor().date() + " while that day is "
                            + (anchor == null ? "none" : anchor.date()));
        }
        HousePlan.Step planned = segment == null ? null : segment.find(trigger, step.minute());
        if (segment != null && planned == null && rules.plan().anywhere(trigger, step.minute()) != null) {
            return wrong(row, Invariant.SEGMENT, "step " + step.name() + " is not of segment " + segment.name());
        }
        if (segment != null && (planned == null || !planned.name().equals(step.name()))) {
            return wrong(row, Invariant.I6, "step " + step.name() + " is not in the plan");
        }
        if (planned == null) {
            return false;
        }
        if (planned.handsOver() != row.record().hasAccountHandedOver()) {
            return wrong(row, Invariant.PLAN, "step " + step.name() + " by " + word(row));
        }
        boolean collects = trigger != HousePlan.Trigger.PROMISE && trigger != HousePlan.Trigger.PAYMENT_REVERSED;
        if (collects && !planned.reminds() && account.arrears.overdueMinor(today) == 0) {
            return wrong(row, Invariant.STATE, "step " + step.name() + " while nothing is overdue");
        }
        if (account.remindsTooEarly(planned, anchor, facts.dayZone())) {
            return wrong(row, Invariant.STATE, "step " + step.name() + " of a promise that was made after its time");
        }
        if (planned.isGone(anchor.date(), today)) {
            return wrong(row, Invariant.STATE, "step " + step.name() + " of " + anchor.date() + " after its day");
        }
        Instant due = account.dueAt(planned, anchor, facts.dayZone());
        if (due == null || row.at().isBefore(due)) {
            return wrong(row, Invariant.I6, "step " + step.name() + " before its time " + due);
        }
        if (account.isOver(anchor, step.minute())) {
            return wrong(row, Invariant.PLAN, "step " + step.name() + " of " + anchor.date() + " is taken again");
        }
        return true;
    }

    private void handedOver(JournalRow row) {
        var given = row.record().getAccountHandedOver();
        AccountFacts account = facts.accounts.get(given.getStep().getAccountId());
        if (given.getTo() != Receiver.RECEIVER_LEGAL) {
            wrong(row, Invariant.PLAN, "a hand-over to " + given.getTo());
        }
        LocalDate oldest = account == null ? null : account.arrears.oldestUnpaid();
        if (!LocalDate.ofEpochDay(given.getDueDay()).equals(oldest)) {
            wrong(
                    row,
                    Invariant.STATE,
                    "a hand-over for " + LocalDate.ofEpochDay(given.getDueDay())
                            + " while the oldest unpaid due date is " + oldest);
        }
    }

    private boolean wrong(JournalRow row, Invariant invariant, String what) {
        findings.add(invariant, what, row.shown());
        return false;
    }

    private static String word(JournalRow row) {
        return row.record().hasAccountHandedOver()
                ? "a hand-over"
                : row.record().hasContactRefused() ? "a refusal" : "a contact";
    }
}
