package dev.janji.gateways.once;

import dev.janji.domain.id.AttemptId;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What left, what the provider called it and what it told of it: a folder with a file for each day, one line each, written before the next thing happens. It
 * survives the end of the process, however it ends (not of the machine). Of the newest days an index is in memory, so a receipt finds its attempt also after a
 * restart; older files are left to the operator, and searched for the attempt that a reply answers. Thread-safe.
 */
public final class SentLog implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SentLog.class);
    private static final int LONGEST_LINE = 4096;
    private static final long PRIME = 0x100000001B3L;

    /** What a place is remembered by; apart, so that an attempt and a reference of the same letters are two things. */
    private enum Kind {
        ATTEMPT,
        REFERENCE,
        NUMBER
    }

    /** A day that is remembered. Confined to its log. */
    private static final class Day {
        private final FileChannel file;
        private final OffsetIndex index = new OffsetIndex();
        private long end;

        Day(FileChannel file) {
            this.file = file;
        }
    }

    private final Path folder;
    private final String stem;
    private final Pattern names;
    private final InstantSource clock;
    private final int keptDays;
    private final AddressKey numbers;
    private final TreeMap<LocalDate, Day> days = new TreeMap<>();
    /** The first day of which everything is remembered; what left before it may be forgotten, or its file be gone. */
    private LocalDate since;

    private boolean closed;

    private SentLog(Path folder, String stem, InstantSource clock, int keptDays, AddressKey numbers) {
        this.folder = folder;
        this.stem = stem;
        this.names = Pattern.compile(Pattern.quote(stem) + "-(\\d{4}-\\d{2}-\\d{2})\\.jsonl");
        this.clock = clock;
        this.keptDays = keptDays;
        this.numbers = numbers;
        this.since = today().minusDays(keptDays);
    }

    /**
     * Opens a log to go on with it, or makes one.
     *
     * @param stem of the names of its files
     * @param clock the house clock
     * @param keptDays days before today that are remembered, in UTC
     * @param reader gets every line of the remembered days, oldest first
     */
    public static SentLog open(Path folder, String stem, InstantSource clock, int keptDays, Consumer<SentLine> reader) {
        try {
            Files.createDirectories(folder);
            SentLog log = new SentLog(folder, stem, clock, keptDays, AddressKey.in(folder));
            for (LocalDate date : log.filedDays()) {
                if (!date.isBefore(log.since)) {
                    log.read(date, reader);
                }
            }
            return log;
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to open the log of messages in " + folder + ", but could not", e);
        }
    }

    private List<LocalDate> filedDays() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> names.matcher(file.getFileName().toString()))
                    .filter(Matcher::matches)
                    .map(name -> LocalDate.parse(name.group(1)))
                    .sorted()
                    .toList();
        }
    }

    private void read(LocalDate date, Consumer<SentLine> reader) throws IOException {
        Day day = opened(date);
        day.end = 0;
        try (BufferedReader lines = Files.newBufferedReader(pathOf(date), StandardCharsets.US_ASCII)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                try {
                    SentLine sms = SentLine.parse(line);
                    remember(day, sms, day.end);
                    reader.accept(sms);
                } catch (IllegalArgumentException e) {
                    LOG.warn("Expected every line to be whole, but one is broken: {} [day={}]", e.getMessage(), date);
                }
                day.end += line.length() + 1;
            }
        }
        if (day.end > day.file.size()) {
            day.file.write(ByteBuffer.wrap(new byte[] {'\n'}), day.end - 1);
        }
    }

    /**
     * Writes one line.
     *
     * @throws IOException when it is not certain that the whole line is in the file
     */
    public synchronized void append(SentLine sms) throws IOException {
        if (closed) {
            throw new IOException("Expected the log of messages to be open, but it is closed");
        }
        LocalDate date = today();
        Day day = days.get(date);
        if (day == null) {
            day = opened(date);
            forgetBefore(date.minusDays(keptDays));
        }
        ByteBuffer line = ByteBuffer.wrap((sms.toLine() + '\n').getBytes(StandardCharsets.US_ASCII));
        long place = day.end;
        day.end += line.remaining();
        long at = place;
        while (line.hasRemaining()) {
            at += day.file.write(line, at);
        }
        remember(day, sms, place);
    }

    private Day opened(LocalDate date) throws IOException {
        Day day = new Day(FileChannel.open(
                pathOf(date), StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE));
        day.end = day.file.size();
        days.put(date, day);
        return day;
    }

    private void forgetBefore(LocalDate oldest) throws IOException {
        while (!days.isEmpty() && days.firstKey().isBefore(oldest)) {
            days.pollFirstEntry().getValue().file.close();
        }
        since = oldest.isAfter(since) ? oldest : since;
    }

    private static void remember(Day day, SentLine sms, long place) {
        if (sms.word() != SentLine.Word.REPORTED) {
            day.index.put(hash(Kind.ATTEMPT, sms.attempt().value()), place);
        }
        if (sms.word() == SentLine.Word.TAKEN) {
            day.index.put(hash(Kind.REFERENCE, sms.reference()), place);
        } else if (sms.word() == SentLine.Word.LEAVING) {
            day.index.put(hash(Kind.NUMBER, sms.to()), place);
        }
    }

    /** @return the newest that is known of it, but not what was reported; empty when it is not remembered */
    public synchronized Optional<SentLine> of(AttemptId attempt) {
        return newest(hash(Kind.ATTEMPT, attempt.value()), sms -> sms.attempt().equals(attempt));
    }

    /** @return what the provider calls so */
    public synchronized Optional<SentLine> called(String reference) {
        return newest(hash(Kind.REFERENCE, reference), sms -> sms.reference().equals(reference));
    }

    /** @return the newest attempt to a number; older files are searched for it line by line, which takes a while */
    public Optional<SentLine> newestTo(String number) {
        String hash = numbers.hash(number);
        Optional<SentLine> remembered = rememberedTo(hash);
        return remembered.isPresent() ? remembered : searchedTo(hash);
    }

    private synchronized Optional<SentLine> rememberedTo(String hash) {
        return newest(hash(Kind.NUMBER, hash), sms -> sms.to().equals(hash));
    }

    private Optional<SentLine> searchedTo(String hash) {
        LocalDate oldest = today().minusDays(keptDays);
        try {
            List<LocalDate> older =
                    filedDays().stream().filter(date -> date.isBefore(oldest)).toList();
            for (int i = older.size() - 1; i >= 0; i--) {
                try (Stream<String> lines = Files.lines(pathOf(older.get(i)), StandardCharsets.US_ASCII)) {
                    Optional<String> last =
                            lines.filter(line -> line.contains(hash)).reduce((first, second) -> second);
                    if (last.isPresent()) {
                        return Optional.of(SentLine.parse(last.get()));
                    }
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to search the log of messages, but could not", e);
        }
    }

    /** What stands in the log for a number. */
    public String hashOf(String number) {
        return numbers.hash(number);
    }

    /** Whether everything that left since then is remembered, so that what {@link #of} does not find did not leave. Never of a log that is closed. */
    public synchronized boolean knowsAllSince(Instant instant) {
        return !closed && !instant.isBefore(since.atStartOfDay(ZoneOffset.UTC).toInstant());
    }

    private Optional<SentLine> newest(long hash, Predicate<SentLine> wanted) {
        for (Day day : days.descendingMap().values()) {
            long place = day.index.placeOf(hash);
            if (place != OffsetIndex.NOWHERE) {
                Optional<SentLine> found = readAt(day, place).filter(wanted);
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private static Optional<SentLine> readAt(Day day, long place) {
        ByteBuffer buffer = ByteBuffer.allocate(LONGEST_LINE);
        try {
            while (buffer.hasRemaining() && day.file.read(buffer, place + buffer.position()) > 0) {
                // Until the buffer or the file ends.
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the log of messages, but could not", e);
        }
        String text = new String(buffer.array(), 0, buffer.position(), StandardCharsets.US_ASCII);
        int end = text.indexOf('\n');
        return end < 0 ? Optional.empty() : Optional.of(SentLine.parse(text.substring(0, end)));
    }

    /** FNV-1a, and the kind before it. */
    private static long hash(Kind kind, String text) {
        long hash = 0xCBF29CE484222325L ^ kind.ordinal();
        for (int i = 0; i < text.length(); i++) {
            hash = (hash ^ text.charAt(i)) * PRIME;
        }
        return hash;
    }

    private LocalDate today() {
        return clock.instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private Path pathOf(LocalDate date) {
        return folder.resolve(stem + "-" + date + ".jsonl");
    }

    @Override
    public synchronized void close() throws IOException {
        closed = true;
        for (Day day : days.values()) {
            day.file.close();
        }
        days.clear();
    }
}
