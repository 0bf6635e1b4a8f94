package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.Answer;
import dev.janji.protocols.journal.v1.Attempt;
import dev.janji.protocols.journal.v1.Channel;
import dev.janji.protocols.journal.v1.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * STATE, PLAN and I6 of what is done beside the plan because the debtor waits for it: a call that was promised, an answer to what was written. Written
 * from docs/conversations.md. Of one history; confined to one thread.
 */
final class WishChecks {
    /** A promise, an offer, a claim to have paid or a rest does not hold back who waits for a call. */
    private static final Set<String> NO_MATTER_FOR_CALLS = Set.of(
            SaidFacts.PROMISED_A_CALL,
            SaidFacts.WAITING_FOR_A_CALL,
            SaidFacts.WAITING_FOR_A_PAYMENT,
            DebtorFacts.RESTING);

    /** Who waits for a call may be answered in writing; who has paid rests. */
    private static final Set<String> NO_MATTER_FOR_ANSWERS =
            Set.of(SaidFacts.PROMISED_A_CALL, SaidFacts.WAITING_FOR_A_CALL);

    private static final int MOST_ANSWERS_A_DAY = 3;

    /** A desk is asked for an agent so long before the promised time. */
    private static final Duration AHEAD = Duration.ofMinutes(10);

    /** Standard answers that may have reached the debtor, each with its day. */
    private final Map<String, LocalDate> given = new HashMap<>();

    private final DebtorFacts facts;
    private final HouseRules rules;
    private final Findings findings;

    WishChecks(DebtorFacts facts, HouseRules rules, Findings findings) {
        this.facts = facts;
        this.rules = rules;
        this.findings = findings;
    }

    /** @param row any; only a contact is judged */
    void check(JournalRow row) {
        forget(row);
        if (!row.record().hasContactAuthorized()) {
            return;
        }
        boolean isCall = row.record().getContactAuthorized().getAttempt().getChannel() == Channel.CHANNEL_VOICE;
        for (JournalRow.Wish wish : row.wishes()) {
            String what = switch (wish.kind()) {
                case CALL -> "a promised call";
                case ANSWER -> "an answer";
                case QUESTION -> "a standard answer";
            };
            wrong(wish.isCall() != isCall, what + " by another channel", row);
            account(row, wish, what);
            switch (wish.kind()) {
                case CALL -> promised(row, wish);
                case ANSWER ->
                    wrong(!facts.said.isUnclear(wish.id()), "an answer to a reply that is not there, or is clear", row);
                case QUESTION -> asked(row, wish);
            }
        }
        if (row.wishes().stream().anyMatch(wish -> wish.kind() == JournalRow.Wish.Kind.QUESTION)) {
            LocalDate day = facts.today(row.at());
            given.put(row.record().getContactAuthorized().getAttempt().getAttemptId(), day);
            wrong(
                    Collections.frequency(given.values(), day) > MOST_ANSWERS_A_DAY,
                    "too many standard answers a day",
                    row);
        }
    }

    /**
     * Judges the time between two rows, in which nothing was stored: whoever waits for a call is offered to a desk, or a row says why not.
     *
     * @param before with the facts as they are after it
     * @param now of the next row, or the end
     * @param next null at the end
     */
    void between(JournalRow before, @Nullable JournalRow next, Instant now) {
        if (!rules.callsBack() || facts.open != null || facts.waitsForAgent) {
            return;
        }
        facts.said.wantedCalls(before.at(), facts.dayZone()).stream()
                .filter(wanted -> wanted.from().isBefore(wanted.until()))
                .min(Comparator.comparing(SaidFacts.Wanted::from).thenComparing(SaidFacts.Wanted::id))
                .ifPresent(wanted -> offered(wanted, before, next, now));
    }

    private void offered(SaidFacts.Wanted wanted, JournalRow before, @Nullable JournalRow next, Instant now) {
        Instant ahead = wanted.from().minus(AHEAD);
        Instant due = ahead.isBefore(before.at()) ? before.at() : ahead;
        Instant last = due.plus(rules.lateness());
        boolean isForSomething = facts.accounts.values().stream().anyMatch(account -> {
            List<String> stops = new ArrayList<>(facts.stopped(account, due));
            stops.removeAll(NO_MATTER_FOR_CALLS);
            return stops.isEmpty();
        });
        if (isForSomething && last.isBefore(now) && last.isBefore(wanted.until())) {
            findings.add(
                    Invariant.PLAN,
                    "expected the call " + wanted.id() + " to be offered to a desk at " + due
                            + ", or a word why not, but nothing was stored until " + now,
                    before.shown(),
                    next == null ? "the end" : next.shown());
        }
    }

    private void forget(JournalRow row) {
        if (row.record().hasAttemptAnswered()) {
            Answer answer = row.record().getAttemptAnswered().getAnswer();
            if (answer != Answer.ANSWER_HANDED_OVER && answer != Answer.ANSWER_IN_DOUBT) {
                given.remove(row.record().getAttemptAnswered().getAttemptId());
            }
        } else if (row.record().hasAttemptSettled()
                && row.record().getAttemptSettled().getSettlement() == Settlement.SETTLEMENT_NEVER_SENT) {
            given.remove(row.record().getAttemptSettled().getAttemptId());
        }
    }

    /** Only the debtor's own number or address, verified, is told anything, and only what was asked from there. */
    private void asked(JournalRow row, JournalRow.Wish wish) {
        SaidFacts.Question question = facts.said.question(wish.id());
        Attempt attempt = row.record().getContactAuthorized().getAttempt();
        wrong(question == null, "a standard answer to a question that nobody asked", row);
        if (question == null) {
            return;
        }
        String template = question.intent().equals("HOW_MUCH") ? "answer-how-much" : "answer-how-to-pay";
        wrong(!attempt.getTemplate().equals(template), "a standard answer to another question", row);
        wrong(!attempt.getContactPointId().equals(question.point()), "a standard answer to somewhere else", row);
        DebtorFacts.Point told = facts.points.get(question.point());
        DebtorFacts.Point point = told == null ? null : facts.said.seen(question.point(), told);
        boolean isOwn = point != null
                && point.role().equals("OWN")
                && point.verification().equals("VERIFIED");
        wrong(!isOwn, "a standard answer to who is not known to be the debtor", row);
    }

    private void account(JournalRow row, JournalRow.Wish wish, String what) {
        AccountFacts account = facts.accounts.get(wish.account());
        if (account == null) {
            wrong(true, what + " about an unknown account " + wish.account(), row);
            return;
        }
        List<String> stops = new ArrayList<>(facts.stopped(account, row.at()));
        stops.removeAll(wish.isCall() ? NO_MATTER_FOR_CALLS : NO_MATTER_FOR_ANSWERS);
        stops.forEach(reason -> wrong(true, what + " while " + reason, row));
    }

    private void promised(JournalRow row, JournalRow.Wish wish) {
        Instant from = facts.said.calledFrom(wish.id(), row.at(), facts.dayZone());
        wrong(from == null, "a promised call that nobody waits for", row);
        if (from != null && row.at().isBefore(from)) {
            findings.add(Invariant.I6, "a promised call before its time " + from, row.shown());
        }
    }

    private void wrong(boolean is, String what, JournalRow row) {
        if (is) {
            findings.add(Invariant.STATE, what, row.shown());
        }
    }
}
