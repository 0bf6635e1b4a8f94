package dev.janji.loadtest.email;

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
import dev.janji.gateways.email.SmtpEmailPort;
import dev.janji.gateways.email.SmtpSettings;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

/** Mails through the adapter, as many under way as a gateway would have. Confined to one thread. */
final class EmailRun implements AutoCloseable {
    static final String SUBJECT = "Pengingat angsuran ✓";
    private static final int UNDER_WAY = 1_000;
    private static final LenderId LENDER = new LenderId("acme");

    private final RealClock clock = RealClock.start();
    private final SmtpEmailPort port;
    private final String text;
    private int sent;

    /** @param key of the marks; made when there is none */
    EmailRun(int port, int connections, String text, Path key) {
        this.text = text;
        this.port = SmtpEmailPort.start(
                SmtpSettings.from(ConfigFactory.parseString(String.format(
                                Locale.ROOT,
                                "host = 127.0.0.1, port = %d, security = NONE, from = \"Bank <bank@example.com>\", workers = %d,"
                                        + " bounce-to = \"bounces@example.com\", queue-capacity = 2000, key-file = \"%s\","
                                        + " unsubscribe { url = \"https://example.com/unsubscribe\", mail-to = \"stop@example.com\" }",
                                port,
                                connections,
                                key))
                        .withFallback(ConfigFactory.load().getConfig("janji.gateways.email.smtp"))
                        .resolve()),
                clock);
    }

    /** One of a million addresses. */
    static String address(int mail) {
        return String.format(Locale.ROOT, "debtor-%07d@example.com", mail % 1_000_000);
    }

    /** @return how many of so many mails were handed over, when each is answered */
    int send(int mails) throws InterruptedException {
        Semaphore underWay = new Semaphore(UNDER_WAY);
        AtomicInteger handedOver = new AtomicInteger();
        for (int i = 0; i < mails; i++) {
            underWay.acquire();
            Instant until = clock.instant().plusSeconds(60);
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
                new ContactPointId("mail-1"),
                address(number),
                SUBJECT,
                text,
                "due",
                Set.of("plan-1"),
                until);
    }

    @Override
    public void close() {
        port.close();
        clock.close();
    }
}
