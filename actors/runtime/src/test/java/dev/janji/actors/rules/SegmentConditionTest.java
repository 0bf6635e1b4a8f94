package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.AccountTerms.Attribute;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.SegmentFacts;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a condition answers, and on which days time alone may change the answer. */
class SegmentConditionTest {
    private static SegmentCondition condition(String text) {
        return SegmentCondition.compile(YamlValue.parse("f", "'" + text.replace("'", "''") + "'"));
    }

    private static ProbeFacts facts(SegmentFact fact, long value) {
        return new ProbeFacts(TestRules.BUCKETS, Map.of(fact, value), Map.of(), Set.of(), false);
    }

    /** An account of which every fact has a value of its own. */
    private record Facts(ProbeFacts others, List<Attribute> attributes) implements SegmentFacts {
        static Facts of(Attribute... attributes) {
            Map<SegmentFact, Long> numbers = new EnumMap<>(Map.of(
                    SegmentFact.DPD, 35L,
                    SegmentFact.OUTSTANDING, 1_200L,
                    SegmentFact.OVERDUE, 300L,
                    SegmentFact.OPEN_ACCOUNTS, 2L,
                    SegmentFact.PAYMENTS, 7L,
                    SegmentFact.REVERSED_PAYMENTS, 1L,
                    SegmentFact.DAYS_SINCE_PAYMENT, 40L,
                    SegmentFact.KEPT_PROMISES, 3L,
                    SegmentFact.BROKEN_PROMISES, 4L,
                    SegmentFact.ATTEMPTS_WITHOUT_TALK, 5L));
            numbers.put(SegmentFact.DEBTOR_DPD, 70L);
            numbers.put(SegmentFact.DEBTOR_OUTSTANDING, 5_000L);
            Map<SegmentFact, String> words = Map.of(
                    SegmentFact.CURRENCY, "IDR",
                    SegmentFact.PRODUCT, "card",
                    SegmentFact.RISK_CLASS, "high",
                    SegmentFact.STAGE, "pre-legal",
                    SegmentFact.LANGUAGE, "id",
                    SegmentFact.ARM, "b");
            return new Facts(
                    new ProbeFacts(TestRules.BUCKETS, numbers, words, Set.of(Channel.SMS, Channel.WHATSAPP), true),
                    List.of(attributes));
        }

        @Override
        public String bucket() {
            return others.bucket();
        }

        @Override
        public int daysPastDue() {
            return others.daysPastDue();
        }

        @Override
        public long outstandingMinor() {
            return others.outstandingMinor() + 99;
        }

        @Override
        public long overdueMinor() {
            return others.overdueMinor() + 99;
        }

        @Override
        public String currency() {
            return others.currency();
        }

        @Override
        public String product() {
            return others.product();
        }

        @Override
        public String riskClass() {
            return others.riskClass();
        }

        @Override
        public String stage() {
            return others.stage();
        }

        @Override
        public String language() {
            return others.language();
        }

        @Override
        public int openAccounts() {
            return others.openAccounts();
        }

        @Override
        public int payments() {
            return others.payments();
        }

        @Override
        public int reversedPayments() {
            return others.reversedPayments();
        }

        @Override
        public int daysSincePayment() {
            return others.daysSincePayment();
        }

        @Override
        public int brokenPromises() {
            return others.brokenPromises();
        }

        @Override
        public int keptPromises() {
            return others.keptPromises();
        }

        @Override
        public int attemptsWithoutTalk() {
            return others.attemptsWithoutTalk();
        }

        @Override
        public Set<Channel> contactable() {
            return others.contactable();
        }

        @Override
        public boolean isPlaced() {
            return others.isPlaced();
        }

        @Override
        public String lastDisposition() {
            return "RPC_REFUSED";
        }

        @Override
        public boolean hasOpenComplaint() {
            return true;
        }

        @Override
        public String debtorBucket() {
            return others.debtorBucket();
        }

        @Override
        public int debtorDaysPastDue() {
            return others.debtorDaysPastDue();
        }

