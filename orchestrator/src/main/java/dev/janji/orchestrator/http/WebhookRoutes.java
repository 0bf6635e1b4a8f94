package dev.janji.orchestrator.http;

import dev.janji.actors.channel.Webhook;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.model.HttpEntity;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.StatusCode;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.Route;

/** Where providers bring receipts and what debtors write: {@code /webhooks/<path>}. Each knows its provider by a secret; there is no other credential. Thread-safe. */
public final class WebhookRoutes extends AllDirectives {
    /** Bodies of a stranger are small, or come slowly; neither is waited for long. */
    private static final Duration BODY_WITHIN = Duration.ofSeconds(10);

    private final List<Webhook> webhooks;
    private final ActorSystem<?> system;

    public WebhookRoutes(List<Webhook> webhooks, ActorSystem<?> system) {
        this.webhooks = List.copyOf(webhooks);
        this.system = system;
    }

    public Route route() {
        Route routes = reject();
        for (Webhook each : webhooks) {
            routes = concat(
                    routes,
                    pathPrefix(
                            "webhooks",
                            () -> path(
                                    each.path(),
                                    () -> concat(
                                            get(() -> extractRequest(request -> challenged(each, request))),
                                            post(() -> extractRequest(request -> received(each, request)))))));
        }
        return routes;
    }

    private Route challenged(Webhook webhook, HttpRequest request) {
        return complete(webhook.challenged(name -> request.getUri().query().get(name))
                .map(answer -> HttpResponse.create().withStatus(StatusCodes.OK).withEntity(answer))
                .orElseGet(() -> answer(StatusCodes.FORBIDDEN)));
    }

    private Route received(Webhook webhook, HttpRequest request) {
        CompletionStage<HttpEntity.Strict> body =
                request.entity().withSizeLimit(webhook.mostBytes()).toStrict(BODY_WITHIN.toMillis(), system);
        CompletionStage<HttpResponse> answer = body.handle((strict, failure) -> Optional.ofNullable(strict))
                .thenCompose(strict -> strict.isEmpty()
                        ? CompletableFuture.completedFuture(answer(StatusCodes.CONTENT_TOO_LARGE))
                        : webhook.received(
                                        strict.get().getData().toArray(),
                                        name -> request.getHeader(name).map(HttpHeader::value))
                                .thenApply(WebhookRoutes::said));
        return completeWithFuture(answer);
    }

    private static HttpResponse said(Webhook.Answer answer) {
        return switch (answer) {
            case KEPT -> answer(StatusCodes.OK);
            case COME_AGAIN -> answer(StatusCodes.SERVICE_UNAVAILABLE);
            case NOT_GENUINE -> answer(StatusCodes.FORBIDDEN);
            case MALFORMED -> answer(StatusCodes.BAD_REQUEST);
        };
    }

    private static HttpResponse answer(StatusCode status) {
        return HttpResponse.create().withStatus(status);
    }
}
