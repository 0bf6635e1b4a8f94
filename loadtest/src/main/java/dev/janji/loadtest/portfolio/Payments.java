package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PaymentReversed;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.RejectionReason;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * What one client pays in one month: the amount is the sample's, day and hour are drawn. Confined to one thread.
 */
final class Payments {
    private final Story story;
    private final CardBook book;
    private final String account;

    Payments(Story story, CardBook book, String account) {
        this.story = story;
        this.book = book;
        this.account = account;
    }

    /**
     * @param cycle of the statement that is paid
     * @param due its due date
     * @param first earliest day
     * @param last latest day: the day before the next statement
     * @return the days on which money came that stayed, oldest first
     */
    List<LocalDate> make(int cycle, long amountMinor, LocalDate due, LocalDate first, LocalDate last) {
        if (amountMinor <= 0) {
            return List.of();
        }
        String what = "pay-" + cycle;
        Draws draws = story.draws();
        LocalDate day = clamp(due.plusDays(delay(what)), first, last);
        boolean partial = amountMinor >= 2 * Assumptions.MINOR && draws.chance(Assumptions.PARTIAL, what + "-partial");
        if (partial) {
            return inTwoParts(cycle, amountMinor, day, last);
        }
        LocalDate back = bookedOn(what + "-a", day, last).plusDays(draws.between(1, 2, what + "-reversed-after"));
        LocalDate again = back.plusDays(draws.between(1, 3, what + "-again-after"));
        if (draws.chance(Assumptions.REVERSED, what + "-reversed") && !again.isAfter(last)) {
            pay(what + "-a", amountMinor, day, last);
            reverse(what + "-a", amountMinor, back);
            pay(what + "-b", amountMinor, again, last);
            return List.of(again);
        }
        pay(what, amountMinor, day, last);
        return List.of(day);
    }

    /** A credit that the lender books itself, such as a refund. */
    void credit(int cycle, long amountMinor, Instant at) {
        story.tell(at, b -> b.setPaymentReceived(Wire.payment(account, "credit-" + cycle, amountMinor)));
    }

    private List<LocalDate> inTwoParts(int cycle, long amountMinor, LocalDate day, LocalDate last) {
        String what = "pay-" + cycle;
        Draws draws = story.draws();
        long due = book.unpaidMinor();
        long base = due > 0 ? Math.min(due, amountMinor) : amountMinor;
        long share = base * draws.between(20, 80, what + "-share") / 100;
        long part = Math.max(Assumptions.MINOR, share - share % Assumptions.MINOR);
        if (part >= amountMinor) {
            part = amountMinor / 2;
        }
        LocalDate rest = clamp(day.plusDays(draws.between(1, 6, what + "-rest-after")), day, last);
        pay(what + "-a", part, day, last);
        pay(what + "-b", amountMinor - part, rest, last);
        List<LocalDate> days = new ArrayList<>();
        days.add(day);
        days.add(rest);
        return List.copyOf(days);
    }

    private void pay(String id, long minor, LocalDate day, LocalDate last) {
        Draws draws = story.draws();
        PaymentReceived payment = Wire.payment(account, id, minor);
        LocalDate booked = bookedOn(id, day, last);
        // The rest of a split payment comes later, also on the same day.
        Instant at = id.endsWith("-b")
                ? story.on(booked, 15, 21, Assumptions.LENDER_ZONE, id)
                : story.on(booked, 7, id.endsWith("-a") ? 15 : 21, Assumptions.LENDER_ZONE, id);
        PaymentReceived told = booked.equals(day)
                ? payment
                : payment.toBuilder().setValueDate(Wire.date(day)).build();
        book.pay(minor);
        story.tell(at, b -> b.setPaymentReceived(told));
        if (draws.chance(Assumptions.PAYMENT_UNDER_SECOND_EVENT, id + "-second-event")) {
            story.repeat(at.plus(Duration.ofMinutes(12)), at, b -> b.setPaymentReceived(told));
        }
        mistake(id, told, at);
    }

    /** Some payments are booked a day after their value date. */
    private LocalDate bookedOn(String id, LocalDate day, LocalDate last) {
        boolean late = day.isBefore(last) && story.draws().chance(Assumptions.BACK_DATED, id + "-back-dated");
        return late ? day.plusDays(1) : day;
    }

    private void reverse(String id, long minor, LocalDate day) {
        book.reverse(minor);
        Instant at = story.on(day, 8, 20, Assumptions.LENDER_ZONE, id + "-reversal");
        story.tell(
                at,
                b -> b.setPaymentReversed(PaymentReversed.newBuilder()
                        .setAccountId(account)
                        .setPaymentId(id)
                        .setReasonCode("NSF")));
    }

    /** A clerk's slip just before the right booking: the server must refuse it by name and lose nothing. */
    private void mistake(String id, PaymentReceived right, Instant at) {
        Draws draws = story.draws();
        if (!draws.chance(Assumptions.CLERICAL_MISTAKE, id + "-mistake")) {
            return;
        }
        PaymentReceived wrong = right.toBuilder().setPaymentId(id + "-x").build();
        Instant before = at.minus(Duration.ofMinutes(3));
        switch (draws.between(0, 4, id + "-slip")) {
            case 0 ->
                slip(
                        before,
                        RejectionReason.REJECTION_REASON_ACCOUNT_UNKNOWN,
                        b -> b.setPaymentReceived(wrong.toBuilder().setAccountId("card-of-nobody")));
            case 1 ->
                slip(
                        before,
                        RejectionReason.REJECTION_REASON_CURRENCY_MISMATCH,
                        b -> b.setPaymentReceived(wrong.toBuilder()
                                .setAmount(right.getAmount().toBuilder().setCurrency("USD"))));
            case 2 ->
                slip(
                        before,
                        RejectionReason.REJECTION_REASON_INVALID_AMOUNT,
                        b -> b.setPaymentReceived(wrong.toBuilder()
                                .setAmount(right.getAmount().toBuilder()
                                        .setMinor(-right.getAmount().getMinor()))));
            case 3 ->
                slip(
                        before,
                        RejectionReason.REJECTION_REASON_PAYMENT_UNKNOWN,
                        b -> b.setPaymentReversed(PaymentReversed.newBuilder()
                                .setAccountId(account)
                                .setPaymentId(id + "-y")
                                .setReasonCode("NSF")));
            default ->
                story.err(
                        before,
                        at.plus(Duration.ofDays(3)),
                        RejectionReason.REJECTION_REASON_IN_FUTURE,
                        b -> b.setPaymentReceived(wrong));
        }
    }

    private void slip(Instant at, RejectionReason reason, Consumer<PublishRequest.Builder> event) {
        story.err(at, at, reason, event);
    }

    /** @return days from the due date, negative before it */
    private int delay(String what) {
        Draws draws = story.draws();
        double share = draws.share(what + "-when");
        if (share < Assumptions.ON_DUE_DAY) {
            return 0;
        }
        if (share < Assumptions.ON_DUE_DAY + Assumptions.BEFORE_DUE) {
            return -draws.between(1, 10, what + "-before");
        }
        return share < Assumptions.ON_DUE_DAY + Assumptions.BEFORE_DUE + Assumptions.ONE_TO_THREE_DAYS_LATE
                ? draws.between(1, 3, what + "-late")
                : draws.between(4, 10, what + "-later");
    }

    private static LocalDate clamp(LocalDate day, LocalDate first, LocalDate last) {
        LocalDate notAfter = day.isAfter(last) ? last : day;
        return notAfter.isBefore(first) ? first : notAfter;
    }
}
