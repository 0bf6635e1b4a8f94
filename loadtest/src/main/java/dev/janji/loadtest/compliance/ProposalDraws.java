package dev.janji.loadtest.compliance;

import dev.janji.loadtest.compliance.MomentDraws.Hour;
import dev.janji.loadtest.compliance.ProposedContact.Agent;
import dev.janji.loadtest.compliance.ProposedContact.Debt;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Draws proposed contacts near the edges of the rules, so that every rule often decides alone; the same for the same seed. Two rules never
 * do, and are often named instead: ID-13, because whatever it forbids goes to a number or address that is not the debtor's own (ID-04); and
 * ID-10, because zones disagree only when another rule closes one of them. Confined to one thread.
 */
public final class ProposalDraws {
    private static final List<Set<String>> PACKS = List.of(
            Set.of("id"),
            Set.of("id", "id-p2p"),
            Set.of("id", "id-p2p"),
            Set.of("us-reg-f"),
            Set.of("us-reg-f", "us-massachusetts"),
            Set.of("us-reg-f", "us-florida"),
            Set.of("uk"));
    private static final List<Integer> DAYS_PAST_DUE = List.of(-3, -1, 0, 1, 2, 30, 31, 32, 89, 90, 91, 120);

    private static final List<Theme> ANYWHERE = List.of(
            Theme.HOURS,
            Theme.HOURS,
            Theme.UNSURE_ZONE,
            Theme.UNSURE_ZONE,
            Theme.VALIDITY,
            Theme.OPT_OUT,
            Theme.WHATSAPP);
    private static final List<Theme> INDONESIA = with(
            ANYWHERE,
            Theme.UNSURE_ZONE,
            Theme.UNSURE_ZONE,
            Theme.OUTSIDE_HOURS_CONSENT,
            Theme.OUTSIDE_HOURS_CONSENT,
            Theme.POINT,
            Theme.EMERGENCY,
            Theme.EMERGENCY,
            Theme.NOTICES,
            Theme.NOTICES,
            Theme.NOTICES,
            Theme.CERTIFICATE,
            Theme.ATTEMPTS,
            Theme.ATTEMPTS,
            Theme.TALKED_TODAY,
            Theme.FORGOTTEN,
            Theme.ANOTHER_DEBTOR,
            Theme.ANOTHER_DEBTOR);
    private static final List<Theme> PLATFORM = with(INDONESIA, Theme.NOTICES, Theme.PLACEMENT, Theme.PLACEMENT);
    private static final List<Theme> UNITED_STATES = with(
            ANYWHERE,
            Theme.CALLS,
            Theme.CALLS,
            Theme.TALKED_THIS_WEEK,
            Theme.TALKED_THIS_WEEK,
            Theme.CALL_CONSENT,
            Theme.CALL_CONSENT,
            Theme.CALL_CONSENT,
            Theme.HOLD,
            Theme.WORK,
            Theme.POINT,
            Theme.EMERGENCY,
            Theme.ATTESTATION,
            Theme.FORGOTTEN,
            Theme.ANOTHER_DEBTOR,
            Theme.ANOTHER_DEBTOR);
    private static final List<Theme> STATES = with(UNITED_STATES, Theme.STATE_CALLS, Theme.STATE_CALLS);
    private static final List<Theme> UNITED_KINGDOM =
            with(ANYWHERE, Theme.HOLD, Theme.HOLD, Theme.POINT, Theme.EMERGENCY);

    private final SplittableRandom random;

    /** A contact and the instant at which to judge it. */
    public record Draw(ProposedContact contact, Instant at) {}

    /** What is made interesting in a draw. */
    private enum Theme {
        HOURS,
        UNSURE_ZONE,
        VALIDITY,
        OPT_OUT,
        WHATSAPP,
        OUTSIDE_HOURS_CONSENT,
        CALL_CONSENT,
        POINT,
        EMERGENCY,
        WORK,
        NOTICES,
        PLACEMENT,
        CERTIFICATE,
        HOLD,
        ATTESTATION,
        ATTEMPTS,
        TALKED_TODAY,
        TALKED_THIS_WEEK,
        CALLS,
        STATE_CALLS,
        FORGOTTEN,
        ANOTHER_DEBTOR
    }

    public ProposalDraws(long seed) {
        random = new SplittableRandom(seed);
    }

