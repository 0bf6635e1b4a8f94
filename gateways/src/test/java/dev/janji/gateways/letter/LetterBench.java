package dev.janji.gateways.letter;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.letter.sftp.SftpSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;

/** An outbox on a real disk, whose disk fails for letters to certain addresses. */
final class LetterBench implements ProviderBench {
    static final Duration CLOSES_AFTER = Duration.ofMinutes(15);
    private static final Map<String, Behaviour> ADDRESSES = Map.of(
            "Contoh Satu\nJalan Satu 1\nJakarta", Behaviour.ACCEPTS,
            "Contoh \u4e16\nJalan Satu 1", Behaviour.REFUSES,
            "Contoh Dua", Behaviour.THROTTLES,
            "Contoh Tiga", Behaviour.LOST_BEFORE_ACCEPTANCE,
            "Contoh Empat", Behaviour.LOST_AFTER_ACCEPTANCE);

    private final ContractClock clock = new ContractClock();
    private final Path folder;
    private final LetterSettings settings;
    private final Optional<Path> printHouse;
    private final ReceiptListener listener;
    /** By reference. */
    private final Map<String, Behaviour> faults = new ConcurrentHashMap<>();

    private OutboxLetterPort outbox;

    LetterBench(Path folder, int mostLetters, ReceiptListener listener) {
        this(folder, mostLetters, Optional.empty(), Optional.empty(), listener);
    }

    /** @param printHouse where batches appear, with a server; otherwise the print house comes to our folder */
    LetterBench(
            Path folder,
            int mostLetters,
            Optional<SftpSettings> sftp,
            Optional<Path> printHouse,
            ReceiptListener listener) {
        this.folder = folder.resolve("outbox");
        this.settings = new LetterSettings(
                this.folder,
                List.of("PT Contoh", "Jalan Contoh 1, Jakarta 10110"),
                Map.of(),
                CLOSES_AFTER,
                mostLetters,
                Duration.ofDays(1),
                30,
                sftp);
        this.printHouse = printHouse;
        this.listener = listener;
        outbox = OutboxLetterPort.start(settings, new FailingDisk(), clock, listener);
    }

    private final class FailingDisk implements LetterFiles {
        @Override
        public void write(Path file, byte[] content) throws IOException {
            String reference = file.getFileName().toString().replace(".pdf", "");
            if (faults.get(reference) == Behaviour.THROTTLES) {
                throw new IOException("no space left");
            }
            ON_DISK.write(file, content);
        }

        @Override
        public void append(Path file, String text) throws IOException {
            Behaviour fault = faults.getOrDefault(text.strip().split("\t")[0], Behaviour.ACCEPTS);
            if (fault == Behaviour.LOST_BEFORE_ACCEPTANCE) {
                ON_DISK.append(file, text.substring(0, text.length() / 2));
                throw new IOException("a line that broke off");
            }
            ON_DISK.append(file, text);
            if (fault == Behaviour.LOST_AFTER_ACCEPTANCE) {
                throw new IOException("written, and not known to be");
            }
        }
    }

    OutboxLetterPort outbox() {
        return outbox;
    }

    Path folder() {
        return folder;
    }

    @Override
    public ChannelPort port() {
        return new ChannelPort() {
            @Override
            public Channel channel() {
                return outbox.channel();
            }

            @Override
            public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
                faults.put(
                        Letter.referenceOf(message.attempt()),
                        ADDRESSES.getOrDefault(message.address(), Behaviour.ACCEPTS));
                return outbox.send(message, permit);
            }

            @Override
            public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
                return outbox.lookUp(attempt);
            }

            @Override
            public void close() {
                outbox.close();
            }
        };
    }

    @Override
    public ContractClock clock() {
        return clock;
    }

    @Override
    public String addressFor(Behaviour behaviour) {
        return ADDRESSES.entrySet().stream()
                .filter(each -> each.getValue() == behaviour)
                .findFirst()
                .orElseThrow()
                .getKey();
    }

    /** Whole lines of the log. */
    @Override
    public int taken(AttemptId attempt) {
        try (Stream<Path> logs = Files.list(folder.resolve("log"))) {
            return (int) logs.flatMap(file -> lines(file).stream())
                    .flatMap(line -> LoggedLetter.parse(line).stream())
                    .filter(letter -> letter.attempt().equals(attempt))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the print house gets: in the manifests of all batches, after all were closed. */
    @Override
    public int delivered(AttemptId attempt) {
        clock.pass(CLOSES_AFTER.multipliedBy(2));
        String reference = Letter.referenceOf(attempt);
        Path ready = folder.resolve("ready");
        printHouse.ifPresent(there -> Answers.await("all batches to be brought", () -> isEmpty(ready)));
        try (Stream<Path> batches = Files.list(printHouse.orElse(ready))) {
            return (int) batches.flatMap(batch -> lines(batch.resolve("manifest.csv")).stream())
                    .filter(line -> line.startsWith(reference + ","))
                    .count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isEmpty(Path folder) {
        try (Stream<Path> children = Files.list(folder)) {
            return children.findAny().isEmpty();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void setDown(boolean down) {
        Path away = folder.resolveSibling("away");
        try {
            Files.move(down ? folder : away, down ? away : folder, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void restartAdapter() {
        outbox.close();
        outbox = OutboxLetterPort.start(settings, new FailingDisk(), clock, listener);
    }

    @Override
    public boolean answersLookUps() {
        return true;
    }

    @Override
    public void close() {
        outbox.close();
    }
}
