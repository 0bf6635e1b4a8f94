package dev.janji.orchestrator.desk;

import dev.janji.actors.desk.AgentRequest;
import dev.janji.actors.desk.IdentityCheck;
import dev.janji.actors.desk.SessionRequest;
import dev.janji.actors.voice.VoicePort;
import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.ConversationId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.orchestrator.grpc.AccountMapper;
import dev.janji.orchestrator.grpc.ConversationWords;
import dev.janji.orchestrator.grpc.FieldRefused;
import dev.janji.orchestrator.grpc.Fields;
import dev.janji.protocols.desk.v1.BookCallback;
import dev.janji.protocols.desk.v1.CaptureArrangement;
import dev.janji.protocols.desk.v1.CapturePromise;
import dev.janji.protocols.desk.v1.ClientMessage;
import dev.janji.protocols.desk.v1.CorrectDisposition;
import dev.janji.protocols.desk.v1.Dispose;
import dev.janji.protocols.desk.v1.FileComplaint;
import dev.janji.protocols.desk.v1.ForceState;
import dev.janji.protocols.desk.v1.Identify;
import dev.janji.protocols.desk.v1.OpenDebtor;
import dev.janji.protocols.desk.v1.RaiseDispute;
import dev.janji.protocols.desk.v1.SendReply;
import dev.janji.protocols.desk.v1.SendText;
import dev.janji.protocols.desk.v1.Supervise;
import dev.janji.protocols.desk.v1.TakeBreak;
import dev.janji.protocols.lender.v1.DispositionReason;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a console asks, in the session's words; what is outside its documented range is refused with the field's name. Stateless. */
final class RequestReader {
    private static final int LONGEST_ID = 64;
    private static final int LONGEST_TEXT = 500;
    private static final int MOST_ACCOUNTS = 200;

    private RequestReader() {}

    /** @throws FieldRefused naming {@code request_id} */
    static String requestId(ClientMessage message) {
        String id = message.getRequestId();
        if (id.isEmpty() || id.length() > LONGEST_ID || id.chars().anyMatch(c -> c < ' ' || c > '~')) {
            throw FieldRefused.invalid("request_id", "expected 1 to 64 printable ASCII characters");
        }
        return id;
    }

    /** @param message neither a sign-in nor a pong. @throws FieldRefused naming the field at fault */
    static SessionRequest request(ClientMessage message) {
        return switch (message.getBodyCase()) {
            case SIGN_OUT -> new SessionRequest.SignOut();
            case GET_READY -> desk(new AgentRequest.GetReady());
            case TAKE_BREAK -> desk(new AgentRequest.GoAway(reason(message.getTakeBreak())));
            case ACCEPT_OFFER ->
                desk(new AgentRequest.Accept(lead(message.getAcceptOffer().getLeadId())));
            case REJECT_OFFER ->
                desk(new AgentRequest.Reject(lead(message.getRejectOffer().getLeadId())));
            case DIAL -> desk(new AgentRequest.Dial(lead(message.getDial().getLeadId())));
            case HANG_UP ->
                desk(new AgentRequest.HangUp(lead(message.getHangUp().getLeadId())));
            case HOLD_CALL ->
                desk(new AgentRequest.Hold(
                        lead(message.getHoldCall().getLeadId()),
                        message.getHoldCall().getHeld()));
            case RECORD_CALL ->
                desk(new AgentRequest.Record(
                        lead(message.getRecordCall().getLeadId()),
                        message.getRecordCall().getOn()));
            case RETURN_LEAD ->
                desk(new AgentRequest.ReturnLead(lead(message.getReturnLead().getLeadId())));
            case IDENTIFY -> identify(message.getIdentify());
            case DISPOSE -> dispose(message.getDispose());
            case CAPTURE_PROMISE -> promise(message.getCapturePromise());
            case CAPTURE_ARRANGEMENT -> arrangement(message.getCaptureArrangement());
            case BOOK_CALLBACK -> callback(message.getBookCallback());
            case RAISE_DISPUTE -> dispute(message.getRaiseDispute());
            case FILE_COMPLAINT -> complaint(message.getFileComplaint());
            case CORRECT_DISPOSITION -> correction(message.getCorrectDisposition());
            case FIND_DEBTOR ->
                new SessionRequest.FindDebtor(
                        Fields.text("find_debtor.text", message.getFindDebtor().getText(), 1, LONGEST_ID));
            case OPEN_DEBTOR -> open(message.getOpenDebtor());
            case SEND_TEXT -> text(message.getSendText());
            case SUPERVISE -> desk(supervise(message.getSupervise()));
            case FORCE_STATE -> desk(force(message.getForceState()));
            case STOP_DIALING ->
                desk(new AgentRequest.StopDialing(message.getStopDialing().getStopped()));
            case WATCH_FLOOR -> new SessionRequest.WatchFloor();
            case SEND_REPLY -> desk(answer(message.getSendReply()));
            case SIGN_IN -> throw FieldRefused.invalid("sign_in", "expected once, as the first message");
            case PONG, BODY_NOT_SET -> throw FieldRefused.invalid("body", "expected one that the desk knows");
        };
    }

