package dev.janji.loadtest.checker;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Two debtors, both due on Monday, 6 April 2026, both contacted as the plan says; whether they are one person is what differs. */
class PersonForgeryTest {
    private static final String MONDAY = "2026-04-06T00:00:00Z";
    private static final String EARLY = "2026-04-07T01:15:00Z";
    private static final String TUESDAY = "2026-04-07T02:00:00Z";
    private static final String MOMENT_LATER = "2026-04-07T02:00:20Z";
    private static final String SOON = "2026-04-07T02:08:00Z";
    private static final String HALF_PAST = "2026-04-07T02:30:00Z";

    private final List<LenderFact> facts = new ArrayList<>();
    private final List<JournalRow> rows = new ArrayList<>();
    private final List<SentContact> sent = new ArrayList<>();
    private HouseRules rules = HouseRules.standard();

    /** Told of, and reminded on Saturday, the 4th. */
    private static Forge begun() {
        Forge forge = new Forge().begun("Asia/Jakarta");
        forge.deferred("2026-04-03T02:00:00Z", 0, "2026-04-04T01:00:00Z");
        return forge.contact("2026-04-04T01:00:00Z", 0);
    }

    private static Forge linked(Forge forge, String at, String kind, String key) {
        return forge.lender(
                "person " + at,
                "PersonsLinked",
                at,
                line -> line.putArray("persons").addObject().put("kind", kind).put("key", key));
    }

    private static Forge linked() {
        return linked(begun(), MONDAY, "SAME_PERSON", "k");
    }

    private static Forge rung(Forge forge, String at, int calls, String result) {
        for (int call = 1; call <= calls; call++) {
            forge.lender(
                    "call-" + call + " " + at,
                    "ContactMadeElsewhere",
                    at,
                    line -> line.put("account", "card").put("channel", "VOICE").put("result", result));
        }
        return forge;
    }

    private static Forge rung(Forge forge, String at, int calls) {
        return rung(forge, at, calls, "NOT_REACHED");
    }

    private static Forge placed(Forge forge, String operator) {
        return forge.lender(
                "placed",
                "AccountPlaced",
                "2026-04-05T00:00:00Z",
                line -> line.put("account", "card").put("operator", operator));
    }

    private PersonForgeryTest and(Forge forge, String lender, String debtor) {
        String key = lender + "~" + debtor;
        forge.facts.forEach(fact -> {
            ObjectNode line = new ObjectMapper().createObjectNode().setAll((ObjectNode) fact.line());
            facts.add(LenderFact.of(line.put("lender", lender).put("debtor", debtor)));
        });
        forge.rows.forEach(row -> rows.add(new JournalRow(key, row.sequenceNumber(), row.writer(), row.record())));
        forge.sent.forEach(each -> sent.add(new SentContact(
                each.attempt(),
                key,
                each.channel(),
                each.contactPoint(),
                each.at(),
                each.leftWallMicros(),
                each.wallMicros(),
                each.deliverUntil())));
        return this;
    }

    private static PersonForgeryTest of(Forge one, Forge other) {
        return new PersonForgeryTest().and(one, "bank", "client-1").and(other, "bank", "client-2");
    }

    private Evidence evidence() {
        return Evidence.of(facts, rows, sent, List.of(), StopLog.NONE, new Forge().end);
    }

    /** @return invariant and debtor of each violation */
    private List<String> broken() {
        return Checker.check(evidence(), rules).violations().stream()
                .map(violation -> violation.invariant() + " " + violation.debtor())
                .toList();
    }

    @Test
    void shouldFindNothingWhenThePersonIsContactedUpToTheSharedCap() {
        assertThat(of(rung(linked(), EARLY, 1).contact(TUESDAY, 1), linked().contact(MOMENT_LATER, 1))
                        .broken())
                .isEmpty();
    }

    @Test
    void shouldFindTheContactBeyondTheSharedCap() {
        assertThat(of(rung(linked(), EARLY, 2).contact(TUESDAY, 1), linked().contact(MOMENT_LATER, 1))
                        .broken())
                .containsExactly("PERSON bank~client-2");
        assertThat(of(linked().contact(MOMENT_LATER, 1), rung(linked(), EARLY, 3))
                        .broken())
                .contains("PERSON bank~client-1");
    }

    @Test
    void shouldFindBothWhenTheyAreContactedAtOnceAndTogetherBreakTheCap() {
        assertThat(of(rung(linked(), EARLY, 2).contact(TUESDAY, 1), linked().contact(TUESDAY, 1))
                        .broken())
                .containsExactly("PERSON bank~client-1", "PERSON bank~client-2");
        assertThat(of(rung(linked(), EARLY, 1).contact(TUESDAY, 1), linked().contact(TUESDAY, 1))
                        .broken())
                .isEmpty();
    }

