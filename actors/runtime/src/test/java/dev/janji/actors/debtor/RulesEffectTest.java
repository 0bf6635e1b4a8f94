package dev.janji.actors.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.debtor.RulesEffect.Kind;
import dev.janji.actors.debtor.RulesEffect.Move;
import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.account.BucketScale.Bucket;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.debtor.RuleContext.LenderRules;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.EventId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import dev.janji.domain.testing.TestRules;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Currency;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What other rules would do to debtors, who are looked at and left alone. */
class RulesEffectTest {
    private static final LenderRules NOW = TestRules.indonesian().rules();
    private static final Instant NOON = Instant.parse("2026-06-20T05:00:00Z");
    private static final Currency IDR = Currency.getInstance("IDR");

    private static LenderRules withBuckets(BucketScale buckets) {
        return new LenderRules(
                NOW.strategies(),
                NOW.policy(),
                buckets,
                NOW.promiseTerms(),
                NOW.arrangementTerms(),
                NOW.contactValidity(),
                NOW.clockSkew());
    }

    /** A debtor with one account each of which 100 fell due on these days. */
    private static DebtorView debtor(String id, String... dueDates) {
        DebtorKey key = DebtorKey.parse("bank~" + id);
        RuleContext context = RuleContext.at(key, NOON, NOW);
        DebtorState state = told(
                new DebtorState.Unknown(),
                new LenderEvent.DebtorUpserted(new Profile("", "id", "", TestRules.JAKARTA, List.of())),
                context);
        for (String date : dueDates) {
            AccountId account = new AccountId("due-" + date);
            LocalDate day = LocalDate.parse(date);
            state = told(
                    state,
                    new LenderEvent.AccountOpened(
                            account, new Money(100, IDR), LocalDate.parse("2026-01-01"), AccountTerms.NONE),
                    context);
            state = told(state, new LenderEvent.ScheduleSet(account, List.of(new Instalment(1, day, 100))), context);
        }
        return DebtorView.of(key, state, context);
    }

    private static DebtorState told(DebtorState state, LenderEvent event, RuleContext context) {
        String id = "e-" + state.version();
        DebtorCommand command = new DebtorCommand.ApplyLenderEvent(
                new EventId(id), new BodyHash(1, state.version()), NOON, null, event);
        return ((Decision.Accepted) DebtorRules.decide(state, command, context)).after();
    }

    private static RulesEffect of(LenderRules rules, DebtorView... debtors) {
        RulesEffect.Sum sum = new RulesEffect.Sum(rules);
        List.of(debtors).forEach(sum::add);
        return sum.result();
    }

    @Test
    void shouldChangeNobodyWhenTheRulesAreTheSame() {
        assertThat(of(NOW, debtor("a", "2026-06-01"), debtor("b", "2026-07-01")))
                .isEqualTo(new RulesEffect(2, 2, 0, 0, List.of()));
    }

    @Test
    void shouldCountTheAccountsThatMoveMostFirst() {
        BucketScale finer = new BucketScale(List.of(
                new Bucket("CURRENT", Integer.MIN_VALUE, 0),
                new Bucket("B1", 1, 14),
                new Bucket("B1-LATE", 15, 30),
                new Bucket("REST", 31, Integer.MAX_VALUE)));

        RulesEffect effect = of(
                withBuckets(finer),
                debtor("a", "2026-06-01", "2026-06-02"),
                debtor("b", "2026-05-01"),
                debtor("c", "2026-06-15"));

        assertThat(effect.debtors()).isEqualTo(3);
        assertThat(effect.accounts()).isEqualTo(4);
        assertThat(effect.changed()).isEqualTo(2);
        assertThat(effect.moves())
                .containsExactly(new Move(Kind.BUCKET, "B1", "B1-LATE", 2), new Move(Kind.BUCKET, "B2", "REST", 1));
    }

    @Test
    void shouldCountNoAccountOfADebtorWhoHasNone() {
        assertThat(of(NOW, debtor("a"))).isEqualTo(new RulesEffect(1, 0, 0, 0, List.of()));
    }
}
