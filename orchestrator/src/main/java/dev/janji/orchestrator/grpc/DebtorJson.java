package dev.janji.orchestrator.grpc;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.MessageOrBuilder;
import com.google.protobuf.util.JsonFormat;
import dev.janji.actors.debtor.DebtorView;
import dev.janji.actors.debtor.Debtors;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.DebtorKey;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.lender.v1.ExplainResponse;
import dev.janji.protocols.lender.v1.GetDebtorResponse;
import dev.janji.protocols.lender.v1.ListHistoryResponse;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.stream.javadsl.Sink;
import org.jspecify.annotations.Nullable;

/** State, explanation and history of a debtor as JSON: the views of {@code janji.lender.v1} under one roof. Thread-safe. */
public final class DebtorJson {
    /** Lines of history in one answer. */
    public static final int LINES = 1_000;

    private final Debtors debtors;
    private final ActorSystem<?> system;
    private final Explaining explaining;
    private final JsonMapper json = new JsonMapper();
    private final JsonFormat.Printer printer =
            JsonFormat.printer().alwaysPrintFieldsWithNoPresence().omittingInsignificantWhitespace();

    public DebtorJson(Debtors debtors, ActorSystem<?> system) {
        this.debtors = debtors;
        this.system = system;
        this.explaining = new Explaining(debtors, system);
    }

    /**
     * @param from first line of history wanted, from 1
     * @param at an instant that has passed, at which the debtor is looked at; null for now
     * @param language of everything in words
     * @return empty when nobody had told of the debtor
     * @throws IllegalArgumentException when the instant is still to come
     */
    public CompletionStage<Optional<String>> of(DebtorKey debtor, long from, @Nullable Instant at, Language language) {
        CompletionStage<DebtorView> seen = at == null ? debtors.view(debtor) : debtors.viewAt(debtor, at);
        return seen.thenCompose(view -> {
            if (!(view.state() instanceof DebtorState.Known known)) {
                return CompletableFuture.completedStage(Optional.empty());
            }
            HistoryMapper mapper = new HistoryMapper(language, view.zone());
            CompletionStage<List<ListHistoryResponse>> told = debtors.history(debtor, from)
                    .takeWhile(recorded -> recorded.sequenceNumber() <= known.version())
                    .take(LINES + 1L)
                    .map(mapper::line)
                    .runWith(Sink.seq(), system);
            return debtors.bucketHistory(view)
                    .thenCompose(stays -> explaining
                            .explain(view, known, stays, language)
                            .thenCombine(
                                    told,
                                    (explanation, lines) -> Optional.of(page(
                                            view,
                                            StandingMapper.with(stays, ViewMapper.debtor(view, known)),
                                            explanation,
                                            lines))));
        });
    }

    private String page(
            DebtorView view, GetDebtorResponse shown, ExplainResponse explanation, List<ListHistoryResponse> lines) {
        ObjectNode page = json.createObjectNode();
        page.put("lender", view.debtor().lender().value());
        page.set("debtor", tree(shown));
        page.set("explanation", tree(explanation));
        ArrayNode history = page.putArray("history");
        lines.stream().limit(LINES).forEach(line -> history.add(tree(line)));
        if (lines.size() > LINES) {
            page.put("historyContinuesFrom", lines.get(LINES).getSequenceNumber());
        }
        return page.toString();
    }

    private JsonNode tree(MessageOrBuilder message) {
        try {
            return json.readTree(printer.print(message));
        } catch (InvalidProtocolBufferException | JsonProcessingException e) {
            throw new IllegalStateException("Expected a view to have a JSON form, but it has none", e);
        }
    }
}
