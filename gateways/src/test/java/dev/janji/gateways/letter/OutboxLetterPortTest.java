package dev.janji.gateways.letter;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutboxLetterPortTest implements ChannelPortContract {
    private static final int MOST_LETTERS = 1_000;

    private record Brought(AttemptId attempt, String id, Outcome outcome) {}

    @TempDir
    Path folder;

    private final List<Brought> brought = new CopyOnWriteArrayList<>();
    private final AtomicBoolean refusing = new AtomicBoolean();
    private LetterBench bench;

    @BeforeEach
    void start() {
        bench = of(MOST_LETTERS);
    }

    private LetterBench of(int mostLetters) {
        return new LetterBench(folder.resolve("of " + mostLetters), mostLetters, (debtor, attempt, receipt) -> {
            if (refusing.get()) {
                return CompletableFuture.failedFuture(new IllegalStateException("not now"));
            }
            brought.add(new Brought(attempt, receipt.id(), receipt.outcome()));
            return CompletableFuture.completedFuture(Done.getInstance());
        });
    }

    @AfterEach
    void stop() {
        bench.close();
    }

    @Override
    public ProviderBench bench() {
        return bench;
    }

    private SendAnswer sent(int number) {
        return send(message(number, Behaviour.ACCEPTS), permit());
    }

    private List<Path> ready() throws IOException {
        try (Stream<Path> batches = Files.list(bench.folder().resolve("ready"))) {
            return batches.sorted().toList();
        }
    }

    @Test
    void shouldBeReadyForThePrintHouseAsAWholeWhenItsTimeHasCome() throws IOException {
        // given
        sent(1);
        sent(2);
        assertThat(ready()).isEmpty();

        // when
        bench.clock().pass(LetterBench.CLOSES_AFTER);

        // then
        assertThat(ready()).hasSize(1);
        Path batch = ready().get(0);
        assertThat(batch.getFileName().toString()).isEqualTo("acme-20260302T010000Z-1");
        List<String> manifest = LetterBench.lines(batch.resolve("manifest.csv"));
        assertThat(manifest).hasSize(3).first().isEqualTo("reference,file,pages,sha256");
        assertThat(manifest.get(1)).matches("[0-9A-Z]{14},[0-9A-Z]{14}\\.pdf,1,[0-9a-f]{64}");
        try (Stream<Path> files = Files.list(batch)) {
            assertThat(files).hasSize(3);
        }
        assertThat(bench.folder().resolve("open")).isEmptyDirectory();
    }

    @Test
    void shouldNotPrintWhatSurelyDidNotLeave() throws IOException {
        // given
        sent(1);
        send(message(2, Behaviour.LOST_BEFORE_ACCEPTANCE), permit());
        send(message(3, Behaviour.LOST_AFTER_ACCEPTANCE), permit());

        // when
        bench.clock().pass(LetterBench.CLOSES_AFTER);

        // then: the file of the second was there, but its line broke off
        Path batch = ready().get(0);
        assertThat(LetterBench.lines(batch.resolve("manifest.csv")))
                .extracting(line -> line.split(",")[0])
                .containsExactly(
                        "reference",
                        Letter.referenceOf(ChannelPortContract.attempt(1)),
                        Letter.referenceOf(ChannelPortContract.attempt(3)));
        assertThat(batch.resolve(Letter.referenceOf(ChannelPortContract.attempt(2)) + ".pdf"))
                .doesNotExist();
    }

    @Test
    void shouldCloseABatchAtOnceWhenItIsFull() throws IOException {
        bench.close();
        bench = of(2);

        sent(1);
        sent(2);
        sent(3);
        bench.clock().pass(LetterBench.CLOSES_AFTER);

        assertThat(ready())
                .extracting(batch ->
                        LetterBench.lines(batch.resolve("manifest.csv")).size() - 1)
                .containsExactly(2, 1);
    }

    @Test
    void shouldCloseABatchThatAFormerLifeLeftOpen() throws IOException {
        sent(1);

        bench.restartAdapter();
        sent(2);
        bench.clock().pass(LetterBench.CLOSES_AFTER.multipliedBy(2));

        assertThat(ready()).hasSize(1);
        assertThat(LetterBench.lines(ready().get(0).resolve("manifest.csv"))).hasSize(3);
    }

    @Test
    void shouldTellWhatCameBackOnceItIsStored() throws IOException {
        // given
        sent(1);
        sent(2);
        String first = Letter.referenceOf(ChannelPortContract.attempt(1));
        String second = Letter.referenceOf(ChannelPortContract.attempt(2));
        Path back = bench.folder().resolve("back");
        Files.writeString(
                back.resolve("monday.csv"),
                "reference,outcome\r\n" + first + ",returned\r\n" + second + ",Delivered\r\nNOBODY,returned\r\n" + first
                        + ",eaten\r\n\r\n");

        // when: the debtors cannot store it at first
        refusing.set(true);
        Answers.get(bench.outbox().lookForReturned());
        assertThat(back.resolve("monday.csv")).exists();
        refusing.set(false);
        Answers.get(bench.outbox().lookForReturned());

        // then
        assertThat(brought)
                .containsExactlyInAnyOrder(
                        new Brought(ChannelPortContract.attempt(1), first + ":BOUNCED", Outcome.BOUNCED),
                        new Brought(ChannelPortContract.attempt(2), second + ":DELIVERED", Outcome.DELIVERED));
        assertThat(back.resolve("monday.csv")).doesNotExist();
        assertThat(back.resolve("done/monday.csv")).exists();
        assertThat(LetterBench.lines(back.resolve("unknown/monday.csv")))
                .containsExactly("NOBODY,returned", first + ",eaten");
    }

    @Test
    void shouldFindTheLetterOfWhatComesBackAfterARestart() throws IOException {
        sent(1);
        bench.restartAdapter();
        Files.writeString(
                bench.folder().resolve("back/x.csv"),
                Letter.referenceOf(ChannelPortContract.attempt(1)).toLowerCase(Locale.ROOT) + ", returned");

        Answers.get(bench.outbox().lookForReturned());

        assertThat(brought).extracting(Brought::attempt).containsExactly(ChannelPortContract.attempt(1));
    }

    @Test
    void shouldRefuseAnAddressThatNoEnvelopeShows() {
        SendAnswer none = send(addressed("\n \n"), permit());
        SendAnswer tooLong = send(addressed("line\n".repeat(10)), permit());

        assertThat(ChannelPortContract.refusal(none)).isEqualTo(RefusalReason.INVALID_ADDRESS);
        assertThat(ChannelPortContract.refusal(tooLong)).isEqualTo(RefusalReason.INVALID_ADDRESS);
    }

    private OutboundMessage addressed(String address) {
        OutboundMessage usual = message(1, Behaviour.ACCEPTS);
        return new OutboundMessage(
                usual.attempt(),
                usual.debtor(),
                usual.contactPoint(),
                address,
                usual.subject(),
                usual.body(),
                usual.template(),
                usual.strategies(),
                usual.validUntil());
    }
}
