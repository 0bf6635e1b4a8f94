package dev.janji.loadtest.adapters;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** The JDK's HTTP client as its manual uses it: no log, no permit. */
final class BareHttpClient {
    private BareHttpClient() {}

    /** Sends so many requests, as many as {@code underWay} at once, and returns when each is answered by 200. */
    static void send(IntFunction<HttpRequest> requests, int messages, int underWay) throws InterruptedException {
        HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        Semaphore free = new Semaphore(underWay);
        AtomicInteger taken = new AtomicInteger();
        for (int i = 0; i < messages; i++) {
            free.acquire();
            client.sendAsync(requests.apply(i), BodyHandlers.ofString()).whenComplete((response, failure) -> {
                if (response != null && response.statusCode() == 200) {
                    taken.incrementAndGet();
                }
                free.release();
            });
        }
        free.acquire(underWay);
        if (taken.get() != messages) {
            throw new IllegalStateException(
                    "Expected the bare client to send " + messages + ", but only " + taken + " were taken");
        }
    }
}
