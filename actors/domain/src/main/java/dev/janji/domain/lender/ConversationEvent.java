package dev.janji.domain.lender;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.ReplyId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the debtor and somebody for the lender said to each other: conversations, replies, callbacks, complaints. Codes only, but for the words of a
 * reply, which are personal. Immutable.
 */
public sealed interface ConversationEvent extends LenderEvent {
    <R> R match(Cases<R> cases);

    @Override
    default <R> R match(LenderEvent.Cases<R> cases) {
        return cases.conversation(this);
    }

    /** One method an event. */
    interface Cases<R> {
        R conversationHeld(ConversationHeld e);

        R dispositionCorrected(DispositionCorrected e);

        R replyReceived(ReplyReceived e);

        R callbackRequested(CallbackRequested e);

        R callbackClosed(CallbackClosed e);

        R complaintReceived(ComplaintReceived e);

        R complaintClosed(ComplaintClosed e);
    }

    /** Who began a conversation. */
    enum Direction {
        /** Somebody for the lender did. */
        OUTBOUND,
        /** The debtor did. */
        INBOUND
    }

    /** Why a debtor does not pay, as far as was said. */
    enum Reason {
        NONE,
        /** Trouble: no money, no work, illness. */
        TROUBLE,
        FORGOT,
        /** What was asked for was not clear. */
        UNCLEAR_INFO
    }

    /** What a debtor wants to say with a reply. */
    enum Intent {
        /** The debt is paid. */
        PAID,
        /** It will be, on a day. */
        WILL_PAY,
        DISPUTE,
        /** Nothing more to this number or address. */
        STOP,
        /** The number or address is somebody else's. */
        WRONG_PERSON,
        CALL_ME,
        /** Anything else, or nobody can say. */
        OTHER,
        /** How much is owed, how much of it is overdue, since when or by when. */
        HOW_MUCH,
        /** How to pay, and to what account. */
        HOW_TO_PAY;

        /** Whether the debtor asks for what the books alone can answer. */
        public boolean isQuestion() {
            return this == HOW_MUCH || this == HOW_TO_PAY;
        }
    }

    /** How a callback ended. */
    enum CallbackResult {
        DONE,
        CANCELLED
    }

    /** What a complaint is about. */
    enum ComplaintCategory {
        HARASSMENT,
        WRONG_PERSON,
        WRONG_AMOUNT,
        PRIVACY,
        CONDUCT,
        OTHER
    }

    /** Who told of a complaint. */
    enum ComplaintSource {
        AGENT,
        REPLY,
        LENDER
    }

    /** How a complaint ended. */
    enum ComplaintResult {
        UPHELD,
        REJECTED,
        WITHDRAWN
    }

