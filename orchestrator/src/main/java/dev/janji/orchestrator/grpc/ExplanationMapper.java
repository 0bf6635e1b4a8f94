package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.journal.Recorded;
import dev.janji.actors.journal.StateHash;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.Attempt;
import dev.janji.domain.debtor.Awaited;
import dev.janji.domain.debtor.BucketHistory;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Explanation;
import dev.janji.domain.debtor.PastAttempt;
import dev.janji.domain.id.AttemptId;
import dev.janji.orchestrator.words.EventSentence;
import dev.janji.orchestrator.words.Explained;
import dev.janji.orchestrator.words.Language;
import dev.janji.orchestrator.words.NamedRule;
import dev.janji.orchestrator.words.StaysInWords;
import dev.janji.orchestrator.words.Told;
import dev.janji.protocols.lender.v1.AwaitedKind;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.FactView;
import dev.janji.protocols.lender.v1.RuleView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Why a debtor is as it is, in the words of the wire and of a language, without anything personal. Stateless. */
final class ExplanationMapper {
    private ExplanationMapper() {}

    /**
     * @param known the state of the view
     * @param last the last event of that state; null when it is not known
     * @param stays up to the view
     */
    static ExplainResponse explanation(
            DebtorView view, DebtorState.Known known, @Nullable Recorded last, BucketHistory stays, Language language) {
        Explanation explanation = view.explanation();
        EventSentence words = new EventSentence(language.phrases(), view.zone(), attempt -> channel(known, attempt));
        Explained explained = Explained.of(
                explanation,
                view.circumstances(known),
                last == null ? null : new Explained.LastEvent(last.sequenceNumber(), last.event()),
                words,
                view.rules());
        ExplainResponse.Builder response = ExplainResponse.newBuilder()
                .setWaitsFor(explained.waitsFor())
                .addAllRuleIds(explanation.ruleIds())
                .setAt(ViewMapper.timestamp(view.computedAt()))
                .setSequenceNumber(known.version())
                .setSummary(explained.summary())
                .setStateHash(StateHash.of(known))
                .setAwaited(explanation.awaited().match(Kind.INSTANCE))
                .setStrategyVersion(view.rules().strategies().current().version())
                .setPolicyVersion(view.rules().policy().version())
                .setRulesChanged(!explanation.sameRules())
                .setZone(view.zone().getId());
        explained.facts().forEach(fact -> response.addFacts(fact(fact)));
        StaysInWords.of(stays, language.phrases()).forEach(fact -> response.addFacts(fact(fact)));
        explained.rules().forEach(rule -> response.addRules(rule(rule)));
        var decision = explanation.lastDecision();
        if (decision != null) {
            decision.match(new DecisionMapper(words)).ifPresent(response::setLastDecision);
        }
        Instant until = explanation.until();
        if (until != null) {
            response.setWaitsUntil(ViewMapper.timestamp(until));
        }
        return response.build();
    }

    private static @Nullable Channel channel(DebtorState.Known known, AttemptId attempt) {
        Attempt open = known.openAttempt();
        if (open != null && open.id().equals(attempt)) {
            return open.channel();
        }
        PastAttempt past = known.history().find(attempt);
        return past == null ? null : past.channel();
    }

    private static FactView fact(Told fact) {
        return FactView.newBuilder()
                .setName(fact.name())
                .setLabel(fact.label())
                .setValue(fact.value())
                .setAccountId(fact.account())
                .build();
    }

    private static RuleView rule(NamedRule rule) {
        return RuleView.newBuilder()
                .setRuleId(rule.id())
                .setSentence(rule.sentence())
                .setCitation(rule.citation())
                .build();
    }

    private enum Kind implements Awaited.Cases<AwaitedKind> {
        INSTANCE;

        @Override
        public AwaitedKind firstWord(Awaited.FirstWord awaited) {
            return AwaitedKind.AWAITED_KIND_UNSPECIFIED;
        }

        @Override
        public AwaitedKind goLive(Awaited.GoLive awaited) {
            return AwaitedKind.AWAITED_KIND_GO_LIVE;
        }

        @Override
        public AwaitedKind nothing(Awaited.Nothing awaited) {
            return AwaitedKind.AWAITED_KIND_NOTHING;
        }

        @Override
        public AwaitedKind channelAnswer(Awaited.ChannelAnswer awaited) {
            return AwaitedKind.AWAITED_KIND_CHANNEL_ANSWER;
        }

        @Override
        public AwaitedKind nextStep(Awaited.NextStep awaited) {
            return AwaitedKind.AWAITED_KIND_NEXT_STEP;
        }

        @Override
        public AwaitedKind endOfSuspension(Awaited.EndOfSuspension awaited) {
            return AwaitedKind.AWAITED_KIND_END_OF_SUSPENSION;
        }

        @Override
        public AwaitedKind endOfStop(Awaited.EndOfStop awaited) {
            return AwaitedKind.AWAITED_KIND_END_OF_STOP;
        }

        @Override
        public AwaitedKind newDueDate(Awaited.NewDueDate awaited) {
            return AwaitedKind.AWAITED_KIND_NEW_DUE_DATE;
        }

        @Override
        public AwaitedKind liveAgent(Awaited.LiveAgent awaited) {
            return AwaitedKind.AWAITED_KIND_LIVE_AGENT;
        }
    }
}
