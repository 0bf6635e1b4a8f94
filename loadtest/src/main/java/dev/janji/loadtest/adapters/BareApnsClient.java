package dev.janji.loadtest.adapters;

import com.eatthepath.pushy.apns.ApnsClient;
import com.eatthepath.pushy.apns.ApnsClientBuilder;
import com.eatthepath.pushy.apns.auth.ApnsSigningKey;
import com.eatthepath.pushy.apns.util.SimpleApnsPayloadBuilder;
import com.eatthepath.pushy.apns.util.SimpleApnsPushNotification;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** The APNs library as its manual uses it: no log, no permit. */
final class BareApnsClient {
    private BareApnsClient() {}

    /** What both need to know of the server and the key. */
    record Account(int port, Path certificate, Path key, String keyId, String team, String topic, int connections) {}

    /** Sends so many notifications, as many as {@code underWay} at once, and returns when each is taken. */
    static void send(Account account, IntFunction<String> tokens, int messages, int underWay)
            throws IOException, InterruptedException {
        Semaphore free = new Semaphore(underWay);
        AtomicInteger taken = new AtomicInteger();
        ApnsClient client = client(account);
        try {
            for (int i = 0; i < messages; i++) {
                free.acquire();
                String payload = new SimpleApnsPayloadBuilder()
                        .setAlertTitle(AdapterRun.SUBJECT)
                        .setAlertBody(AdapterRun.TEXT)
                        .build();
                client.sendNotification(new SimpleApnsPushNotification(
                                tokens.apply(i),
                                account.topic(),
                                payload,
                                Instant.now().plus(Duration.ofHours(1))))
                        .whenComplete((response, failure) -> {
                            if (response != null && response.isAccepted()) {
                                taken.incrementAndGet();
                            }
                            free.release();
                        });
            }
            free.acquire(underWay);
        } finally {
            closed(client);
        }
        if (taken.get() != messages) {
            throw new IllegalStateException(
                    "Expected the bare client to send " + messages + ", but only " + taken + " were taken");
        }
    }

    private static ApnsClient client(Account account) throws IOException {
        try {
            return new ApnsClientBuilder()
                    .setApnsServer("localhost", account.port())
                    .setSigningKey(
                            ApnsSigningKey.loadFromPkcs8File(account.key().toFile(), account.team(), account.keyId()))
                    .setConcurrentConnections(account.connections())
                    .setTrustedServerCertificateChain(account.certificate().toFile())
                    .build();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Expected a key that can sign", e);
        }
    }

    private static void closed(ApnsClient client) throws InterruptedException {
        try {
            client.close().get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the bare client to close, but it could not", e);
        }
    }
}
