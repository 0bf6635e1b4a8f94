package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** A forged contact against each rule, in histories that are good without it: the checker names the rule, and no other one. */
class RuleForgeryTest {
    private static final Set<String> US_ATTESTED = Set.of("us-tcpa-consent", "us-validation-notice");
    private static final String TUESDAY = "2026-04-07T02:00:00Z";
    private static final String NEW_YORK_TUESDAY = "2026-04-07T14:00:00Z";

    private Set<String> packs = Set.of("id");
    private Set<String> attested = Set.of();
    private Forge forge = new Forge().begun("Asia/Jakarta");
    private int events;

    private RuleForgeryTest under(String... names) {
        packs = Set.of(names);
        return this;
    }

    private RuleForgeryTest unitedStates(String... states) {
        Set<String> names = new HashSet<>(Set.of(states));
        names.add("us-reg-f");
        packs = names;
        attested = US_ATTESTED;
        forge = new Forge().begun("America/New_York");
        return this;
    }

    private RuleForgeryTest told(String kind, String at, Consumer<ObjectNode> content) {
        forge.lender("x-" + ++events, kind, at, content);
        return this;
    }

    private RuleForgeryTest point(String id, String channel, String role) {
        return told(
                "ContactPointChanged",
                "2026-04-01T01:00:00Z",
                line -> line.putObject("point")
                        .put("id", id)
                        .put("channel", channel)
                        .put("role", role)
                        .put("verification", "VERIFIED")
                        .put("consent", "GIVEN"));
    }

    private RuleForgeryTest elsewhere(String at, String result) {
        return told(
                "ContactMadeElsewhere",
                at,
                line -> line.put("account", "card").put("channel", "VOICE").put("result", result));
    }

    private RuleForgeryTest notice(String kind) {
        return told(
                "NoticeGivenElsewhere",
                "2026-04-01T01:00:00Z",
                line -> line.put("account", "card").put("notice", kind));
    }

    private RuleForgeryTest hold(String kind) {
        return told(
                "HoldPlaced",
                "2026-04-01T01:00:00Z",
                line -> line.put("account", "").put("hold", "h").put("holdKind", kind));
    }

    private RuleForgeryTest contact(String at, int step, String point, String channel) {
        forge.authorized(at, step, point, channel).reached(at).answered(at);
        return this;
    }

    private RuleForgeryTest sms(String at, int step) {
        return contact(at, step, "sms", "SMS");
    }

    /** The rules that the checker names, of all contacts. */
    private Set<String> broken() {
        Set<String> named = new TreeSet<>();
        forge.checked(HouseRules.standard().under(packs, attested)).violations().stream()
                .filter(violation -> violation.invariant() == Invariant.I5)
                .forEach(violation ->
                        named.add(violation.what().substring(violation.what().lastIndexOf(' ') + 1)));
        return named;
    }

    @Test
    void shouldFindNothingInWhatIsRight() {
        assertThat(sms("2026-04-07T01:00:00Z", 1).broken()).isEmpty();
        assertThat(new RuleForgeryTest().unitedStates().sms(NEW_YORK_TUESDAY, 1).broken())
                .isEmpty();
        assertThat(new RuleForgeryTest().under("uk").sms(TUESDAY, 1).broken()).isEmpty();
    }

    @Test
    void shouldFindHoursHolidaysAndAConsentThatHasEnded() {
        assertThat(sms("2026-04-05T02:00:00Z", 0).broken()).containsExactly("ID-01");
        assertThat(new RuleForgeryTest().sms("2026-04-03T02:00:00Z", 0).broken())
                .containsExactly("ID-01");
        Consumer<ObjectNode> otherHours = line ->
                line.put("scope", "OUTSIDE_HOURS").put("consent", "GIVEN").put("until", "2026-04-05T02:00:00Z");
        assertThat(new RuleForgeryTest()
                        .told("DebtorConsentChanged", "2026-04-01T03:00:00Z", otherHours)
                        .sms("2026-04-05T01:59:59Z", 0)
                        .broken())
                .as("ID-02: the consent stands")
                .isEmpty();
        assertThat(new RuleForgeryTest()
                        .told("DebtorConsentChanged", "2026-04-01T03:00:00Z", otherHours)
                        .sms("2026-04-05T02:00:00Z", 0)
                        .broken())
                .as("ID-02: the consent ends")
                .containsExactly("ID-01");
    }

