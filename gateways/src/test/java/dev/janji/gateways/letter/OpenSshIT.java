package dev.janji.gateways.letter;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import dev.janji.gateways.letter.sftp.OpenSshServer;
import dev.janji.gateways.letter.sftp.PrintHouseCourier;
import dev.janji.gateways.letter.sftp.SftpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Letters to a real OpenSSH server with an Ed25519 key, by a key file with a passphrase, and back. */
final class OpenSshIT implements ChannelPortContract {
    private record Brought(AttemptId attempt, Outcome outcome) {}

    @TempDir
    Path home;

    private final BlockingQueue<Brought> receipts = new LinkedBlockingQueue<>();
    private OpenSshServer server;
    private LetterBench bench;

    @BeforeEach
    void start() throws Exception {
        server = new OpenSshServer(Files.createDirectories(home.resolve("ssh")));
        bench = of(100);
    }

    private LetterBench of(int mostLetters) {
        return new LetterBench(
                home.resolve("of " + mostLetters),
                mostLetters,
                sftp(),
                Optional.of(server.files().resolve("ready")),
                (debtor, attempt, receipt) -> {
                    receipts.add(new Brought(attempt, receipt.outcome()));
                    return CompletableFuture.completedFuture(Done.getInstance());
                });
    }

    private Optional<SftpSettings> sftp() {
        return SftpSettings.from(ConfigFactory.parseString(
                        "host = 127.0.0.1, port = " + server.port() + ", username = " + System.getProperty("user.name")
                                + ", key-file = \"" + server.clientKey() + "\", key-passphrase = \""
                                + server.passphrase() + "\", known-hosts = \"" + server.knownHosts()
                                + "\", every = 300 ms, reconnect { least = 50 ms, most = 300 ms }")
                .withFallback(ConfigFactory.parseResources("reference.conf")
                        .resolve()
                        .getConfig("janji.gateways.letter.sftp")));
    }

    @AfterEach
    void stop() {
        if (bench != null) {
            bench.close();
        }
        if (server != null) {
            server.close();
        }
    }

    @Override
    public ProviderBench bench() {
        return bench;
    }

    private PrintHouseCourier courier() {
        return bench.outbox().courier().orElseThrow();
    }

    private void await(String item, long least) {
        try {
            Answers.await(item + " to be counted", () -> courier().count(item) >= least);
        } catch (AssertionError e) {
            throw new AssertionError(e.getMessage() + "\n" + server.log(), e);
        }
    }

    private void letter(int number) {
        assertThat(send(message(number, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
    }

    private static List<Path> in(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void shouldGoToThePrintHouseAndComeBack() throws Exception {
        // given
        letter(1);
        letter(2);

        // when: the batch is closed, brought, printed, and one letter comes back
        bench.clock().pass(LetterBench.CLOSES_AFTER);
        await("delivered", 1);
        List<Path> there = in(server.files().resolve("ready"));
        assertThat(there).hasSize(1);
        List<String> manifest = LetterBench.lines(there.get(0).resolve("manifest.csv"));
        assertThat(manifest).hasSize(3);
        assertThat(in(there.get(0))).hasSize(3);
        Path written = Files.writeString(
                server.files().resolve("back/x.part"), manifest.get(1).split(",")[0] + ",returned\n");
        Files.move(written, server.files().resolve("back/x.csv"), StandardCopyOption.ATOMIC_MOVE);
        await("fetched", 1);
        Answers.get(bench.outbox().lookForReturned());

        // then
        assertThat(receipts.poll(60, TimeUnit.SECONDS))
                .isEqualTo(new Brought(ChannelPortContract.attempt(1), Outcome.BOUNCED));
        assertThat(in(server.files().resolve("back"))).isEmpty();
        assertThat(in(bench.folder().resolve("sent"))).hasSize(1);
    }

    @Test
    void shouldBringEverythingOnceWhenTheServerIsKilledAgainAndAgain() throws Exception {
        bench.close();
        bench = of(1);
        for (int i = 1; i <= 5; i++) {
            letter(i);
            server.close();
            server.open();
        }
        await("delivered", 5);

        List<Path> there = in(server.files().resolve("ready"));
        assertThat(there).hasSize(5).allSatisfy(batch -> assertThat(in(batch)).hasSize(2));
        assertThat(in(bench.folder().resolve("ready"))).isEmpty();
    }

    @Test
    void shouldSayNothingToAServerThatHasAnotherKey() throws Exception {
        long before = courier().count("away");
        server.changeHostKey();
        letter(1);
        bench.clock().pass(LetterBench.CLOSES_AFTER);

        await("away", before + 3);

        assertThat(in(server.files().resolve("ready"))).isEmpty();
        assertThat(in(bench.folder().resolve("ready"))).hasSize(1);
    }

    @Test
    void shouldKeepABatchWhenTheServerHasNoRoomForItAndBringItLater() throws Exception {
        // given: a file where the print house's folder should be
        Path folder = server.files().resolve("ready");
        Files.delete(folder);
        Files.writeString(folder, "no folder");
        letter(1);
        bench.clock().pass(LetterBench.CLOSES_AFTER);
        await("failed", 1);

        // when
        Files.delete(folder);
        Files.createDirectory(folder);
        await("delivered", 1);

        // then
        assertThat(in(folder)).hasSize(1);
    }
}