    private static SessionRequest desk(AgentRequest request) {
        return new SessionRequest.OfDesk(request);
    }

    private static LeadId lead(String value) {
        return Fields.id("lead_id", value, LeadId::new);
    }

    private static AccountId account(String value) {
        return Fields.id("account_id", value, AccountId::new);
    }

    private static BreakReason reason(TakeBreak wish) {
        return switch (wish.getReason()) {
            case BREAK_REASON_BREAK -> BreakReason.BREAK;
            case BREAK_REASON_MEAL -> BreakReason.MEAL;
            case BREAK_REASON_PRAYER -> BreakReason.PRAYER;
            case BREAK_REASON_TRAINING -> BreakReason.TRAINING;
            case BREAK_REASON_MEETING -> BreakReason.MEETING;
            case BREAK_REASON_COACHING -> BreakReason.COACHING;
            case BREAK_REASON_TECHNICAL -> BreakReason.TECHNICAL;
            case BREAK_REASON_UNSPECIFIED,
                    BREAK_REASON_SIGNED_IN,
                    BREAK_REASON_NO_ANSWER,
                    BREAK_REASON_DECLINED,
                    UNRECOGNIZED ->
                throw FieldRefused.invalid("take_break.reason", "expected one that a person may choose");
        };
    }

    private static SessionRequest identify(Identify wish) {
        IdentityCheck result = switch (wish.getResult()) {
            case IDENTITY_CHECK_PASSED -> IdentityCheck.PASSED;
            case IDENTITY_CHECK_THIRD_PARTY -> IdentityCheck.THIRD_PARTY;
            case IDENTITY_CHECK_FAILED -> IdentityCheck.FAILED;
            case IDENTITY_CHECK_UNSPECIFIED, IDENTITY_CHECK_PENDING, UNRECOGNIZED ->
                throw FieldRefused.invalid("identify.result", "expected PASSED, THIRD_PARTY or FAILED");
        };
        return new SessionRequest.Identify(lead(wish.getLeadId()), result);
    }

    private static SessionRequest dispose(Dispose wish) {
        Fields.atMost("dispose.account_ids", wish.getAccountIdsList(), MOST_ACCOUNTS);
        return new SessionRequest.Dispose(
                lead(wish.getLeadId()),
                ConversationWords.disposition("dispose.disposition", wish.getDisposition()),
                said("dispose.reason", wish.getReason()),
                wish.getAccountIdsList().stream().map(RequestReader::account).toList());
    }

    private static SessionRequest promise(CapturePromise wish) {
        return new SessionRequest.CapturePromise(
                lead(wish.getLeadId()),
                account(wish.getAccountId()),
                Fields.positiveMoney("capture_promise.amount", wish.hasAmount(), wish.getAmount()),
                Fields.date("capture_promise.by", wish.hasBy(), wish.getBy()));
    }

    private static SessionRequest arrangement(CaptureArrangement wish) {
        return new SessionRequest.CaptureArrangement(
                lead(wish.getLeadId()),
                account(wish.getAccountId()),
                AccountMapper.instalments("capture_arrangement", wish.getInstalmentsList()));
    }

