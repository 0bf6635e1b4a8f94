package dev.janji.loadtest.adapters;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.OutboundMessage.Wording;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntFunction;

/** Messages through an adapter, as many under way as a gateway would have. Confined to one thread. */
final class AdapterRun implements AutoCloseable {
    static final String SUBJECT = "Pengingat angsuran ✓";
    static final String TEXT =
            "Yth. Ibu, angsuran Rp1.250.000 jatuh tempo 25 Maret. Abaikan bila sudah dibayar. Balas STOP untuk berhenti.";
    static final String TEMPLATE = "due";
    static final Map<String, String> VALUES = Map.of("amount", "Rp1.250.000", "due-date", "25 Maret", "name", "Ibu");

    private static final LenderId LENDER = new LenderId("acme");
    private static final Duration DELIVERED_FOR = Duration.ofHours(1);

    private final ChannelPort port;
    private final HouseClock clock;
    private final IntFunction<String> addresses;
    private final int underWay;
    private int sent;

    /** @param port is closed with it */
    AdapterRun(ChannelPort port, HouseClock clock, IntFunction<String> addresses, int underWay) {
        this.port = port;
        this.clock = clock;
        this.addresses = addresses;
        this.underWay = underWay;
    }

    /** How it ended: so many were answered, and so many of them handed over. */
    record Sent(int answered, int handedOver) {}

    /**
     * Sends so many messages, fewer when the time is over, and waits until each is answered.
     *
     * @param most real time
     */
    Sent send(int messages, Duration most) throws InterruptedException {
        Semaphore free = new Semaphore(underWay);
        AtomicInteger handedOver = new AtomicInteger();
        long deadline = System.nanoTime() + most.toNanos();
        int begun = 0;
        while (begun < messages && System.nanoTime() - deadline < 0) {
            free.acquire();
            begun++;
            Instant until = clock.instant().plusSeconds(60);
            port.send(message(sent++, until), new SendPermit(clock, until, () -> false))
                    .whenComplete((answer, failure) -> {
                        if (answer instanceof SendAnswer.HandedOver) {
                            handedOver.incrementAndGet();
                        }
                        free.release();
                    });
        }
        free.acquire(underWay);
        return new Sent(begun, handedOver.get());
    }

    private OutboundMessage message(int number, Instant until) {
        DebtorKey debtor = new DebtorKey(LENDER, new DebtorId("d-" + number));
        return new OutboundMessage(
                AttemptId.of(debtor, 1),
                debtor,
                new ContactPointId("point-1"),
                addresses.apply(number),
                SUBJECT,
                TEXT,
                TEMPLATE,
                Set.of("plan-1"),
                until,
                until.plus(DELIVERED_FOR),
                new Wording("id", VALUES, null));
    }

    @Override
    public void close() {
        port.close();
    }
}
