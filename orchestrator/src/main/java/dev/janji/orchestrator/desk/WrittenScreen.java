package dev.janji.orchestrator.desk;

import dev.janji.actors.desk.CaseView;
import dev.janji.actors.desk.WrittenCase;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.rules.LenderBook;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.lender.ConversationEvent;
import dev.janji.orchestrator.grpc.ViewMapper;
import dev.janji.orchestrator.words.Phrases;
import dev.janji.protocols.desk.v1.WrittenConversation;
import dev.janji.protocols.desk.v1.WrittenLine;

/** What an agent sees of a conversation in writing: whole words, no whole number or address. Stateless. */
final class WrittenScreen {
    private WrittenScreen() {}

    static WrittenConversation of(
            WrittenCase written, CaseView view, DebtorState.Known known, LenderBook lender, Phrases phrases) {
        ContactPointId from = written.point();
        ContactPoint point = from == null ? null : known.profile().contactPoint(from);
        WrittenConversation.Builder shown = WrittenConversation.newBuilder()
                .setChannel(ViewMapper.channel(written.channel()))
                .setMaskedPoint(point == null ? "" : masked(point))
                .setTail(lender.texts().tail(written.channel(), known.profile().language()))
                .setMostCharacters(DebtorCommand.AnswerLead.MOST_CHARACTERS);
        for (Recorded each : view.said()) {
            WrittenLine.Builder line = WrittenLine.newBuilder()
                    .setAt(ViewMapper.timestamp(each.event().at()));
            if (each.event() instanceof DebtorEvent.AnswerWritten answer) {
                line.setOurs(true).setState(state(answer.attempt(), known, phrases));
            }
            shown.addLines(line.setText(words(each.event())));
        }
        return shown.build();
    }

    /** @return what somebody wrote; empty when the event holds nobody's words */
    static String words(DebtorEvent event) {
        if (event instanceof DebtorEvent.AnswerWritten answer) {
            return answer.text();
        }
        return event instanceof DebtorEvent.LenderEventApplied applied
                        && applied.event() instanceof ConversationEvent.ReplyReceived reply
                ? reply.text()
                : "";
    }

    private static String state(AttemptId attempt, DebtorState.Known known, Phrases phrases) {
        Attempt open = known.openAttempt();
        if (open != null && open.id().equals(attempt)) {
            return phrases.say("desk.answer.under-way");
        }
        PastAttempt past = known.history().find(attempt);
        if (past == null) {
            return "";
        }
        return past.outcome() == null ? phrases.word(past.answer()) : phrases.word(past.outcome());
    }

    static String masked(ContactPoint point) {
        String address = point.address();
        int at = address.indexOf('@');
        return point.channel() == Channel.EMAIL && at > 0
                ? address.charAt(0) + "***" + address.substring(at)
                : ScreenMapper.masked(address);
    }
}