    /** No reason is one that was not said. */
    private static ConversationEvent.Reason said(String field, DispositionReason reason) {
        return reason == DispositionReason.DISPOSITION_REASON_UNSPECIFIED
                ? ConversationEvent.Reason.NONE
                : ConversationWords.reason(field, reason);
    }

    private static AgentRequest answer(SendReply wish) {
        return new AgentRequest.Answer(
                lead(wish.getLeadId()),
                Fields.text("send_reply.text", wish.getText(), 1, DebtorCommand.AnswerLead.MOST_CHARACTERS));
    }

    private static SessionRequest callback(BookCallback wish) {
        Instant from = Fields.optionalInstant("book_callback.from", wish.hasFrom(), wish.getFrom());
        Instant until = Fields.optionalInstant("book_callback.until", wish.hasUntil(), wish.getUntil());
        if (from == null || until == null || !from.isBefore(until)) {
            throw FieldRefused.invalid("book_callback.until", "expected an instant after that of from");
        }
        return new SessionRequest.BookCallback(
                lead(wish.getLeadId()), from, until, Fields.code("book_callback.skill", wish.getSkill()));
    }

    private static SessionRequest dispute(RaiseDispute wish) {
        return new SessionRequest.RaiseDispute(lead(wish.getLeadId()), account(wish.getAccountId()));
    }

    private static SessionRequest complaint(FileComplaint wish) {
        return new SessionRequest.FileComplaint(
                lead(wish.getLeadId()),
                ConversationWords.category("file_complaint.category", wish.getCategory()),
                wish.getHold());
    }

    private static SessionRequest correction(CorrectDisposition wish) {
        return new SessionRequest.Correct(
                debtor(wish.getLenderId(), wish.getDebtorId()),
                Fields.id("conversation_id", wish.getConversationId(), ConversationId::new),
                ConversationWords.disposition("correct_disposition.disposition", wish.getDisposition()),
                said("correct_disposition.reason", wish.getReason()));
    }

    private static SessionRequest open(OpenDebtor wish) {
        return new SessionRequest.OpenDebtor(debtor(wish.getLenderId(), wish.getDebtorId()));
    }

    private static DebtorKey debtor(String lender, String debtor) {
        return new DebtorKey(
                Fields.id("lender_id", lender, LenderId::new), Fields.id("debtor_id", debtor, DebtorId::new));
    }

    private static SessionRequest text(SendText wish) {
        @Nullable AgentId to = wish.getAgentId().isEmpty() ? null : agent(wish.getAgentId());
        return new SessionRequest.SendText(to, Fields.text("send_text.text", wish.getText(), 1, LONGEST_TEXT));
    }

    private static AgentId agent(String value) {
        return Fields.id("agent_id", value, AgentId::new);
    }

    private static AgentRequest supervise(Supervise wish) {
        VoicePort.Part part = switch (wish.getPart()) {
            case SUPERVISE_PART_LISTEN -> VoicePort.Part.LISTEN;
            case SUPERVISE_PART_WHISPER -> VoicePort.Part.WHISPER;
            case SUPERVISE_PART_BARGE -> VoicePort.Part.BARGE;
            case SUPERVISE_PART_LEAVE -> VoicePort.Part.LEAVE;
            case SUPERVISE_PART_UNSPECIFIED, UNRECOGNIZED ->
                throw FieldRefused.invalid("supervise.part", "expected one of its named values");
        };
        return new AgentRequest.Supervise(agent(wish.getAgentId()), part);
    }

    private static AgentRequest force(ForceState wish) {
        AgentRequest.ForceState.Forced state = switch (wish.getState()) {
            case FORCED_STATE_READY -> AgentRequest.ForceState.Forced.READY;
            case FORCED_STATE_AWAY -> AgentRequest.ForceState.Forced.AWAY;
            case FORCED_STATE_SIGNED_OUT -> AgentRequest.ForceState.Forced.SIGNED_OUT;
            case FORCED_STATE_UNSPECIFIED, UNRECOGNIZED ->
                throw FieldRefused.invalid("force_state.state", "expected one of its named values");
        };
        return new AgentRequest.ForceState(agent(wish.getAgentId()), state);
    }
}
