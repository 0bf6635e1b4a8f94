package dev.janji.gateways.push;

import dev.janji.gateways.once.ProviderReply;
import java.io.IOException;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The token by which we send: got when it is needed, and anew some minutes before it ends. Thread-safe. */
final class ServiceToken {
    /** The provider says no to who we are. */
    static final class Denied extends IOException {
        private static final long serialVersionUID = 1;

        Denied(int status) {
            super("HTTP " + status + " of the token's address");
        }
    }

    private record Held(String value, long untilNanos) {}

    private static final Duration BEFORE_ITS_END = Duration.ofMinutes(5);
    private static final int OK = 200;

    private final ServiceAccount account;
    private final HttpClient client;
    private final InstantSource clock;
    private final Duration timeout;
    private @Nullable CompletableFuture<Held> held;

    /** @param clock the house clock, which is the provider's to some seconds */
    ServiceToken(ServiceAccount account, HttpClient client, InstantSource clock, Duration timeout) {
        this.account = account;
        this.client = client;
        this.clock = clock;
        this.timeout = timeout;
    }

    /** @return fails with {@link Denied}, or with what ended the connection */
    synchronized CompletableFuture<String> get() {
        CompletableFuture<Held> now = held;
        if (now == null || now.isCompletedExceptionally() || now.isDone() && isOver(now.join())) {
            now = fetched();
            held = now;
        }
        return now.thenApply(Held::value);
    }

    /** The provider does not take it any more. */
    synchronized void forget() {
        held = null;
    }

    private static boolean isOver(Held token) {
        return System.nanoTime() - token.untilNanos() >= 0;
    }

    private CompletableFuture<Held> fetched() {
        String form =
                "grant_type=" + URLEncoder.encode("urn:ietf:params:oauth:grant-type:jwt-bearer", StandardCharsets.UTF_8)
                        + "&assertion=" + account.assertion(clock.instant());
        HttpRequest request = HttpRequest.newBuilder(account.tokenUri())
                .timeout(timeout)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build();
        long since = System.nanoTime();
        return client.sendAsync(request, ProviderReply.bounded()).thenCompose(response -> {
            ProviderReply reply = ProviderReply.of(response);
            String value = reply.json().path("access_token").asText("");
            long seconds = reply.json().path("expires_in").asLong(0);
            if (reply.status() >= 500) {
                return CompletableFuture.failedFuture(new IOException("HTTP " + reply.status()));
            }
            if (reply.status() != OK || !value.matches("[!-~]{1,8192}")) {
                return CompletableFuture.failedFuture(new Denied(reply.status()));
            }
            long kept = Math.max(
                    0, Duration.ofSeconds(seconds).minus(BEFORE_ITS_END).toNanos());
            return CompletableFuture.completedFuture(new Held(value, since + kept));
        });
    }
}
