package dev.janji.loadtest.checker;

import dev.janji.protocols.journal.v1.Channel;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * STATE and I6 of what is done beside the plan because the debtor waits for it: a call that was promised, an answer to what was written. Written
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

    private final DebtorFacts facts;
    private final Findings findings;

    WishChecks(DebtorFacts facts, Findings findings) {
        this.facts = facts;
        this.findings = findings;
    }

    /** @param row any; only a contact is judged */
    void check(JournalRow row) {
        if (!row.record().hasContactAuthorized()) {
            return;
        }
        boolean isCall = row.record().getContactAuthorized().getAttempt().getChannel() == Channel.CHANNEL_VOICE;
        for (JournalRow.Wish wish : row.wishes()) {
            String what = wish.isCall() ? "a promised call" : "an answer";
            wrong(wish.isCall() != isCall, what + " by another channel", row);
            account(row, wish, what);
            if (wish.isCall()) {
                promised(row, wish);
            } else {
                wrong(!facts.said.isUnclear(wish.id()), "an answer to a reply that is not there, or is clear", row);
            }
        }
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
