package dev.janji.orchestrator.grpc;

import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.StepReference;
import dev.janji.orchestrator.words.Decided;
import dev.janji.orchestrator.words.EventSentence;
import dev.janji.protocols.lender.v1.DecisionKind;
import dev.janji.protocols.lender.v1.DecisionView;
import java.util.List;
import java.util.Optional;

/** A decision about a contact as the wire shows it; nothing for events that decide none. Stateless. */
record DecisionMapper(EventSentence words) implements DebtorEvent.Cases<Optional<DecisionView>> {

    @Override
    public Optional<DecisionView> contactAuthorized(DebtorEvent.ContactAuthorized e) {
        return Optional.of(
                of(e, DecisionKind.DECISION_KIND_AUTHORIZED, e.attempt().covers())
                        .setTemplate(e.attempt().template())
                        .setChannel(ViewMapper.channel(e.attempt().channel()))
                        .setAttemptId(e.attempt().id().value())
                        .addAllRuleIds(e.ruleIds())
                        .setReason(reason(e))
                        .setStrategyVersion(e.strategyVersion())
                        .setPolicyVersion(e.policyVersion())
                        .build());
    }

    @Override
    public Optional<DecisionView> contactDeferred(DebtorEvent.ContactDeferred e) {
        return Optional.of(of(e, DecisionKind.DECISION_KIND_DEFERRED, e.steps())
                .addAllRuleIds(e.ruleIds())
                .setReason(reason(e))
                .setStrategyVersion(e.strategyVersion())
                .setPolicyVersion(e.policyVersion())
                .build());
    }

    @Override
    public Optional<DecisionView> contactRefused(DebtorEvent.ContactRefused e) {
        return Optional.of(of(e, DecisionKind.DECISION_KIND_REFUSED, e.steps())
                .addAllRuleIds(e.ruleIds())
                .setReason(reason(e))
                .setStrategyVersion(e.strategyVersion())
                .setPolicyVersion(e.policyVersion())
                .build());
    }

    @Override
    public Optional<DecisionView> accountHandedOver(DebtorEvent.AccountHandedOver e) {
        return Optional.of(of(e, DecisionKind.DECISION_KIND_HANDED_OVER, List.of(e.step()))
                .setReason(reason(e))
                .setStrategyVersion(e.strategyVersion())
                .build());
    }

    @Override
    public Optional<DecisionView> arrangementSettled(DebtorEvent.ArrangementSettled e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> offerSettled(DebtorEvent.OfferSettled e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> segmentEntered(DebtorEvent.SegmentEntered e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> lenderEventApplied(DebtorEvent.LenderEventApplied e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> bucketEntered(DebtorEvent.BucketEntered e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> promiseSettled(DebtorEvent.PromiseSettled e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> attemptAnswered(DebtorEvent.AttemptAnswered e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> attemptSettled(DebtorEvent.AttemptSettled e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> outcomeReceived(DebtorEvent.OutcomeReceived e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> leadOffered(DebtorEvent.LeadOffered e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> talkBegan(DebtorEvent.TalkBegan e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> leadRecalled(DebtorEvent.LeadRecalled e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> leadClosed(DebtorEvent.LeadClosed e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> answerWritten(DebtorEvent.AnswerWritten e) {
        return Optional.empty();
    }

    @Override
    public Optional<DecisionView> recordedCallNoted(DebtorEvent.RecordedCallNoted e) {
        return Optional.empty();
    }

    private String reason(DebtorEvent event) {
        return Decided.of(event, words).map(Decided::reason).orElse("");
    }

    private static DecisionView.Builder of(DebtorEvent event, DecisionKind kind, List<StepReference> steps) {
        return DecisionView.newBuilder()
                .setAt(ViewMapper.timestamp(event.at()))
                .setKind(kind)
                .setStep(steps.isEmpty() ? "" : steps.get(0).name());
    }
}