    @Test
    void shouldFindTheZoneThatForbids() {
        forge = new Forge().begun("");
        assertThat(sms("2026-04-07T11:30:00Z", 1).broken())
                .as("the message ends with the last id; ID-01 stands before ID-10")
                .containsExactly("ID-10");
    }

    @Test
    void shouldFindForbiddenPointsAndChannels() {
        assertThat(contact(TUESDAY, 1, "sms-2", "SMS").broken()).containsExactly("ID-04");
        assertThat(new RuleForgeryTest().contact(TUESDAY, 1, "sms-kin", "SMS").broken())
                .as("ID-04 stands before it")
                .containsExactly("ID-13");
        assertThat(new RuleForgeryTest().contact(TUESDAY, 1, "sms-out", "SMS").broken())
                .containsExactly("OPT-OUT");
        assertThat(new RuleForgeryTest()
                        .told(
                                "DebtorConsentChanged",
                                "2026-04-01T03:00:00Z",
                                line -> line.put("scope", "CHANNEL")
                                        .put("channel", "SMS")
                                        .put("consent", "WITHDRAWN"))
                        .sms(TUESDAY, 1)
                        .broken())
                .containsExactly("OPT-OUT");
        assertThat(new RuleForgeryTest()
                        .point("wa", "WHATSAPP", "OWN")
                        .contact(TUESDAY, 1, "wa", "WHATSAPP")
                        .broken())
                .containsExactly("WA-01");
    }

    @Test
    void shouldFindOneContactTooMany() {
        for (int i = 0; i < 3; i++) {
            elsewhere("2026-04-07T01:0" + i + ":00Z", "NOT_REACHED");
        }
        assertThat(sms(TUESDAY, 1).broken()).containsExactly("ID-05");
        assertThat(new RuleForgeryTest()
                        .point("tel", "VOICE", "OWN")
                        .elsewhere("2026-04-07T01:00:00Z", "INBOUND")
                        .contact(TUESDAY, 1, "tel", "VOICE")
                        .broken())
                .containsExactly("ID-05");
    }

    @Test
    void shouldFindCollectionWithoutItsNotices() {
        assertThat(sms("2026-05-08T03:00:00Z", 3).broken()).containsExactly("ID-07");
        assertThat(new RuleForgeryTest()
                        .notice("WARNING_LETTER")
                        .sms("2026-05-08T03:00:00Z", 3)
                        .broken())
                .isEmpty();
        assertThat(warnedBy("warning-letter-1").broken())
                .as("the house's own letter is the notice")
                .isEmpty();
        assertThat(warnedBy("overdue-30").broken()).as("any other is none").containsExactly("ID-07");
        assertThat(new RuleForgeryTest().under("id", "id-p2p").sms(TUESDAY, 1).broken())
                .containsExactly("ID-11");
        assertThat(new RuleForgeryTest()
                        .under("id", "id-p2p")
                        .sms("2026-04-04T01:00:00Z", 0)
                        .sms(TUESDAY, 1)
                        .broken())
                .as("the reminder of before the due date is the notice")
                .isEmpty();
    }

    private static RuleForgeryTest warnedBy(String template) {
        RuleForgeryTest test = new RuleForgeryTest().point("post", "LETTER", "OWN");
        test.forge.letter("2026-05-06T03:00:00Z", 2, template);
        return test.sms("2026-05-08T03:00:00Z", 3);
    }

    @Test
    void shouldFindTheLenderThatCollectsAnOldDebtItself() {
        assertThat(under("id", "id-p2p")
                        .notice("PRE_DUE")
                        .notice("WARNING_LETTER")
                        .sms("2026-07-07T03:00:00Z", 3)
                        .broken())
                .containsExactly("ID-16");
        assertThat(new RuleForgeryTest()
                        .under("id", "id-p2p")
                        .notice("PRE_DUE")
                        .notice("WARNING_LETTER")
                        .told("AccountPlaced", "2026-05-01T01:00:00Z", line -> line.put("account", "card"))
                        .sms("2026-07-07T03:00:00Z", 3)
                        .broken())
                .isEmpty();
    }