    /** @return as many draws as are asked for, without end */
    public Stream<Draw> stream() {
        return Stream.generate(this::next);
    }

    public Draw next() {
        Dice dice = new Dice(random.split());
        Set<String> packs = dice.of(PACKS);
        List<Theme> themes = new ArrayList<>();
        while (themes.size() < 3 && dice.percent(themes.isEmpty() ? 72 : 12)) {
            themes.add(dice.of(themes(packs)));
        }
        Draft draft = moment(dice, packs, themes);
        PastDraws past = new PastDraws(dice, draft);
        unsuspicious(dice, draft, past);
        themes.forEach(theme -> change(theme, dice, draft, past));
        return new Draw(draft.contact(), draft.at);
    }

    private static Draft moment(Dice dice, Set<String> packs, List<Theme> themes) {
        MomentDraws moments = new MomentDraws(dice);
        Draft draft = new Draft(packs, moments.zones(packs, themes.contains(Theme.UNSURE_ZONE)), Instant.EPOCH);
        draft.numberZones = moments.numberZones(packs, themes.contains(Theme.UNSURE_ZONE));
        Hour hour = dice.percent(90) ? Hour.OPEN : dice.oneOf(Hour.EDGE, Hour.ANY);
        if (themes.contains(Theme.HOURS) || themes.contains(Theme.UNSURE_ZONE)) {
            hour = dice.oneOf(Hour.EDGE, Hour.EDGE, Hour.ANY);
        } else if (themes.contains(Theme.OUTSIDE_HOURS_CONSENT)) {
            hour = dice.oneOf(Hour.CLOSED, Hour.CLOSED, Hour.EDGE);
        }
        draft.at = moments.at(draft, hour, themes.contains(Theme.VALIDITY));
        return draft;
    }

    private static void unsuspicious(Dice dice, Draft draft, PastDraws past) {
        draft.channel = dice.percent(25) ? "VOICE" : dice.of(ProposedContact.CHANNELS);
        draft.purpose = dice.oneOf("COLLECTION", "COLLECTION", "COLLECTION", "REMINDER", "REMINDER", "LOCATION");
        draft.debts.clear();
        for (int account = 1; account == 1 || account < 4 && dice.percent(25); account++) {
            int days = dice.percent(50) ? dice.of(DAYS_PAST_DUE) : dice.between(1, 29);
            String product = dice.oneOf("LOAN", "CARD", "PAYLATER");
            draft.debts.add(new Debt("a-" + account, product, days, days > 90 || dice.percent(50), enough(dice, days)));
        }
        if (draft.channel.equals("VOICE") && dice.percent(80)) {
            draft.agent = new Agent(draft.today().plusDays(dice.between(1, 400)));
        }
        if (draft.purpose.equals("LOCATION") && dice.percent(60)) {
            draft.role = "EMERGENCY";
            draft.verification = dice.of(ProposedContact.VERIFICATIONS);
        }
        if (dice.percent(20)) {
            draft.optedOutChannels.addAll(Set.of("PUSH", "SMS"));
            draft.optedOutChannels.remove(draft.channel);
        }
        if (dice.percent(10)) {
            draft.holds.add(dice.oneOf("DECEASED", "HARDSHIP"));
        }
        past.longAgo();
    }

    private static Set<String> enough(Dice dice, int daysPastDue) {
        Set<String> notices = new HashSet<>(Set.of("PRE_DUE"));
        if (daysPastDue > 30 || dice.percent(20)) {
            notices.add("WARNING_LETTER");
        }
        return notices;
    }

