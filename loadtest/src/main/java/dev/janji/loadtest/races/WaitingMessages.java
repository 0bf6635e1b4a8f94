package dev.janji.loadtest.races;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many text messages wait in the server's gateway, by its own page of metrics. Confined to one thread. */
final class WaitingMessages {
    /** What it says is at most so old, with the page's own interval. */
    static final int AGE_SECONDS = 2;

    private static final long ASK_EVERY_NANOS = Duration.ofMillis(250).toNanos();
    private static final Pattern WAITING =
            Pattern.compile("^janji_channel_waiting\\{[^}]*channel=\"sms\"[^}]*} (\\S+)", Pattern.MULTILINE);

    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpRequest page;
    private int last;
    private long askedNanos = System.nanoTime() - ASK_EVERY_NANOS;

    WaitingMessages(int metricsPort) {
        this.page = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + metricsPort + "/metrics"))
                .timeout(Duration.ofSeconds(AGE_SECONDS - 1))
                .build();
    }

    /** @return none when the page does not say */
    int now() throws InterruptedException {
        long now = System.nanoTime();
        if (now - askedNanos >= ASK_EVERY_NANOS) {
            askedNanos = now;
            last = asked();
        }
        return last;
    }

    private int asked() throws InterruptedException {
        try {
            Matcher found = WAITING.matcher(
                    http.send(page, HttpResponse.BodyHandlers.ofString()).body());
            return found.find() ? (int) Double.parseDouble(found.group(1)) : 0;
        } catch (IOException e) {
            return 0;
        }
    }
}
