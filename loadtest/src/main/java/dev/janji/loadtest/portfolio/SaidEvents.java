package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.CallbackClosed;
import dev.janji.protocols.lender.v1.CallbackRequested;
import dev.janji.protocols.lender.v1.CallbackResult;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ComplaintCategory;
import dev.janji.protocols.lender.v1.ComplaintClosed;
import dev.janji.protocols.lender.v1.ComplaintReceived;
import dev.janji.protocols.lender.v1.ComplaintResult;
import dev.janji.protocols.lender.v1.ComplaintSource;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ConsentChanged;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointChanged;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.ConversationHeld;
import dev.janji.protocols.lender.v1.Direction;
import dev.janji.protocols.lender.v1.Disposition;
import dev.janji.protocols.lender.v1.DispositionCorrected;
import dev.janji.protocols.lender.v1.DispositionReason;
import dev.janji.protocols.lender.v1.DisputeResolved;
import dev.janji.protocols.lender.v1.HoldLifted;
import dev.janji.protocols.lender.v1.ReplyIntent;
import dev.janji.protocols.lender.v1.ReplyReceived;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an agency that works some debtors by telephone reports of them, and what debtors write back, all of it drawn: conversations, replies,
 * callbacks, complaints, and the end of most of what they stop. Confined to one thread.
 */
final class SaidEvents {
    private static final List<Disposition> TALKS = List.of(
            Disposition.DISPOSITION_RPC_NO_COMMITMENT,
            Disposition.DISPOSITION_RPC_REFUSED,
            Disposition.DISPOSITION_RPC_HARDSHIP,
            Disposition.DISPOSITION_RPC_HUNG_UP,
            Disposition.DISPOSITION_TPC_MESSAGE_LEFT,
            Disposition.DISPOSITION_LANGUAGE,
            Disposition.DISPOSITION_ABUSIVE);
    private static final List<Disposition> STOPS = List.of(
            Disposition.DISPOSITION_DECEASED,
            Disposition.DISPOSITION_ATTORNEY,
            Disposition.DISPOSITION_BANKRUPTCY,
            Disposition.DISPOSITION_CEASE_CONTACT);
    private static final List<ReplyIntent> INTENTS = List.of(
            ReplyIntent.REPLY_INTENT_PAID,
            ReplyIntent.REPLY_INTENT_WILL_PAY,
            ReplyIntent.REPLY_INTENT_OTHER,
            ReplyIntent.REPLY_INTENT_CALL_ME,
            ReplyIntent.REPLY_INTENT_STOP,
            ReplyIntent.REPLY_INTENT_DISPUTE,
            ReplyIntent.REPLY_INTENT_WRONG_PERSON);

    private final Story story;
    private final Draws draws;
    private final ContactDetails details;
    private final String account;

    SaidEvents(Story story, ContactDetails details, String account) {
        this.story = story;
        this.draws = story.draws();
        this.details = details;
        this.account = account;
    }

    /** @param days on which it is paid this month */
    void aroundDueDate(int cycle, LocalDate due, List<LocalDate> days) {
        LocalDate day = talkOn(cycle, due, days);
        if (day != null) {
            conversation(talk(cycle), day);
        }
        LocalDate answered = due.plusDays(draws.between(1, 8, "wrote-" + cycle + "-day"));
        boolean lateThen = days.isEmpty() || days.get(days.size() - 1).isAfter(answered);
        if (lateThen && draws.chance(Assumptions.REPLY, "wrote-" + cycle)) {
            reply("reply-" + cycle, answered);
        }
    }

    private @Nullable LocalDate talkOn(int cycle, LocalDate due, List<LocalDate> days) {
        LocalDate day = due.plusDays(draws.between(1, 10, "said-" + cycle + "-day"));
        boolean stillLate = days.isEmpty() || days.get(days.size() - 1).isAfter(day);
        return stillLate && draws.chance(Assumptions.CONVERSATION, "said-" + cycle) ? day : null;
    }

    /** @return the id of the conversation of a month */
    static String talk(int cycle) {
        return "talk-" + cycle;
    }

