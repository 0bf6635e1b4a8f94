package dev.janji.orchestrator.grpc;

import dev.janji.actors.journal.Recorded;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.StepReference;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** A stored event as a line of history: in words, without anything personal. Stateless. */
final class HistoryMapper {
    private HistoryMapper() {}

    static ListHistoryResponse line(Recorded recorded) {
        DebtorEvent event = recorded.event();
        ListHistoryResponse.Builder line = ListHistoryResponse.newBuilder()
                .setSequenceNumber(recorded.sequenceNumber())
                .setAt(ViewMapper.timestamp(event.at()))
                .setKind(event.eventName());
        event.match(new Fill(line));
        return line.build();
    }

    /** Adds what the kind of event has to say. */
    private record Fill(ListHistoryResponse.Builder line) implements DebtorEvent.Cases<ListHistoryResponse.Builder> {
        @Override
        public ListHistoryResponse.Builder lenderEventApplied(DebtorEvent.LenderEventApplied e) {
            return line.setSummary("The lender's event " + e.eventId() + " of " + e.occurredAt() + " took effect");
        }

        @Override
        public ListHistoryResponse.Builder bucketEntered(DebtorEvent.BucketEntered e) {
            String from = e.from().isEmpty() ? "no bucket" : e.from();
            return line.setSummary("Account " + e.account() + " went from " + from + " to " + e.to() + " at "
                    + e.daysPastDue() + " days past due");
        }

        @Override
        public ListHistoryResponse.Builder promiseSettled(DebtorEvent.PromiseSettled e) {
            return line.setSummary("Promise " + e.promise() + " of account " + e.account() + " went from "
                    + word(e.from()) + " to " + word(e.to()));
        }

        @Override
        public ListHistoryResponse.Builder segmentEntered(DebtorEvent.SegmentEntered e) {
            String segment = e.segment().isEmpty() ? "no segment" : "segment " + e.segment();
            return line.setSummary("Account " + e.account() + " is worked by " + segment + " of " + e.strategyVersion()
                    + (e.arm().isEmpty() ? "" : ", arm " + e.arm()));
        }

        @Override
        public ListHistoryResponse.Builder accountHandedOver(DebtorEvent.AccountHandedOver e) {
            return line.setSummary("Account " + e.step().account() + " was handed over to " + word(e.to()) + " by step "
                    + e.step().name() + " of " + e.strategyVersion());
        }

        @Override
        public ListHistoryResponse.Builder contactAuthorized(DebtorEvent.ContactAuthorized e) {
            return line.setAttemptId(e.attempt().id().value())
                    .addAllRuleIds(e.ruleIds())
                    .setSummary("Template " + e.attempt().template() + " may leave by "
                            + word(e.attempt().channel())
                            + " to " + e.attempt().contactPoint() + " until "
                            + e.attempt().validUntil() + " for "
                            + steps(e.attempt().covers()));
        }

        @Override
        public ListHistoryResponse.Builder contactDeferred(DebtorEvent.ContactDeferred e) {
            return line.addAllRuleIds(e.ruleIds()).setSummary(steps(e.steps()) + " must wait until " + e.until());
        }

        @Override
        public ListHistoryResponse.Builder contactRefused(DebtorEvent.ContactRefused e) {
            return line.addAllRuleIds(e.ruleIds()).setSummary(steps(e.steps()) + " is forbidden and over");
        }

        @Override
        public ListHistoryResponse.Builder attemptAnswered(DebtorEvent.AttemptAnswered e) {
            return line.setAttemptId(e.attempt().value())
                    .setSummary("The channel answered: " + word(e.answer())
                            + (e.detail().isEmpty() ? "" : " (" + e.detail() + ")"));
        }

        @Override
        public ListHistoryResponse.Builder attemptSettled(DebtorEvent.AttemptSettled e) {
            return line.setAttemptId(e.attempt().value())
                    .setSummary("The attempt in doubt was settled: " + word(e.settlement()));
        }

        @Override
        public ListHistoryResponse.Builder outcomeReceived(DebtorEvent.OutcomeReceived e) {
            return line.setAttemptId(e.attempt().value())
                    .setSummary("The channel reported " + word(e.outcome()) + " at " + e.reportedAt());
        }

        private static String steps(List<StepReference> steps) {
            return steps.stream()
                    .map(step -> "step " + step.name() + " of account " + step.account() + " due " + step.anchor())
                    .collect(Collectors.joining(", "));
        }

        private static String word(Enum<?> value) {
            return value.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        }
    }
}
