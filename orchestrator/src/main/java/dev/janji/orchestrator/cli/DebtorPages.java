package dev.janji.orchestrator.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.janji.orchestrator.server.StartFailure;
import dev.janji.orchestrator.words.Language;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a running server's status page tells of one debtor. Used by one thread. */
final class DebtorPages {
    private static final int OK = 200;
    private static final int UNAUTHORIZED = 401;
    private static final int NOT_FOUND = 404;
    private static final Duration CONNECT_WITHIN = Duration.ofSeconds(5);
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(60);

    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(CONNECT_WITHIN).build();
    private final JsonMapper json = new JsonMapper();
    private final String server;
    private final @Nullable String token;
    private final String lender;
    private final String debtor;
    private final Language language;

    /** @param token null when the server asks for none */
    DebtorPages(String server, @Nullable String token, String lender, String debtor, Language language) {
        this.server = server.replaceAll("/+$", "");
        this.token = token;
        this.lender = lender;
        this.debtor = debtor;
        this.language = language;
    }

    /**
     * @param from first line of history wanted
     * @param at null for now
     * @throws StartFailure in a sentence that says what to do
     */
    JsonNode page(long from, @Nullable Instant at) throws StartFailure {
        String path = "/api/v1/debtors/" + coded(lender) + "/" + coded(debtor) + "?language=" + language.tag()
                + "&from=" + from + (at == null ? "" : "&at=" + at);
        HttpResponse<String> answer = get(path);
        return switch (answer.statusCode()) {
            case OK -> read(answer.body());
            case UNAUTHORIZED ->
                throw new StartFailure("The status page at " + server
                        + " asks for its operator's token. Name the file that holds it with --token-file FILE.");
            case NOT_FOUND ->
                throw new StartFailure("Lender " + lender + (at == null ? " has" : " had") + " no debtor " + debtor
                        + (at == null ? "" : " at " + at)
                        + ". Write its id as the lender does, or name another lender with --lender ID.");
            default -> throw new StartFailure("The server refuses to answer. " + detail(answer));
        };
    }

    private HttpResponse<String> get(String path) throws StartFailure {
        try {
            HttpRequest.Builder request =
                    HttpRequest.newBuilder(URI.create(server + path)).timeout(ANSWER_WITHIN);
            if (token != null) {
                request.header("Authorization", "Bearer " + token);
            }
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IllegalArgumentException e) {
            throw new StartFailure(
                    "Expected the address of a status page such as http://127.0.0.1:8080, but --url is " + server + ".",
                    e);
        } catch (IOException e) {
            throw new StartFailure(
                    "Expected a server's status page at " + server + ", but nothing answers there. Is the server up?",
                    e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StartFailure("Interrupted while the server was asked.", e);
        }
    }

    private JsonNode read(String body) throws StartFailure {
        try {
            return json.readTree(body);
        } catch (JsonProcessingException e) {
            throw new StartFailure(
                    "Expected a server of Janji at " + server + ", but something else answers there.", e);
        }
    }

    private String detail(HttpResponse<String> answer) {
        try {
            String detail = json.readTree(answer.body()).path("detail").asText();
            return detail.isEmpty() ? "status " + answer.statusCode() : detail;
        } catch (JsonProcessingException e) {
            return "status " + answer.statusCode();
        }
    }

    private static String coded(String id) {
        return URLEncoder.encode(id, StandardCharsets.UTF_8);
    }
}
