package dev.janji.loadtest.compliance;

import dev.janji.loadtest.compliance.ProposedContact.Agent;
import dev.janji.loadtest.compliance.ProposedContact.Consent;
import dev.janji.loadtest.compliance.ProposedContact.Debt;
import dev.janji.loadtest.compliance.ProposedContact.OtherDebtor;
import dev.janji.loadtest.compliance.ProposedContact.Past;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Every rule of docs/rules.md as one obvious sentence, asked of one contact at one instant; not until when the answer holds. The
 * second opinion on the packs, so it shares nothing with them.
 */
public final class PlainRules {
    private static final LocalTime EIGHT = LocalTime.of(8, 0);
    private static final LocalTime TWENTY = LocalTime.of(20, 0);
    private static final LocalTime TWENTY_ONE = LocalTime.of(21, 0);
    private static final int WEEK = 7;
    private static final int UNBOUNDED = Integer.MAX_VALUE;

    private final ProposedContact contact;
    private final Instant at;
    private final List<PackFacts> packs;
    private final List<Past> past;
    private final @Nullable Instant completeSince;
    private final List<ZoneId> zones;
    private final ZoneId dayZone;
    private final LocalDate today;

    private PlainRules(ProposedContact contact, Instant at) {
        this.contact = contact;
        this.at = at;
        packs = PackFacts.named(contact.packs());
        List<OtherDebtor> same = PlainPersons.sameAs(contact);
        past = PlainPersons.contactsWith(contact, same);
        completeSince = PlainPersons.completeSince(contact, same);
        zones = zonesOfTheDebtor();
        dayZone = zones.get(0);
        today = dayOf(at);
    }

    /** The same question where the clock is another. */
    private PlainRules(PlainRules asked, ZoneId zone) {
        contact = asked.contact;
        at = asked.at;
        packs = asked.packs;
        past = asked.past;
        completeSince = asked.completeSince;
        zones = asked.zones;
        dayZone = zone;
        today = dayOf(at);
    }

    /** @return what the packs of the contact say of it at this instant */
    public static Judgement judge(ProposedContact contact, Instant at) {
        return new PlainRules(contact, at).judgement();
    }

    private Judgement judgement() {
        if (!packs.stream().allMatch(pack -> pack.isValidOn(today))) {
            return Judgement.forbidden(Set.of("PACK-VALIDITY"));
        }
        Set<String> forbidding = whatWaitingCannotSatisfy();
        if (!forbidding.isEmpty()) {
            return Judgement.forbidden(forbidding);
        }
        SortedSet<String> deferring = new TreeSet<>();
        boolean allowedSomewhere = false;
        for (ZoneId zone : zones) {
            PlainRules there = new PlainRules(this, zone);
            Set<String> objecting = there.limits();
            objecting.addAll(there.hours(LocalDateTime.ofInstant(at, zone)));
            deferring.addAll(objecting);
            allowedSomewhere |= objecting.isEmpty();
        }
        if (deferring.isEmpty()) {
            return Judgement.ALLOWED;
        }
        if (allowedSomewhere) {
            deferring.add(packs.get(0).zoneRule());
        }
        return Judgement.deferred(deferring);
    }

    private Set<String> whatWaitingCannotSatisfy() {
        Set<String> ids = new TreeSet<>();
        if (bound("id")) {
            note(ids, "ID-04", id04());
            note(ids, "ID-07", id07());
            note(ids, "ID-08", id08());
            note(ids, "ID-13", id13());
            note(ids, "OPT-OUT", optedOut());
        }
        if (bound("id-p2p")) {
            note(ids, "ID-11", id11());
            note(ids, "ID-16", id16());
        }
        if (bound("us-reg-f")) {
            note(ids, "US-08", optedOut());
            note(ids, "US-09", us09());
            note(ids, "US-10", us10());
            note(ids, "US-11", us11());
            note(ids, "US-TCPA", usTcpa());
            note(ids, "US-VALIDATION", usValidation());
        }
        if (bound("uk")) {
            note(ids, "UK-01", uk01());
            note(ids, "UK-03", uk03());
            note(ids, "OPT-OUT", optedOut());
        }
        note(ids, "WA-01", wa01());
        return ids;
    }

    private Set<String> limits() {
        Set<String> ids = new TreeSet<>();
        if (bound("id")) {
            note(ids, "ID-05", id05());
        }
        if (bound("us-reg-f")) {
            note(ids, "US-01", us01());
            note(ids, "US-02", us02());
        }
        if (bound("us-massachusetts")) {
            note(ids, "US-12", us12OfMassachusetts());
        }
        if (bound("us-florida")) {
            note(ids, "US-12", us12OfFlorida());
        }
        return ids;
    }

