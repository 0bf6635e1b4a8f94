package dev.janji.orchestrator.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.janji.actors.debtor.Debtors;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.grpc.DebtorJson;
import dev.janji.orchestrator.security.TokenHash;
import dev.janji.orchestrator.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.apache.pekko.http.javadsl.model.ContentTypes;
import org.apache.pekko.http.javadsl.model.HttpEntities;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpResponse;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.apache.pekko.http.javadsl.server.AllDirectives;
import org.apache.pekko.http.javadsl.server.ExceptionHandler;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.RejectionHandler;
import org.apache.pekko.http.javadsl.server.Route;
import org.apache.pekko.http.javadsl.settings.ServerSettings;
import org.apache.pekko.http.javadsl.unmarshalling.StringUnmarshallers;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The operator's port: the status page, and what it shows as JSON. It has no lender's credentials, so it stays on the loopback
 * address unless its operator gives it a token of its own. Thread-safe.
 */
public final class HttpEdge extends AllDirectives {
    private static final Logger LOG = LoggerFactory.getLogger(HttpEdge.class);
    private static final Duration LAST_REQUESTS = Duration.ofSeconds(3);
    private static final List<HttpHeader> SECURITY = List.of(
            RawHeader.create(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src data:; "
                            + "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"),
            RawHeader.create("X-Content-Type-Options", "nosniff"),
            RawHeader.create("Referrer-Policy", "no-referrer"),
            RawHeader.create("Cross-Origin-Opener-Policy", "same-origin"),
            RawHeader.create("Cross-Origin-Resource-Policy", "same-origin"));

    private final Supplier<ServerStatus> status;
    private final DebtorJson debtors;
    private final @Nullable TokenHash token;
    private final JsonMapper json = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .build();

    private final List<Route> more;

    private HttpEdge(
            ActorSystem<?> system,
            Debtors debtors,
            Supplier<ServerStatus> status,
            @Nullable TokenHash token,
            List<Route> more) {
        this.more = List.copyOf(more);
        this.status = status;
        this.token = token;
        this.debtors = new DebtorJson(debtors, system);
    }

    /**
     * @param status asked at every request
     * @param more routes of other edges on the same port, each with its own way to know its callers
     * @return completes when the port is open; fails when it is taken
     * @throws IOException when the token's file can't be read
     */
    public static CompletionStage<ServerBinding> start(
            HttpSettings settings,
            ActorSystem<?> system,
            Debtors debtors,
            Supplier<ServerStatus> status,
            List<Route> more)
            throws IOException {
        TokenHash token = settings.tokenFile() == null
                ? null
                : TokenHash.of(Files.readString(settings.tokenFile()).strip());
        HttpEdge edge = new HttpEdge(system, debtors, status, token, more);
        return Http.get(system)
                .newServerAt(settings.host(), settings.port())
                .withSettings(ServerSettings.create(system.settings().config()).withRemoteAddressAttribute(true))
                .bind(edge.route())
                .thenApply(binding -> binding.addToCoordinatedShutdown(LAST_REQUESTS, system));
    }

    private Route route() {
        Route routes = concat(
                path("", () -> get(() -> page())),
                path("status.css", () -> get(() -> asset("status.css", MediaTypes.TEXT_CSS))),
                path("status.js", () -> get(() -> asset("status.js", MediaTypes.APPLICATION_JAVASCRIPT))),
                new DeskPages().route(),
                pathPrefix("api", () -> authorised(() -> pathPrefix("v1", this::api))));
        for (Route each : more) {
            routes = concat(routes, each);
        }
        Route all = routes;
        return respondWithDefaultHeaders(
                SECURITY, () -> handleExceptions(failed(), () -> handleRejections(rejected(), () -> all)));
    }

    private Route api() {
        return concat(
                path("status", () -> get(() -> fresh(jsonOf(status.get())))),
                path(
                        PathMatchers.segment("debtors")
                                .slash(PathMatchers.segment())
                                .slash(PathMatchers.segment()),
                        (lender, debtor) -> get(() -> parameterOptional(
                                StringUnmarshallers.LONG,
                                "from",
                                from -> parameterOptional(
                                        "at",
                                        at -> parameterOptional(
                                                "language",
                                                language -> debtor(
                                                        lender,
                                                        debtor,
                                                        Math.max(1, from.orElse(1L)),
                                                        at.orElse(""),
                                                        language.orElse(""))))))));
    }

