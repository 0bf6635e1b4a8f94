package dev.janji.loadtest.compliance;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What a pack says beside its rules. Immutable.
 *
 * @param firstDay of its validity
 * @param lastDay of its validity, included
 * @param zonesWhenUnknown all of these must allow a contact to a debtor without a zone; the first counts the days
 * @param zoneRule named when the zones disagree
 */
record PackFacts(String name, LocalDate firstDay, LocalDate lastDay, List<ZoneId> zonesWhenUnknown, String zoneRule) {
    /** US-07: the pack that asks where the area codes of the debtor's numbers lie, too. */
    private static final String HEARS_NUMBERS = "us-reg-f";

    /** Every pack, a base before what is used over it. */
    static final List<PackFacts> ALL = List.of(
            pack("id", "2026-01-01", "2026-12-31", "ID-10", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
            pack("id-p2p", "2026-01-01", "2026-12-31", "ID-10", "Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"),
            pack(
                    "us-reg-f",
                    "2021-11-30",
                    "2027-12-31",
                    "US-07",
                    "America/New_York",
                    "America/Chicago",
                    "America/Denver",
                    "America/Phoenix",
                    "America/Los_Angeles",
                    "America/Anchorage",
                    "Pacific/Honolulu",
                    "America/Puerto_Rico"),
            pack("us-massachusetts", "2021-11-30", "2027-12-31", "US-07", "America/New_York"),
            pack("us-florida", "2021-11-30", "2027-12-31", "US-07", "America/New_York", "America/Chicago"),
            pack("uk", "2021-05-04", "2027-12-31", "UK-02", "Europe/London"));

    static final List<String> NAMES = ALL.stream().map(PackFacts::name).toList();

    /** Indonesia, 2026. Joint decree of three ministers of 19 September 2025. */
    static final List<LocalDate> HOLIDAYS = Stream.of(
                    "01-01", "01-16", "02-17", "03-19", "03-21", "03-22", "04-03", "04-05", "05-01", "05-14", "05-27",
                    "05-31", "06-01", "06-16", "08-17", "08-25", "12-25")
            .map(day -> LocalDate.parse("2026-" + day))
            .toList();

    private static final Set<LocalDate> CLOSED = Set.copyOf(HOLIDAYS);

    static boolean isHoliday(LocalDate day) {
        return CLOSED.contains(day);
    }

    /** @return the packs of these names, a base first */
    static List<PackFacts> named(Set<String> names) {
        return ALL.stream().filter(pack -> names.contains(pack.name)).toList();
    }

    boolean hearsNumbers() {
        return name.equals(HEARS_NUMBERS);
    }

    boolean isValidOn(LocalDate day) {
        return !day.isBefore(firstDay) && !day.isAfter(lastDay);
    }

    private static PackFacts pack(String name, String firstDay, String lastDay, String zoneRule, String... zones) {
        List<ZoneId> known = Stream.of(zones).map(ZoneId::of).toList();
        return new PackFacts(name, LocalDate.parse(firstDay), LocalDate.parse(lastDay), known, zoneRule);
    }
}
