package dev.janji.loadtest.sms;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.RealClock;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.sms.SmppSettings;
import dev.janji.gateways.sms.SmppSmsPort;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.pekko.Done;

/** Messages through the adapter, as many under way as a gateway would have. Confined to one thread. */
final class SmsRun implements AutoCloseable {
    private static final int UNDER_WAY = 1_000;
    private static final LenderId LENDER = new LenderId("acme");

    private final RealClock clock = RealClock.start();
    private final SmppSmsPort port;
    private final String text;
    private int sent;

    /** @param log an empty folder */
    SmsRun(int port, int window, String text, Path log) {
        this.text = text;
        this.port = SmppSmsPort.start(
                SmppSettings.from(ConfigFactory.parseString(String.format(
                                Locale.ROOT,
                                "host = 127.0.0.1, port = %d, system-id = janji, source = \"12345\", window = %d,"
                                        + " per-second = 100000, wait-for-link = 0 s, queue-capacity = 2000, log = \"%s\"",
                                port,
                                window,
                                log))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.sms.smpp"))
                        .resolve()),
                clock,
                (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance()),
                message -> CompletableFuture.completedFuture(Done.getInstance()));
    }

    /** One of a million numbers. */
    static String number(int message) {
        return String.format(Locale.ROOT, "62811%07d", message % 1_000_000);
    }

    /** Waits until the adapter is bound. */
    void awaitBound() throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!port.isUp()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("Expected the adapter to be bound, but it is not");
            }
            Thread.sleep(1);
        }
    }

    /** @return how many of so many messages were handed over, when each is answered */
    int send(int messages) throws InterruptedException {
        Semaphore underWay = new Semaphore(UNDER_WAY);
        AtomicInteger handedOver = new AtomicInteger();
        for (int i = 0; i < messages; i++) {
            underWay.acquire();
            Instant until = clock.instant().plusSeconds(30);
            port.send(message(sent++, until), new SendPermit(clock, until, () -> false))
                    .whenComplete((answer, failure) -> {
                        if (answer instanceof SendAnswer.HandedOver) {
                            handedOver.incrementAndGet();
                        }
                        underWay.release();
                    });
        }
        underWay.acquire(UNDER_WAY);
        return handedOver.get();
    }

    private OutboundMessage message(int number, Instant until) {
        DebtorKey debtor = new DebtorKey(LENDER, new DebtorId("d-" + number));
        return new OutboundMessage(
                AttemptId.of(debtor, 1),
                debtor,
                new ContactPointId("mobile"),
                "+" + number(number),
                "",
                text,
                "due",
                Set.of("plan-1"),
                until,
                until.plus(Duration.ofHours(1)));
    }

    @Override
    public void close() {
        port.close();
        clock.close();
    }
}
