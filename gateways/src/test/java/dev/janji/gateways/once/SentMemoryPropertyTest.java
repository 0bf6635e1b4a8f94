package dev.janji.gateways.once;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.contract.ContractClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Days pass, servers start again, the operator tidies up: what was sent is never called never sent, and what is kept is always known. */
final class SentMemoryPropertyTest {
    private static final int SEEDS = 100;
    private static final int STEPS = 120;
    private static final DebtorKey DEBTOR = new DebtorKey(new LenderId("acme"), new DebtorId("d"));

    private record Told(DoubtedAttempt attempt, boolean isSent) {}

    private final ContractClock clock = new ContractClock();
    private final List<Told> all = new ArrayList<>();

    @TempDir
    Path folder;

    static Stream<Long> seeds() {
        String one = System.getProperty("seed");
        return one == null ? Stream.iterate(1L, seed -> seed + 1).limit(SEEDS) : Stream.of(Long.valueOf(one));
    }

    @ParameterizedTest(name = "-Dseed={0}")
    @MethodSource("seeds")
    void shouldBeRightAboutEverythingAndSureOfWhatItKeeps(long seed) throws IOException {
        Random random = new Random(seed);
        int keptDays = random.nextInt(4);
        SentMemory memory = open(keptDays);
        for (int i = 0; i < STEPS; i++) {
            switch (random.nextInt(8)) {
                case 0, 1, 2 -> attempt(memory, i, random);
                case 3 -> clock.pass(Duration.ofMinutes(random.nextInt(240)));
                case 4 -> clock.pass(Duration.ofHours(random.nextInt(30)));
                case 5 -> clock.moveTo(midnight().plusNanos(random.nextInt(3) - 1));
                case 6 -> {
                    memory.close();
                    tidy(keptDays, random);
                    memory = open(keptDays);
                }
                default -> {
                    for (Told each : all) {
                        judge(memory.lookUp(each.attempt()), each, keptDays);
                    }
                }
            }
        }
        memory.close();
    }

    private SentMemory open(int keptDays) {
        return SentMemory.open(folder, "log", clock, keptDays, false);
    }

    private void attempt(SentMemory memory, int number, Random random) {
        Instant authorizedAt = clock.instant();
        AttemptId id = AttemptId.of(DEBTOR, number);
        boolean isSent = random.nextBoolean();
        if (isSent) {
            clock.moveTo(authorizedAt.plusSeconds(random.nextInt(3_600)));
            SendPermit permit = new SendPermit(clock, Instant.MAX, () -> false);
            assertThat(memory.leave(message(id), permit)).isNull();
            if (random.nextBoolean()) {
                memory.answered(message(id), permit, new SendAnswer.HandedOver("ref-" + number));
            }
        }
        // The clock of the server that authorised it may be ahead.
        Duration ahead = Duration.ofMinutes(random.nextInt(60));
        all.add(new Told(new DoubtedAttempt(id, authorizedAt.plus(ahead)), isSent));
    }

    private static OutboundMessage message(AttemptId id) {
        return new OutboundMessage(
                id, DEBTOR, new ContactPointId("cp"), "+62811", "", "text", "due", Set.of("plan"), Instant.MAX);
    }

    private void judge(LookUpAnswer answer, Told told, int keptDays) {
        if (told.isSent()) {
            assertThat(answer).isNotInstanceOf(LookUpAnswer.NeverSent.class);
        } else {
            assertThat(answer).isNotInstanceOf(LookUpAnswer.Sent.class);
            Instant kept = clock.instant().minus(Duration.ofDays(keptDays)).plus(Duration.ofHours(1));
            if (!told.attempt().authorizedAt().isBefore(kept)) {
                assertThat(answer).isInstanceOf(LookUpAnswer.NeverSent.class);
            }
        }
    }

    /** Takes away some of the files that are not needed any more. */
    private void tidy(int keptDays, Random random) throws IOException {
        Instant kept = clock.instant().truncatedTo(ChronoUnit.DAYS).minus(Duration.ofDays(keptDays));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".jsonl")).toList()) {
                String day = file.getFileName().toString().substring("log-".length(), "log-2026-03-02".length());
                if (Instant.parse(day + "T00:00:00Z").isBefore(kept) && random.nextBoolean()) {
                    Files.delete(file);
                }
            }
        }
    }

    private Instant midnight() {
        return clock.instant().truncatedTo(ChronoUnit.DAYS).plus(Duration.ofDays(1));
    }
}
