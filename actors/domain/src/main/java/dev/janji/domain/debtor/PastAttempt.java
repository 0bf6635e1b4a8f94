package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt that is over.
 *
 * @param answer how it closed
 * @param settlement of one in doubt; null while it is still in doubt or never was
 * @param outcome the strongest one reported; null when none was
 */
public record PastAttempt(
        Attempt attempt,
        Answer answer,
        @Nullable Settlement settlement,
        @Nullable Outcome outcome) implements PastContact {

    /** Whether it must be taken as having reached the debtor, for caps. A receipt outweighs every answer, but for one that says why it was refused. */
    public boolean countsAsMade() {
        boolean isReported = outcome != null && !(answer == Answer.REFUSED && outcome == Outcome.BOUNCED);
        return isReported || answer.countsAsMade() && settlement != Settlement.NEVER_SENT;
    }

    /** Whether it must be taken as having left, for duties: what is in doubt, or bounced, has told the debtor nothing. */
    boolean surelySent() {
        boolean sent = answer == Answer.HANDED_OVER || settlement == Settlement.SENT || outcome != null;
        return sent && outcome != Outcome.BOUNCED && outcome != Outcome.UNDELIVERED;
    }

    public boolean inDoubt() {
        return answer == Answer.IN_DOUBT && settlement == null;
    }

    @Override
    public Instant at() {
        return attempt.authorizedAt();
    }

    @Override
    public Channel channel() {
        return attempt.channel();
    }

    @Override
    public ContactPointId point() {
        return attempt.contactPoint();
    }

    @Override
    public boolean isAbout(AccountId account) {
        for (StepReference step : attempt.covers()) {
            if (step.account().equals(account)) {
                return true;
            }
        }
        return false;
    }

    @Override
    public Reach reach() {
        if (outcome == null) {
            return Reach.TRIED;
        }
        return switch (outcome) {
            // A number that bounces is not in service.
            case BUSY, BOUNCED -> Reach.NOT_CONNECTED;
            case ANSWERED -> Reach.CONVERSATION;
            case NO_ANSWER, MACHINE, UNDELIVERED, DELIVERED, READ, ABANDONED, UNKNOWN -> Reach.TRIED;
        };
    }

    PastAttempt settled(Settlement how) {
        return new PastAttempt(attempt, answer, how, outcome);
    }

    /** Keeps the stronger of two outcomes, so that receipts may come in any order; an address that is dead was never right. */
    PastAttempt with(Outcome reported) {
        return outcome != null && strength(outcome) >= strength(reported)
                ? this
                : new PastAttempt(attempt, answer, settlement, reported);
    }

    private static int strength(Outcome outcome) {
        return switch (outcome) {
            case UNKNOWN -> 0;
            case BUSY -> 1;
            case NO_ANSWER -> 2;
            case MACHINE -> 3;
            case UNDELIVERED -> 4;
            case DELIVERED -> 5;
            case READ -> 6;
            case ABANDONED -> 7;
            case ANSWERED -> 8;
            case BOUNCED -> 9;
        };
    }
}