    @Test
    void shouldNameTheRuleOfThePackAndLeaveToItWhatOneDebtorBreaksAlone() {
        PersonForgeryTest shared = of(rung(linked(), EARLY, 3), linked().contact(TUESDAY, 1));
        assertThat(Checker.check(shared.evidence(), shared.rules).violations())
                .filteredOn(violation -> violation.invariant() == Invariant.PERSON)
                .singleElement()
                .satisfies(violation -> assertThat(violation.what()).contains("ID-05"));
        assertThat(of(rung(linked(), EARLY, 3).contact(TUESDAY, 1), linked()).broken())
                .contains("I5 bank~client-1")
                .noneMatch(each -> each.startsWith("PERSON"));
    }

    @Test
    void shouldFindNothingWhenTheyAreNotTheSamePerson() {
        for (Forge other : List.of(
                begun(),
                linked(begun(), MONDAY, "SAME_PERSON", "other"),
                linked(begun(), MONDAY, "CO_DEBTOR", "k"),
                linked(begun(), MONDAY, "GUARANTOR", "k"))) {
            assertThat(of(rung(linked(), EARLY, 2).contact(TUESDAY, 1), other.contact(MOMENT_LATER, 1))
                            .broken())
                    .isEmpty();
        }
    }

    @Test
    void shouldReadTheKeyAsItsKeepers() {
        // Two lenders that work their own accounts mean nothing to each other.
        assertThat(new PersonForgeryTest()
                        .and(rung(linked(), EARLY, 2).contact(TUESDAY, 1), "bank", "client-1")
                        .and(linked().contact(MOMENT_LATER, 1), "shop", "client-2")
                        .broken())
                .isEmpty();
        // An operator that works for both knows one person.
        Forge one = linked(placed(begun(), "agency"), MONDAY, "SAME_PERSON", "k");
        Forge same = linked(placed(begun(), "agency"), MONDAY, "SAME_PERSON", "k");
        assertThat(new PersonForgeryTest()
                        .and(rung(one, EARLY, 2).contact(TUESDAY, 1), "bank", "client-1")
                        .and(same.contact(MOMENT_LATER, 1), "shop", "client-2")
                        .broken())
                .containsExactly("PERSON shop~client-2");
        // Two operators do not, even of one lender.
        Forge worked = linked(placed(begun(), "agency"), MONDAY, "SAME_PERSON", "k");
        Forge otherwise = linked(placed(begun(), "another"), MONDAY, "SAME_PERSON", "k");
        assertThat(of(rung(worked, EARLY, 2).contact(TUESDAY, 1), otherwise.contact(MOMENT_LATER, 1))
                        .broken())
                .isEmpty();
    }

    @Test
    void shouldCountWhatWasToldBeforeAndNothingThatWasToldLater() {
        Forge rungLater = rung(linked(), HALF_PAST, 3);
        assertThat(of(linked().contact(TUESDAY, 1), rungLater).broken()).noneMatch(each -> each.startsWith("PERSON"));
        Forge rungAtOnce = rung(linked(), TUESDAY, 3);
        assertThat(of(linked().contact(TUESDAY, 1), rungAtOnce).broken()).noneMatch(each -> each.startsWith("PERSON"));
    }

    @Test
    void shouldCountFromTheLinkOnWhatWasBeforeIt() {
        Forge first = rung(begun(), EARLY, 2).contact(TUESDAY, 1);
        assertThat(of(linked(first, "2026-04-07T02:05:00Z", "SAME_PERSON", "k"), linked().contact(SOON, 1))
                        .broken())
                .containsExactly("PERSON bank~client-2");
        Forge tooLate = rung(begun(), EARLY, 2).contact(TUESDAY, 1);
        assertThat(of(linked(tooLate, "2026-04-07T02:09:00Z", "SAME_PERSON", "k"), linked().contact(SOON, 1))
                        .broken())
                .isEmpty();
        // Who is not linked itself is bound by its own contacts alone.
        Forge known = rung(linked(), EARLY, 2).contact(TUESDAY, 1);
        Forge unknown = linked(begun().contact(SOON, 1), "2026-04-07T02:09:00Z", "SAME_PERSON", "k");
        assertThat(of(known, unknown).broken()).isEmpty();
    }

