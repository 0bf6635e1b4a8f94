package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.LenderEvent.ContactResult;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import dev.janji.domain.strategy.Anchor;
import dev.janji.domain.strategy.Trigger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The newest attempts and contacts, enough to judge every cap. Immutable.
 *
 * @param attempts that are over, oldest first
 * @param elsewhere contacts made outside this system, in order of arrival
 */
public record ContactHistory(List<PastAttempt> attempts, List<Elsewhere> elsewhere) {
    /** So many of each are kept. */
    public static final int KEPT = 32;

    public static final ContactHistory NONE = new ContactHistory(List.of(), List.of());

    public ContactHistory {
        attempts = List.copyOf(attempts);
        elsewhere = List.copyOf(elsewhere);
    }

    /**
     * A contact outside this system, or a call of the debtor's to our desk.
     *
     * @param account null when it was about none in particular
     * @param call names a call to our desk, as an attempt is named; null when it was outside this system
     */
    public record Elsewhere(
            Instant at,
            Channel channel,
            ContactResult result,
            @Nullable AccountId account,
            @Nullable AttemptId call) implements PastContact {
        /** One outside this system. */
        public Elsewhere(Instant at, Channel channel, ContactResult result, @Nullable AccountId account) {
            this(at, channel, result, account, null);
        }

        @Override
        public @Nullable ContactPointId point() {
            return null;
        }

        /** Whoever was reached may have talked about the debt. */
        @Override
        public Reach reach() {
            return switch (result) {
                case NOT_REACHED -> Reach.TRIED;
                case REACHED, RIGHT_PARTY -> Reach.CONVERSATION;
                case INBOUND -> Reach.INBOUND_CONVERSATION;
            };
        }

        @Override
        public boolean isAbout(AccountId other) {
            return account == null || account.equals(other);
        }
    }

    /** @return what counts of it for rules, and since when nothing of it is missing */
    public ContactRecord record() {
        List<PastContact> contacts = new ArrayList<>(attempts.size() + elsewhere.size());
        for (PastAttempt past : attempts) {
            if (past.countsAsMade()) {
                contacts.add(past);
            }
        }
        contacts.addAll(elsewhere);
        return new ContactRecord(contacts, completeSince());
    }

    private @Nullable Instant completeSince() {
        Instant since = null;
        if (attempts.size() >= KEPT) {
            since = attempts.get(0).attempt().authorizedAt();
        }
        if (elsewhere.size() >= KEPT) {
            Instant first = Collections.min(elsewhere, Comparator.comparing(Elsewhere::at))
                    .at();
            since = since == null || first.isAfter(since) ? first : since;
        }
        return since;
    }

    /** Whether a message of this due date surely reached the debtor on or before it. A doubt is a no. */
    boolean remindedOf(AccountId account, LocalDate dueDate, ZoneId zone) {
        for (PastAttempt past : attempts) {
            for (StepReference step : past.attempt().covers()) {
                if (step.from().trigger() == Trigger.DUE_DATE
                        && step.anchor().equals(dueDate)
                        && step.account().equals(account)
                        && step.isOfPlan()
                        && past.surelySent()
                        && !LocalDate.ofInstant(past.attempt().authorizedAt(), zone)
                                .isAfter(dueDate)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** @return the attempts that were made for a step, oldest first */
    List<PastAttempt> madeFor(AccountId account, Anchor from, int minute) {
        List<PastAttempt> made = new ArrayList<>(0);
        for (PastAttempt past : attempts) {
            for (StepReference step : past.attempt().covers()) {
                if (step.minute() == minute
                        && step.account().equals(account)
                        && step.from().equals(from)
                        && past.countsAsMade()) {
                    made.add(past);
                }
            }
        }
        return made;
    }

    /** @return the newest call that somebody answered and no agent was there for; null when none is remembered */
    @Nullable
    PastAttempt lastAbandoned() {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (attempts.get(i).outcome() == Outcome.ABANDONED) {
                return attempts.get(i);
            }
        }
        return null;
    }

    /** @return how many attempts for a step the house took back in time: they reached nobody, for no reason of the step's */
    int withdrawnFor(AccountId account, Anchor from, int minute) {
        int withdrawn = 0;
        for (PastAttempt past : attempts) {
            for (StepReference step : past.attempt().covers()) {
                // The first step of an account is the one that is tried.
                if (step.account().equals(account)) {
                    boolean tried = step.minute() == minute && step.from().equals(from);
                    withdrawn += tried && past.answer() == Answer.WITHDRAWN && !past.countsAsMade() ? 1 : 0;
                    break;
                }
            }
        }
        return withdrawn;
    }

    /**
     * @param word when the debtor last talked in a conversation or wrote
     * @return how many attempts of ours were made since then and since anybody last talked with the debtor, of those that are remembered
     */
    int madeSinceTalk(Instant word) {
        Instant talk = word;
        for (Elsewhere contact : elsewhere) {
            talk = contact.reach() != Reach.TRIED && contact.at().isAfter(talk) ? contact.at() : talk;
        }
        for (PastAttempt past : attempts) {
            talk = past.reach() == Reach.CONVERSATION && past.at().isAfter(talk) ? past.at() : talk;
        }
        int made = 0;
        for (PastAttempt past : attempts) {
            made += past.countsAsMade() && past.at().isAfter(talk) ? 1 : 0;
        }
        return made;
    }

    /** @return the attempt, or null when it is not among the newest */
    public @Nullable PastAttempt find(AttemptId id) {
        for (int i = attempts.size() - 1; i >= 0; i--) {
            if (attempts.get(i).attempt().id().equals(id)) {
                return attempts.get(i);
            }
        }
        return null;
    }

    /** @return the debtor's own call of this name, or null when it is not among the newest */
    @Nullable
    Elsewhere call(AttemptId id) {
        for (Elsewhere contact : elsewhere) {
            if (id.equals(contact.call())) {
                return contact;
            }
        }
        return null;
    }

    public List<PastAttempt> inDoubt() {
        List<PastAttempt> found = List.of();
        for (PastAttempt past : attempts) {
            if (past.inDoubt()) {
                found = found.isEmpty() ? new ArrayList<>() : found;
                found.add(past);
            }
        }
        return found;
    }

    /** When there are too many, the oldest that counts for nothing makes room, else the oldest. */
    ContactHistory with(PastAttempt past) {
        List<PastAttempt> next = new ArrayList<>(attempts);
        if (next.size() >= KEPT) {
            int least = 0;
            while (least < next.size() && next.get(least).countsAsMade()) {
                least++;
            }
            next.remove(least < next.size() ? least : 0);
        }
        next.add(past);
        return new ContactHistory(next, elsewhere);
    }

    /** When there are too many, that of the earliest instant makes room: history may come late. */
    ContactHistory with(Elsewhere contact) {
        List<Elsewhere> next = new ArrayList<>(elsewhere);
        next.add(contact);
        if (next.size() > KEPT) {
            next.remove(Collections.min(next, Comparator.comparing(Elsewhere::at)));
        }
        return new ContactHistory(attempts, next);
    }

    ContactHistory changed(AttemptId id, UnaryOperator<PastAttempt> change) {
        List<PastAttempt> changed = new ArrayList<>(attempts);
        changed.replaceAll(past -> past.attempt().id().equals(id) ? change.apply(past) : past);
        return new ContactHistory(changed, elsewhere);
    }
}
