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
 * STATE, AGREED, OFFER, PERSON, RESPITE, SEGMENT, PLAN, I5, I6 and DPD: walks one history from its first row to its last with the checker's own fold beside it. Confined to one
 * thread.
 */
final class WalkChecks {
    private final DebtorHistory debtor;
    private final HouseRules rules;
    private final Instant end;
    private final Findings findings;
    private final DebtorFacts facts;
    private final Persons persons;
    private final Map<String, LenderFact> byEvent;
    private final Map<String, SentContact> byAttempt = new HashMap<>();
    private final ContactsAsProposed proposals;
    private final SegmentChecks segments;
    private final StepChecks steps;
    private final WishChecks wishes;
    private final ArrangementChecks arrangements;
    private final OfferChecks offers;
    private final RespiteChecks respites;
    private boolean otherVersion;

    private WalkChecks(
            DebtorHistory debtor, Persons persons, HouseRules rules, StopLog stops, Instant end, Findings findings) {
        this.persons = persons;
        this.debtor = debtor;
        this.rules = rules;
        this.end = end;
        this.findings = findings;
        this.facts = new DebtorFacts(rules, stops);
        this.proposals = new ContactsAsProposed(rules);
        this.segments = new SegmentChecks(facts, rules, findings);
        this.steps = new StepChecks(facts, rules, findings);
        this.wishes = new WishChecks(facts, rules, findings);
        this.arrangements = new ArrangementChecks(facts, rules, findings);
        this.offers = new OfferChecks(facts, rules, findings);
        this.respites = new RespiteChecks(facts, findings);
        this.byEvent = debtor.told();
        debtor.sent().forEach(sent -> byAttempt.putIfAbsent(sent.attempt(), sent));
    }

    /** @return the debtor's arm of the strategy's split; empty when the journal names none */
    static String check(
            DebtorHistory debtor, Persons persons, HouseRules rules, StopLog stops, Instant end, Findings findings) {
        WalkChecks walk = new WalkChecks(debtor, persons, rules, stops, end, findings);
        walk.walk();
        return walk.facts.arm;
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
            facts.lookAt(row.at());
            version(row);
            if (row.record().hasArrangementSettled()) {
                arrangements.settled(row);
            }
            if (row.record().hasOfferSettled()) {
                offers.settled(row);
            }
            if (row.record().hasSegmentEntered()) {
                segments.entered(row);
            }
            steps.check(row);
            wishes.check(row);
            if (row.record().hasContactAuthorized()) {
                Attempt attempt = row.record().getContactAuthorized().getAttempt();
                respites.contacted(row, attempt, byAttempt.get(attempt.getAttemptId()));
                lawful(row, row.record().getContactAuthorized().getAttempt());
            }
            LenderFact fact = row.isLenderEvent() ? byEvent.get(row.eventId()) : null;
            respites.charged(row, fact);
            facts.apply(row, fact);
            if (row.record().getLenderEventApplied().hasOfferMade()) {
                offers.stored(row);
            }
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
        arrangements.between(before, next, now);
        offers.between(before, next, now);
        segments.between(before, next, now);
        wishes.between(before, next, now);
        PlanDemand demand = PlanDemand.of(facts, rules, before.at());
        if (demand != null && demand.at().plus(rules.lateness()).isBefore(now)) {
            findings.add(
                    Invariant.PLAN,
                    "expected " + demand.what() + " at " + demand.at() + ", but nothing was stored until " + now,
                    before.shown(),
                    next == null ? "the run ends at " + end : next.shown());
        }
    }

    /** Another version may have other segments and steps, so nothing said here of them would be right. */
    private void version(JournalRow row) {
        String version = row.strategyVersion();
        boolean names = row.record().hasSegmentEntered()
                || row.record().hasContactDeferred()
                || !row.steps().isEmpty();
        if (names && !otherVersion && !version.equals(rules.plan().version())) {
            otherVersion = true;
            findings.add(
                    Invariant.SEGMENT,
                    "worked by strategy '" + version + "', but the checker knows only "
                            + rules.plan().version(),
                    row.shown());
        }
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
        deliverable(contact, row, sent);
        List<Instant> instants = sent == null ? List.of(row.at()) : List.of(row.at(), sent.at());
        if (isLawful(Invariant.I5, "", contact, instants, row, sent)) {
            List<ProposedContact.Past> others = persons.othersOf(debtor.key(), row);
            String with = " with " + others.size() + " contacts that the same person had as another debtor";
            isLawful(Invariant.PERSON, with, contact.and(others), instants, row, sent);
        }
        if (sent != null) {
            proposals.reached(facts, attempt, sent);
        }
    }

    /** What a provider keeps for a telephone that is off may come up to the last instant of which it was told. */
    private void deliverable(ProposedContact contact, JournalRow row, @Nullable SentContact sent) {
        if (sent != null && sent.deliverUntil() != null) {
            isLawful(
                    Invariant.I7,
                    " by a provider that may deliver until then",
                    contact,
                    List.of(sent.deliverUntil().minusMillis(1)),
                    row,
                    sent);
        }
    }

    private boolean isLawful(
            Invariant invariant,
            String with,
            ProposedContact contact,
            List<Instant> instants,
            JournalRow row,
            @Nullable SentContact sent) {
        for (Instant at : instants) {
            Judgement judgement = PlainRules.judge(contact, at);
            if (judgement.kind() != Judgement.Kind.ALLOWED) {
                findings.add(
                        invariant,
                        "a contact at " + at + " against " + String.join(", ", judgement.ids()) + with,
                        row.shown(),
                        sent == null ? "it never reached a provider" : sent.shown());
                return false;
            }
        }
        return true;
    }

    private void daysPastDue(DaysPastDueReading reading) {
        AccountFacts account = facts.accounts.get(reading.account());
        if (account == null) {
            findings.add(Invariant.DPD, "the server knows an account that was never opened", reading.shown());
            return;
        }
        LocalDate today = facts.today(reading.at());
        facts.lookAt(reading.at());
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
