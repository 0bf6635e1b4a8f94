package dev.janji.orchestrator.grpc;

import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.debtor.Debtors;
import dev.janji.domain.debtor.BucketHistory;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.ExplainResponse;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;

/** Explains a view, with the event that was the last one then and where each account stood until then. Thread-safe, does not block. */
record Explaining(Debtors debtors, ActorSystem<?> system) {
    /** @param known the state of the view */
    CompletionStage<ExplainResponse> explain(DebtorView view, DebtorState.Known known, Language language) {
        return debtors.bucketHistory(view).thenCompose(stays -> explain(view, known, stays, language));
    }

    /** @param stays up to the view */
    CompletionStage<ExplainResponse> explain(
            DebtorView view, DebtorState.Known known, BucketHistory stays, Language language) {
        return debtors.history(view.debtor(), known.version())
                .runWith(Sink.headOption(), system)
                .thenApply(last -> ExplanationMapper.explanation(view, known, last.orElse(null), stays, language));
    }
}
