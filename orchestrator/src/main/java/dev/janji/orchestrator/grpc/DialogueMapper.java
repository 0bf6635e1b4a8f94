package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.Callback;
import dev.janji.domain.debtor.Complaint;
import dev.janji.domain.debtor.Contactability;
import dev.janji.domain.debtor.Conversation;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Reply;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.protocols.lender.v1.CallbackView;
import dev.janji.protocols.lender.v1.ComplaintView;
import dev.janji.protocols.lender.v1.ContactPointView;
import dev.janji.protocols.lender.v1.ContactabilityCause;
import dev.janji.protocols.lender.v1.ConversationView;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.ReplyView;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;

/** What was said, and what it makes of contact points, in the words of the wire. Stateless. */
final class DialogueMapper {
    private DialogueMapper() {}

    static void add(GetDebtorResponse.Builder response, DebtorView view, DebtorState.Known known) {
        known.dialogue().conversations().forEach(each -> response.addConversations(conversation(each)));
        known.dialogue().replies().forEach(each -> response.addReplies(reply(each)));
        known.dialogue()
                .awaitedCallbacks(view.rules().quiet(), view.zone(), view.computedAt())
                .forEach(each -> response.addCallbacks(callback(each)));
        known.dialogue().complaints().forEach(each -> response.addComplaints(complaint(each, view.today())));
    }

    static void contactability(ContactPointView.Builder mapped, ContactPoint point, DebtorState.Known known) {
        Contactability of = Contactability.of(point, known);
        mapped.setContactability(
                        switch (of.kind()) {
                            case OPTED_OUT -> dev.janji.protocols.lender.v1.Contactability.CONTACTABILITY_OPTED_OUT;
                            case DEAD -> dev.janji.protocols.lender.v1.Contactability.CONTACTABILITY_DEAD;
                            case WRONG -> dev.janji.protocols.lender.v1.Contactability.CONTACTABILITY_WRONG;
                            case UNVERIFIED -> dev.janji.protocols.lender.v1.Contactability.CONTACTABILITY_UNVERIFIED;
                            case USABLE -> dev.janji.protocols.lender.v1.Contactability.CONTACTABILITY_USABLE;
                        })
                .setContactabilityCause(
                        switch (of.cause()) {
                            case LENDER -> ContactabilityCause.CONTACTABILITY_CAUSE_LENDER;
                            case CHANNEL -> ContactabilityCause.CONTACTABILITY_CAUSE_CHANNEL;
                            case CONVERSATION -> ContactabilityCause.CONTACTABILITY_CAUSE_CONVERSATION;
                            case REPLY -> ContactabilityCause.CONTACTABILITY_CAUSE_REPLY;
                        })
                .setContactabilityReference(of.reference());
        Instant since = of.since();
        if (since != null) {
            mapped.setContactabilitySince(ViewMapper.timestamp(since));
        }
    }

    private static ConversationView conversation(Conversation held) {
        ConversationView.Builder mapped = ConversationView.newBuilder()
                .setConversationId(held.id().value())
                .setAt(ViewMapper.timestamp(held.at()))
                .setChannel(ViewMapper.channel(held.channel()))
                .setDirection(ConversationWords.onWire(held.direction()))
                .addAllAccountIds(ids(held.accounts()))
                .setDisposition(ConversationWords.onWire(held.disposition()))
                .setReason(ConversationWords.onWire(held.reason()));
        ContactPointId point = held.point();
        if (point != null) {
            mapped.setContactPointId(point.value());
        }
        return mapped.build();
    }

    private static ReplyView reply(Reply reply) {
        ReplyView.Builder mapped = ReplyView.newBuilder()
                .setReplyId(reply.id().value())
                .setAt(ViewMapper.timestamp(reply.at()))
                .setChannel(ViewMapper.channel(reply.channel()))
                .addAllAccountIds(ids(reply.accounts()))
                .setIntent(ConversationWords.onWire(reply.intent()));
        ContactPointId point = reply.point();
        if (point != null) {
            mapped.setContactPointId(point.value());
        }
        LocalDate payBy = reply.payBy();
        if (payBy != null) {
            mapped.setPayBy(ViewMapper.date(payBy));
        }
        return mapped.build();
    }

    private static CallbackView callback(Callback callback) {
        CallbackView.Builder mapped = CallbackView.newBuilder()
                .setCallbackId(callback.id().value())
                .setPromisedFrom(ViewMapper.timestamp(callback.from()))
                .setUntil(ViewMapper.timestamp(callback.until()))
                .setSkill(callback.skill());
        ContactPointId point = callback.point();
        if (point != null) {
            mapped.setContactPointId(point.value());
        }
        return mapped.build();
    }

    private static ComplaintView complaint(Complaint complaint, LocalDate today) {
        return ComplaintView.newBuilder()
                .setComplaintId(complaint.id().value())
                .setAt(ViewMapper.timestamp(complaint.at()))
                .setCategory(ConversationWords.onWire(complaint.category()))
                .setSource(ConversationWords.onWire(complaint.source()))
                .setAnswerBy(ViewMapper.date(complaint.answerBy()))
                .setOverdue(complaint.isOverdue(today))
                .setHold(complaint.hold())
                .build();
    }

    private static List<String> ids(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).sorted().toList();
    }
}
