package dev.janji.gateways.letter;

import dev.janji.actors.channel.Receipt;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.domain.contact.Outcome;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the print house says of letters, and what the post brought back: files {@code *.csv} in the folder {@code back}, lines of {@code reference,word}. A file goes
 * to {@code back/done} when all its receipts are stored; lines that name no letter, or say something else, are kept in {@code back/unknown}. Confined to the thread
 * of its executor.
 */
final class ReturnedLetters {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnedLetters.class);
    private static final long LONGEST_FILE = 64L << 20;
    private static final Map<String, Outcome> WORDS =
            Map.of("delivered", Outcome.DELIVERED, "returned", Outcome.BOUNCED, "not-printed", Outcome.UNDELIVERED);

    private final Path back;
    private final LetterFiles files;
    private final LetterLog log;
    private final InstantSource clock;
    private final ReceiptListener listener;
    private final Executor own;
    private boolean busy;

    /** @throws IOException when the folder cannot be used */
    ReturnedLetters(
            Path folder, LetterFiles files, LetterLog log, InstantSource clock, ReceiptListener listener, Executor own)
            throws IOException {
        this.back = folder.resolve("back");
        this.files = files;
        this.log = log;
        this.clock = clock;
        this.listener = listener;
        this.own = own;
        Files.createDirectories(back.resolve("done"));
        Files.createDirectories(back.resolve("unknown"));
    }

    /** Takes up the first file that waits. @return completes when it is dealt with, or left for the next time */
    CompletionStage<Void> look() {
        if (busy) {
            return CompletableFuture.completedStage(null);
        }
        try (Stream<Path> waiting = Files.list(back)) {
            Optional<Path> next = waiting.filter(
                            file -> file.getFileName().toString().endsWith(".csv"))
                    .sorted()
                    .findFirst();
            if (next.isEmpty()) {
                return CompletableFuture.completedStage(null);
            }
            return take(next.get());
        } catch (IOException | UncheckedIOException e) {
            LOG.error(
                    "Expected to read what came back of the letters, but could not; it is tried again [folder={}]",
                    back,
                    e);
            return CompletableFuture.completedStage(null);
        }
    }

    private CompletionStage<Void> take(Path file) throws IOException {
        if (Files.size(file) > LONGEST_FILE) {
            LOG.error("Expected a file of at most {} bytes, but it is longer: not read [file={}]", LONGEST_FILE, file);
            move(file, "unknown");
            return CompletableFuture.completedStage(null);
        }
        List<String> unknown = new ArrayList<>();
        List<CompletableFuture<?>> stored = new ArrayList<>();
        for (String line : new String(Files.readAllBytes(file), StandardCharsets.UTF_8).split("\r?\n")) {
            if (!line.isBlank() && !line.strip().toLowerCase(Locale.ROOT).startsWith("reference")) {
                tell(line.strip())
                        .ifPresentOrElse(each -> stored.add(each.toCompletableFuture()), () -> unknown.add(line));
            }
        }
        busy = true;
        CompletableFuture<Void> done = new CompletableFuture<>();
        CompletableFuture.allOf(stored.toArray(CompletableFuture[]::new))
                .whenCompleteAsync(
                        (nothing, failure) -> {
                            busy = false;
                            finish(file, unknown, failure == null);
                            done.complete(null);
                        },
                        own);
        return done;
    }

    private Optional<CompletionStage<?>> tell(String line) {
        String[] fields = line.split(",");
        Outcome outcome = fields.length < 2 ? null : WORDS.get(fields[1].strip().toLowerCase(Locale.ROOT));
        if (outcome == null) {
            return Optional.empty();
        }
        String reference = fields[0].strip().toUpperCase(Locale.ROOT);
        return log.remembered(reference)
                .map(letter -> listener.receipt(
                        letter.debtor(),
                        letter.attempt(),
                        new Receipt(reference + ":" + outcome, outcome, clock.instant())));
    }

    private void finish(Path file, List<String> unknown, boolean stored) {
        if (!stored) {
            LOG.warn(
                    "Expected the debtors to store what came back, but not all did; it is tried again [file={}]", file);
            return;
        }
        try {
            if (!unknown.isEmpty()) {
                LOG.warn(
                        "Expected a letter's reference and delivered, returned or not-printed in every line, but {} have not: see back/unknown"
                                + " [file={}]",
                        unknown.size(),
                        file);
                files.write(
                        back.resolve("unknown").resolve(file.getFileName()),
                        String.join("\n", unknown).getBytes(StandardCharsets.UTF_8));
            }
            move(file, "done");
        } catch (IOException e) {
            LOG.error("Expected to put away what came back, but could not; it is read again [file={}]", file, e);
        }
    }

    private void move(Path file, String folder) throws IOException {
        Files.move(file, back.resolve(folder).resolve(file.getFileName()), StandardCopyOption.REPLACE_EXISTING);
    }
}