    /** @return the day on which the debtor says to be in trouble; null when nobody hears of it in that month */
    @Nullable
    LocalDate hardshipOn(int cycle, LocalDate due, List<LocalDate> days) {
        LocalDate day = talkOn(cycle, due, days);
        return day != null && disposition(talk(cycle)) == Disposition.DISPOSITION_RPC_HARDSHIP ? day : null;
    }

    void ofThePerson() {
        if (draws.chance(Assumptions.COMPLAINT, "complaint")) {
            complaint(story.someDay("complaint-day"));
        }
    }

    private void conversation(String id, LocalDate day) {
        Instant at = at(day, id);
        ContactPoint point = point(id);
        Disposition disposition = disposition(id);
        if (disposition == Disposition.DISPOSITION_RPC_CALLBACK) {
            callback(id, at);
        }
        ConversationHeld held = ConversationHeld.newBuilder()
                .setConversationId(id)
                .setChannel(Channel.CHANNEL_VOICE)
                .setDirection(
                        draws.chance(0.3, id + "-inbound") ? Direction.DIRECTION_INBOUND : Direction.DIRECTION_OUTBOUND)
                .setContactPointId(point.getContactPointId())
                .addAccountIds(account)
                .setDisposition(disposition)
                .setReason(DispositionReason.DISPOSITION_REASON_TROUBLE)
                .setAgentId("agent-" + draws.between(1, 9, id + "-agent"))
                .build();
        story.tell(at, b -> b.setConversationHeld(held));
        end(held, point, at.plus(Duration.ofDays(draws.between(1, 15, id + "-end"))));
    }

    private Disposition disposition(String id) {
        double share = draws.share(id + "-disposition");
        if (share < 0.12) {
            return Disposition.DISPOSITION_WRONG_NUMBER;
        } else if (share < 0.22) {
            return STOPS.get(draws.between(0, STOPS.size() - 1, id + "-stop"));
        } else if (share < 0.30) {
            return Disposition.DISPOSITION_RPC_DISPUTE;
        } else if (share < 0.45) {
            return Disposition.DISPOSITION_RPC_PAID_CLAIMED;
        } else if (share < 0.55) {
            return Disposition.DISPOSITION_RPC_CALLBACK;
        } else if (share < 0.60) {
            return Disposition.DISPOSITION_SKIP_TRACE;
        } else if (share < 0.80) {
            return Disposition.DISPOSITION_RPC_HARDSHIP;
        }
        return TALKS.get(draws.between(0, TALKS.size() - 1, id + "-talk"));
    }

    /** Most of what a conversation stops ends: it was a wrong word, or the lender looked into it. */
    private void end(ConversationHeld held, ContactPoint point, Instant at) {
        String id = held.getConversationId();
        if (!draws.chance(Assumptions.SAID_STOP_ENDS, id + "-ends")) {
            return;
        }
        if (draws.chance(0.4, id + "-corrected")) {
            story.tell(
                    at,
                    b -> b.setDispositionCorrected(DispositionCorrected.newBuilder()
                            .setConversationId(id)
                            .setDisposition(Disposition.DISPOSITION_RPC_NO_COMMITMENT)));
        } else if (STOPS.contains(held.getDisposition())) {
            story.tell(at, b -> b.setHoldLifted(HoldLifted.newBuilder().setHoldId(id)));
        } else if (held.getDisposition() == Disposition.DISPOSITION_RPC_DISPUTE) {
            resolved(id, at);
        } else if (held.getDisposition() == Disposition.DISPOSITION_WRONG_NUMBER
                || held.getDisposition() == Disposition.DISPOSITION_SKIP_TRACE) {
            verified(point, at);
        }
    }

    /** Where the lender opens a dispute of its own, its end takes this one along, or comes too early for it. */
    private void resolved(String id, Instant at) {
        if (!draws.chance(Assumptions.DISPUTE, "dispute")) {
            story.tell(
                    at,
                    b -> b.setDisputeResolved(
                            DisputeResolved.newBuilder().setAccountId(account).setDisputeId(id)));
        }
    }

    private void verified(ContactPoint point, Instant at) {
        story.tell(
                at,
                b -> b.setContactPointChanged(ContactPointChanged.newBuilder()
                        .setContactPoint(point.toBuilder().setVerification(Verification.VERIFICATION_VERIFIED))));
    }

