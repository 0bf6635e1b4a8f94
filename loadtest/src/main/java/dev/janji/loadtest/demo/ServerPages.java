package dev.janji.loadtest.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** The server's pages on this machine. Thread-safe. */
public final class ServerPages {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();
    private final String base;

    public ServerPages(int port) {
        this.base = "http://127.0.0.1:" + port;
    }

    String address() {
        return base + "/";
    }

    String debtorPage(String lender, String debtor) {
        return base + "/api/v1/debtors/" + lender + "/" + debtor;
    }

    /** @return the server's status; a missing node when it does not answer */
    JsonNode status() {
        try {
            HttpResponse<String> response = http.send(
                    HttpRequest.newBuilder(URI.create(base + "/api/v1/status"))
                            .timeout(Duration.ofSeconds(5))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == OK ? JSON.readTree(response.body()) : JSON.missingNode();
        } catch (IOException e) {
            return JSON.missingNode();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return JSON.missingNode();
        }
    }

    boolean ready() {
        return status().path("ready").path("ready").asBoolean(false);
    }
}
