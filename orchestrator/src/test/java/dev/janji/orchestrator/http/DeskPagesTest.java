package dev.janji.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.http.javadsl.Http;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DeskPagesTest {
    private static final ActorSystem<Void> SYSTEM = ActorSystem.create(Behaviors.empty(), "desk-pages");
    private static final HttpClient CLIENT = HttpClient.newHttpClient();
    private static ServerBinding binding;

    @BeforeAll
    static void open() throws Exception {
        binding = Http.get(SYSTEM)
                .newServerAt("127.0.0.1", 0)
                .bind(new DeskPages().route())
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void close() throws Exception {
        SYSTEM.terminate();
        SYSTEM.getWhenTerminated().toCompletableFuture().get(60, TimeUnit.SECONDS);
    }

    @Test
    void shouldServeThePageAndEverythingThatItNames() throws Exception {
        HttpResponse<String> page = get("/desk/");
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html; charset=UTF-8");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
                .contains("default-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe", "*", "http");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).hasValue("nosniff");
        assertThat(page.headers().firstValue("Referrer-Policy")).hasValue("no-referrer");
        assertThat(page.headers().firstValue("Cache-Control")).hasValue("no-cache");
        assertThat(page.body()).doesNotContain("<style", "style=", "onclick", "http:", "https:");
        List<String> named = Pattern.compile("(?:href|src)=\"([^\"]+)\"")
                .matcher(page.body())
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(4);
        for (String name : named) {
            assertThat(get(name).statusCode()).as(name).isEqualTo(200);
        }
        assertThat(get("/desk/app.js").headers().firstValue("Content-Type"))
                .hasValue("application/javascript; charset=UTF-8");
        assertThat(get("/desk/lib/preact.js").body()).contains("export");
        assertThat(get("/desk/lib/preact.txt").body()).contains("MIT License");
    }

    @Test
    void shouldSendAPageAgainOnlyWhenItChanged() throws Exception {
        String tag = get("/desk/app.js").headers().firstValue("ETag").orElseThrow();
        HttpResponse<String> same = CLIENT.send(
                HttpRequest.newBuilder(uri("/desk/app.js"))
                        .header("If-None-Match", tag)
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(same.statusCode()).isEqualTo(304);
        assertThat(same.headers().firstValue("Content-Security-Policy")).isPresent();
        HttpResponse<String> other = CLIENT.send(
                HttpRequest.newBuilder(uri("/desk/app.js"))
                        .header("If-None-Match", "\"other\"")
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(other.statusCode()).isEqualTo(200);
    }

    @Test
    void shouldSendToTheFolderWhoeverLeavesTheSlashAway() throws Exception {
        HttpResponse<String> answer = get("/desk");
        assertThat(answer.statusCode()).isEqualTo(308);
        assertThat(answer.headers().firstValue("Location")).hasValue("/desk/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/desk/none.js",
                "/desk/views",
                "/desk/views/",
                "/desk/../http/HttpEdge.class",
                "/desk/%2e%2e/http/HttpEdge.class",
                "/desk/..%2fhttp%2fHttpEdge.class",
                "/desk//app.js",
                "/desk/lib/preact.module.js",
                "/desk/v1",
                "/other"
            })
    void shouldFindNothingElse(String path) throws IOException {
        // As it is: a client would tidy the path up.
        try (Socket socket = new Socket("127.0.0.1", binding.localAddress().getPort())) {
            socket.getOutputStream()
                    .write(("GET " + path + " HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            InputStream in = socket.getInputStream();
            assertThat(new String(in.readAllBytes(), StandardCharsets.UTF_8)).startsWith("HTTP/1.1 404");
        }
    }

    private static URI uri(String path) {
        return URI.create("http://127.0.0.1:" + binding.localAddress().getPort() + path);
    }

    private static HttpResponse<String> get(String path) throws Exception {
        return CLIENT.send(HttpRequest.newBuilder(uri(path)).build(), HttpResponse.BodyHandlers.ofString());
    }
}
