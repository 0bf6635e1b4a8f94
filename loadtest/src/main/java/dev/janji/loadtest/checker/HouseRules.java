package dev.janji.loadtest.checker;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;

/**
 * What the checker demands, written down a second time on purpose: hours, holidays, caps and the plan, from the same public sources as the
 * server's pack but not from its files. Immutable.
 *
 * @param zonesWhenUnknown all of these must allow a contact to a debtor without a zone; the first counts its days
 * @param dailyCap contacts at most on one local day
 * @param restDays whole local days without collection after a payment
 * @param tolerancePermille share of a promise that may be missing
 * @param graceDays days after a promise's date that still count
 * @param lateness how long after its instant a decision may come, in virtual time
 */
public record HouseRules(
        List<ZoneId> zonesWhenUnknown,
        LocalTime opens,
        LocalTime closes,
        DayOfWeek closedDay,
        Set<LocalDate> holidays,
        int dailyCap,
        List<PlanStep> plan,
        int restDays,
        int tolerancePermille,
        int graceDays,
        Duration lateness) {

    /**
     * One step of the plan.
     *
     * @param offsetDays after the due date; 0 or less is a reminder
     * @param time local to the debtor
     */
    public record PlanStep(String name, int offsetDays, LocalTime time) {
        Instant dueAt(LocalDate anchor, ZoneId zone) {
            return anchor.plusDays(offsetDays).atTime(time).atZone(zone).toInstant();
        }

        boolean reminder() {
            return offsetDays <= 0;
        }
    }

    public HouseRules {
        zonesWhenUnknown = List.copyOf(zonesWhenUnknown);
        holidays = Set.copyOf(holidays);
        plan = List.copyOf(plan);
    }

    /** Of the default pack and strategy, April to September 2026. Holidays: joint decree of three ministers of 19 September 2025. */
    public static HouseRules standard() {
        return new HouseRules(
                List.of(ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Makassar"), ZoneId.of("Asia/Jayapura")),
                LocalTime.of(8, 0),
                LocalTime.of(20, 0),
                DayOfWeek.SUNDAY,
                Set.of(
                        LocalDate.of(2026, 4, 3),
                        LocalDate.of(2026, 4, 5),
                        LocalDate.of(2026, 5, 1),
                        LocalDate.of(2026, 5, 14),
                        LocalDate.of(2026, 5, 27),
                        LocalDate.of(2026, 5, 31),
                        LocalDate.of(2026, 6, 1),
                        LocalDate.of(2026, 6, 16),
                        LocalDate.of(2026, 8, 17),
                        LocalDate.of(2026, 8, 25)),
                3,
                List.of(
                        step("H-3", -3, 9),
                        step("H+1", 1, 9),
                        step("H+3", 3, 18),
                        step("H+7", 7, 10),
                        step("H+14", 14, 10),
                        step("H+21", 21, 17),
                        step("H+30", 30, 10),
                        step("H+45", 45, 10),
                        step("H+60", 60, 10),
                        step("H+75", 75, 10),
                        step("H+90", 90, 10),
                        step("H+120", 120, 10),
                        step("H+150", 150, 10),
                        step("H+180", 180, 10)),
                1,
                0,
                1,
                Duration.ofMinutes(10));
    }

    private static PlanStep step(String name, int offsetDays, int hour) {
        return new PlanStep(name, offsetDays, LocalTime.of(hour, 0));
    }

    /** @return the zones that must all allow a contact */
    public List<ZoneId> zones(String zone) {
        return zone.isEmpty() ? zonesWhenUnknown : List.of(ZoneId.of(zone));
    }

    /** @return the zone in which the debtor's days are counted */
    ZoneId dayZone(String zone) {
        return zones(zone).get(0);
    }

    /** @return why nobody may be contacted at this instant in this zone; empty when somebody may */
    public String closedAt(Instant at, ZoneId zone) {
        LocalDate day = LocalDate.ofInstant(at, zone);
        LocalTime time = LocalTime.ofInstant(at, zone);
        if (day.getDayOfWeek() == closedDay) {
            return "it is a " + closedDay + " in " + zone;
        }
        if (holidays.contains(day)) {
            return day + " is a holiday";
        }
        return time.isBefore(opens) || !time.isBefore(closes) ? "it is " + time + " in " + zone : "";
    }
}
