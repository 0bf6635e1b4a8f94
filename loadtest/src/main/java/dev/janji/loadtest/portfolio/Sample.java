package dev.janji.loadtest.portfolio;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.function.Function;

/** The shipped sample of card clients. Immutable. */
public final class Sample {
    private static final String RESOURCE = "/sample/credit-card-clients.csv";
    private static final int FIRST_STATUS = 6;
    private static final int FIRST_BILL = 12;
    private static final int FIRST_PAYMENT = 18;

    private final String csv;

    private Sample(String csv) {
        this.csv = csv;
    }

    /** The sample in this artifact; {@code SOURCE.md} beside it names source and licence. */
    public static Sample shipped() {
        try (InputStream in = Sample.class.getResourceAsStream(RESOURCE)) {
            if (in == null) {
                throw new IllegalStateException("Expected the sample " + RESOURCE + ", but it is not in the artifact");
            }
            try (Reader reader = new InputStreamReader(in, StandardCharsets.UTF_8)) {
                StringBuilder text = new StringBuilder(3_000_000);
                char[] buffer = new char[1 << 16];
                for (int n = reader.read(buffer); n >= 0; n = reader.read(buffer)) {
                    text.append(buffer, 0, n);
                }
                return new Sample(text.toString());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A sample of the same columns in a text. */
    public static Sample of(String csv) {
        return new Sample(csv);
    }

    /** Bills and payments of every client, in the sample's order. */
    public List<CardClient> clients() {
        return read(line -> new CardClient(number(line), months(line, FIRST_BILL), months(line, FIRST_PAYMENT)));
    }

    /** The bank's months of delay of every client, in the sample's order. */
    public List<MonthsOfDelay> monthsOfDelay() {
        return read(line -> new MonthsOfDelay(
                number(line),
                months(line, FIRST_STATUS).stream().map(Long::intValue).toList()));
    }

    /**
     * Picks clients in a seeded order, so that a small portfolio is a fair sample and a larger one contains it.
     *
     * @param count at least 1; more than there are means all
     */
    public List<CardClient> choose(int count, long seed) {
        List<CardClient> all = new ArrayList<>(clients());
        shuffle(all, seed);
        return List.copyOf(all.subList(0, Math.min(count, all.size())));
    }

    /** @return the months of delay of these clients */
    public List<MonthsOfDelay> monthsOfDelay(List<CardClient> clients) {
        Set<Integer> wanted = new HashSet<>();
        clients.forEach(client -> wanted.add(client.number()));
        return monthsOfDelay().stream()
                .filter(each -> wanted.contains(each.number()))
                .toList();
    }

    private <T> List<T> read(Function<NamedCsvRecord, T> mapper) {
        List<T> result = new ArrayList<>();
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(new StringReader(csv))) {
            for (NamedCsvRecord line : reader) {
                result.add(mapper.apply(line));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return List.copyOf(result);
    }

    private static int number(NamedCsvRecord line) {
        return Integer.parseInt(line.getField("ID"));
    }

    /** The columns run from September back to April; the result runs forward. */
    private static List<Long> months(NamedCsvRecord line, int first) {
        List<Long> months = new ArrayList<>(CardClient.MONTHS);
        for (int i = CardClient.MONTHS - 1; i >= 0; i--) {
            // Some amounts are written as 1.00E+05.
            months.add(new BigDecimal(line.getField("X" + (first + i))).longValueExact());
        }
        return months;
    }

    private static <T> void shuffle(List<T> list, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = list.size() - 1; i > 0; i--) {
            Collections.swap(list, i, random.nextInt(i + 1));
        }
    }
}
