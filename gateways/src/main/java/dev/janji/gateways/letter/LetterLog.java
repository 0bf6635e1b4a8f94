package dev.janji.gateways.letter;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The letters that left, a file for each day of the house clock (UTC). A letter has left when its line is on the disk, and not before. The newest days are in
 * memory too, about 300 bytes a letter. Confined to one thread.
 */
final class LetterLog {
    private final Path folder;
    private final LetterFiles files;
    private final InstantSource clock;
    private final int keptDays;
    private final TreeMap<LocalDate, Map<String, LoggedLetter>> days = new TreeMap<>();
    /** The first day of which every letter is remembered. */
    private LocalDate since;
    /** Whether the disk may know of a letter that memory does not. */
    private boolean doubt;

    private LetterLog(Path folder, LetterFiles files, InstantSource clock, int keptDays) {
        this.folder = folder;
        this.files = files;
        this.clock = clock;
        this.keptDays = keptDays;
        this.since = today().minusDays(keptDays);
    }

    /** @throws IOException when a file that is there cannot be read: who does not know what left sends nothing */
    static LetterLog open(Path folder, LetterFiles files, InstantSource clock, int keptDays) throws IOException {
        Files.createDirectories(folder);
        LetterLog log = new LetterLog(folder, files, clock, keptDays);
        LocalDate today = log.today();
        for (LocalDate day = log.since; !day.isAfter(today); day = day.plusDays(1)) {
            log.remember(day, log.read(day));
        }
        return log;
    }

    private LocalDate today() {
        return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
    }

    private void remember(LocalDate day, List<LoggedLetter> letters) {
        for (LoggedLetter each : letters) {
            days.computeIfAbsent(day, added -> new HashMap<>()).put(each.reference(), each);
        }
        LocalDate oldest = today().minusDays(keptDays);
        days.headMap(oldest).clear();
        since = oldest.isAfter(since) ? oldest : since;
    }

    private List<LoggedLetter> read(LocalDate day) throws IOException {
        List<LoggedLetter> letters = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(fileOf(day))) {
                LoggedLetter.parse(line).ifPresent(letters::add);
            }
        } catch (NoSuchFileException e) {
            return List.of();
        }
        return letters;
    }

    private Path fileOf(LocalDate day) {
        return folder.resolve("letters-" + day + ".tsv");
    }

    /** @throws IOException when it is not certain whether the letter has left; {@link #find} knows then */
    void append(LoggedLetter letter) throws IOException {
        LocalDate day = today();
        // The line break before it ends a line that broke off.
        try {
            files.append(fileOf(day), "\n" + letter.line() + "\n");
        } catch (IOException e) {
            doubt = true;
            throw e;
        }
        remember(day, List.of(letter));
    }

    /** @return what the disk says when memory does not know */
    Optional<LoggedLetter> find(String reference) throws IOException {
        Optional<LoggedLetter> known = remembered(reference);
        if (known.isEmpty() && doubt) {
            for (LocalDate day : List.of(today(), today().minusDays(1))) {
                remember(day, read(day));
            }
            doubt = false;
            known = remembered(reference);
        }
        return known;
    }

    /** @return of the newest days; empty for everything else */
    Optional<LoggedLetter> remembered(String reference) {
        return days.values().stream()
                .map(day -> day.get(reference))
                .filter(found -> found != null)
                .findFirst();
    }

    /** Whether every letter that left since then is remembered, so that what {@link #find} does not find did not leave. */
    boolean knowsAllSince(Instant instant) {
        return !instant.isBefore(since.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    /** @param since the day on which the batch was opened. @return what the disk says, in the order in which it left */
    List<LoggedLetter> of(String batch, LocalDate since) throws IOException {
        List<LoggedLetter> letters = new ArrayList<>();
        for (LocalDate day = since; !day.isAfter(today()); day = day.plusDays(1)) {
            List<LoggedLetter> read = read(day);
            remember(day, read);
            read.stream().filter(each -> each.batch().equals(batch)).forEach(letters::add);
        }
        return letters;
    }
}
