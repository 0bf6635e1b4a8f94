package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static dev.janji.domain.debtor.DebtorStory.rupiah;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.BucketScale.Bucket;
import dev.janji.domain.debtor.BucketHistory.Scale;
import dev.janji.domain.debtor.BucketHistory.Stay;
import dev.janji.domain.debtor.DebtorState.Known;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.testing.Journey;
import dev.janji.domain.testing.Property;
import dev.janji.domain.testing.TestRules;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class BucketHistoryTest {
    private static final BucketScale CLASSES = new BucketScale(List.of(
            new Bucket("current", Integer.MIN_VALUE, 0),
            new Bucket("special-mention", 1, 44),
            new Bucket("loss", 45, Integer.MAX_VALUE)));

    private static LenderRules withClasses(LenderRules rules) {
        PolicyPack pack = rules.policy();
        return new LenderRules(
                rules.strategies(),
                new PolicyPack(
                        pack.version(),
                        pack.validFrom(),
                        pack.validTo(),
                        pack.zoneRuleId(),
                        pack.zonesWhenUnknown(),
                        pack.rules(),
                        CLASSES),
                rules.buckets(),
                rules.promiseTerms(),
                rules.arrangementTerms(),
                rules.contactValidity(),
                rules.clockSkew());
    }

    private static DebtorStory card(String localTime, String... dueDates) {
        return DebtorStory.ofCard(withClasses(TestRules.indonesian().rules()), localTime, dueDates);
    }

    private static BucketHistory of(DebtorStory story) {
        BucketHistory.Fold fold = new BucketHistory.Fold(story.context().rules());
        story.journal.forEach(fold::add);
        return fold.at(story.context().today(story.state));
    }

    /** @return such as {@code B1 2026-06-02/2026-07-02} */
    private static List<String> on(Scale scale, BucketHistory history, AccountId account) {
        return history.of(account, scale).stream()
                .map(stay -> stay.name() + " " + stay.enteredOn() + "/" + (stay.leftOn() == null ? "" : stay.leftOn()))
                .toList();
    }

    @Test
    void shouldSayWhenTheAccountEnteredAndLeftOnEveryScale() {
        // given
        DebtorStory story = card("2026-06-01T08:00", "2026-06-01");
        story.liveUntil("2026-06-15T08:00");
        story.tell(new LenderEvent.AccountTermsSet(CARD, new AccountTerms("", "", "soft", List.of())));
        story.liveUntil("2026-07-20T08:00");
        story.tell(new LenderEvent.AccountTermsSet(CARD, new AccountTerms("", "", "legal", List.of())));

        // when
        BucketHistory history = of(story);

        // then
        assertThat(on(Scale.BUCKET, history, CARD))
                .containsExactly("CURRENT 2026-06-01/2026-06-02", "B1 2026-06-02/2026-07-02", "B2 2026-07-02/");
        assertThat(on(Scale.REGULATORY_CLASS, history, CARD))
                .as("no event says so, and the days between them do")
                .containsExactly(
                        "current 2026-06-01/2026-06-02", "special-mention 2026-06-02/2026-07-16", "loss 2026-07-16/");
        assertThat(on(Scale.LENDER_STAGE, history, CARD))
                .containsExactly("soft 2026-06-15/2026-07-20", "legal 2026-07-20/");
    }

    @Test
    void shouldKeepTheDaysAsTheyWereKnownWhenAPaymentIsBackDatedAndReversed() {
        // given
        DebtorStory story = card("2026-06-01T08:00", "2026-06-01");
        story.liveUntil("2026-07-20T08:00");

        // when
        story.tell(
                new LenderEvent.PaymentReceived(CARD, new PaymentId("p"), rupiah(100), LocalDate.parse("2026-06-01")));
        story.liveUntil("2026-07-25T08:00");
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p"), "NSF"));

        // then
        assertThat(on(Scale.BUCKET, of(story), CARD))
                .containsExactly(
                        "CURRENT 2026-06-01/2026-06-02",
                        "B1 2026-06-02/2026-07-02",
                        "B2 2026-07-02/2026-07-20",
                        "CURRENT 2026-07-20/2026-07-25",
                        "B2 2026-07-25/");
        assertThat(on(Scale.REGULATORY_CLASS, of(story), CARD))
                .endsWith("loss 2026-07-16/2026-07-20", "current 2026-07-20/2026-07-25", "loss 2026-07-25/");
    }

    @Test
    void shouldCountTheLastWordOfADay() {
        // given
        DebtorStory story = card("2026-06-01T08:00", "2026-06-01");
        story.liveUntil("2026-06-10T08:00");

        // when
        story.pay(CARD, "p", 100).at("2026-06-10T09:00");
        story.tell(new LenderEvent.PaymentReversed(CARD, new PaymentId("p"), "NSF"));

        // then
        assertThat(on(Scale.BUCKET, of(story), CARD))
                .containsExactly("CURRENT 2026-06-01/2026-06-02", "B1 2026-06-02/");
    }

    @Test
    void shouldEndWithTheWorkAndBeginWithItAgain() {
        // given
        DebtorStory story = card("2026-06-01T08:00", "2026-06-01");
        story.liveUntil("2026-06-10T08:00");

        // when
        story.tell(new LenderEvent.AccountRecalled(CARD)).at("2026-08-01T08:00");

        // then
        assertThat(on(Scale.BUCKET, of(story), CARD))
                .containsExactly("CURRENT 2026-06-01/2026-06-02", "B1 2026-06-02/2026-06-10");
        assertThat(on(Scale.REGULATORY_CLASS, of(story), CARD))
                .containsExactly("current 2026-06-01/2026-06-02", "special-mention 2026-06-02/2026-06-10");
    }

    @Test
    void shouldKeepTheNewestStaysOfAScale() {
        // given
        DebtorStory story = card("2026-06-01T08:00", "2027-01-01");
        LocalDate day = LocalDate.parse("2026-06-01");
        for (int i = 0; i < BucketHistory.KEPT + 2; i++) {
            story.at(day.plusDays(i) + "T08:00");
            story.tell(new LenderEvent.AccountTermsSet(CARD, new AccountTerms("", "", "stage " + i, List.of())));
        }
        // The newest stay turns out to be none, so an older one is shown again.
        story.tell(new LenderEvent.AccountTermsSet(
                CARD, new AccountTerms("", "", "stage " + BucketHistory.KEPT, List.of())));

        // when
        List<String> stages = on(Scale.LENDER_STAGE, of(story), CARD);

        // then
        assertThat(stages).hasSize(BucketHistory.KEPT);
        assertThat(stages.get(0)).startsWith("stage 1 ");
        assertThat(stages.get(BucketHistory.KEPT - 1))
                .isEqualTo("stage " + BucketHistory.KEPT + " " + day.plusDays(BucketHistory.KEPT) + "/");
    }

    /** Day by day, from nothing but the events that were stored by the end of that day. */
    @TestFactory
    Stream<DynamicTest> shouldSayOfEveryDayWhatWasKnownOnIt() {
        return Property.of(200, 300).holds((seed, commands) -> {
            Journey journey = new Journey(seed);
            for (int i = 0; i < commands; i++) {
                journey.next();
            }
            LenderRules rules = withClasses(journey.context().rules());
            BucketHistory.Fold fold = new BucketHistory.Fold(rules);
            journey.journal().forEach(fold::add);
            LocalDate today = journey.context().today(journey.state()).plusDays(100);

            assertThat(fold.at(today).stays()).isEqualTo(dayByDay(journey.journal(), rules, today));
        });
    }

    private static Map<AccountId, List<Stay>> dayByDay(List<DebtorEvent> journal, LenderRules rules, LocalDate today) {
        Map<AccountId, Map<Scale, Map<LocalDate, String>>> places = new LinkedHashMap<>();
        DebtorState state = new DebtorState.Unknown();
        int next = 0;
        LocalDate day = null;
        while (next < journal.size() || day != null && !day.isAfter(today)) {
            while (next < journal.size()) {
                DebtorState after = DebtorRules.evolve(state, journal.get(next));
                ZoneId zone = rules.policy().dayZone(((Known) after).profile().homeZone());
                LocalDate on = LocalDate.ofInstant(journal.get(next).at(), zone);
                day = day == null ? on : day;
                if (on.isAfter(day)) {
                    break;
                }
                state = after;
                next++;
            }
            for (Account account : ((Known) state).accounts()) {
                for (Scale scale : Scale.values()) {
                    String place = place((Known) state, account, scale, rules, day);
                    if (place != null) {
                        places.computeIfAbsent(account.id(), id -> new LinkedHashMap<>())
                                .computeIfAbsent(scale, any -> new LinkedHashMap<>())
                                .put(day, place);
                    }
                }
            }
            day = day.plusDays(1);
        }
        Map<AccountId, List<Stay>> all = new LinkedHashMap<>();
        places.forEach((account, scales) -> {
            List<Stay> stays = new ArrayList<>();
            for (Scale scale : Scale.values()) {
                List<Stay> track = stays(scale, scales.getOrDefault(scale, Map.of()), today);
                stays.addAll(track.subList(Math.max(0, track.size() - BucketHistory.KEPT), track.size()));
            }
            all.put(account, stays);
        });
        return all;
    }

    private static @Nullable String place(Known known, Account account, Scale scale, LenderRules rules, LocalDate day) {
        if (known.lifeCycle() != DebtorState.LifeCycle.ACTIVE || account.status() != Account.Status.OPEN) {
            return null;
        }
        return switch (scale) {
            case BUCKET -> account.bucket().isEmpty() ? rules.buckets().lowest() : account.bucket();
            case REGULATORY_CLASS ->
                CLASSES.of(account.ledger().daysPastDue(day)).name();
            case LENDER_STAGE ->
                account.terms().stage().isEmpty() ? null : account.terms().stage();
        };
    }

    private static List<Stay> stays(Scale scale, Map<LocalDate, String> places, LocalDate today) {
        List<Stay> stays = new ArrayList<>();
        for (Map.Entry<LocalDate, String> each : places.entrySet()) {
            Stay last = stays.isEmpty() ? null : stays.get(stays.size() - 1);
            LocalDate next = each.getKey().plusDays(1);
            LocalDate leftOn = next.isAfter(today) ? null : next;
            if (last != null
                    && last.name().equals(each.getValue())
                    && each.getKey().equals(last.leftOn())) {
                stays.set(stays.size() - 1, new Stay(scale, last.name(), last.enteredOn(), leftOn));
            } else {
                stays.add(new Stay(scale, each.getValue(), each.getKey(), leftOn));
            }
        }
        return stays;
    }
}