        @Override
        public long debtorOutstandingMinor() {
            return others.debtorOutstandingMinor();
        }

        @Override
        public String arm() {
            return others.arm();
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "bucket == \"B2\"; bucket == \"B1\"",
                "dpd == 35; dpd == 34",
                "outstanding == 1200; outstanding >= 1201",
                "overdue == 300; overdue > 300",
                "currency == \"IDR\"; currency == \"USD\"",
                "product == \"card\"; product == \"loan\"",
                "risk_class == \"high\"; risk_class == \"low\"",
                "stage == \"pre-legal\"; stage == \"\"",
                "attributes.size() == 0; attributes.size() > 0",
                "language == \"id\"; language != \"id\"",
                "open_accounts == 2; open_accounts != 2",
                "payments == 7; payments < 7",
                "reversed_payments == 1; reversed_payments > 1",
                "days_since_payment == 40; days_since_payment > 40",
                "kept_promises == 3; kept_promises == 4",
                "broken_promises == 4; broken_promises == 3",
                "attempts_without_talk == 5; attempts_without_talk == 0",
                "\"sms\" in contactable; \"email\" in contactable",
                "last_disposition == \"RPC_REFUSED\"; last_disposition == \"NONE\"",
                "open_complaint; !open_complaint",
                "placed; !placed",
                "debtor_bucket == \"B3\"; debtor_bucket == \"B2\"",
                "debtor_dpd == 70; debtor_dpd == 35",
                "debtor_outstanding == 5000; debtor_outstanding == 1200",
                "arm == \"b\"; arm == \"a\""
            })
    void shouldAskForEveryFact(String holds, String holdsNot) {
        assertThat(condition(holds).test(Facts.of())).as(holds).isTrue();
        assertThat(condition(holdsNot).test(Facts.of())).as(holdsNot).isFalse();
    }

    @Test
    void shouldKnowAFactOfEveryName() {
        for (SegmentFact fact : SegmentFact.values()) {
            assertThat(SegmentFact.named(fact.written())).isEqualTo(fact);
            assertThat(fact.of(Facts.of())).as("%s", fact).isNotNull();
        }
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = ';',
            value = {
                "bucket in [\"B1\", \"B2\"]; true",
                "bucket in [\"B1\", \"B3\"]; false",
                "dpd in [34, 35]; true",
                "contactable.exists(channel, channel == \"whatsapp\"); true",
                "contactable.all(channel, channel == \"sms\"); false",
                "payments >= 6 ? broken_promises == 4 : false; true",
                "product.startsWith(\"ca\") || dpd > 99; true",
                "attributes.score > 700; true",
                "attributes[\"score\"] == 720; true",
                "attributes.score > 720; false",
                "attributes.vip; true",
                "attributes.since < \"2026-01-01\"; true",
                "attributes.since >= \"2026-01-01\"; false",
                "attributes.city == \"Bandung\"; true",
                "has(attributes.city); true",
                "has(attributes.county); false",
                "attributes.county == \"x\"; false",
                "!(attributes.county == \"x\"); false",
                "attributes.county == \"x\" || payments > 0; true",
                "attributes.county == \"x\" && payments > 0; false",
                "attributes.city > 3; false",
                "attributes.city; false"
            })
    void shouldAnswerNoWhenItCannotBeAnswered(String text, boolean answer) {
        // given
        SegmentFacts facts = Facts.of(
                new Attribute("score", new AccountTerms.Number(720)),
                new Attribute("vip", new AccountTerms.Flag(true)),
                new Attribute("since", new AccountTerms.Day(LocalDate.parse("2025-03-01"))),
                new Attribute("city", new AccountTerms.Text("Bandung")));

        // then
        assertThat(condition(text).test(facts)).isEqualTo(answer);
    }

