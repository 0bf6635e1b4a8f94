package dev.janji.loadtest.checker;

import dev.janji.loadtest.checker.Evidence.DebtorHistory;
import dev.janji.protocols.journal.v1.LeadKind;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** I1, I2, the answers, and the gapless half of I7: what became of each event that the lender sent. Stateless. */
final class EventChecks {
    private EventChecks() {}

    static void check(DebtorHistory debtor, Findings findings) {
        Map<Long, JournalRow> bySequence = new HashMap<>();
        Map<String, JournalRow> byEvent = new HashMap<>();
        Map<String, JournalRow> byPayment = new HashMap<>();
        for (JournalRow row : debtor.rows()) {
            bySequence.put(row.sequenceNumber(), row);
            if (row.isLenderEvent()) {
                twice(byEvent.put(row.eventId(), row), row, "event " + row.eventId(), findings);
                if (!row.payment().isEmpty()) {
                    twice(byPayment.put(row.payment(), row), row, "payment " + row.payment(), findings);
                }
            }
        }
        Set<String> sent = new HashSet<>();
        Set<String> accepted = new HashSet<>();
        debtor.facts().forEach(fact -> {
            sent.add(fact.eventId());
            if (fact.accepted()) {
                accepted.add(fact.eventId());
            }
        });
        for (LenderFact fact : debtor.facts()) {
            answer(fact, findings);
            if (fact.accepted()) {
                stored(fact, bySequence, byEvent, findings);
            } else if (fact.answer().equals("rejected") && !accepted.contains(fact.eventId())) {
                JournalRow row = byEvent.get(fact.eventId());
                if (row != null) {
                    findings.add(
                            Invariant.I1,
                            "event " + fact.eventId() + " was refused but is stored",
                            fact.shown(),
                            row.shown());
                }
            }
        }
        byEvent.forEach((id, row) -> {
            if (!sent.contains(id)) {
                findings.add(Invariant.I2, "event " + id + " is stored but its lender never sent it", row.shown());
            }
        });
        noted(debtor, findings);
        gapless(debtor, findings);
    }

    /** What a desk notes, somebody said: an agent talked with the debtor before, or the debtor is on the line and asks to be called back. */
    private static void noted(DebtorHistory debtor, Findings findings) {
        boolean talked = false;
        String onTheLine = "";
        for (JournalRow row : debtor.rows()) {
            talked |= row.record().hasTalkBegan();
            if (row.record().hasLeadOffered()
                    && row.record().getLeadOffered().getKind() == LeadKind.LEAD_KIND_INBOUND) {
                onTheLine = row.record().getLeadOffered().getLeadId();
            } else if (row.record().hasLeadClosed()
                    && row.record().getLeadClosed().getLeadId().equals(onTheLine)) {
                onTheLine = "";
            }
            boolean isWish =
                    !onTheLine.isEmpty() && row.record().getLenderEventApplied().hasCallbackRequested();
            if (DeskFacts.isOfDesk(row) && !talked && !isWish) {
                findings.add(
                        Invariant.I2,
                        "event " + row.eventId() + " is of a desk, but no agent had talked with the debtor",
                        row.shown());
            }
        }
    }

    private static void twice(@Nullable JournalRow first, JournalRow second, String what, Findings findings) {
        if (first != null) {
            findings.add(Invariant.I2, what + " is applied twice", first.shown(), second.shown());
        }
    }

    /** A refusal that nobody could expect, or an acceptance of what must be refused. */
    private static void answer(LenderFact fact, Findings findings) {
        String expected = fact.text("expected");
        boolean again = fact.line().path("sends").asInt() > 1;
        boolean right = fact.answer().equals("none")
                || expected.isEmpty()
                || (fact.accepted()
                        ? expected.equals("duplicate") && fact.duplicate()
                                || expected.equals("accepted") && (!fact.duplicate() || again)
                        : expected.equals(fact.text("reason")));
        if (!right) {
            findings.add(Invariant.ANSWERS, "expected " + expected + " for event " + fact.eventId(), fact.shown());
        }
    }

    private static void stored(
            LenderFact fact, Map<Long, JournalRow> bySequence, Map<String, JournalRow> byEvent, Findings findings) {
        JournalRow row = bySequence.get(fact.sequenceNumber());
        if (row == null) {
            findings.add(
                    Invariant.I1,
                    "event " + fact.eventId() + " was acknowledged at " + fact.sequenceNumber()
                            + " but the journal has no such row",
                    fact.shown());
            return;
        }
        boolean same = row.eventId().equals(fact.eventId());
        String payment = fact.text("account") + "/" + fact.text("paymentId");
        boolean samePayment = fact.duplicate()
                && fact.line().has("paymentId")
                && row.payment().equals(payment);
        if (!same && !samePayment) {
            JournalRow own = byEvent.get(fact.eventId());
            findings.add(
                    Invariant.I1,
                    "event " + fact.eventId() + " was acknowledged at " + fact.sequenceNumber()
                            + " but another stands there",
                    fact.shown(),
                    row.shown(),
                    own == null ? "journal  has no row of this event" : own.shown());
        } else if (same
                && fact.line().has("amountMinor")
                && !fact.line().path("amountMinor").isNull()) {
            amount(fact, row, findings);
        }
    }

    private static void amount(LenderFact fact, JournalRow row, Findings findings) {
        var event = row.record().getLenderEventApplied();
        long stored = switch (event.getEventCase()) {
            case PAYMENT_RECEIVED -> event.getPaymentReceived().getAmount().getMinor();
            case BALANCE_ADJUSTED -> event.getBalanceAdjusted().getAmount().getMinor();
            case ACCOUNT_OPENED -> event.getAccountOpened().getOpeningBalance().getMinor();
            case CHARGE_POSTED -> event.getChargePosted().getAmount().getMinor();
            case PROMISE_RECORDED -> event.getPromiseRecorded().getAmount().getMinor();
            default -> fact.line().path("amountMinor").asLong();
        };
        if (stored != fact.line().path("amountMinor").asLong()) {
            findings.add(
                    Invariant.I1,
                    "event " + fact.eventId() + " is stored with amount " + stored,
                    fact.shown(),
                    row.shown());
        }
    }

    private static void gapless(DebtorHistory debtor, Findings findings) {
        long expected = 1;
        Set<String> left = new HashSet<>();
        String writer = "";
        JournalRow before = null;
        for (JournalRow row : debtor.rows()) {
            if (row.sequenceNumber() != expected) {
                findings.add(
                        Invariant.I7,
                        "expected row " + expected + " next, but found " + row.sequenceNumber(),
                        before == null ? "journal  begins here" : before.shown(),
                        row.shown());
                expected = row.sequenceNumber();
            }
            if (row.record().getSequenceNumber() != row.sequenceNumber()) {
                findings.add(
                        Invariant.I7,
                        "the record in row " + row.sequenceNumber() + " says it is "
                                + row.record().getSequenceNumber(),
                        row.shown());
            }
            if (!row.writer().equals(writer)) {
                left.add(writer);
                writer = row.writer();
                if (before != null && left.contains(writer)) {
                    findings.add(
                            Invariant.I7,
                            "writer " + writer + " writes again after another one",
                            before.shown(),
                            row.shown());
                }
            }
            before = row;
            expected++;
        }
    }
}