    /**
     * Somebody talked, or wrote back and forth, with the debtor or whoever answered.
     *
     * @param contactPoint null when it is not known
     * @param accounts that were talked about; empty: all of them
     * @param agentId of the person who talked, opaque; empty when not told
     * @param attempt of ours that it came of, with which it counts as one contact; only the house knows. Null when it is not known
     * @param recordings what the telephone exchange calls its recordings, the first one first; the debtor was asked before each. Only the house knows
     */
    record ConversationHeld(
            ConversationId conversation,
            Channel channel,
            Direction direction,
            @Nullable ContactPointId contactPoint,
            List<AccountId> accounts,
            Disposition disposition,
            Reason reason,
            String agentId,
            @Nullable AttemptId attempt,
            List<String> recordings)
            implements ConversationEvent {
        public ConversationHeld {
            accounts = List.copyOf(accounts);
            recordings = List.copyOf(recordings);
        }

        /** Nothing of it was recorded. */
        public ConversationHeld(
                ConversationId conversation,
                Channel channel,
                Direction direction,
                @Nullable ContactPointId contactPoint,
                List<AccountId> accounts,
                Disposition disposition,
                Reason reason,
                String agentId,
                @Nullable AttemptId attempt) {
            this(
                    conversation,
                    channel,
                    direction,
                    contactPoint,
                    accounts,
                    disposition,
                    reason,
                    agentId,
                    attempt,
                    List.of());
        }

        /** As a lender tells of it: of no attempt of ours. */
        public ConversationHeld(
                ConversationId conversation,
                Channel channel,
                Direction direction,
                @Nullable ContactPointId contactPoint,
                List<AccountId> accounts,
                Disposition disposition,
                Reason reason,
                String agentId) {
            this(conversation, channel, direction, contactPoint, accounts, disposition, reason, agentId, null);
        }

        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.conversationHeld(this);
        }
    }

    /** The disposition of a conversation was wrong: it has the effects of this one from now on, and those of the old one are gone. */
    record DispositionCorrected(ConversationId conversation, Disposition disposition, Reason reason)
            implements ConversationEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.dispositionCorrected(this);
        }
    }

    /**
     * The debtor wrote. Never counts as a contact of ours.
     *
     * @param contactPoint that it came from; null when it is not known
     * @param accounts that it is about; empty: all of them
     * @param payBy the day of {@code WILL_PAY}; null for every other intent
     * @param text personal: the debtor's words, at most {@link #MOST_CHARACTERS}; empty when they were not told, or are forgotten
     * @param callAt when {@code CALL_ME} wants to be called, by the debtor's clock, in whole minutes; the beginning of a day that is named without an
     *     hour; null when the sooner the better, and for every other intent
     */
    record ReplyReceived(
            ReplyId reply,
            Channel channel,
            @Nullable ContactPointId contactPoint,
            List<AccountId> accounts,
            Intent intent,
            @Nullable LocalDate payBy,
            String text,
            @Nullable LocalDateTime callAt)
            implements ConversationEvent {
        /** A longer text is refused. */
        public static final int MOST_CHARACTERS = 2_000;

        public ReplyReceived {
            accounts = List.copyOf(accounts);
        }

        /** That names no time for a call. */
        public ReplyReceived(
                ReplyId reply,
                Channel channel,
                @Nullable ContactPointId contactPoint,
                List<AccountId> accounts,
                Intent intent,
                @Nullable LocalDate payBy,
                String text) {
            this(reply, channel, contactPoint, accounts, intent, payBy, text, null);
        }

        /** Of which nobody tells the words. */
        public ReplyReceived(
                ReplyId reply,
                Channel channel,
                @Nullable ContactPointId contactPoint,
                List<AccountId> accounts,
                Intent intent,
                @Nullable LocalDate payBy) {
            this(reply, channel, contactPoint, accounts, intent, payBy, "");
        }

        /** Never the text. */
        @Override
        public String toString() {
            return "ReplyReceived[" + reply + ", " + intent + "]";
        }

        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.replyReceived(this);
        }
    }

    /**
     * The debtor was promised a call.
     *
     * @param from first instant of the call
     * @param until first instant at which it is too late
     * @param skill that the agent needs, as the operator names it; empty when any will do
     * @param contactPoint to call; null when any will do
     */
    record CallbackRequested(
            CallbackId callback,
            Instant from,
            Instant until,
            String skill,
            @Nullable ContactPointId contactPoint) implements ConversationEvent {
        /** A callback that ends more days after it was asked for is refused. */
        public static final int MOST_DAYS_AHEAD = 31;

        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.callbackRequested(this);
        }
    }

    /** A callback was made, or will not be. Also ends a reply {@code CALL_ME} of that id. */
    record CallbackClosed(CallbackId callback, CallbackResult result) implements ConversationEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.callbackClosed(this);
        }
    }

    /**
     * Somebody complained.
     *
     * @param answerBy last day on which it is answered in time
     * @param hold whether nothing is collected until it is closed
     */
    record ComplaintReceived(
            ComplaintId complaint, ComplaintCategory category, ComplaintSource source, LocalDate answerBy, boolean hold)
            implements ConversationEvent {
        @Override
        public boolean sparesContact() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.complaintReceived(this);
        }
    }

    /** A complaint was answered or taken back. */
    record ComplaintClosed(ComplaintId complaint, ComplaintResult result) implements ConversationEvent {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.complaintClosed(this);
        }
    }
}