    /** By brute force: between two borders the answer never changes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "dpd >= 8",
                "dpd > 8",
                "dpd < 8",
                "dpd <= 8",
                "dpd == 8",
                "dpd != 8",
                "8 <= dpd",
                "8 > dpd",
                "dpd >= -3",
                "dpd == 0",
                "dpd in [3, 5, 90]",
                "!(dpd in [3, 4])",
                "dpd >= 1 && dpd <= 30",
                "dpd <= -2 || dpd >= 60 && dpd < 91",
                "dpd > 30 ? dpd < 60 : dpd == 7",
                "!(dpd >= 8)",
                "(dpd > 5) == (dpd > 9)",
                "payments == 0 && dpd >= 31",
                "bucket == \"B1\" && dpd > 7",
                "dpd >= 3 && dpd >= 3"
            })
    void shouldChangeItsAnswerOnlyAtABorder(String text) {
        // given
        SegmentCondition condition = condition(text);
        Set<Integer> borders = new TreeSet<>(condition.reading().borders(SegmentFact.DPD));
        // a bucket's own borders wake the debtor up as well
        if (condition.reading().asksFor(SegmentFact.BUCKET)) {
            borders.addAll(List.of(1, 31, 61, 91));
        }

        // when
        List<Integer> changes = changes(condition, SegmentFact.DPD);

        // then
        assertThat(changes).isNotEmpty();
        assertThat(borders).containsAll(changes);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "days_since_payment <= 3",
                "days_since_payment in [0, 10]",
                "days_since_payment > 30 && dpd <= 0",
                "days_since_payment != 7"
            })
    void shouldChangeItsAnswerOnlyAtABorderOfThePaymentsAge(String text) {
        SegmentCondition condition = condition(text);

        assertThat(changes(condition, SegmentFact.DAYS_SINCE_PAYMENT)).isNotEmpty();
        assertThat(condition.reading().borders(SegmentFact.DAYS_SINCE_PAYMENT))
                .containsAll(changes(condition, SegmentFact.DAYS_SINCE_PAYMENT));
    }

    private static List<Integer> changes(SegmentCondition condition, SegmentFact moving) {
        List<Integer> changes = new ArrayList<>();
        for (int day = -9; day <= 400; day++) {
            if (condition.test(facts(moving, day)) != condition.test(facts(moving, day - 1))) {
                changes.add(day);
            }
        }
        return changes;
    }

    @Test
    void shouldHaveNoBordersWhenItAsksForNothingThatMoves() {
        ConditionReading reading =
                condition("payments > 3 && outstanding >= 1000 && arm == \"b\"").reading();

        assertThat(reading.borders(SegmentFact.DPD)).isEmpty();
        assertThat(reading.borders(SegmentFact.DAYS_SINCE_PAYMENT)).isEmpty();
        assertThat(reading.numbers(SegmentFact.PAYMENTS)).containsExactly(3L);
        assertThat(reading.words(SegmentFact.ARM)).containsExactly("b");
    }

    /** Every operator on either side, alone and beside what only the interpreter can answer. */
    @ParameterizedTest
    @ValueSource(strings = {"==", "!=", "<", "<=", ">", ">="})
    void shouldAnswerPlainComparisonsAsTheInterpreterDoes(String operator) {
        List<String> plain = new ArrayList<>();
        for (int days = 34; days <= 36; days++) {
            plain.add("dpd " + operator + " " + days);
            plain.add(days + " " + operator + " dpd");
        }
        plain.add("\"id\" " + operator + " language");
        plain.add("language " + operator + " \"id\"");
        plain.add("stage " + operator + " \"a\"");
        for (String first : plain) {
            for (String form : List.of(
                    "%s",
                    "!(%s)",
                    "%s && payments >= 7",
                    "payments < 7 && %s",
                    "%s && attributes.county == \"x\"",
                    "attributes.county == \"x\" && %s",
                    "%s && \"sms\" in contactable && open_accounts > 1",
                    "%s || payments < 7")) {
                SegmentCondition condition = condition(String.format(Locale.ROOT, form, first));

                assertThat(condition.test(Facts.of()))
                        .as(condition.toString())
                        .isEqualTo(condition.interpreted(Facts.of()));
            }
        }
    }
}