    @Test
    void shouldNotCountWhatNeverReachedAProvider() {
        Forge refused = rung(linked(), EARLY, 2).authorized(TUESDAY, 1, "sms").answered(TUESDAY);

        assertThat(of(refused, linked().contact(MOMENT_LATER, 1)).broken()).isEmpty();
    }

    @Test
    void shouldBeginAnewOnTheNextLocalDay() {
        // 16:59:59 and 17:00:00 UTC are before and after midnight in Jakarta.
        assertThat(of(rung(linked(), "2026-04-06T16:59:59Z", 3), linked().contact(TUESDAY, 1))
                        .broken())
                .noneMatch(each -> each.startsWith("PERSON"));
        assertThat(of(rung(linked(), "2026-04-06T17:00:00Z", 3), linked().contact(TUESDAY, 1))
                        .broken())
                .contains("PERSON bank~client-2");
    }

    @Test
    void shouldFindTheCallAfterAConversationWithTheOther() {
        Forge talked = rung(linked(), EARLY, 1, "RIGHT_PARTY").contact(TUESDAY, 1);
        Forge called = linked().lender(
                        "tel",
                        "ContactPointChanged",
                        "2026-04-06T01:00:00Z",
                        line -> line.putObject("point")
                                .put("id", "tel")
                                .put("channel", "VOICE")
                                .put("role", "OWN")
                                .put("verification", "VERIFIED")
                                .put("consent", "GIVEN"))
                .authorized(MOMENT_LATER, 1, "tel", "VOICE")
                .reached(MOMENT_LATER)
                .answered(MOMENT_LATER);

        // No agent was asked for, either.
        assertThat(of(talked, called).broken()).containsExactly("LEAD bank~client-2", "PERSON bank~client-2");
    }

    @Test
    void shouldLeaveOutTheOtherWhereTheRuleCountsByDebt() {
        // US-01 is full with the bank's seven calls about the first debt and says nothing of the second; Florida counts
        // the person's.
        for (String pack : List.of("us-reg-f", "us-florida")) {
            Forge rung = rung(unitedStates(), "2026-04-07T13:30:00Z", 7).contact("2026-04-07T13:59:00Z", 1);
            Forge called = unitedStates()
                    .authorized("2026-04-07T14:00:00Z", 1, "tel", "VOICE")
                    .reached("2026-04-07T14:00:00Z")
                    .answered("2026-04-07T14:00:00Z");
            PersonForgeryTest both = of(rung, called);
            both.rules = both.rules.under(
                    Set.copyOf(List.of("us-reg-f", pack)), Set.of("us-tcpa-consent", "us-validation-notice"));

            assertThat(both.broken().contains("PERSON bank~client-2")).isEqualTo(pack.equals("us-florida"));
        }
    }

    private static Forge unitedStates() {
        Forge forge = new Forge().begun("America/New_York");
        forge.lender(
                "tel",
                "ContactPointChanged",
                "2026-04-01T01:00:00Z",
                line -> line.putObject("point")
                        .put("id", "tel")
                        .put("channel", "VOICE")
                        .put("role", "OWN")
                        .put("verification", "VERIFIED")
                        .put("consent", "GIVEN"));
        return linked(forge.contact("2026-04-03T13:00:00Z", 0), MONDAY, "SAME_PERSON", "k");
    }

    @Test
    void shouldCountTheDeferralThatOnlyTheContactsOfTheOtherExplain() {
        Forge first = rung(linked(), EARLY, 2).contact(TUESDAY, 1);
        PersonForgeryTest good = of(first, waiting(linked()));
        assertThat(good.broken()).isEmpty();
        assertThat(PersonFigures.of(good.evidence(), good.rules)).isEqualTo(new PersonFigures(2, 1, 1));

        Forge alone = rung(linked(), EARLY, 3);
        PersonForgeryTest own = of(linked().contact(EARLY.replace("15", "05"), 0), waiting(alone));
        assertThat(PersonFigures.of(own.evidence(), own.rules).deferred()).isZero();
        PersonForgeryTest nobody = of(begun(), waiting(linked()));
        assertThat(PersonFigures.of(nobody.evidence(), nobody.rules)).isEqualTo(new PersonFigures(0, 0, 0));
    }

    /** By ID-05 until Wednesday, and contacted then. */
    private static Forge waiting(Forge forge) {
        forge.deferred(MOMENT_LATER, 1, "2026-04-08T01:00:00Z");
        forge.change(
                forge.rows.size(),
                "writer-1",
                record -> record.getContactDeferredBuilder().clearRuleIds().addRuleIds("ID-05"));
        return forge.contact("2026-04-08T01:00:00Z", 1);
    }
}