    private Set<String> hours(LocalDateTime local) {
        Set<String> ids = new TreeSet<>();
        if (bound("id")) {
            note(ids, "ID-01", id01(local));
        }
        if (bound("us-reg-f")) {
            note(ids, "US-07", us07(local));
        }
        if (bound("us-florida")) {
            note(ids, "US-12", us12OfFlorida(local));
        }
        return ids;
    }

    /** ID-01 and ID-02: Monday to Saturday, 08:00:00 to before 20:00:00, no holiday, unless the debtor consents to other times. */
    private boolean id01(LocalDateTime local) {
        return (local.getDayOfWeek() == DayOfWeek.SUNDAY
                        || PackFacts.isHoliday(local.toLocalDate())
                        || isOutside(EIGHT, TWENTY, local))
                && !consented("OUTSIDE_HOURS", UNBOUNDED);
    }

    /** ID-04: only the debtor's own and verified numbers and addresses. */
    private boolean id04() {
        return !isOwnAndVerified() && speaksOfDebt();
    }

    /** ID-05: three attempts on a local day; no call on the local day of a conversation. */
    private boolean id05() {
        return reachedInDays(3, 1, Past::isAttempt) || by("VOICE") && reachedInDays(1, 1, Past::isConversation);
    }

    /** ID-07: from 31 days past due on nothing but a letter before a warning letter. */
    private boolean id07() {
        return collectsByMoreThanLetter() && anyDebt(d -> d.daysPastDue() >= 31 && !d.wasGiven("WARNING_LETTER"));
    }

    /** ID-08: a person who speaks has a certificate that is valid on the local day. */
    private boolean id08() {
        Agent agent = contact.agent();
        return by("VOICE")
                && agent != null
                && (agent.certifiedUntil() == null || today.isAfter(agent.certifiedUntil()));
    }

    /** ID-11: from 1 day past due on nothing but a letter without the pre-due notice. */
    private boolean id11() {
        return collectsByMoreThanLetter() && anyDebt(d -> d.daysPastDue() >= 1 && !d.wasGiven("PRE_DUE"));
    }

    /** ID-13: nothing but location to an emergency contact. */
    private boolean id13() {
        return isTo("EMERGENCY") && !isFor("LOCATION");
    }

    /** ID-16: more than 90 days past due only when an operator works the debt. */
    private boolean id16() {
        return isFor("COLLECTION") && anyDebt(debt -> debt.daysPastDue() > 90 && !debt.placed());
    }

    /** OPT-OUT and US-08: nothing to a number, address or channel that the debtor opted out. */
    private boolean optedOut() {
        return contact.pointOptedOut() || contact.optedOutChannels().contains(contact.channel());
    }

    /** WA-01: WhatsApp only when the lender attests that it may. */
    private boolean wa01() {
        return by("WHATSAPP") && !attests("whatsapp-allowed");
    }

    /** US-01: seven calls in seven days about a debt, unless consented (US-03). */
    private boolean us01() {
        return by("VOICE") && reachedForADebt(7, Past::isCall) && !consented("CALL_FREQUENCY", WEEK);
    }

    /** US-02: no call in the seven days that begin with a conversation about the debt, unless consented (US-03). */
    private boolean us02() {
        return by("VOICE") && reachedForADebt(1, Past::isConversation) && !consented("CALL_FREQUENCY", WEEK);
    }

    /** US-07: from 08:00:00 to before 21:00:00. */
    private static boolean us07(LocalDateTime local) {
        return isOutside(EIGHT, TWENTY_ONE, local);
    }

    /** US-09: nothing under a hold cease, attorney or bankruptcy; no call, text or letter to a place of work. */
    private boolean us09() {
        return isUnder("CEASE")
                || isUnder("ATTORNEY")
                || isUnder("BANKRUPTCY")
                || isTo("WORK") && (by("VOICE") || by("SMS") || by("LETTER"));
    }

    /** US-10: nothing but location to a third party, that only once, and nothing to what is known to be wrong. */
    private boolean us10() {
        return isTo("EMERGENCY") && !isFor("LOCATION")
                || isFor("LOCATION") && somethingWasEverSent()
                || speaksOfDebt() && contact.verification().equals("WRONG");
    }

    /** US-11: no e-mail to a place of work. */
    private boolean us11() {
        return by("EMAIL") && isTo("WORK");
    }

    /** US-12 in Massachusetts: two calls in seven days about a debt. */
    private boolean us12OfMassachusetts() {
        return by("VOICE") && reachedForADebt(2, Past::isCall);
    }

    /** US-12 in Florida: three calls in 24 hours to a person. */
    private boolean us12OfFlorida() {
        return by("VOICE") && reachedInHours(3, 24, Past::isCall);
    }

    /** US-12 in Florida: calls and texts from 08:00:00 to before 20:00:00. */
    private boolean us12OfFlorida(LocalDateTime local) {
        return (by("VOICE") || by("SMS")) && isOutside(EIGHT, TWENTY, local);
    }

