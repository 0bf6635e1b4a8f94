package dev.janji.gateways.letter.field;

import dev.janji.actors.channel.Rendering;
import dev.janji.actors.field.FieldOutbox;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.debtor.FieldCase;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.letter.LetterDocument;
import dev.janji.gateways.letter.sftp.Cargo;
import dev.janji.gateways.letter.sftp.PrintHouseCourier;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.pekko.Done;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The outbox in a folder. A case, and a recall, is a folder of its own: it grows under {@code open} and appears under {@code ready} by one renaming, when all of it is on the
 * disk. Only the server's own user can read it. Thread-safe: one thread of its own does all the work.
 */
public final class FieldFolder implements FieldOutbox {
    private static final Logger LOG = LoggerFactory.getLogger(FieldFolder.class);
    private static final long PATIENCE_SECONDS = 30;
    private static final long COUNT_SECONDS = 10;
    private static final String RECALL = "-recall";
    private static final String LETTER = "letter.pdf";

    private final FieldSettings settings;
    private final Path open;
    private final Path ready;
    /** Of the courier, if there is one. */
    private final Path sent;

    private final InstantSource clock;
    private final Optional<PrintHouseCourier> courier;
    private final Telemetry.Gauge waiting = Telemetry.gauge(Telemetry.FIELD_WAITING);
    private final Telemetry.Gauge oldest = Telemetry.gauge(Telemetry.FIELD_OLDEST_WAITING);
    private final ScheduledThreadPoolExecutor own;

    private FieldFolder(FieldSettings settings, InstantSource clock) throws IOException {
        this.settings = settings;
        this.clock = clock;
        this.open = settings.folder().resolve("open");
        this.ready = settings.folder().resolve("ready");
        this.sent = settings.folder().resolve("sent");
        for (Path each : List.of(settings.folder(), open, ready, sent)) {
            PrivateFiles.makeFolder(each);
        }
        // What a former life did not finish is made again by whoever asked for it.
        for (Path each : children(open)) {
            PrivateFiles.delete(each);
        }
        this.own = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "field");
            thread.setDaemon(true);
            return thread;
        });
        this.courier =
                settings.sftp().map(server -> PrintHouseCourier.start(server, settings.folder(), clock, Cargo.CASES));
    }

    /** @param clock the house clock. @throws UncheckedIOException when the outbox cannot be used */
    public static FieldFolder start(FieldSettings settings, InstantSource clock) {
        try {
            FieldFolder folder = new FieldFolder(settings, clock);
            LOG.info("Cases for field collectors are written [folder={}]", settings.folder());
            folder.own.scheduleWithFixedDelay(folder::count, 0, COUNT_SECONDS, TimeUnit.SECONDS);
            return folder;
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to use the outbox of cases " + settings.folder() + ", but could not", e);
        }
    }

    @Override
    public CompletionStage<Done> hand(Handed handed) {
        return done(() -> {
            String name = nameOf(handed.about().debtor().lender(), handed.reference());
            Map<String, byte[]> files = new LinkedHashMap<>();
            List<String> documents = new ArrayList<>();
            Optional<byte[]> letter = letter(handed);
            letter.ifPresent(pdf -> {
                files.put(LETTER, pdf);
                documents.add(LETTER);
            });
            files.put("case.json", CaseJson.of(handed, documents));
            appear(name, files);
        });
    }

    @Override
    public CompletionStage<Done> recall(Recalled recalled) {
        return done(() -> {
            String name = nameOf(recalled.lender(), recalled.reference());
            if (courier.isPresent()) {
                courier.get().betweenDeliveries(() -> withdraw(name));
            } else {
                withdraw(name);
            }
            appear(name + RECALL, Map.of("recall.json", CaseJson.of(recalled)));
        });
    }

    private static String nameOf(LenderId lender, String reference) {
        return lender + "-" + reference;
    }

    /** A field system that reads the folder itself may have it already. */
    private void withdraw(String name) throws IOException {
        Path there = ready.resolve(name);
        if (Files.exists(there)) {
            Path gone = open.resolve(name + ".withdrawn");
            PrivateFiles.delete(gone);
            Files.move(there, gone, StandardCopyOption.ATOMIC_MOVE);
            PrivateFiles.force(ready);
            PrivateFiles.delete(gone);
        }
        PrivateFiles.delete(sent.resolve(name));
    }

    /** As a whole, once. */
    private void appear(String name, Map<String, byte[]> files) throws IOException {
        if (Files.exists(ready.resolve(name)) || Files.exists(sent.resolve(name))) {
            return;
        }
        Path growing = open.resolve(name);
        PrivateFiles.delete(growing);
        PrivateFiles.makeFolder(growing);
        StringBuilder manifest = new StringBuilder("file,sha256\r\n");
        for (Map.Entry<String, byte[]> each : files.entrySet()) {
            PrivateFiles.write(growing.resolve(each.getKey()), each.getValue());
            manifest.append(each.getKey())
                    .append(',')
                    .append(PrivateFiles.sha256(each.getValue()))
                    .append("\r\n");
        }
        PrivateFiles.write(growing.resolve("manifest.csv"), PrivateFiles.bytes(manifest.toString()));
        PrivateFiles.force(growing);
        // By the house clock, as the wait is measured.
        Files.setLastModifiedTime(growing, FileTime.from(clock.instant()));
        Files.move(growing, ready.resolve(name), StandardCopyOption.ATOMIC_MOVE);
        PrivateFiles.force(ready);
    }

    /** A case goes without a letter that cannot be printed. */
    private Optional<byte[]> letter(Handed handed) {
        Rendering.Rendered text = handed.letter();
        FieldCase about = handed.about();
        if (text == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(LetterDocument.of(
                    settings.letters().senderOf(about.debtor().lender()),
                    about.address(),
                    handed.reference(),
                    text.subject(),
                    text.body(),
                    about.at()));
        } catch (IllegalArgumentException e) {
            LOG.warn(
                    "Expected to print the letter that goes with a case, but {}; it goes without [case={}]",
                    e.getMessage(),
                    handed.reference());
            return Optional.empty();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private CompletionStage<Done> done(Work work) {
        return CompletableFuture.supplyAsync(
                () -> {
                    try {
                        work.run();
                        return Done.getInstance();
                    } catch (IOException e) {
                        throw new UncheckedIOException("Expected to write to the outbox of cases, but could not", e);
                    }
                },
                own);
    }

    private void count() {
        try {
            Instant first = clock.instant();
            List<Path> there = children(ready);
            for (Path each : there) {
                Instant since = Files.getLastModifiedTime(each).toInstant();
                first = since.isBefore(first) ? since : first;
            }
            waiting.set(there.size());
            oldest.set(Duration.between(first, clock.instant()).toMillis() / 1000.0);
        } catch (IOException | RuntimeException e) {
            // Whoever empties it was faster; it is counted again.
            LOG.debug("Expected to count what waits in the outbox of cases, but could not", e);
        }
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().toList();
        }
    }

    /** Who brings the cases away, if we do. */
    Optional<PrintHouseCourier> courier() {
        return courier;
    }

    @Override
    public void close() {
        courier.ifPresent(PrintHouseCourier::close);
        own.shutdown();
        try {
            if (!own.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                own.shutdownNow();
            }
        } catch (InterruptedException e) {
            own.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
