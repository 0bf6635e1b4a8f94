package dev.janji.loadtest.checker;

import dev.janji.loadtest.compliance.Judgement;
import dev.janji.loadtest.compliance.PlainRules;
import dev.janji.loadtest.compliance.ProposedContact;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the checker demands, written down a second time on purpose: the plan in {@link HousePlan}, what may forbid or defer a contact in
 * {@code compliance}; from the same public sources as the server's packs but not from their files. Immutable.
 *
 * @param packs that bind the lender
 * @param attested what the lender has declared
 * @param zonesWhenUnknown of a debtor without a zone; the first counts the days
 * @param restDays whole local days without collection after a payment
 * @param tolerancePermille share of a promise that may be missing
 * @param graceDays days after a promise's date that still count
 * @param arrangementGraceDays days after an instalment's date that still count
 * @param considerationDays local days for which an offer keeps collection waiting
 * @param callsBack whether agents of the house make the calls that debtors were promised or asked for
 * @param lateness how long after its instant a decision may come, in virtual time
 */
public record HouseRules(
        Set<String> packs,
        Set<String> attested,
        List<ZoneId> zonesWhenUnknown,
        HousePlan plan,
        int restDays,
        int tolerancePermille,
        int graceDays,
        int arrangementGraceDays,
        int considerationDays,
        boolean callsBack,
        Duration lateness) {

    public HouseRules {
        packs = Set.copyOf(packs);
        attested = Set.copyOf(attested);
        zonesWhenUnknown = List.copyOf(zonesWhenUnknown);
    }

    /** Of the default pack and strategy, April to September 2026. */
    public static HouseRules standard() {
        return of(HousePlan.standard());
    }

    /** Of the default pack and the strategy for credit cards, by which the demo works. */
    public static HouseRules creditCard() {
        return of(HousePlan.creditCard());
    }

    /** The same with a desk of live agents. */
    public static HouseRules creditCardDesk() {
        return of(HousePlan.creditCardDesk());
    }

    /** The same over every channel of messages, WhatsApp among them, which the lender attests that it may use. */
    public static HouseRules creditCardOmnichannel() {
        return of(HousePlan.creditCardOmnichannel()).under(Set.of("id"), Set.of("whatsapp-allowed"));
    }

    /** @param plan version by which the run worked, as its record says */
    static HouseRules of(String plan) {
        return Stream.of(standard(), creditCard(), creditCardDesk(), creditCardOmnichannel())
                .filter(rules -> rules.plan().version().equals(plan))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "Expected a plan that the checker knows by heart, but the run was by " + plan));
    }

    private static HouseRules of(HousePlan plan) {
        return new HouseRules(
                Set.of("id"),
                Set.of(),
                List.of(ZoneId.of("Asia/Jakarta"), ZoneId.of("Asia/Makassar"), ZoneId.of("Asia/Jayapura")),
                plan,
                1,
                0,
                1,
                3,
                7,
                false,
                Duration.ofMinutes(10));
    }

    /** The same house under other packs. */
    HouseRules under(Set<String> otherPacks, Set<String> otherAttested) {
        return new HouseRules(
                otherPacks,
                otherAttested,
                zonesWhenUnknown,
                plan,
                restDays,
                tolerancePermille,
                graceDays,
                arrangementGraceDays,
                considerationDays,
                callsBack,
                lateness);
    }

    /** The same house with a queue for promised calls. */
    HouseRules callingBack() {
        return new HouseRules(
                packs,
                attested,
                zonesWhenUnknown,
                plan,
                restDays,
                tolerancePermille,
                graceDays,
                arrangementGraceDays,
                considerationDays,
                true,
                lateness);
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
        return PlainRules.judge(nothingSpecial("SMS", zone, List.of()), at).kind() == Judgement.Kind.ALLOWED;
    }

    /** @return ids of the rules by which a call after these contacts alone would have to wait, or must never be made */
    Set<String> objectionsToACall(Instant at, String zone, List<ProposedContact.Past> past) {
        return PlainRules.judge(nothingSpecial("VOICE", zone, past), at).ids();
    }

    private ProposedContact nothingSpecial(String channel, String zone, List<ProposedContact.Past> past) {
        return new ProposedContact(
                packs,
                attested,
                zones(zone),
                "any",
                channel,
                "OWN",
                "VERIFIED",
                false,
                "REMINDER",
                List.of(new ProposedContact.Debt("any", "", 0, false, Set.of())),
                past,
                null,
                List.of(),
                Set.of(),
                Set.of(),
                null);
    }
}