    private static void change(Theme theme, Dice dice, Draft draft, PastDraws past) {
        switch (theme) {
            case HOURS, UNSURE_ZONE, VALIDITY -> {}
            case OPT_OUT -> optOut(dice, draft);
            case WHATSAPP -> {
                draft.channel = dice.percent(75) ? "WHATSAPP" : draft.channel;
                draft.attestations.removeIf(attested -> attested.equals("whatsapp-allowed") && dice.percent(60));
            }
            case OUTSIDE_HOURS_CONSENT -> past.consent(dice.percent(92) ? "OUTSIDE_HOURS" : "CALL_FREQUENCY");
            case CALL_CONSENT -> callConsent(dice, past);
            case POINT -> {
                draft.role = dice.percent(70) ? "OWN" : dice.of(ProposedContact.ROLES);
                draft.verification = dice.oneOf("UNVERIFIED", "WRONG", "WRONG", "VERIFIED");
            }
            case EMERGENCY -> emergency(dice, draft, past);
            case WORK -> {
                draft.role = "WORK";
                draft.channel = dice.percent(35) ? "EMAIL" : draft.channel;
            }
            case NOTICES -> draft.debts.replaceAll(debt -> withoutSomeNotices(dice, debt));
            case PLACEMENT ->
                draft.debts.replaceAll(debt -> new Debt(
                        debt.account(),
                        debt.product(),
                        dice.between(89, 92),
                        dice.percent(40),
                        Set.copyOf(ProposedContact.NOTICES)));
            case CERTIFICATE -> {
                draft.channel = dice.percent(85) ? "VOICE" : draft.channel;
                draft.agent = new Agent(dice.percent(20) ? null : draft.today().plusDays(dice.between(-2, 1)));
            }
            case HOLD -> draft.holds.add(dice.of(ProposedContact.HOLDS));
            case ATTESTATION -> {
                draft.channel = dice.percent(40) ? dice.oneOf("SMS", "VOICE") : draft.channel;
                draft.attestations.remove(dice.oneOf("us-tcpa-consent", "us-validation-notice"));
            }
            case ATTEMPTS -> past.attempts();
            case TALKED_TODAY -> past.conversation(1);
            case TALKED_THIS_WEEK -> past.conversation(7);
            case CALLS -> past.calls(7);
            case STATE_CALLS -> {
                if (draft.isBoundBy("us-florida")) {
                    past.callsOfADay();
                } else {
                    past.calls(2);
                }
            }
            case FORGOTTEN -> past.forget();
            case ANOTHER_DEBTOR -> byAnother(dice, draft, past);
        }
    }

    private static void optOut(Dice dice, Draft draft) {
        if (dice.percent(40)) {
            draft.pointOptedOut = true;
        } else {
            draft.optedOutChannels.add(dice.percent(60) ? draft.channel : dice.of(ProposedContact.CHANNELS));
        }
    }

    private static void callConsent(Dice dice, PastDraws past) {
        int about = dice.between(0, 9);
        if (about < 7) {
            past.calls(dice.between(7, 9));
        }
        if (about > 3) {
            past.conversation(7);
        }
        past.consent(dice.percent(92) ? "CALL_FREQUENCY" : "OUTSIDE_HOURS");
    }

    /** As often as not as many as reach a limit that is the person's. */
    private static void byAnother(Dice dice, Draft draft, PastDraws past) {
        if (draft.isBoundBy("us-florida")) {
            past.callsOfADay();
        } else if (draft.isBoundBy("us-reg-f")) {
            if (dice.percent(60)) {
                draft.purpose = "LOCATION";
                draft.role = "EMERGENCY";
                past.attempts();
            } else {
                past.calls(7);
            }
        } else if (dice.percent(60)) {
            past.attempts();
        } else {
            past.conversation(1);
        }
        past.byOthers();
    }

    private static void emergency(Dice dice, Draft draft, PastDraws past) {
        draft.role = "EMERGENCY";
        draft.purpose = dice.percent(30) ? "LOCATION" : draft.purpose;
        if (dice.percent(40)) {
            past.toTheSamePoint();
        }
    }

    private static Debt withoutSomeNotices(Dice dice, Debt debt) {
        int days = dice.oneOf(0, 1, 1, 29, 30, 31, 31, 32, 90);
        Set<String> notices = new HashSet<>(ProposedContact.NOTICES);
        notices.removeIf(notice -> dice.percent(40));
        return new Debt(debt.account(), debt.product(), days, debt.placed(), notices);
    }

    private static List<Theme> themes(Set<String> packs) {
        if (packs.contains("uk")) {
            return UNITED_KINGDOM;
        }
        if (packs.contains("id")) {
            return packs.contains("id-p2p") ? PLATFORM : INDONESIA;
        }
        return packs.size() > 1 ? STATES : UNITED_STATES;
    }

    private static List<Theme> with(List<Theme> themes, Theme... more) {
        return Stream.concat(themes.stream(), Stream.of(more)).toList();
    }
}
