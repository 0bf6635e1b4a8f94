package dev.janji.loadtest.races;

import dev.janji.domain.id.AccountId;
import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.money.Money;
import java.time.LocalDate;
import java.util.Currency;
import java.util.SplittableRandom;

/** What a lender says that makes a call wrong. */
enum Word {
    PAID,
    /** Half of what is owed: still overdue, so the plan calls again. */
    PAID_PART,
    STOPPED,
    DISPUTED,
    RECALLED;

    static final AccountId ACCOUNT = new AccountId("loan-1");
    static final Currency IDR = Currency.getInstance("IDR");

    /** Three in five are payments, a third of those partial. */
    static Word draw(SplittableRandom random) {
        int drawn = random.nextInt(15);
        return drawn < 6 ? PAID : drawn < 9 ? PAID_PART : drawn < 11 ? STOPPED : drawn < 13 ? DISPUTED : RECALLED;
    }

    /** Whether the debtor may be called again, for another lead. */
    boolean isPartial() {
        return this == PAID_PART;
    }

    /**
     * @param number unique of the debtor
     * @param owedMinor above 1
     */
    LenderEvent event(int number, long owedMinor, LocalDate today) {
        return switch (this) {
            case PAID -> paid(number, owedMinor, today);
            case PAID_PART -> paid(number, owedMinor / 2, today);
            case STOPPED -> new LenderEvent.HoldPlaced(new Hold(new HoldId("h" + number), Hold.Kind.CEASE, null, null));
            case DISPUTED -> new LenderEvent.DisputeOpened(ACCOUNT, "d" + number, "AMOUNT");
            case RECALLED -> new LenderEvent.AccountRecalled(ACCOUNT);
        };
    }

    private static LenderEvent paid(int number, long minor, LocalDate today) {
        return new LenderEvent.PaymentReceived(ACCOUNT, new PaymentId("p" + number), new Money(minor, IDR), today);
    }
}
