package dev.janji.domain.debtor;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.policy.ContactRecord;
import dev.janji.domain.policy.ContactRecord.PastContact;
import dev.janji.domain.policy.ContactRecord.Reach;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What the debtor and we said to each other, as far as it matters now. What it does to the plan is derived from it and kept nowhere else.
 * Immutable.
 *
 * @param conversations the newest, and every one that does something; in order of arrival
 * @param replies the newest, and every one that does something; in order of arrival
 * @param callbacks that were not closed
 * @param complaints that were not closed
 * @param deadPoints numbers and addresses that refused for good
 * @param completeSince after it no conversation is missing; null when none is missing at all
 * @param closed callbacks and complaints that are over; null while none is
 */
public record Dialogue(
        List<Conversation> conversations,
        List<Reply> replies,
        List<Callback> callbacks,
        List<Complaint> complaints,
        List<DeadPoint> deadPoints,
        @Nullable Instant completeSince,
        @Nullable ClosedIds closed) {
    /** So many conversations, and so many replies, are kept though they do nothing. */
    public static final int KEPT = 32;

    /** More of one kind that do something, or are open, are refused. */
    public static final int MOST = 200;

    public static final Dialogue NONE = new Dialogue(List.of(), List.of(), List.of(), List.of(), List.of(), null, null);

    public Dialogue {
        conversations = List.copyOf(conversations);
        replies = List.copyOf(replies);
        callbacks = List.copyOf(callbacks);
        complaints = List.copyOf(complaints);
        deadPoints = List.copyOf(deadPoints);
    }

    /** A number or address that refused for good. @param since when that was reported */
    public record DeadPoint(ContactPointId point, Instant since) {}

    /** Whether nobody said anything that is remembered. */
    boolean isSilent() {
        return conversations.isEmpty() && replies.isEmpty() && callbacks.isEmpty() && complaints.isEmpty();
    }

    @Nullable
    Conversation conversation(ConversationId id) {
        return first(conversations, each -> each.id().equals(id));
    }

    @Nullable
    Reply reply(ReplyId id) {
        return first(replies, each -> each.id().equals(id));
    }

    @Nullable
    Complaint complaint(ComplaintId id) {
        return first(complaints, each -> each.id().equals(id));
    }

    /** @return when the debtor last wrote on the channel of a contact point from there, or nobody knows from where; null when that is not remembered */
    @Nullable
    Instant writtenAt(ContactPoint point) {
        Instant newest = null;
        for (Reply each : replies) {
            boolean isFromThere = each.channel() == point.channel()
                    && (each.point() == null || point.id().equals(each.point()));
            if (isFromThere && (newest == null || each.at().isAfter(newest))) {
                newest = each.at();
            }
        }
        return newest;
    }

    /** Whether a callback of this id is open, or a reply that asks for a call. */
    boolean hasCallback(CallbackId id) {
        return first(callbacks, each -> each.id().equals(id)) != null || first(replies, isCallMe(id)) != null;
    }

    /** Whether a callback of this id is open or was, or a reply that asked for a call is remembered, though that call was made. */
    boolean remembersCallback(CallbackId id) {
        return hasCallback(id)
                || closed != null && closed.callbacks().contains(id)
                || first(
                                replies,
                                each -> each.intent() == Intent.CALL_ME
                                        && each.id().value().equals(id.value()))
                        != null;
    }

    /** Whether a complaint of this id is open or was. */
    boolean remembersComplaint(ComplaintId id) {
        return complaint(id) != null || closed != null && closed.complaints().contains(id);
    }

    /**
     * @param withQuestions whether a person answers questions, too
     * @return the newest reply that a person has to read and nobody has; null when none waits, or a later one says clearly what the debtor wants, which no
     *     question does
     */
    @Nullable
    Reply unclear(boolean withQuestions) {
        Instant clear = Instant.MIN;
        for (Reply each : replies) {
            boolean isClear = each.intent() != Intent.OTHER && !each.intent().isQuestion();
            clear = isClear && each.at().isAfter(clear) ? each.at() : clear;
        }
        Reply newest = null;
        for (Reply each : replies) {
            boolean isForPerson = withQuestions ? each.isUnread() : each.isUnclear();
            if (isForPerson && each.at().isAfter(clear) && (newest == null || each.isAfter(newest))) {
                newest = each;
            }
        }
        return newest;
    }

    /** A person has read what was written and not answered. */
    Dialogue takenUp() {
        return changingReplies(Reply::isUnread, Reply::over);
    }

    /** Nobody is asked before {@code until} to answer what was not. */
    Dialogue unreadWaits(Instant until) {
        return changingReplies(Reply::isUnread, each -> each.waiting(until));
    }

    /** One answer is enough for who asks the same twice. */
    Dialogue answered(ReplyId question) {
        Reply asked = reply(question);
        return asked == null ? this : changingReplies(each -> each.isQuestion() && each.asksLike(asked), Reply::over);
    }

    /** The answer to a question surely never left, and may be given again. */
    Dialogue askedAgain(ReplyId question) {
        return changingReplies(each -> each.id().equals(question), Reply::askedAgain);
    }

    /** A person must answer the question. */
    Dialogue forPerson(ReplyId question) {
        return changingReplies(each -> each.id().equals(question), Reply::forPerson);
    }

    Dialogue questionWaits(ReplyId question, Instant until) {
        return changingReplies(each -> each.id().equals(question), each -> each.waiting(until));
    }

    /** @return callbacks for which collection waits now; of a reply that asks for a call without a time from when it was written */
    public List<Callback> awaitedCallbacks(QuietTerms terms, ZoneId zone, Instant now) {
        List<Callback> awaited = new ArrayList<>(wantedCalls(terms, zone));
        awaited.removeIf(each -> !each.until().isAfter(now));
        return awaited;
    }

    /** @return callbacks that were not closed, and calls that replies ask for, from when they were written, ask for or put off to; one may have run out */
    List<Callback> wantedCalls(QuietTerms terms, ZoneId zone) {
        List<Callback> wanted = new ArrayList<>(callbacks);
        for (Reply each : replies) {
            if (each.wantsCall()) {
                CallbackId id = new CallbackId(each.id().value());
                Callback putOff = first(callbacks, callback -> callback.id().equals(id));
                if (putOff != null) {
                    wanted.remove(putOff);
                }
                Instant from = each.callFrom(zone);
                Instant until = midnight(from, terms.forCallMe(), zone);
                if (putOff != null && terms.forCallMe() > 0 && !putOff.until().isBefore(until)) {
                    // Nobody could be called before, as after a Saturday evening: there is a try on the first day when
                    // that can be.
                    until = midnight(putOff.until(), 1, zone);
                }
                wanted.add(new Callback(id, putOff == null ? from : putOff.from(), until, "", each.point()));
            }
        }
        return wanted;
    }

    private static Instant midnight(Instant at, int daysAfter, ZoneId zone) {
        return LocalDate.ofInstant(at, zone)
                .plusDays(daysAfter)
                .atStartOfDay(zone)
                .toInstant();
    }

    /** Whether the account is disputed in a conversation or a reply. */
    public boolean disputes(AccountId account) {
        return first(conversations, each -> each.disputes(account)) != null
                || first(replies, each -> each.disputes(account)) != null;
    }

    /** The same in the one of this id. */
    boolean disputes(AccountId account, String id) {
        return first(conversations, each -> each.id().value().equals(id) && each.disputes(account)) != null
                || first(replies, each -> each.id().value().equals(id) && each.disputes(account)) != null;
    }

    /** @return the holds as which conversations stop every contact, each under the id of its conversation */
    public List<Hold> holds() {
        if (conversations.isEmpty()) {
            return List.of();
        }
        List<Hold> holds = new ArrayList<>(0);
        for (Conversation each : conversations) {
            Hold hold = each.hold();
            if (hold != null) {
                holds.add(hold);
            }
        }
        return holds;
    }

    /** Whether the debtor is not found by anything that is known. */
    boolean isUntraceable() {
        return first(conversations, Conversation::marksPerson) != null;
    }

    /** @return the conversation that was held last; null when there is none */
    public @Nullable Conversation last() {
        Conversation last = null;
        for (Conversation each : conversations) {
            last = last == null || !each.at().isBefore(last.at()) ? each : last;
        }
        return last;
    }

    /** @return when the debtor last talked with us or wrote; {@link Instant#MIN} when nobody knows of it */
    Instant lastWord() {
        Instant last = Instant.MIN;
        for (Conversation each : conversations) {
            last = each.reach() != Reach.TRIED && each.at().isAfter(last) ? each.at() : last;
        }
        for (Reply each : replies) {
            last = each.intent() != Intent.WRONG_PERSON && each.at().isAfter(last) ? each.at() : last;
        }
        return last;
    }

    /** @return the contacts of a history, and the conversations among them; a call of either side and the conversation that came of it are one */
    ContactRecord with(ContactHistory history) {
        ContactRecord record = history.record();
        if (conversations.isEmpty()) {
            return record;
        }
        List<PastContact> all = new ArrayList<>(record.contacts());
        for (Conversation held : conversations) {
            AttemptId of = held.attempt();
            ContactHistory.Elsewhere theirs = of == null ? null : history.call(of);
            PastAttempt past = of == null ? null : history.find(of);
            if (theirs != null) {
                all.remove(theirs);
                all.add(held);
            } else if (past == null || !past.countsAsMade()) {
                all.add(held);
            } else if (all.remove(past)) {
                all.add(new OneContact(past, held));
            }
        }
        Instant since = record.completeSince();
        Instant forgotten = completeSince;
        boolean later = since == null || forgotten != null && forgotten.isAfter(since);
        return new ContactRecord(all, later ? forgotten : since);
    }

    /** When there are too many, that of the earliest instant which does nothing makes room. */
    Dialogue with(Conversation held) {
        List<Conversation> next = new ArrayList<>(conversations);
        next.add(held);
        Conversation forgotten = next.size() > KEPT
                ? earliest(next, Conversation::hasEffect, each -> each.at().toEpochMilli())
                : null;
        if (forgotten == null) {
            return new Dialogue(next, replies, callbacks, complaints, deadPoints, completeSince, closed);
        }
        next.remove(forgotten);
        Instant since = completeSince == null || forgotten.at().isAfter(completeSince) ? forgotten.at() : completeSince;
        return new Dialogue(next, replies, callbacks, complaints, deadPoints, since, closed);
    }

    Dialogue changingConversations(Predicate<Conversation> which, UnaryOperator<Conversation> change) {
        return first(conversations, which) == null
                ? this
                : new Dialogue(
                        changed(conversations, which, change),
                        replies,
                        callbacks,
                        complaints,
                        deadPoints,
                        completeSince,
                        closed);
    }

    Dialogue with(Reply reply) {
        List<Reply> next = new ArrayList<>(replies);
        next.add(reply);
        Reply forgotten = next.size() > KEPT
                ? earliest(next, Reply::hasEffect, each -> each.at().toEpochMilli())
                : null;
        if (forgotten != null) {
            next.remove(forgotten);
        }
        return withReplies(next);
    }

    private Dialogue withReplies(List<Reply> next) {
        return new Dialogue(conversations, next, callbacks, complaints, deadPoints, completeSince, closed);
    }

    private Dialogue changingReplies(Predicate<Reply> which, UnaryOperator<Reply> change) {
        return first(replies, which) == null ? this : withReplies(changed(replies, which, change));
    }

    Dialogue with(Callback callback) {
        List<Callback> next = new ArrayList<>(callbacks);
        next.add(callback);
        return new Dialogue(conversations, replies, next, complaints, deadPoints, completeSince, closed);
    }

    /** The promised call is made later. That of a reply is kept beside the reply, which says until when, with the instant to which it was put off first. */
    Dialogue postponed(CallbackId id, Instant from) {
        List<Callback> next = new ArrayList<>(callbacks);
        boolean isOfReply =
                first(callbacks, each -> each.id().equals(id)) == null && first(replies, isCallMe(id)) != null;
        if (isOfReply) {
            next.add(new Callback(id, from, from, "", null));
        }
        next.replaceAll(
                each -> each.id().equals(id) ? new Callback(id, from, each.until(), each.skill(), each.point()) : each);
        return new Dialogue(conversations, replies, next, complaints, deadPoints, completeSince, closed);
    }

    Dialogue closed(CallbackId id) {
        List<Callback> next = new ArrayList<>(callbacks);
        next.removeIf(each -> each.id().equals(id));
        return new Dialogue(
                        conversations,
                        replies,
                        next,
                        complaints,
                        deadPoints,
                        completeSince,
                        (closed == null ? ClosedIds.NONE : closed).with(id))
                .changingReplies(isCallMe(id), Reply::over);
    }

    Dialogue with(Complaint complaint) {
        List<Complaint> next = new ArrayList<>(complaints);
        next.add(complaint);
        return new Dialogue(conversations, replies, callbacks, next, deadPoints, completeSince, closed);
    }

    Dialogue closed(ComplaintId id) {
        List<Complaint> next = new ArrayList<>(complaints);
        next.removeIf(each -> each.id().equals(id));
        return new Dialogue(
                conversations,
                replies,
                callbacks,
                next,
                deadPoints,
                completeSince,
                (closed == null ? ClosedIds.NONE : closed).with(id));
    }

    /** @param inUse whether the debtor still has such a number or address; of others nothing need be known when there are too many */
    Dialogue with(DeadPoint dead, Predicate<ContactPointId> inUse) {
        List<DeadPoint> next = new ArrayList<>(deadPoints);
        next.removeIf(each -> each.point().equals(dead.point()));
        if (next.size() >= MOST) {
            next.removeIf(each -> !inUse.test(each.point()));
        }
        next.add(dead);
        return new Dialogue(conversations, replies, callbacks, complaints, next, completeSince, closed);
    }

    /** The lender tells that this number or address is verified: whatever was said against it is over, and the debtor can be found. */
    Dialogue verified(ContactPointId point) {
        List<DeadPoint> next = deadPoints;
        if (first(deadPoints, each -> each.point().equals(point)) != null) {
            next = new ArrayList<>(deadPoints);
            next.removeIf(each -> each.point().equals(point));
        }
        Dialogue alive = next == deadPoints
                ? this
                : new Dialogue(conversations, replies, callbacks, complaints, next, completeSince, closed);
        return alive.changingConversations(
                        each -> each.marksPerson() || each.marksPoint() && point.equals(each.point()),
                        Conversation::over)
                .changingReplies(each -> each.marksPoint() && point.equals(each.point()), Reply::over);
    }

    /** The debtor allows this number or address again. */
    Dialogue optedIn(ContactPointId point) {
        return changingReplies(each -> each.intent() == Intent.STOP && point.equals(each.point()), Reply::over);
    }

    /** The debtor allows this channel again. @param channel null for every channel */
    Dialogue optedIn(@Nullable Channel channel) {
        return changingReplies(
                each -> each.intent() == Intent.STOP
                        && each.point() == null
                        && (channel == null || channel == each.channel()),
                Reply::over);
    }

    /** @param id of the conversation or reply; null for every one that disputes the account */
    Dialogue resolved(AccountId account, @Nullable String id) {
        return changingConversations(
                        each -> each.disputes(account)
                                && (id == null || each.id().value().equals(id)),
                        each -> each.resolved(account))
                .changingReplies(
                        each -> each.disputes(account)
                                && (id == null || each.id().value().equals(id)),
                        each -> each.resolved(account));
    }

    /** @param id of the conversation */
    Dialogue lifted(String id) {
        return changingConversations(
                each -> each.hold() != null && each.id().value().equals(id), Conversation::over);
    }

    private static Predicate<Reply> isCallMe(CallbackId id) {
        return each -> each.wantsCall() && each.id().value().equals(id.value());
    }

    private static <T> @Nullable T first(List<T> all, Predicate<T> which) {
        for (T each : all) {
            if (which.test(each)) {
                return each;
            }
        }
        return null;
    }

    private static <T> @Nullable T earliest(List<T> all, Predicate<T> except, ToLongFunction<T> at) {
        T earliest = null;
        for (T each : all) {
            if (!except.test(each) && (earliest == null || at.applyAsLong(each) < at.applyAsLong(earliest))) {
                earliest = each;
            }
        }
        return earliest;
    }

    private static <T> List<T> changed(List<T> all, Predicate<T> which, UnaryOperator<T> change) {
        List<T> next = new ArrayList<>(all);
        next.replaceAll(each -> which.test(each) ? change.apply(each) : each);
        return next;
    }
}
