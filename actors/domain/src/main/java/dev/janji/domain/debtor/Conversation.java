package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.lender.ConversationEvent.Direction;
import dev.janji.domain.lender.ConversationEvent.Reason;
import dev.janji.domain.lender.Disposition;
import dev.janji.domain.lender.EffectClass;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as it stands. Its effects follow from its disposition, so a correction is another disposition and nothing else. Immutable.
 *
 * @param at when it was held
 * @param point null when it is not known
 * @param accounts that were talked about; empty: all of them
 * @param ended whether the lender has told the end of what it does to a contact point or to the person
 * @param resolved accounts of which the lender has resolved what was disputed in it
 * @param attempt of ours that it came of, with which it is one contact; null when it is not known
 */
public record Conversation(
        ConversationId id,
        Instant at,
        Channel channel,
        Direction direction,
        @Nullable ContactPointId point,
        Set<AccountId> accounts,
        Disposition disposition,
        Reason reason,
        boolean ended,
        Set<AccountId> resolved,
        @Nullable AttemptId attempt)
        implements PastContact {
    public Conversation {
        accounts = Set.copyOf(accounts);
        resolved = Set.copyOf(resolved);
    }

    @Override
    public Reach reach() {
        if (direction == Direction.INBOUND) {
            return Reach.INBOUND_CONVERSATION;
        }
        return disposition.isTalk() ? Reach.CONVERSATION : Reach.TRIED;
    }

    @Override
    public boolean isAbout(AccountId account) {
        return accounts.isEmpty() || accounts.contains(account);
    }

    /** Whether the number or address was said to be somebody else's, and still is. */
    boolean marksPoint() {
        return !ended && disposition.has(EffectClass.NUMBER_UNCALLABLE);
    }

    /** Whether the debtor is not found by anything that is known. */
    boolean marksPerson() {
        return !ended && disposition.has(EffectClass.CONTACT_UNCALLABLE);
    }

    boolean disputes(AccountId account) {
        return disposition.has(EffectClass.DEBT_HOLD) && isAbout(account) && !resolved.contains(account);
    }

    /** @return the hold as which it stops every contact, under its own id; null when it does not */
    @Nullable
    Hold hold() {
        Hold.Kind kind = disposition.hold();
        return ended || kind == null ? null : new Hold(new HoldId(id.value()), kind, null, null);
    }

    /** Whether it must be remembered for what it does, and not only because it is new. */
    boolean hasEffect() {
        return !ended
                        && (disposition.hold() != null
                                || disposition.has(EffectClass.NUMBER_UNCALLABLE)
                                || disposition.has(EffectClass.CONTACT_UNCALLABLE))
                || disposition.has(EffectClass.DEBT_HOLD) && (accounts.isEmpty() || !resolved.containsAll(accounts));
    }

    /** The new disposition has all of its effects, whatever end of the old one's was told. */
    Conversation corrected(Disposition right, Reason why) {
        return new Conversation(id, at, channel, direction, point, accounts, right, why, false, Set.of(), attempt);
    }

    Conversation over() {
        return new Conversation(
                id, at, channel, direction, point, accounts, disposition, reason, true, resolved, attempt);
    }

    Conversation resolved(AccountId account) {
        Set<AccountId> all = new HashSet<>(resolved);
        all.add(account);
        return new Conversation(id, at, channel, direction, point, accounts, disposition, reason, ended, all, attempt);
    }
}
