package dev.janji.gateways.letter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.letter.sftp.PrintHouseServer.Fault;
import dev.janji.gateways.letter.sftp.PrintHouseServer.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PrintHouseCourierTest {
    private static final int KEPT_DAYS = 7;
    private static final int LETTER_BYTES = 100_000;

    @TempDir
    Path home;

    private final ContractClock clock = new ContractClock();
    private Path outbox;
    private PrintHouseServer server;
    private PrintHouseCourier courier;

    @BeforeEach
    void start() throws IOException {
        outbox = Files.createDirectories(home.resolve("outbox"));
        Files.createDirectories(outbox.resolve("ready"));
        server = new PrintHouseServer(Files.createDirectories(home.resolve("print-house")));
    }

    @AfterEach
    void stop() {
        if (courier != null) {
            courier.close();
        }
        server.close();
    }

    private SftpSettings settings(String password, String hostKey) {
        return new SftpSettings(
                "127.0.0.1",
                server.port(),
                PrintHouseServer.USER,
                password,
                List.of(),
                Optional.empty(),
                Set.of(hostKey),
                "ready",
                "back",
                Duration.ofMillis(100),
                Duration.ofSeconds(30),
                Duration.ofSeconds(30),
                Duration.ofMillis(20),
                Duration.ofMillis(100),
                KEPT_DAYS);
    }

    private void startCourier() {
        courier = PrintHouseCourier.start(settings(PrintHouseServer.PASSWORD, server.fingerprint()), outbox, clock);
    }

    private void restartCourier() {
        courier.close();
        startCourier();
    }

    /** As the letters do it: made elsewhere, there as a whole. */
    private Path batch(String name, int letters) {
        try {
            Path made = Files.createDirectories(outbox.resolve("open").resolve(name));
            StringBuilder manifest = new StringBuilder("reference,file,pages,sha256\r\n");
            for (int i = 0; i < letters; i++) {
                byte[] pdf = new byte[LETTER_BYTES + i];
                new Random(i).nextBytes(pdf);
                Files.write(made.resolve("L" + i + ".pdf"), pdf);
                manifest.append("L").append(i).append(",").append(name).append("\r\n");
            }
            Files.writeString(made.resolve("manifest.csv"), manifest);
            return Files.move(made, outbox.resolve("ready").resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> files(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.map(each -> each.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitCount(String item, long least) {
        Answers.await(item + " to be counted", () -> courier.count(item) >= least);
    }

    private static void assertSame(Path there, Path here) {
        assertThat(files(there)).isEqualTo(files(here));
        assertThat(files(here))
                .allSatisfy(name -> assertThat(Files.readAllBytes(there.resolve(name)))
                        .isEqualTo(Files.readAllBytes(here.resolve(name))));
    }

    @Test
    void shouldBringEveryBatchAsAWholeAndOnce() {
        // given
        batch("acme-20260302T010000Z-1", 3);
        batch("bravo-20260302T010000Z-1", 1);
        List<List<Path>> seenWhileWritten = new ArrayList<>();
        server.fails((step, session) -> {
            if (step == Step.WRITES) {
                seenWhileWritten.add(server.visible().stream()
                        .filter(each -> !Files.exists(each.resolve("manifest.csv")))
                        .toList());
            }
        });

        // when
        startCourier();
        awaitCount("delivered", 2);

        // then
        assertThat(server.visible())
                .extracting(each -> each.getFileName().toString())
                .containsExactly("acme-20260302T010000Z-1", "bravo-20260302T010000Z-1");
        assertThat(seenWhileWritten)
                .isNotEmpty()
                .allSatisfy(seen -> assertThat(seen).isEmpty());
        assertThat(outbox.resolve("ready")).isEmptyDirectory();
        assertThat(files(outbox.resolve("sent"))).hasSize(2);
        for (Path there : server.visible()) {
            assertSame(there, outbox.resolve("sent").resolve(there.getFileName()));
        }
        assertThat(files(server.root().resolve("ready"))).hasSize(2);
    }

    @Test
    void shouldSayNothingToAServerWithAnotherKey() {
        batch("acme-1", 1);
        String other = "SHA256:" + "A".repeat(43);

        courier = PrintHouseCourier.start(settings(PrintHouseServer.PASSWORD, other), outbox, clock);
        awaitCount("away", 2);

        assertThat(server.passwordsShown()).isZero();
        assertThat(server.visible()).isEmpty();
        assertThat(files(outbox.resolve("ready"))).containsExactly("acme-1");
    }

    @Test
    void shouldKeepEverythingWhenTheServerRefusesUs() {
        batch("acme-1", 1);

        courier = PrintHouseCourier.start(settings("another one", server.fingerprint()), outbox, clock);
        awaitCount("away", 2);

        assertThat(server.passwordsShown()).isPositive();
        assertThat(files(outbox.resolve("ready"))).containsExactly("acme-1");
    }

    @Test
    void shouldBringWhatWaitedWhenTheServerWasAway() {
        server.close();
        batch("acme-1", 1);
        startCourier();
        awaitCount("away", 3);
        batch("acme-2", 1);

        server.open();
        awaitCount("delivered", 2);

        assertThat(server.visible()).hasSize(2);
    }

    @Test
    void shouldGoOnWhereItWasWhenTheConnectionBreaks() {
        AtomicInteger writes = new AtomicInteger();
        server.fails((step, session) -> {
            if (step == Step.WRITES && writes.incrementAndGet() == 7) {
                session.close(true);
            }
        });
        batch("acme-1", 4);

        startCourier();
        awaitCount("delivered", 1);

        assertThat(courier.count("away")).isEqualTo(1);
        assertSame(server.visible().get(0), outbox.resolve("sent/acme-1"));
    }

    @Test
    void shouldNotBringItAgainWhenTheAnswerToTheRenamingIsLostAndItIsTakenAway() {
        // given
        server.fails((step, session) -> {
            if (step == Step.RENAMED) {
                server.take();
                session.close(true);
            }
        });
        batch("acme-1", 1);

        // when
        startCourier();
        awaitCount("in-doubt", 1);
        server.fails(Fault.NONE);
        batch("acme-2", 1);
        awaitCount("delivered", 1);

        // then
        assertThat(server.visible())
                .extracting(each -> each.getFileName().toString())
                .containsExactly("acme-2");
        assertThat(files(outbox.resolve("sent"))).containsExactly("acme-1", "acme-2");
    }

    @Test
    void shouldKnowItsBatchAgainWhenTheAnswerToTheRenamingIsLost() {
        AtomicBoolean lost = new AtomicBoolean();
        server.fails((step, session) -> {
            if (step == Step.RENAMED && lost.compareAndSet(false, true)) {
                session.close(true);
            }
        });
        batch("acme-1", 1);

        startCourier();
        awaitCount("delivered", 1);

        assertThat(courier.count("away")).isEqualTo(1);
        assertThat(courier.count("in-doubt")).isZero();
        assertThat(server.visible()).hasSize(1);
    }

    @Test
    void shouldRenameInTheNextLifeWhatWasNotRenamedInThisOne() {
        server.fails((step, session) -> {
            if (step == Step.RENAMES) {
                throw new IOException("not now");
            }
        });
        batch("acme-1", 2);
        startCourier();
        awaitCount("failed", 2);
        assertThat(server.visible()).isEmpty();

        server.fails(Fault.NONE);
        restartCourier();
        awaitCount("delivered", 1);

        assertSame(server.visible().get(0), outbox.resolve("sent/acme-1"));
    }

    @Test
    void shouldWaitWhenSomethingElseHasItsNameAndBringTheOthers() throws IOException {
        // given
        Path stranger = Files.createDirectories(server.root().resolve("ready/acme-1"));
        Files.writeString(stranger.resolve("manifest.csv"), "another server's");
        batch("acme-1", 1);
        batch("acme-2", 1);

        // when
        startCourier();
        awaitCount("delivered", 1);
        awaitCount("name-taken", 2);
        assertThat(files(outbox.resolve("ready"))).containsExactly("acme-1");
        assertThat(files(stranger)).containsExactly("manifest.csv");
        server.take();

        // then
        awaitCount("delivered", 2);
        assertThat(server.visible())
                .extracting(each -> each.getFileName().toString())
                .containsExactly("acme-1");
    }

    @Test
    void shouldNotBringAgainWhatIsThereAlreadyWhenItsOutboxWasRestored() throws IOException {
        batch("acme-1", 1);
        startCourier();
        awaitCount("delivered", 1);

        Files.move(outbox.resolve("sent/acme-1"), outbox.resolve("ready/acme-1"));
        awaitCount("delivered", 2);

        assertThat(files(server.root().resolve("ready"))).containsExactly("acme-1");
    }

    @Test
    void shouldFetchReturnsAndTakeThemFromTheServer() throws IOException {
        // given
        Path back = server.root().resolve("back");
        Files.writeString(back.resolve("monday.csv"), "REF1,returned");
        Files.writeString(back.resolve("half.csv.part"), "REF");
        Files.writeString(back.resolve(".hidden.csv"), "x,returned");
        Files.createDirectories(back.resolve("folder.csv"));

        // when
        startCourier();
        awaitCount("fetched", 1);
        Files.writeString(home.resolve("other"), "REF2,returned");
        Files.move(home.resolve("other"), back.resolve("monday.csv"));
        awaitCount("fetched", 2);

        // then
        assertThat(files(back)).containsExactly(".hidden.csv", "folder.csv", "half.csv.part");
        List<String> fetched = files(outbox.resolve("back")).stream()
                .filter(name -> name.endsWith(".csv"))
                .toList();
        assertThat(fetched).hasSize(2).allMatch(name -> name.matches("monday-[0-9a-f]{12}\\.csv"));
        Set<String> contents = new TreeSet<>();
        for (String name : fetched) {
            contents.add(Files.readString(outbox.resolve("back").resolve(name)));
        }
        assertThat(contents).containsExactly("REF1,returned", "REF2,returned");
    }

    @Test
    void shouldNotHandAFileOverAgainWhenTheServerKeepsIt() throws IOException {
        // given
        server.fails((step, session) -> {
            if (step == Step.REMOVES) {
                throw new IOException("nothing is removed here");
            }
        });
        Files.writeString(server.root().resolve("back/monday.csv"), "REF1,returned");
        startCourier();
        awaitCount("away", 1);
        Path back = outbox.resolve("back");
        String name = files(back).stream()
                .filter(each -> each.endsWith(".csv"))
                .findFirst()
                .orElseThrow();

        // when: it is dealt with
        Files.move(back.resolve(name), back.resolve("done").resolve(name));
        awaitCount("away", courier.count("away") + 2);

        // then
        assertThat(files(back)).noneMatch(each -> each.endsWith(".csv"));
    }

    @Test
    void shouldForgetWhatWasBroughtLongAgo() {
        batch("acme-1", 2);
        startCourier();
        awaitCount("delivered", 1);

        clock.moveTo(ContractClock.START.plus(Duration.ofDays(KEPT_DAYS)));
        batch("acme-2", 1);
        awaitCount("delivered", 2);
        assertThat(files(outbox.resolve("sent"))).containsExactly("acme-1", "acme-2");
        clock.moveTo(ContractClock.START.plus(Duration.ofDays(KEPT_DAYS)).plusSeconds(1));

        Answers.await(
                "the first to be forgotten", () -> files(outbox.resolve("sent")).equals(List.of("acme-2")));
    }

    /** Any step may be refused or lose its answer, the courier may end at any time, the print house takes things away at any time. */
    @Test
    void shouldBringEachBatchExactlyOnceWhateverHappens() {
        long seed = Long.getLong("seed", System.nanoTime());
        Random random = new Random(seed);
        int batches = 12;
        List<String> taken = new ArrayList<>();
        AtomicInteger faults = new AtomicInteger();
        server.fails((step, session) -> {
            int draw;
            synchronized (random) {
                draw = random.nextInt(step == Step.WRITES ? 60 : 5);
            }
            if (draw == 0) {
                faults.incrementAndGet();
                session.close(true);
            } else if (draw == 1) {
                faults.incrementAndGet();
                throw new IOException("not now");
            }
        });

        startCourier();
        for (int i = 0; i < batches; i++) {
            batch("acme-" + i, 1 + i % 3);
            boolean ends;
            synchronized (random) {
                ends = random.nextInt(3) == 0;
            }
            if (ends) {
                restartCourier();
            }
            server.take().forEach(each -> taken.add(each.getFileName().toString()));
        }
        Answers.await("all batches to leave, seed " + seed, () -> {
            server.take().forEach(each -> taken.add(each.getFileName().toString()));
            return files(outbox.resolve("ready")).isEmpty();
        });
        server.take().forEach(each -> taken.add(each.getFileName().toString()));

        assertThat(taken)
                .as("seed %d, %d faults", seed, faults.get())
                .doesNotHaveDuplicates()
                .hasSize(batches);
        assertThat(faults).hasPositiveValue();
    }
}
