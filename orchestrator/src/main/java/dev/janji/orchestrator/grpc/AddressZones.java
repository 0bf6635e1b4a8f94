package dev.janji.orchestrator.grpc;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The zones that the words of an address tell: by the province or state that it names and by its postal code, from a table of regions. What
 * is not surely one of them tells nothing, and where name and code disagree both count. Thread-safe.
 */
final class AddressZones {
    private static final List<Region> REGIONS = read("address-zones.txt");

    private static final Pattern PARTS = Pattern.compile("[,;\\r\\n]+");
    private static final Pattern COUNTRY =
            Pattern.compile("(?i)(republik |republic of )?indonesia\\.?|u\\.?s\\.?a\\.?|united states( of america)?");
    private static final Pattern CODE = Pattern.compile("(.*?)\\b([0-9]{5})(-[0-9]{4})?\\.?");
    private static final Pattern PREFIX = Pattern.compile("(?i)^(provinsi|propinsi|prov\\.?|province of|state of)\\s+");
    private static final Pattern ABBREVIATION = Pattern.compile("(?:.*\\s)?([A-Z]{2})");

    private AddressZones() {}

    /**
     * A province or state.
     *
     * @param names in lower case; an abbreviation of two letters in upper case
     * @param codes first digits of its postal codes
     */
    private record Region(String country, List<String> names, List<ZoneId> zones, List<String> codes) {
        boolean isCalled(String name) {
            return names.contains(name.toLowerCase(Locale.ROOT));
        }

        boolean has(String code) {
            return codes.stream().anyMatch(code::startsWith);
        }
    }

    /**
     * @param lenderZone some zone of the country in which the address is read
     * @return each once; empty when the address tells nothing
     */
    static List<ZoneId> of(String address, ZoneId lenderZone) {
        List<Region> country = REGIONS.stream()
                .filter(region -> region.zones().contains(lenderZone))
                .map(Region::country)
                .findFirst()
                .map(name -> REGIONS.stream()
                        .filter(region -> region.country().equals(name))
                        .toList())
                .orElse(List.of());
        List<String> parts = new ArrayList<>(Stream.of(PARTS.split(address))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .toList());
        while (!parts.isEmpty() && COUNTRY.matcher(last(parts)).matches()) {
            parts.remove(parts.size() - 1);
        }
        if (country.isEmpty() || parts.isEmpty()) {
            return List.of();
        }
        Matcher coded = CODE.matcher(last(parts));
        boolean hasCode = coded.matches();
        if (hasCode) {
            parts.set(parts.size() - 1, coded.group(1).strip());
        }
        List<Region> named = named(country, parts, hasCode);
        Set<ZoneId> zones = new LinkedHashSet<>();
        // Five digits behind a street are the number of a house.
        if (hasCode && (parts.size() > 1 || !named.isEmpty())) {
            country.stream()
                    .filter(region -> region.has(coded.group(2)))
                    .forEach(region -> zones.addAll(region.zones()));
        }
        named.forEach(region -> zones.addAll(region.zones()));
        return List.copyOf(zones);
    }

    /** The last part that names a region: before it come towns and streets, and streets are named after provinces. */
    private static List<Region> named(List<Region> country, List<String> parts, boolean hasCode) {
        for (int i = parts.size() - 1; i > 0 || i == 0 && hasCode; i--) {
            String part = PREFIX.matcher(parts.get(i)).replaceFirst("");
            Matcher abbreviation = ABBREVIATION.matcher(part);
            boolean isShort = i == parts.size() - 1 && abbreviation.matches();
            List<Region> found = country.stream()
                    .filter(region ->
                            region.isCalled(part) || isShort && region.names().contains(abbreviation.group(1)))
                    .toList();
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static String last(List<String> parts) {
        return parts.get(parts.size() - 1);
    }

    /** Lines of four columns: country, names, zones, ranges of first digits of postal codes. */
    private static List<Region> read(String file) {
        try (InputStream in = AddressZones.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Expected the table " + file + ", but it is not there");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(AddressZones::region)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Region region(String line) {
        String[] columns = line.split("\\|", -1);
        if (columns.length != 4) {
            throw new IllegalStateException("Expected four columns, but found " + line);
        }
        return new Region(
                columns[0].strip(),
                words(columns[1], ";")
                        .map(name -> name.length() == 2 ? name : name.toLowerCase(Locale.ROOT))
                        .toList(),
                words(columns[2], " +").map(ZoneId::of).toList(),
                words(columns[3], " +").flatMap(AddressZones::codes).toList());
    }

    private static Stream<String> words(String column, String separator) {
        return Stream.of(column.split(separator)).map(String::strip).filter(word -> !word.isEmpty());
    }

    /** {@code 70-72} is 70, 71 and 72. */
    private static Stream<String> codes(String range) {
        String[] ends = range.split("-", 2);
        int digits = ends[0].length();
        return Stream.iterate(Integer.parseInt(ends[0]), each -> each + 1)
                .limit(Integer.parseInt(ends[ends.length - 1]) - Integer.parseInt(ends[0]) + 1L)
                .map(each -> String.format(Locale.ROOT, "%0" + digits + "d", each));
    }
}