    private Route debtor(String lender, String debtor, long from, String at, String language) {
        Optional<Language> answered = Language.of(language);
        if (answered.isEmpty()) {
            return complete(new Problem(StatusCodes.BAD_REQUEST, "language: " + Language.expected()).response(json));
        }
        DebtorKey key;
        try {
            key = new DebtorKey(new LenderId(lender), new DebtorId(debtor));
        } catch (IllegalArgumentException e) {
            return complete(
                    new Problem(StatusCodes.NOT_FOUND, "No lender has a debtor with such an id").response(json));
        }
        CompletionStage<Optional<String>> page;
        try {
            page = debtors.of(key, from, at.isEmpty() ? null : Instant.parse(at), answered.get());
        } catch (DateTimeParseException e) {
            return complete(new Problem(
                            StatusCodes.BAD_REQUEST,
                            "Expected at as an instant such as 2026-03-02T08:00:00Z, but got something else")
                    .response(json));
        } catch (IllegalArgumentException e) {
            return complete(new Problem(StatusCodes.BAD_REQUEST, "at: " + e.getMessage()).response(json));
        }
        return onSuccess(
                page,
                found -> found.map(this::fresh)
                        .orElseGet(() -> complete(
                                new Problem(StatusCodes.NOT_FOUND, "The lender has no such debtor").response(json))));
    }

    /** Lets a request in when no token is demanded, or when it brings the right one. */
    private Route authorised(Supplier<Route> inner) {
        if (token == null) {
            return inner.get();
        }
        return optionalHeaderValueByName(
                "Authorization",
                header -> isRight(header)
                        ? inner.get()
                        : complete(new Problem(StatusCodes.UNAUTHORIZED, "Expected the operator's bearer token")
                                .response(json)
                                .addHeader(RawHeader.create("WWW-Authenticate", "Bearer"))));
    }

    private boolean isRight(Optional<String> header) {
        return token != null
                && header.filter(value -> value.regionMatches(true, 0, "bearer ", 0, 7))
                        .map(value -> TokenHash.of(value.substring(7).strip()))
                        .filter(token::matches)
                        .isPresent();
    }

    private Route page() {
        return complete(HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .withEntity(ContentTypes.TEXT_HTML_UTF8, StatusPage.html(status.get())));
    }

    private Route fresh(String body) {
        return complete(HttpResponse.create()
                .addHeader(RawHeader.create("Cache-Control", "no-store"))
                .withEntity(ContentTypes.APPLICATION_JSON, body));
    }

    private Route asset(String name, org.apache.pekko.http.javadsl.model.MediaType.WithOpenCharset type) {
        try (var in = HttpEdge.class.getResourceAsStream("/janji/http/" + name)) {
            if (in == null) {
                throw new IllegalStateException("Expected " + name + " beside the classes, but it is missing");
            }
            return complete(HttpResponse.create()
                    .addHeader(RawHeader.create("Cache-Control", "no-cache"))
                    .withEntity(HttpEntities.create(
                            type.toContentType(org.apache.pekko.http.javadsl.model.HttpCharsets.UTF_8),
                            in.readAllBytes())));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private String jsonOf(ServerStatus now) {
        try {
            return json.writeValueAsString(now);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Expected a status to have a JSON form, but it has none", e);
        }
    }

    private RejectionHandler rejected() {
        return RejectionHandler.defaultHandler().mapRejectionResponse(response -> {
            Problem problem = new Problem(response.status(), response.status().defaultMessage());
            return problem.response(json).addHeaders(response.getHeaders());
        });
    }

    private ExceptionHandler failed() {
        return ExceptionHandler.newBuilder()
                .matchAny(failure -> {
                    LOG.warn("Expected a request to be answered, but it failed", failure);
                    return complete(new Problem(
                                    StatusCodes.SERVICE_UNAVAILABLE, "The debtor could not be reached; try again later")
                            .response(json));
                })
                .build();
    }
}
