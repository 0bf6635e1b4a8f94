package dev.janji.loadtest.checker;

import dev.janji.loadtest.checker.Evidence.DebtorHistory;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.LeadKind;
import dev.janji.protocols.journal.v1.LeadResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * LEAD: nobody is called but for a lead that waits, one call each; nobody begins to talk after something that stops contacts unless the desk was
 * asked; every lead ends. Of one history; confined to one thread.
 */
final class LeadChecks {
    /** So long a call rings at most, then the desk is asked, and after so long without an answer the lead is over. */
    private static final Duration RING_AND_ANSWER = Duration.ofMinutes(6);

    private final Findings findings;
    private final Set<Long> stops = new HashSet<>();
    private @Nullable JournalRow lead;
    private @Nullable Attempt call;
    private @Nullable JournalRow unasked;
    private boolean talks;

    /** Whether the debtor called us: then nobody has to be called. */
    private boolean isInbound;

    /** Whether it is answered in writing: then nobody is called either. */
    private boolean isWritten;

    private LeadChecks(DebtorHistory debtor, Findings findings) {
        this.findings = findings;
        for (LenderFact fact : debtor.facts()) {
            if (fact.accepted() && fact.stops()) {
                stops.add(fact.sequenceNumber());
            }
        }
    }

    static void check(DebtorHistory debtor, HouseRules rules, Instant end, Findings findings) {
        LeadChecks checks = new LeadChecks(debtor, findings);
        debtor.rows().forEach(checks::row);
        checks.over(rules, end);
    }

    private void row(JournalRow row) {
        if (row.isLenderEvent() && call != null && !talks && stops.contains(row.sequenceNumber())) {
            unasked = row;
        }
        switch (row.record().getEventCase()) {
            case LEAD_OFFERED -> {
                wrong(lead != null, "two leads are open at once", row);
                begin(row);
            }
            case CONTACT_AUTHORIZED -> authorized(row);
            case TALK_BEGAN -> {
                boolean called =
                        isOpen(row.record().getTalkBegan().getLeadId()) && (call != null || isInbound || isWritten);
                wrong(!called, "somebody talks for a lead that was not called", row);
                JournalRow before = unasked;
                if (before != null) {
                    findings.add(
                            Invariant.LEAD,
                            "a talk begins after " + before.kind() + ", and the desk was not asked",
                            before.shown(),
                            row.shown());
                }
                talks = true;
            }
            case LEAD_RECALLED -> {
                wrong(!isOpen(row.record().getLeadRecalled().getLeadId()), "a lead is recalled that is not open", row);
                unasked = null;
            }
            case LEAD_CLOSED -> closed(row);
            default -> {}
        }
    }

    private void begin(JournalRow row) {
        lead = row;
        call = null;
        unasked = null;
        talks = false;
        isInbound = row.record().getLeadOffered().getKind() == LeadKind.LEAD_KIND_INBOUND;
        isWritten = row.record().getLeadOffered().getKind() == LeadKind.LEAD_KIND_WRITTEN;
    }

    private boolean isOpen(String id) {
        return lead != null && lead.record().getLeadOffered().getLeadId().equals(id);
    }

    private void authorized(JournalRow row) {
        Attempt attempt = row.record().getContactAuthorized().getAttempt();
        JournalRow open = lead;
        if (attempt.getChannel() != Channel.CHANNEL_VOICE) {
            wrong(open != null && !(isWritten && talks), "a message is sent while a lead is open", row);
            return;
        }
        wrong(open == null || call != null, "a call is made for no lead that waits", row);
        wrong(open != null && isInbound, "a call is made to a debtor who is on the line", row);
        wrong(open != null && isWritten, "a call is made for a lead that is answered in writing", row);
        wrong(
                open != null
                        && !row.at()
                                .isBefore(JournalRow.instant(
                                        open.record().getLeadOffered().getUntil())),
                "a call is made after the time of its lead",
                row);
        call = attempt;
    }

    private void closed(JournalRow row) {
        var closed = row.record().getLeadClosed();
        wrong(!isOpen(closed.getLeadId()), "a lead ends that is not open", row);
        boolean nobodyCalled = closed.getResult() == LeadResult.LEAD_RESULT_RETURNED
                || closed.getResult() == LeadResult.LEAD_RESULT_RECALLED;
        boolean gaveUp = isInbound && closed.getResult() == LeadResult.LEAD_RESULT_ABANDONED;
        boolean tookUp = (isInbound || isWritten) && talks;
        wrong(call == null && !nobodyCalled && !gaveUp && !tookUp, "a lead ends as called that was not", row);
        isInbound = false;
        isWritten = false;
        lead = null;
        call = null;
        unasked = null;
        talks = false;
    }

    private void over(HouseRules rules, Instant end) {
        JournalRow open = lead;
        if (open == null || talks) {
            return;
        }
        Attempt made = call;
        Instant last = made == null
                ? JournalRow.instant(open.record().getLeadOffered().getUntil())
                : JournalRow.instant(made.getValidUntil()).plus(RING_AND_ANSWER);
        wrong(last.plus(rules.lateness()).isBefore(end), "a lead never ends", open);
    }

    private void wrong(boolean is, String what, JournalRow row) {
        if (is) {
            findings.add(Invariant.LEAD, what, row.shown());
        }
    }
}
