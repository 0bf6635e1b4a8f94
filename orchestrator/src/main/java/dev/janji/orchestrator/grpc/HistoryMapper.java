package dev.janji.orchestrator.grpc;

import dev.janji.actors.journal.Recorded;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.id.AttemptId;
import dev.janji.orchestrator.words.EventSentence;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Stored events as lines of history: in words, without anything personal. Remembers the channels of the attempts that it has seen, so it
 * serves one history, in order, on one thread at a time.
 */
final class HistoryMapper {
    private static final int REMEMBERED = 256;

    private final EventSentence words;
    private final Map<AttemptId, Channel> channels = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<AttemptId, Channel> eldest) {
            return size() > REMEMBERED;
        }
    };

    HistoryMapper(Language language, ZoneId zone) {
        this.words = new EventSentence(language.phrases(), zone, channels::get);
    }

    ListHistoryResponse line(Recorded recorded) {
        DebtorEvent event = recorded.event();
        ListHistoryResponse.Builder line = ListHistoryResponse.newBuilder()
                .setSequenceNumber(recorded.sequenceNumber())
                .setAt(ViewMapper.timestamp(event.at()))
                .setKind(event.eventName());
        if (event instanceof DebtorEvent.ContactAuthorized authorized) {
            Attempt attempt = authorized.attempt();
            channels.put(attempt.id(), attempt.channel());
        }
        event.match(new Fill(line));
        return line.setSummary(event.match(words)).build();
    }

    /** Adds what a program may want to know of the kind of event. */
    private record Fill(ListHistoryResponse.Builder line) implements DebtorEvent.Cases<ListHistoryResponse.Builder> {
        @Override
        public ListHistoryResponse.Builder lenderEventApplied(DebtorEvent.LenderEventApplied e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder bucketEntered(DebtorEvent.BucketEntered e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder promiseSettled(DebtorEvent.PromiseSettled e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder arrangementSettled(DebtorEvent.ArrangementSettled e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder offerSettled(DebtorEvent.OfferSettled e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder segmentEntered(DebtorEvent.SegmentEntered e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder accountHandedOver(DebtorEvent.AccountHandedOver e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder contactAuthorized(DebtorEvent.ContactAuthorized e) {
            return line.setAttemptId(e.attempt().id().value()).addAllRuleIds(e.ruleIds());
        }

        @Override
        public ListHistoryResponse.Builder contactDeferred(DebtorEvent.ContactDeferred e) {
            return line.addAllRuleIds(e.ruleIds());
        }

        @Override
        public ListHistoryResponse.Builder contactRefused(DebtorEvent.ContactRefused e) {
            return line.addAllRuleIds(e.ruleIds());
        }

        @Override
        public ListHistoryResponse.Builder attemptAnswered(DebtorEvent.AttemptAnswered e) {
            return line.setAttemptId(e.attempt().value());
        }

        @Override
        public ListHistoryResponse.Builder attemptSettled(DebtorEvent.AttemptSettled e) {
            return line.setAttemptId(e.attempt().value());
        }

        @Override
        public ListHistoryResponse.Builder outcomeReceived(DebtorEvent.OutcomeReceived e) {
            return line.setAttemptId(e.attempt().value());
        }

        @Override
        public ListHistoryResponse.Builder leadOffered(DebtorEvent.LeadOffered e) {
            return line.addAllRuleIds(e.ruleIds());
        }

        @Override
        public ListHistoryResponse.Builder talkBegan(DebtorEvent.TalkBegan e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder leadRecalled(DebtorEvent.LeadRecalled e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder leadClosed(DebtorEvent.LeadClosed e) {
            return line;
        }

        @Override
        public ListHistoryResponse.Builder answerWritten(DebtorEvent.AnswerWritten e) {
            return line.setAttemptId(e.attempt().value());
        }

        @Override
        public ListHistoryResponse.Builder recordedCallNoted(DebtorEvent.RecordedCallNoted e) {
            return line.setAttemptId(e.attempt().value());
        }
    }
}
