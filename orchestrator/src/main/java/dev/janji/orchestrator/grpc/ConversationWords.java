package dev.janji.orchestrator.grpc;

import dev.janji.domain.lender.ConversationEvent;
import dev.janji.domain.lender.Disposition;
import dev.janji.protocols.lender.v1.CallbackResult;
import dev.janji.protocols.lender.v1.ComplaintCategory;
import dev.janji.protocols.lender.v1.ComplaintResult;
import dev.janji.protocols.lender.v1.ComplaintSource;
import dev.janji.protocols.lender.v1.Direction;
import dev.janji.protocols.lender.v1.DispositionReason;
import dev.janji.protocols.lender.v1.ReplyIntent;

/** The enums of what was said, between the wire and the domain; an unspecified or unknown one is refused with the field's path. Stateless. */
public final class ConversationWords {
    private ConversationWords() {}

    public static Disposition disposition(String field, dev.janji.protocols.lender.v1.Disposition value) {
        return switch (value) {
            case DISPOSITION_RPC_PTP -> Disposition.RPC_PTP;
            case DISPOSITION_RPC_PAID_CLAIMED -> Disposition.RPC_PAID_CLAIMED;
            case DISPOSITION_RPC_REFUSED -> Disposition.RPC_REFUSED;
            case DISPOSITION_RPC_HARDSHIP -> Disposition.RPC_HARDSHIP;
            case DISPOSITION_RPC_DISPUTE -> Disposition.RPC_DISPUTE;
            case DISPOSITION_RPC_CALLBACK -> Disposition.RPC_CALLBACK;
            case DISPOSITION_RPC_NO_COMMITMENT -> Disposition.RPC_NO_COMMITMENT;
            case DISPOSITION_RPC_HUNG_UP -> Disposition.RPC_HUNG_UP;
            case DISPOSITION_TPC_MESSAGE_LEFT -> Disposition.TPC_MESSAGE_LEFT;
            case DISPOSITION_WRONG_NUMBER -> Disposition.WRONG_NUMBER;
            case DISPOSITION_DECEASED -> Disposition.DECEASED;
            case DISPOSITION_BANKRUPTCY -> Disposition.BANKRUPTCY;
            case DISPOSITION_ATTORNEY -> Disposition.ATTORNEY;
            case DISPOSITION_LANGUAGE -> Disposition.LANGUAGE;
            case DISPOSITION_ABUSIVE -> Disposition.ABUSIVE;
            case DISPOSITION_SKIP_TRACE -> Disposition.SKIP_TRACE;
            case DISPOSITION_CEASE_CONTACT -> Disposition.CEASE_CONTACT;
            case DISPOSITION_FRAUD_CLAIM -> Disposition.FRAUD_CLAIM;
            case DISPOSITION_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }

    static dev.janji.protocols.lender.v1.Disposition onWire(Disposition value) {
        return switch (value) {
            case RPC_PTP -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_PTP;
            case RPC_PAID_CLAIMED -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_PAID_CLAIMED;
            case RPC_REFUSED -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_REFUSED;
            case RPC_HARDSHIP -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_HARDSHIP;
            case RPC_DISPUTE -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_DISPUTE;
            case RPC_CALLBACK -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_CALLBACK;
            case RPC_NO_COMMITMENT -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_NO_COMMITMENT;
            case RPC_HUNG_UP -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_RPC_HUNG_UP;
            case TPC_MESSAGE_LEFT -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_TPC_MESSAGE_LEFT;
            case WRONG_NUMBER -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_WRONG_NUMBER;
            case DECEASED -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_DECEASED;
            case BANKRUPTCY -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_BANKRUPTCY;
            case ATTORNEY -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_ATTORNEY;
            case LANGUAGE -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_LANGUAGE;
            case ABUSIVE -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_ABUSIVE;
            case SKIP_TRACE -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_SKIP_TRACE;
            case CEASE_CONTACT -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_CEASE_CONTACT;
            case FRAUD_CLAIM -> dev.janji.protocols.lender.v1.Disposition.DISPOSITION_FRAUD_CLAIM;
        };
    }

    static ConversationEvent.Direction direction(String field, Direction value) {
        return switch (value) {
            case DIRECTION_OUTBOUND -> ConversationEvent.Direction.OUTBOUND;
            case DIRECTION_INBOUND -> ConversationEvent.Direction.INBOUND;
            case DIRECTION_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }

    static Direction onWire(ConversationEvent.Direction value) {
        return switch (value) {
            case OUTBOUND -> Direction.DIRECTION_OUTBOUND;
            case INBOUND -> Direction.DIRECTION_INBOUND;
        };
    }

    public static ConversationEvent.Reason reason(String field, DispositionReason value) {
        return switch (value) {
            case DISPOSITION_REASON_NONE -> ConversationEvent.Reason.NONE;
            case DISPOSITION_REASON_TROUBLE -> ConversationEvent.Reason.TROUBLE;
            case DISPOSITION_REASON_FORGOT -> ConversationEvent.Reason.FORGOT;
            case DISPOSITION_REASON_UNCLEAR_INFO -> ConversationEvent.Reason.UNCLEAR_INFO;
            case DISPOSITION_REASON_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }

    static DispositionReason onWire(ConversationEvent.Reason value) {
        return switch (value) {
            case NONE -> DispositionReason.DISPOSITION_REASON_NONE;
            case TROUBLE -> DispositionReason.DISPOSITION_REASON_TROUBLE;
            case FORGOT -> DispositionReason.DISPOSITION_REASON_FORGOT;
            case UNCLEAR_INFO -> DispositionReason.DISPOSITION_REASON_UNCLEAR_INFO;
        };
    }

    static ConversationEvent.Intent intent(String field, ReplyIntent value) {
        return switch (value) {
            case REPLY_INTENT_PAID -> ConversationEvent.Intent.PAID;
            case REPLY_INTENT_WILL_PAY -> ConversationEvent.Intent.WILL_PAY;
            case REPLY_INTENT_DISPUTE -> ConversationEvent.Intent.DISPUTE;
            case REPLY_INTENT_STOP -> ConversationEvent.Intent.STOP;
            case REPLY_INTENT_WRONG_PERSON -> ConversationEvent.Intent.WRONG_PERSON;
            case REPLY_INTENT_CALL_ME -> ConversationEvent.Intent.CALL_ME;
            case REPLY_INTENT_OTHER -> ConversationEvent.Intent.OTHER;
            case REPLY_INTENT_HOW_MUCH -> ConversationEvent.Intent.HOW_MUCH;
            case REPLY_INTENT_HOW_TO_PAY -> ConversationEvent.Intent.HOW_TO_PAY;
            case REPLY_INTENT_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }

    static ReplyIntent onWire(ConversationEvent.Intent value) {
        return switch (value) {
            case PAID -> ReplyIntent.REPLY_INTENT_PAID;
            case WILL_PAY -> ReplyIntent.REPLY_INTENT_WILL_PAY;
            case DISPUTE -> ReplyIntent.REPLY_INTENT_DISPUTE;
            case STOP -> ReplyIntent.REPLY_INTENT_STOP;
            case WRONG_PERSON -> ReplyIntent.REPLY_INTENT_WRONG_PERSON;
            case CALL_ME -> ReplyIntent.REPLY_INTENT_CALL_ME;
            case OTHER -> ReplyIntent.REPLY_INTENT_OTHER;
            case HOW_MUCH -> ReplyIntent.REPLY_INTENT_HOW_MUCH;
            case HOW_TO_PAY -> ReplyIntent.REPLY_INTENT_HOW_TO_PAY;
        };
    }

    static ConversationEvent.CallbackResult result(String field, CallbackResult value) {
        return switch (value) {
            case CALLBACK_RESULT_DONE -> ConversationEvent.CallbackResult.DONE;
            case CALLBACK_RESULT_CANCELLED -> ConversationEvent.CallbackResult.CANCELLED;
            case CALLBACK_RESULT_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }

    public static ConversationEvent.ComplaintCategory category(String field, ComplaintCategory value) {
        return switch (value) {
            case COMPLAINT_CATEGORY_HARASSMENT -> ConversationEvent.ComplaintCategory.HARASSMENT;
            case COMPLAINT_CATEGORY_WRONG_PERSON -> ConversationEvent.ComplaintCategory.WRONG_PERSON;
            case COMPLAINT_CATEGORY_WRONG_AMOUNT -> ConversationEvent.ComplaintCategory.WRONG_AMOUNT;
            case COMPLAINT_CATEGORY_PRIVACY -> ConversationEvent.ComplaintCategory.PRIVACY;
            case COMPLAINT_CATEGORY_CONDUCT -> ConversationEvent.ComplaintCategory.CONDUCT;
            case COMPLAINT_CATEGORY_OTHER -> ConversationEvent.ComplaintCategory.OTHER;
            case COMPLAINT_CATEGORY_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }

    static ComplaintCategory onWire(ConversationEvent.ComplaintCategory value) {
        return switch (value) {
            case HARASSMENT -> ComplaintCategory.COMPLAINT_CATEGORY_HARASSMENT;
            case WRONG_PERSON -> ComplaintCategory.COMPLAINT_CATEGORY_WRONG_PERSON;
            case WRONG_AMOUNT -> ComplaintCategory.COMPLAINT_CATEGORY_WRONG_AMOUNT;
            case PRIVACY -> ComplaintCategory.COMPLAINT_CATEGORY_PRIVACY;
            case CONDUCT -> ComplaintCategory.COMPLAINT_CATEGORY_CONDUCT;
            case OTHER -> ComplaintCategory.COMPLAINT_CATEGORY_OTHER;
        };
    }

    static ConversationEvent.ComplaintSource source(String field, ComplaintSource value) {
        return switch (value) {
            case COMPLAINT_SOURCE_AGENT -> ConversationEvent.ComplaintSource.AGENT;
            case COMPLAINT_SOURCE_REPLY -> ConversationEvent.ComplaintSource.REPLY;
            case COMPLAINT_SOURCE_LENDER -> ConversationEvent.ComplaintSource.LENDER;
            case COMPLAINT_SOURCE_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }

    static ComplaintSource onWire(ConversationEvent.ComplaintSource value) {
        return switch (value) {
            case AGENT -> ComplaintSource.COMPLAINT_SOURCE_AGENT;
            case REPLY -> ComplaintSource.COMPLAINT_SOURCE_REPLY;
            case LENDER -> ComplaintSource.COMPLAINT_SOURCE_LENDER;
        };
    }

    static ConversationEvent.ComplaintResult result(String field, ComplaintResult value) {
        return switch (value) {
            case COMPLAINT_RESULT_UPHELD -> ConversationEvent.ComplaintResult.UPHELD;
            case COMPLAINT_RESULT_REJECTED -> ConversationEvent.ComplaintResult.REJECTED;
            case COMPLAINT_RESULT_WITHDRAWN -> ConversationEvent.ComplaintResult.WITHDRAWN;
            case COMPLAINT_RESULT_UNSPECIFIED, UNRECOGNIZED -> throw WireWords.unspecified(field);
        };
    }
}
