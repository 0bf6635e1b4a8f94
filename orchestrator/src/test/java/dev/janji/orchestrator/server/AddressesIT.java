package dev.janji.orchestrator.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.orchestrator.grpc.Requests;
import dev.janji.protocols.lender.v1.DebtorErased;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A running server keeps the address book, as its metrics show. */
@ExtendWith(RunningServer.Extension.class)
class AddressesIT {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);
    private static final int ENTRIES = 3;

    private final String debtor = "d-" + UUID.randomUUID();
    private int events;

    @Test
    void shouldEnterADebtorAndLeaveNothingOfAnErasedOne(RunningServer server) throws Exception {
        try (TestLender lender = new TestLender(server, RunningServer.BANK_B)) {
            long entered = rows(server, "entered");
            lender.publish(named(Requests.upserted()));
            lender.publish(named(Requests.opened("a-" + debtor, 1_000)));
            await(server, "entered", entered + ENTRIES);

            long left = rows(server, "left");
            lender.publish(named(PublishRequest.newBuilder()
                    .setOccurredAt(Requests.opened("a", 1).getOccurredAt())
                    .setDebtorErased(DebtorErased.getDefaultInstance())));
            await(server, "left", left + ENTRIES);
        }
    }

    private PublishRequest.Builder named(PublishRequest.Builder event) {
        return event.setDebtorId(debtor).setEventId("e-" + ++events);
    }

    private static void await(RunningServer server, String change, long least) throws Exception {
        long began = System.nanoTime();
        while (rows(server, change) < least) {
            assertThat(System.nanoTime() - began)
                    .as("waiting for %d rows that %s, %d so far", least, change, rows(server, change))
                    .isLessThan(PATIENCE_NANOS);
            TimeUnit.MILLISECONDS.sleep(500);
        }
    }

    private static long rows(RunningServer server, String change) throws Exception {
        return server.get(server.where().metrics().port(), "/metrics")
                .body()
                .lines()
                .filter(line ->
                        line.startsWith("janji_addresses_rows_total{") && line.contains("change=\"" + change + "\""))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }
}