    private void callback(String id, Instant talk) {
        Instant from = talk.plus(Duration.ofHours(draws.between(20, 70, id + "-callback")));
        story.tell(
                talk.plus(Duration.ofMinutes(1)),
                b -> b.setCallbackRequested(CallbackRequested.newBuilder()
                        .setCallbackId(id)
                        .setPromisedFrom(Wire.timestamp(from))
                        .setPromisedUntil(Wire.timestamp(from.plus(Duration.ofHours(2))))));
        if (draws.chance(0.7, id + "-called")) {
            called(id, from.plus(Duration.ofMinutes(20)));
        }
    }

    private void called(String id, Instant at) {
        story.tell(
                at,
                b -> b.setCallbackClosed(
                        CallbackClosed.newBuilder().setCallbackId(id).setResult(CallbackResult.CALLBACK_RESULT_DONE)));
    }

    private void reply(String id, LocalDate day) {
        Instant at = at(day, id);
        ContactPoint point = point(id);
        double share = draws.share(id + "-intent");
        ReplyIntent intent = INTENTS.get((int) (share * share * INTENTS.size()));
        if (intent == ReplyIntent.REPLY_INTENT_OTHER && draws.chance(Assumptions.QUESTION, id + "-asks")) {
            intent = draws.chance(0.5, id + "-asks-how")
                    ? ReplyIntent.REPLY_INTENT_HOW_TO_PAY
                    : ReplyIntent.REPLY_INTENT_HOW_MUCH;
        }
        ReplyReceived.Builder reply = ReplyReceived.newBuilder()
                .setReplyId(id)
                .setChannel(point.getChannel())
                .setContactPointId(point.getContactPointId())
                .setIntent(intent);
        if (intent == ReplyIntent.REPLY_INTENT_WILL_PAY) {
            reply.setPayBy(Wire.date(day.plusDays(draws.between(1, 12, id + "-by"))));
        }
        story.tell(at, b -> b.setReplyReceived(reply));
        if (!draws.chance(Assumptions.SAID_STOP_ENDS, id + "-ends")) {
            return;
        }
        Instant later = at.plus(Duration.ofDays(draws.between(1, 20, id + "-end")));
        switch (intent) {
            case REPLY_INTENT_CALL_ME -> called(id, later);
            case REPLY_INTENT_DISPUTE -> resolved(id, later);
            case REPLY_INTENT_WRONG_PERSON -> verified(point, later);
            case REPLY_INTENT_STOP ->
                story.tell(
                        later,
                        b -> b.setConsentChanged(ConsentChanged.newBuilder()
                                .setContactPointId(point.getContactPointId())
                                .setConsent(Consent.CONSENT_GIVEN)));
            default -> {
                // Time alone ends it.
            }
        }
    }

    private void complaint(LocalDate day) {
        Instant at = at(day, "complaint");
        story.tell(
                at,
                b -> b.setComplaintReceived(ComplaintReceived.newBuilder()
                        .setComplaintId("complaint-1")
                        .setCategory(ComplaintCategory.COMPLAINT_CATEGORY_CONDUCT)
                        .setSource(ComplaintSource.COMPLAINT_SOURCE_AGENT)
                        .setAnswerBy(Wire.date(day.plusDays(10)))
                        .setHold(draws.chance(0.6, "complaint-hold"))));
        if (draws.chance(Assumptions.SAID_STOP_ENDS, "complaint-ends")) {
            story.tell(
                    at.plus(Duration.ofDays(draws.between(3, 14, "complaint-end"))),
                    b -> b.setComplaintClosed(ComplaintClosed.newBuilder()
                            .setComplaintId("complaint-1")
                            .setResult(ComplaintResult.COMPLAINT_RESULT_REJECTED)));
        }
    }

    /** One of the debtor's own; every debtor has one. */
    private ContactPoint point(String what) {
        List<ContactPoint> own = details.points().stream()
                .filter(point -> point.getRole() == ContactPointRole.CONTACT_POINT_ROLE_OWN)
                .toList();
        return own.get(draws.between(0, own.size() - 1, what + "-point"));
    }

    private Instant at(LocalDate day, String what) {
        Instant at = story.on(day, 9, 18, details.localZone(), what);
        Instant first = Assumptions.START.plusSeconds(60);
        return at.isBefore(first) ? first : at;
    }
}
