package dev.janji.gateways.letter;

import dev.janji.domain.id.LenderId;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The open batch of each lender, and what is ready for the print house. A batch is a folder of letters; it becomes visible under {@code ready} as a whole, by one
 * renaming, with a manifest of exactly the letters that left. Confined to one thread.
 */
final class LetterBatches {
    private static final Logger LOG = LoggerFactory.getLogger(LetterBatches.class);
    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);
    private static final String MANIFEST = "manifest.csv";

    /** A batch that still grows. Confined to its batches. */
    static final class Batch {
        private final String name;
        private final LenderId lender;
        private final Path folder;
        private final Instant opened;
        private int letters;

        private Batch(String name, LenderId lender, Path folder, Instant opened, int letters) {
            this.name = name;
            this.lender = lender;
            this.folder = folder;
            this.opened = opened;
            this.letters = letters;
        }

        String name() {
            return name;
        }
    }

    private final Path open;
    private final Path ready;
    /** Of the courier to the print house, if there is one. */
    private final Path sent;

    private final LetterFiles files;
    private final LetterLog log;
    private final InstantSource clock;
    private final Duration closesAfter;
    private final Map<LenderId, Batch> batches = new HashMap<>();

    /** Goes on with the batches that a former life left open. @throws IOException when the outbox cannot be used */
    LetterBatches(LetterSettings settings, LetterFiles files, LetterLog log, InstantSource clock) throws IOException {
        this.open = settings.folder().resolve("open");
        this.ready = settings.folder().resolve("ready");
        this.sent = settings.folder().resolve("sent");
        this.files = files;
        this.log = log;
        this.clock = clock;
        this.closesAfter = settings.closesAfter();
        Files.createDirectories(open);
        Files.createDirectories(ready);
        for (Path each : children(open)) {
            reopen(each);
        }
    }

    private void reopen(Path folder) throws IOException {
        String name = folder.getFileName().toString();
        int end = name.lastIndexOf('-');
        int stamp = end < 0 ? -1 : name.lastIndexOf('-', end - 1);
        if (stamp < 1) {
            LOG.warn("Expected a batch of letters, but it is none: left as it is [folder={}]", folder);
            return;
        }
        Instant opened = STAMP.parse(name.substring(stamp + 1, end), Instant::from);
        LenderId lender = new LenderId(name.substring(0, stamp));
        int letters = log.of(name, LocalDate.ofInstant(opened, ZoneOffset.UTC)).size();
        Batch former = batches.put(lender, new Batch(name, lender, folder, opened, letters));
        if (former != null) {
            close(former);
        }
    }

    /** @return the lender's open batch; a new one when there is none. @throws IOException when the outbox cannot be used */
    Batch of(LenderId lender) throws IOException {
        Batch batch = batches.get(lender);
        if (batch == null) {
            Instant now = clock.instant();
            int number = 1;
            String name = lender + "-" + STAMP.format(now) + "-" + number;
            while (isTaken(name)) {
                name = lender + "-" + STAMP.format(now) + "-" + ++number;
            }
            batch = new Batch(name, lender, Files.createDirectory(open.resolve(name)), now, 0);
            batches.put(lender, batch);
        }
        return batch;
    }

    private boolean isTaken(String name) {
        return Stream.of(open, ready, sent).anyMatch(folder -> Files.exists(folder.resolve(name)));
    }

    /** Before the letter leaves: a file that no line of the log names counts for nothing. */
    void put(Batch batch, LoggedLetter letter, byte[] pdf) throws IOException {
        files.write(batch.folder.resolve(letter.file()), pdf);
    }

    /** @return letters in the batch, this one too */
    int left(Batch batch) {
        return ++batch.letters;
    }

    /** @return when the oldest open one is to be closed; null when none is open */
    @Nullable
    Instant nextClosing() {
        return batches.values().stream()
                .map(batch -> batch.opened.plus(closesAfter))
                .min(Instant::compareTo)
                .orElse(null);
    }

    /** Closes those whose time has come. A batch that cannot be closed stays open, and is tried again the next time. */
    void closeDue() {
        Instant now = clock.instant();
        for (Batch batch : List.copyOf(batches.values())) {
            if (!batch.opened.plus(closesAfter).isAfter(now)) {
                close(batch);
            }
        }
    }

    void close(Batch batch) {
        try {
            List<LoggedLetter> letters = log.of(batch.name, LocalDate.ofInstant(batch.opened, ZoneOffset.UTC));
            Set<String> left = letters.stream().map(LoggedLetter::file).collect(Collectors.toCollection(HashSet::new));
            for (Path file : children(batch.folder)) {
                if (!left.contains(file.getFileName().toString())) {
                    Files.delete(file);
                }
            }
            files.write(batch.folder.resolve(MANIFEST), manifest(letters).getBytes(StandardCharsets.UTF_8));
            Files.move(batch.folder, ready.resolve(batch.name), StandardCopyOption.ATOMIC_MOVE);
            batches.remove(batch.lender, batch);
            LOG.info("Letters are ready for the print house [batch={}, letters={}]", batch.name, letters.size());
        } catch (IOException e) {
            LOG.error(
                    "Expected to close a batch of letters, but could not; it is tried again [batch={}]", batch.name, e);
        }
    }

    private static String manifest(List<LoggedLetter> letters) {
        StringBuilder manifest = new StringBuilder("reference,file,pages,sha256\r\n");
        for (LoggedLetter each : letters) {
            manifest.append(String.join(
                            ",", each.reference(), each.file(), Integer.toString(each.pages()), each.sha256()))
                    .append("\r\n");
        }
        return manifest.toString();
    }

    private static List<Path> children(Path folder) throws IOException {
        try (Stream<Path> children = Files.list(folder)) {
            return children.sorted().collect(Collectors.toCollection(ArrayList::new));
        }
    }
}
