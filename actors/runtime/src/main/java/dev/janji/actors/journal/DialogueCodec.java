package dev.janji.actors.journal;

import dev.janji.domain.debtor.Callback;
import dev.janji.domain.debtor.ClosedIds;
import dev.janji.domain.debtor.Complaint;
import dev.janji.domain.debtor.Conversation;
import dev.janji.domain.debtor.Dialogue;
import dev.janji.domain.debtor.Reply;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.CallbackId;
import dev.janji.domain.id.ComplaintId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.protocols.journal.v1.DeadPoint;
import dev.janji.protocols.journal.v1.StandingComplaint;
import dev.janji.protocols.journal.v1.StandingConversation;
import dev.janji.protocols.journal.v1.StandingReply;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What was said, in a snapshot: both directions. Equal dialogues give equal bytes. Stateless. */
final class DialogueCodec {
    private DialogueCodec() {}

    static dev.janji.protocols.journal.v1.Dialogue write(Dialogue dialogue) {
        var written = dev.janji.protocols.journal.v1.Dialogue.newBuilder();
        dialogue.conversations().forEach(each -> written.addConversations(conversation(each)));
        dialogue.replies().forEach(each -> written.addReplies(reply(each)));
        dialogue.callbacks()
                .forEach(each ->
                        written.addCallbacks(ConversationFactWriter.requested(new ConversationEvent.CallbackRequested(
                                each.id(), each.from(), each.until(), each.skill(), each.point()))));
        dialogue.complaints().forEach(each -> written.addComplaints(complaint(each)));
        dialogue.deadPoints()
                .forEach(each -> written.addDeadPoints(DeadPoint.newBuilder()
                        .setContactPointId(each.point().value())
                        .setSince(Words.timestamp(each.since()))));
        Instant since = dialogue.completeSince();
        if (since != null) {
            written.setCompleteSince(Words.timestamp(since));
        }
        ClosedIds closed = dialogue.closed();
        if (closed != null) {
            closed.callbacks().forEach(each -> written.addClosedCallbackIds(each.value()));
            closed.complaints().forEach(each -> written.addClosedComplaintIds(each.value()));
        }
        return written.build();
    }

    static Dialogue read(dev.janji.protocols.journal.v1.Dialogue dialogue) {
        return new Dialogue(
                dialogue.getConversationsList().stream()
                        .map(DialogueCodec::conversation)
                        .toList(),
                dialogue.getRepliesList().stream().map(DialogueCodec::reply).toList(),
                dialogue.getCallbacksList().stream()
                        .map(ConversationFactReader::read)
                        .map(e -> new Callback(e.callback(), e.from(), e.until(), e.skill(), e.contactPoint()))
                        .toList(),
                dialogue.getComplaintsList().stream()
                        .map(DialogueCodec::complaint)
                        .toList(),
                dialogue.getDeadPointsList().stream()
                        .map(each -> new Dialogue.DeadPoint(
                                new ContactPointId(each.getContactPointId()), Words.instant(each.getSince())))
                        .toList(),
                dialogue.hasCompleteSince() ? Words.instant(dialogue.getCompleteSince()) : null,
                closed(dialogue));
    }

    private static @Nullable ClosedIds closed(dev.janji.protocols.journal.v1.Dialogue dialogue) {
        return dialogue.getClosedCallbackIdsCount() + dialogue.getClosedComplaintIdsCount() == 0
                ? null
                : new ClosedIds(
                        dialogue.getClosedCallbackIdsList().stream()
                                .map(CallbackId::new)
                                .toList(),
                        dialogue.getClosedComplaintIdsList().stream()
                                .map(ComplaintId::new)
                                .toList());
    }

    private static StandingConversation conversation(Conversation each) {
        return StandingConversation.newBuilder()
                .setHeld(ConversationFactWriter.held(new ConversationEvent.ConversationHeld(
                        each.id(),
                        each.channel(),
                        each.direction(),
                        each.point(),
                        sorted(each.accounts()),
                        each.disposition(),
                        each.reason(),
                        "",
                        each.attempt())))
                .setAt(Words.timestamp(each.at()))
                .setEnded(each.ended())
                .addAllResolvedAccountIds(values(each.resolved()))
                .build();
    }

    private static Conversation conversation(StandingConversation standing) {
        ConversationEvent.ConversationHeld held = ConversationFactReader.read(standing.getHeld());
        return new Conversation(
                held.conversation(),
                Words.instant(standing.getAt()),
                held.channel(),
                held.direction(),
                held.contactPoint(),
                Set.copyOf(held.accounts()),
                held.disposition(),
                held.reason(),
                standing.getEnded(),
                accounts(standing.getResolvedAccountIdsList()),
                held.attempt());
    }

    private static StandingReply reply(Reply each) {
        StandingReply.Builder standing = StandingReply.newBuilder()
                .setReceived(ConversationFactWriter.received(new ConversationEvent.ReplyReceived(
                        each.id(),
                        each.channel(),
                        each.point(),
                        sorted(each.accounts()),
                        each.intent(),
                        each.payBy(),
                        "",
                        each.callAt())))
                .setAt(Words.timestamp(each.at()))
                .setEnded(each.ended())
                .addAllResolvedAccountIds(values(each.resolved()));
        Instant notBefore = each.notBefore();
        return notBefore == null
                ? standing.build()
                : standing.setNotBefore(Words.timestamp(notBefore)).build();
    }

    private static Reply reply(StandingReply standing) {
        ConversationEvent.ReplyReceived received = ConversationFactReader.read(standing.getReceived(), "");
        return new Reply(
                received.reply(),
                Words.instant(standing.getAt()),
                received.channel(),
                received.contactPoint(),
                Set.copyOf(received.accounts()),
                received.intent(),
                received.payBy(),
                standing.getEnded(),
                accounts(standing.getResolvedAccountIdsList()),
                standing.hasNotBefore() ? Words.instant(standing.getNotBefore()) : null,
                received.callAt());
    }

    private static StandingComplaint complaint(Complaint each) {
        return StandingComplaint.newBuilder()
                .setReceived(ConversationFactWriter.received(new ConversationEvent.ComplaintReceived(
                        each.id(), each.category(), each.source(), each.answerBy(), each.hold())))
                .setAt(Words.timestamp(each.at()))
                .build();
    }

    private static Complaint complaint(StandingComplaint standing) {
        ConversationEvent.ComplaintReceived received = ConversationFactReader.read(standing.getReceived());
        return new Complaint(
                received.complaint(),
                Words.instant(standing.getAt()),
                received.category(),
                received.source(),
                received.answerBy(),
                received.hold());
    }

    private static List<AccountId> sorted(Collection<AccountId> accounts) {
        return values(accounts).stream().map(AccountId::new).toList();
    }

    private static List<String> values(Collection<AccountId> accounts) {
        return accounts.stream().map(AccountId::value).sorted().toList();
    }

    private static Set<AccountId> accounts(Collection<String> ids) {
        return ids.stream().map(AccountId::new).collect(Collectors.toUnmodifiableSet());
    }
}
