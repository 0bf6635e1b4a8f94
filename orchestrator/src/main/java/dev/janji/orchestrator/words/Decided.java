package dev.janji.orchestrator.words;

import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.DebtorEvent;
import java.util.List;
import java.util.Optional;

/**
 * A stored decision about a contact in words. Immutable.
 *
 * @param sentence what was decided
 * @param reason why
 * @param rules the sentence above the rules; empty when none was asked
 * @param policy its version; empty when none was asked
 */
public record Decided(
        String sentence, String reason, String rules, List<String> ruleIds, String strategy, String policy) {

    /** @return empty for an event that decides nothing about a contact */
    public static Optional<Decided> of(DebtorEvent event, EventSentence words) {
        return event.match(new Words(words.phrases(), words));
    }

    private record Words(Phrases phrases, EventSentence words) implements DebtorEvent.Cases<Optional<Decided>> {
        @Override
        public Optional<Decided> contactAuthorized(DebtorEvent.ContactAuthorized e) {
            Attempt attempt = e.attempt();
            return Optional.of(new Decided(
                    phrases.say(
                            "explain.decided-authorized",
                            words.when(e.at()),
                            words.steps(attempt.covers()),
                            phrases.word(attempt.channel()),
                            attempt.template(),
                            attempt.id()),
                    phrases.say("decision.authorized"),
                    phrases.say("explain.asked"),
                    e.ruleIds(),
                    e.strategyVersion(),
                    e.policyVersion()));
        }

        @Override
        public Optional<Decided> contactDeferred(DebtorEvent.ContactDeferred e) {
            return Optional.of(new Decided(
                    phrases.say("explain.decided-not", words.when(e.at()), words.steps(e.steps())),
                    e.stops().isEmpty()
                            ? phrases.say("decision.deferred", words.when(e.until()))
                            : phrases.say("decision.stopped", words.when(e.until()), words.stops(e)),
                    phrases.say("explain.because"),
                    e.ruleIds(),
                    e.strategyVersion(),
                    e.policyVersion()));
        }

        @Override
        public Optional<Decided> contactRefused(DebtorEvent.ContactRefused e) {
            return Optional.of(new Decided(
                    phrases.say("explain.decided-not", words.when(e.at()), words.steps(e.steps())),
                    phrases.say("decision.refused"),
                    phrases.say("explain.because"),
                    e.ruleIds(),
                    e.strategyVersion(),
                    e.policyVersion()));
        }

        @Override
        public Optional<Decided> accountHandedOver(DebtorEvent.AccountHandedOver e) {
            return Optional.of(new Decided(
                    phrases.say("explain.decided-hand-over", words.when(e.at()), words.accountHandedOver(e)),
                    phrases.say("decision.handed-over"),
                    "",
                    List.of(),
                    e.strategyVersion(),
                    ""));
        }

        @Override
        public Optional<Decided> arrangementSettled(DebtorEvent.ArrangementSettled e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> offerSettled(DebtorEvent.OfferSettled e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> segmentEntered(DebtorEvent.SegmentEntered e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> lenderEventApplied(DebtorEvent.LenderEventApplied e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> bucketEntered(DebtorEvent.BucketEntered e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> promiseSettled(DebtorEvent.PromiseSettled e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> attemptAnswered(DebtorEvent.AttemptAnswered e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> attemptSettled(DebtorEvent.AttemptSettled e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> outcomeReceived(DebtorEvent.OutcomeReceived e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> leadOffered(DebtorEvent.LeadOffered e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> talkBegan(DebtorEvent.TalkBegan e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> leadRecalled(DebtorEvent.LeadRecalled e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> leadClosed(DebtorEvent.LeadClosed e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> answerWritten(DebtorEvent.AnswerWritten e) {
            return Optional.empty();
        }

        @Override
        public Optional<Decided> recordedCallNoted(DebtorEvent.RecordedCallNoted e) {
            return Optional.empty();
        }
    }
}