    @Test
    void shouldFindCallsThatAreTooManyInTheUnitedStates() {
        unitedStates().point("tel", "VOICE", "OWN");
        for (int day = 1; day <= 7; day++) {
            contact("2026-04-0" + day + "T15:00:00Z", 1, "tel", "VOICE");
        }
        assertThat(broken()).isEmpty();
        assertThat(contact("2026-04-07T16:00:00Z", 1, "tel", "VOICE").broken()).containsExactly("US-01");
        assertThat(new RuleForgeryTest()
                        .unitedStates()
                        .point("tel", "VOICE", "OWN")
                        .elsewhere("2026-04-01T15:00:00Z", "INBOUND")
                        .contact("2026-04-07T14:00:00Z", 1, "tel", "VOICE")
                        .broken())
                .as("US-04: the debtor's own call is a conversation")
                .containsExactly("US-02");
        assertThat(new RuleForgeryTest()
                        .unitedStates("us-massachusetts")
                        .point("tel", "VOICE", "OWN")
                        .contact("2026-04-06T14:00:00Z", 0, "tel", "VOICE")
                        .contact("2026-04-07T14:00:00Z", 1, "tel", "VOICE")
                        .contact("2026-04-08T14:00:00Z", 1, "tel", "VOICE")
                        .broken())
                .containsExactly("US-12");
        assertThat(new RuleForgeryTest()
                        .unitedStates("us-florida")
                        .sms("2026-04-08T00:00:00Z", 1)
                        .broken())
                .as("20:00 in New York")
                .containsExactly("US-12");
    }

    @Test
    void shouldFindEveryOtherRuleOfTheUnitedStates() {
        assertThat(unitedStates().sms("2026-04-07T11:59:59Z", 1).broken()).containsExactly("US-07");
        assertThat(new RuleForgeryTest()
                        .unitedStates()
                        .contact(NEW_YORK_TUESDAY, 1, "sms-out", "SMS")
                        .broken())
                .containsExactly("US-08");
        for (String kind : new String[] {"CEASE", "ATTORNEY", "BANKRUPTCY"}) {
            assertThat(new RuleForgeryTest()
                            .unitedStates()
                            .hold(kind)
                            .sms(NEW_YORK_TUESDAY, 1)
                            .broken())
                    .containsExactly("US-09");
        }
        assertThat(new RuleForgeryTest()
                        .unitedStates()
                        .point("desk", "VOICE", "WORK")
                        .contact(NEW_YORK_TUESDAY, 1, "desk", "VOICE")
                        .broken())
                .containsExactly("US-09");
        assertThat(new RuleForgeryTest()
                        .unitedStates()
                        .contact(NEW_YORK_TUESDAY, 1, "sms-kin", "SMS")
                        .broken())
                .containsExactly("US-10");
        assertThat(new RuleForgeryTest()
                        .unitedStates()
                        .point("office", "EMAIL", "WORK")
                        .contact(NEW_YORK_TUESDAY, 1, "office", "EMAIL")
                        .broken())
                .containsExactly("US-11");
        RuleForgeryTest silent = new RuleForgeryTest().unitedStates();
        silent.attested = Set.of("us-validation-notice");
        assertThat(silent.sms(NEW_YORK_TUESDAY, 1).broken()).containsExactly("US-TCPA");
        silent.attested = Set.of("us-tcpa-consent");
        assertThat(silent.broken()).containsExactly("US-VALIDATION");
    }

    @Test
    void shouldFindTheRulesOfTheUnitedKingdomAndAPackThatHasEnded() {
        assertThat(under("uk").hold("MORATORIUM").sms(TUESDAY, 1).broken()).containsExactly("UK-01");
        assertThat(new RuleForgeryTest()
                        .under("uk")
                        .contact(TUESDAY, 1, "sms-2", "SMS")
                        .broken())
                .containsExactly("UK-03");
        assertThat(new RuleForgeryTest().sms("2027-01-04T03:00:00Z", 3).broken())
                .containsExactly("PACK-VALIDITY");
    }
}
