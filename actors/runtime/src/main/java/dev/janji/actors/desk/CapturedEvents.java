package dev.janji.actors.desk;

import dev.janji.actors.debtor.Reply;
import dev.janji.domain.account.Arrangement;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.RefusalReason;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ArrangementId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.id.PromiseId;
import dev.janji.domain.lender.AgreementEvent;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.LenderEvent;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * What an agent captures, as events of the lender. Ids are made of the lead and the request, so that a request that is sent again is the same
 * event. Pure; stateless.
 */
final class CapturedEvents {
    private static final int ID_BYTES = 15;

    private CapturedEvents() {}

    /** An event with the id of what it is about. */
    record Captured(String id, LenderEvent event) {}

    /** @param answerBy last day on which a complaint is answered in time */
    static Captured of(
            SessionRequest.Capture wish,
            Casework work,
            String request,
            AgentId agent,
            Arrangement.Role authority,
            LocalDate answerBy) {
        String id = id("capture", work.lead().value(), wish.action().name(), agent.value(), request);
        if (wish instanceof SessionRequest.CapturePromise promise) {
            return new Captured(
                    id,
                    new LenderEvent.PromiseRecorded(
                            promise.account(), new PromiseId(id), promise.amount(), promise.by()));
        }
        if (wish instanceof SessionRequest.CaptureArrangement agreed) {
            return new Captured(
                    id,
                    new AgreementEvent.ArrangementAgreed(
                            agreed.account(), new ArrangementId(id), agreed.instalments(), authority, 0));
        }
        if (wish instanceof SessionRequest.BookCallback booked) {
            return new Captured(
                    id,
                    new ConversationEvent.CallbackRequested(
                            new CallbackId(id), booked.from(), booked.until(), booked.skill(), work.point()));
        }
        if (wish instanceof SessionRequest.RaiseDispute raised) {
            return new Captured(id, new LenderEvent.DisputeOpened(raised.account(), id, "AGENT"));
        }
        SessionRequest.FileComplaint filed = (SessionRequest.FileComplaint) wish;
        return new Captured(
                id,
                new ConversationEvent.ComplaintReceived(
                        new ComplaintId(id),
                        filed.category(),
                        ConversationEvent.ComplaintSource.AGENT,
                        answerBy,
                        filed.hold()));
    }

    /**
     * The conversation of a lead; there is one at most, whoever disposes of it how often. One in writing the debtor began.
     *
     * @param written null for a call
     */
    static Captured conversation(
            SessionRequest.Dispose said, Casework work, @Nullable WrittenCase written, AgentId agent) {
        String id = conversationId(work);
        return new Captured(
                id,
                new ConversationEvent.ConversationHeld(
                        new ConversationId(id),
                        written == null ? Channel.VOICE : written.channel(),
                        work.isWritten() || work.kind() == dev.janji.domain.allocation.Lead.Kind.INBOUND
                                ? ConversationEvent.Direction.INBOUND
                                : ConversationEvent.Direction.OUTBOUND,
                        work.point(),
                        said.accounts(),
                        said.disposition(),
                        said.reason(),
                        agent.value(),
                        work.attempt(),
                        work.recordings()));
    }

    static Captured correction(SessionRequest.Correct wish) {
        return new Captured(
                wish.conversation().value(),
                new ConversationEvent.DispositionCorrected(wish.conversation(), wish.disposition(), wish.reason()));
    }

    private static String conversationId(Casework work) {
        return id(
                "conversation",
                work.attempt() == null || work.isWritten()
                        ? work.lead().value()
                        : work.attempt().value());
    }

    /**
     * Tells the debtor. A conversation of a call that the debtor does not remember is stored as one of no call, so that what was said is not lost; it then
     * counts beside the call, which errs on the side of fewer contacts.
     *
     * @param eventId of {@link #id}
     */
    static CompletionStage<Reply> store(
            DebtorDoor debtors, DebtorKey debtor, String eventId, LenderEvent event, Instant now) {
        return debtors.ask(debtor, command(eventId, event, now)).thenCompose(reply -> {
            boolean isOfAForgottenCall = reply instanceof Reply.Refused refused
                    && refused.reason() == RefusalReason.ATTEMPT_UNKNOWN
                    && event instanceof ConversationEvent.ConversationHeld;
            return isOfAForgottenCall
                    ? debtors.ask(debtor, command(eventId, ofNoCall((ConversationEvent.ConversationHeld) event), now))
                    : CompletableFuture.completedStage(reply);
        });
    }

    private static LenderEvent ofNoCall(ConversationEvent.ConversationHeld held) {
        return new ConversationEvent.ConversationHeld(
                held.conversation(),
                held.channel(),
                held.direction(),
                held.contactPoint(),
                held.accounts(),
                held.disposition(),
                held.reason(),
                held.agentId(),
                null,
                held.recordings());
    }

    static DebtorCommand.ApplyLenderEvent command(String eventId, LenderEvent event, Instant now) {
        ByteBuffer hash = ByteBuffer.wrap(digest(event.toString()));
        return new DebtorCommand.ApplyLenderEvent(
                new EventId(eventId), new BodyHash(hash.getLong(), hash.getLong()), now, null, event);
    }

    static String id(String... parts) {
        return "desk-" + HexFormat.of().formatHex(digest(String.join("\n", parts)), 0, ID_BYTES);
    }

    private static byte[] digest(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256, but this one does not", e);
        }
    }
}
