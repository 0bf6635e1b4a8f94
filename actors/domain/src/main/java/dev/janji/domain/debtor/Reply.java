package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.HashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the debtor wrote, as it stands. Immutable.
 *
 * @param at when it was written
 * @param point that it came from; null when it is not known
 * @param accounts that it is about; empty: all of them
 * @param payBy the day of {@code WILL_PAY}
 * @param ended whether the lender has told the end of what it does to a contact point, a channel, or as a wish to be called; of one that
 *     nobody can say the meaning of, whether a person has taken it up; of a question, whether it was answered
 * @param resolved accounts of which the lender has resolved what was disputed in it
 * @param notBefore nobody is asked to answer it before; null when nothing speaks against it
 * @param callAt when {@code CALL_ME} wants to be called, by the debtor's clock; null when the sooner the better
 */
public record Reply(
        ReplyId id,
        Instant at,
        Channel channel,
        @Nullable ContactPointId point,
        Set<AccountId> accounts,
        Intent intent,
        @Nullable LocalDate payBy,
        boolean ended,
        Set<AccountId> resolved,
        @Nullable Instant notBefore,
        @Nullable LocalDateTime callAt) {
    public Reply {
        accounts = Set.copyOf(accounts);
        resolved = Set.copyOf(resolved);
    }

    /** That waits for nothing, and names no time. */
    public Reply(
            ReplyId id,
            Instant at,
            Channel channel,
            @Nullable ContactPointId point,
            Set<AccountId> accounts,
            Intent intent,
            @Nullable LocalDate payBy,
            boolean ended,
            Set<AccountId> resolved) {
        this(id, at, channel, point, accounts, intent, payBy, ended, resolved, null, null);
    }

    boolean isAbout(AccountId account) {
        return accounts.isEmpty() || accounts.contains(account);
    }

    boolean marksPoint() {
        return !ended && intent == Intent.WRONG_PERSON;
    }

    /** Whether nothing may go there: the number or address that it came from; all of its channel when that is not known. */
    boolean optsOut(ContactPoint other) {
        return !ended
                && intent == Intent.STOP
                && (point == null ? channel == other.channel() : point.equals(other.id()));
    }

    boolean disputes(AccountId account) {
        return intent == Intent.DISPUTE && isAbout(account) && !resolved.contains(account);
    }

    boolean wantsCall() {
        return !ended && intent == Intent.CALL_ME;
    }

    /** When the call that it asks for may be made: never before it was written. */
    Instant callFrom(ZoneId zone) {
        Instant named = callAt == null ? at : callAt.atZone(zone).toInstant();
        return named.isAfter(at) ? named : at;
    }

    /** Whether a person has to read it, and nobody has. */
    boolean isUnclear() {
        return !ended && intent == Intent.OTHER;
    }

    /** Whether the books can answer it, and nobody has. */
    boolean isQuestion() {
        return !ended && intent.isQuestion();
    }

    /** Whether it waits to be read or answered, by whomever. */
    boolean isUnread() {
        return isUnclear() || isQuestion();
    }

    /** Whether the other one asks the same from the same place. */
    boolean asksLike(Reply other) {
        return intent == other.intent && channel == other.channel && Objects.equals(point, other.point);
    }

    /** Whether it was written after the other one; of two of the same instant one is, whichever came first. */
    boolean isAfter(Reply other) {
        return at.equals(other.at) ? id.value().compareTo(other.id.value()) > 0 : at.isAfter(other.at);
    }

    /** Whether it must be remembered for what it does, and not only because it is new. */
    boolean hasEffect() {
        return switch (intent) {
            case STOP, WRONG_PERSON, CALL_ME -> !ended;
            case DISPUTE -> accounts.isEmpty() || !resolved.containsAll(accounts);
            case PAID, WILL_PAY, OTHER, HOW_MUCH, HOW_TO_PAY -> false;
        };
    }

    Reply over() {
        return new Reply(id, at, channel, point, accounts, intent, payBy, true, resolved, notBefore, callAt);
    }

    /** Its answer was taken back: it is asked again. */
    Reply askedAgain() {
        return new Reply(id, at, channel, point, accounts, intent, payBy, false, resolved, notBefore, callAt);
    }

    /** The books may not answer it: from now on a person must. */
    Reply forPerson() {
        return new Reply(id, at, channel, point, accounts, Intent.OTHER, payBy, false, resolved, null, callAt);
    }

    /** Nobody is asked to answer it before {@code until}, nor before what was said earlier. */
    Reply waiting(Instant until) {
        Instant later = notBefore != null && notBefore.isAfter(until) ? notBefore : until;
        return new Reply(id, at, channel, point, accounts, intent, payBy, ended, resolved, later, callAt);
    }

    Reply resolved(AccountId account) {
        Set<AccountId> all = new HashSet<>(resolved);
        all.add(account);
        return new Reply(id, at, channel, point, accounts, intent, payBy, ended, all, notBefore, callAt);
    }
}