    /** US-TCPA: texts and calls only when the lender attests the consents. */
    private boolean usTcpa() {
        return (by("SMS") || by("VOICE")) && !attests("us-tcpa-consent");
    }

    /** US-VALIDATION: reminders and collection only when the lender attests the notice. */
    private boolean usValidation() {
        return speaksOfDebt() && !attests("us-validation-notice");
    }

    /** UK-01: nothing under a moratorium. */
    private boolean uk01() {
        return isUnder("MORATORIUM");
    }

    /** UK-03: only the debtor's own and verified numbers and addresses. */
    private boolean uk03() {
        return !isOwnAndVerified() && speaksOfDebt();
    }

    private boolean reachedForADebt(int most, Predicate<Past> counts) {
        return anyDebt(debt -> reachedInDays(most, WEEK, counts.and(each -> each.isAbout(debt))));
    }

    /** Local calendar days, today the last of them. */
    private boolean reachedInDays(int most, int days, Predicate<Past> counts) {
        LocalDate first = today.minusDays(days - 1L);
        Instant known = completeSince;
        if (known != null && !dayOf(known).isBefore(first)) {
            return true;
        }
        return past.stream()
                        .filter(counts)
                        .map(each -> dayOf(each.at()))
                        .filter(day -> !day.isBefore(first) && !day.isAfter(today))
                        .count()
                >= most;
    }

    /** What is exactly so many hours old no longer counts. */
    private boolean reachedInHours(int most, int hours, Predicate<Past> counts) {
        Instant start = at.minus(Duration.ofHours(hours));
        Instant known = completeSince;
        if (known != null && known.isAfter(start)) {
            return true;
        }
        return past.stream()
                        .filter(counts)
                        .filter(each -> each.at().isAfter(start) && !each.at().isAfter(at))
                        .count()
                >= most;
    }

    /** A contact to a number or address that is not known may have been to this one. */
    private boolean somethingWasEverSent() {
        return completeSince != null
                || past.stream()
                        .anyMatch(each -> each.isAttempt()
                                && (each.pointId() == null || each.pointId().equals(contact.pointId())));
    }

    /** @param mostDays local days of a consent at most, the day on which it was given the first */
    private boolean consented(String scope, int mostDays) {
        return contact.consents().stream()
                .filter(consent -> consent.scope().equals(scope))
                .filter(consent -> consent.channel() == null || by(consent.channel()))
                .anyMatch(consent -> stands(consent, mostDays));
    }

    private boolean stands(Consent consent, int mostDays) {
        return !at.isBefore(consent.at())
                && (consent.until() == null || at.isBefore(consent.until()))
                && today.isBefore(dayOf(consent.at()).plusDays(mostDays));
    }

    /** Every zone that is told, by whatever counts; all zones of the packs when none is. */
    private List<ZoneId> zonesOfTheDebtor() {
        List<ZoneId> told = new ArrayList<>(contact.zones());
        if (packs.stream().anyMatch(PackFacts::hearsNumbers)) {
            told.addAll(contact.numberZones());
        }
        return told.isEmpty() ? zonesOfThePacks() : told;
    }

    private List<ZoneId> zonesOfThePacks() {
        return packs.stream()
                .flatMap(pack -> pack.zonesWhenUnknown().stream())
                .distinct()
                .toList();
    }

    private LocalDate dayOf(Instant instant) {
        return LocalDate.ofInstant(instant, dayZone);
    }

    private static boolean isOutside(LocalTime opens, LocalTime closes, LocalDateTime local) {
        LocalTime time = local.toLocalTime();
        return time.isBefore(opens) || !time.isBefore(closes);
    }

    private static void note(Set<String> ids, String id, boolean objects) {
        if (objects) {
            ids.add(id);
        }
    }

    private boolean bound(String pack) {
        return contact.packs().contains(pack);
    }

    private boolean attests(String what) {
        return contact.attestations().contains(what);
    }

    private boolean by(String channel) {
        return contact.channel().equals(channel);
    }

    private boolean isTo(String role) {
        return contact.role().equals(role);
    }

    private boolean isFor(String purpose) {
        return contact.purpose().equals(purpose);
    }

    private boolean isUnder(String hold) {
        return contact.holds().contains(hold);
    }

    private boolean isOwnAndVerified() {
        return isTo("OWN") && contact.verification().equals("VERIFIED");
    }

    private boolean speaksOfDebt() {
        return isFor("REMINDER") || isFor("COLLECTION");
    }

    private boolean collectsByMoreThanLetter() {
        return isFor("COLLECTION") && !by("LETTER");
    }

    private boolean anyDebt(Predicate<Debt> objects) {
        return contact.debts().stream().anyMatch(objects);
    }
}
