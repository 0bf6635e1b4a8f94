package dev.janji.domain.testing;

import dev.janji.domain.account.AccountTerms;
import dev.janji.domain.account.Instalment;
import dev.janji.domain.debtor.Account;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.id.AccountId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Lender's events with values at the ends of their types, about accounts that exist. No edge lets them in, but the rules must not care. */
public final class Extremes {
    private Extremes() {}

    public static List<LenderEvent> lenderEvents(DomainGenerators gen, DebtorState state) {
        List<LenderEvent> events = new ArrayList<>(gen.oneOfEachLenderEvent());
        if (!(state instanceof DebtorState.Known known) || known.accounts().isEmpty()) {
            return events;
        }
        Account account = gen.oneOf(known.accounts());
        AccountId id = account.id();
        Money money = new Money(amount(gen), account.ledger().currency());
        events.add(new LenderEvent.AccountOpened(gen.accountId(), money, date(gen), AccountTerms.NONE));
        events.add(new LenderEvent.ScheduleSet(
                id, List.of(new Instalment(1, date(gen), amount(gen)), new Instalment(2, date(gen), 1))));
        events.add(new LenderEvent.ScheduleSet(id, Collections.nCopies(700, gen.instalment())));
        events.add(new LenderEvent.PaymentReceived(id, gen.paymentId(), money, date(gen)));
        events.add(new LenderEvent.BalanceAdjusted(id, money, gen.text()));
        events.add(new LenderEvent.ChargePosted(id, gen.idText(), money, date(gen), gen.text()));
        events.add(new LenderEvent.PromiseRecorded(id, gen.promiseId(), money, date(gen)));
        events.add(new LenderEvent.HoldPlaced(new Hold(
                gen.holdId(),
                gen.oneOf(Hold.Kind.class),
                id,
                gen.oneOf(List.of(Instant.MIN, Instant.MAX, Instant.EPOCH)))));
        return events;
    }

    private static long amount(DomainGenerators gen) {
        return gen.oneOf(
                List.of(Long.MIN_VALUE, Long.MAX_VALUE, -1L, 0L, 1L, Money.LARGEST_MINOR, Money.LARGEST_MINOR + 1));
    }

    private static LocalDate date(DomainGenerators gen) {
        return gen.oneOf(List.of(
                LocalDate.MIN,
                LocalDate.MAX,
                LocalDate.of(1, 1, 1),
                LocalDate.of(9999, 12, 31),
                LocalDate.EPOCH,
                gen.date()));
    }
}
