package dev.janji.loadtest.checker;

import dev.janji.loadtest.compliance.Judgement;
import dev.janji.loadtest.compliance.PlainRules;
import dev.janji.loadtest.compliance.ProposedContact;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the checker demands, written down a second time on purpose: the plan here, what may forbid or defer a contact in {@code compliance};
 * from the same public sources as the server's packs but not from their files. Immutable.
 *
 * @param packs that bind the lender
 * @param attested what the lender has declared
 * @param zonesWhenUnknown of a debtor without a zone; the first counts the days
 * @param restDays whole local days without collection after a payment
 * @param tolerancePermille share of a promise that may be missing
 * @param graceDays days after a promise's date that still count
 * @param lateness how long after its instant a decision may come, in virtual time
 */
public record HouseRules(
        Set<String> packs,
        Set<String> attested,
        List<ZoneId> zonesWhenUnknown,
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

        /** Its place in the plan: local minutes after the due day began. */
        int minute() {
            return offsetDays * 24 * 60 + time.toSecondOfDay() / 60;
        }
    }

    public HouseRules {
        packs = Set.copyOf(packs);
        attested = Set.copyOf(attested);
        zonesWhenUnknown = List.copyOf(zonesWhenUnknown);
        plan = List.copyOf(plan);
    }

    /** Of the default pack and strategy, April to September 2026. */
    public static HouseRules standard() {
        return new HouseRules(
                Set.of("id"),
                Set.of(),
                List.of(ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Makassar"), ZoneId.of("Asia/Jayapura")),
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

    /** The same house under other packs. */
    HouseRules under(Set<String> otherPacks, Set<String> otherAttested) {
        return new HouseRules(
                otherPacks, otherAttested, zonesWhenUnknown, plan, restDays, tolerancePermille, graceDays, lateness);
    }

    /** @return the step of the plan at this minute; null when there is none */
    @Nullable
    PlanStep planned(int minute) {
        return plan.stream().filter(step -> step.minute() == minute).findFirst().orElse(null);
    }

    private static PlanStep step(String name, int offsetDays, int hour) {
        return new PlanStep(name, offsetDays, LocalTime.of(hour, 0));
    }

    /** @return the zone in which the debtor's days are counted */
    ZoneId dayZone(String zone) {
        return zone.isEmpty() ? zonesWhenUnknown.get(0) : ZoneId.of(zone);
    }

    /** @return the zones in which a debtor may be; empty when nothing is known */
    static List<ZoneId> zones(String zone) {
        return zone.isEmpty() ? List.of() : List.of(ZoneId.of(zone));
    }

    /**
     * Whether the hour and the day alone let somebody be contacted.
     *
     * @param zone of the debtor; empty when unknown
     */
    public boolean openAt(Instant at, String zone) {
        ProposedContact nothingSpecial = new ProposedContact(
                packs,
                attested,
                zones(zone),
                "any",
                "SMS",
                "OWN",
                "VERIFIED",
                false,
                "REMINDER",
                List.of(new ProposedContact.Debt("any", "", 0, false, Set.of())),
                List.of(),
                null,
                List.of(),
                Set.of(),
                Set.of(),
                null);
        return PlainRules.judge(nothingSpecial, at).kind() == Judgement.Kind.ALLOWED;
    }
}
