package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.SegmentEntered;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** SEGMENT: a move is stored when, and only when, the facts of an account ask for it. Of one history; confined to one thread. */
final class SegmentChecks {
    private final DebtorFacts facts;
    private final HouseRules rules;
    private final Findings findings;

    SegmentChecks(DebtorFacts facts, HouseRules rules, Findings findings) {
        this.facts = facts;
        this.rules = rules;
        this.findings = findings;
    }

    /** What follows from an event is stored with it; what time alone brings, within the lateness. */
    void between(JournalRow before, @Nullable JournalRow next, Instant now) {
        boolean sameDecision = next != null && follows(next) && next.at().equals(before.at());
        if (!sameDecision && (before.isLenderEvent() || follows(before))) {
            missing(before.at(), before, next);
        }
        Instant late = now.minus(rules.lateness());
        if (late.isAfter(before.at())) {
            missing(late, before, next);
        }
    }

    private static boolean follows(JournalRow row) {
        return row.record().hasPromiseSettled()
                || row.record().hasArrangementSettled()
                || row.record().hasOfferSettled()
                || row.record().hasBucketEntered()
                || row.record().hasSegmentEntered();
    }

    private void missing(Instant at, JournalRow before, @Nullable JournalRow next) {
        for (AccountFacts account : facts.accounts.values()) {
            HousePlan.Segment asked = facts.segmentOf(account, at);
            if (asked != null && !asked.name().equals(account.segment)) {
                findings.add(
                        Invariant.SEGMENT,
                        "expected " + account.id + " to have entered segment " + asked.name() + " by " + at
                                + ", but it is in " + shown(account.segment),
                        before.shown(),
                        next == null ? "the run ends" : next.shown());
                // Said once.
                account.segment = asked.name();
            }
        }
    }

    void entered(JournalRow row) {
        SegmentEntered entered = row.record().getSegmentEntered();
        AccountFacts account = facts.accounts.get(entered.getAccountId());
        if (account == null) {
            findings.add(Invariant.SEGMENT, "a segment of an unknown account " + entered.getAccountId(), row.shown());
            return;
        }
        arm(row, entered.getArm());
        HousePlan.Segment asked = facts.segmentOf(account, row.at());
        if (asked == null || !asked.name().equals(entered.getSegment())) {
            findings.add(
                    Invariant.SEGMENT,
                    account.id + " entered segment " + entered.getSegment() + ", but its facts ask for "
                            + shown(asked == null ? null : asked.name()),
                    row.shown());
        } else if (entered.getSegment().equals(account.segment)) {
            findings.add(Invariant.SEGMENT, account.id + " entered a segment that it was in", row.shown());
        }
        if (!entered.getFrom().equals(account.segment == null ? "" : account.segment)) {
            findings.add(
                    Invariant.SEGMENT,
                    account.id + " left segment " + entered.getFrom() + ", but it was in " + shown(account.segment),
                    row.shown());
        }
    }

    private void arm(JournalRow row, String arm) {
        boolean known = rules.plan().arms().isEmpty()
                ? arm.isEmpty()
                : rules.plan().arms().containsKey(arm);
        if (!known) {
            findings.add(Invariant.SEGMENT, "arm '" + arm + "' is none of the strategy's", row.shown());
        }
        if (facts.arm.isEmpty()) {
            facts.arm = arm;
        } else if (!facts.arm.equals(arm)) {
            findings.add(Invariant.SEGMENT, "the debtor's arm was " + facts.arm + " and is " + arm, row.shown());
        }
    }

    private static String shown(@Nullable String segment) {
        return segment == null ? "none" : segment;
    }
}
