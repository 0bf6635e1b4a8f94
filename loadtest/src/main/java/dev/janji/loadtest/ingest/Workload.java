package dev.janji.loadtest.ingest;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.AccountTerms;
import dev.janji.protocols.lender.v1.AccountTermsSet;
import dev.janji.protocols.lender.v1.Attribute;
import dev.janji.protocols.lender.v1.BalanceAdjusted;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ChargePosted;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ContactMadeElsewhere;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.ContactResult;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.NoticeGivenElsewhere;
import dev.janji.protocols.lender.v1.NoticeKind;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.ScheduleSet;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;

/**
 * The events of every debtor: event {@code n} of a debtor is a pure function of the seed, the debtor and {@code n}, so that any of them can
 * be sent again without keeping it. The first three of a debtor load it. Every due date lies years ahead and comes a day nearer with each
 * {@link Kind#WAKE_UP}, so nobody is contacted and each of these makes the next wake-up earlier. Immutable.
 */
final class Workload {
    /** Events that load a debtor: the person, the account, the schedule. */
    static final int LOADING = 3;

    private static final String PREFIX = "debtor-";
    private static final int FIRST_NUMBER = 1_000_000;
    private static final String ACCOUNT = "a-1";
    private static final String CURRENCY = "IDR";
    private static final int INSTALMENTS = 12;
    private static final int DAYS_TO_FIRST_DUE = 9_000;

    /** From here on a debtor's events leave due date and ledger alone; both have bounds that a hot debtor could reach. */
    private static final int LAST_MOVING = 6_000;

    /** More than any debtor pays here, so that the earliest due date stays unpaid. */
    private static final long INSTALMENT_MINOR = 20_000_000_000L;

    private static final long LEAST_PAYMENT_MINOR = 10_000;
    private static final int PAYMENT_RANGE = 500_000;
    private static final String[] ZONES = {"Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"};

    private final long seed;
    private final Timestamp occurredAt;
    private final Date openedOn;
    private final LocalDate firstDue;

    /** @param begin of the run, real time: everything happened then */
    Workload(long seed, Instant begin) {
        LocalDate today = LocalDate.ofInstant(begin, ZoneOffset.UTC);
        this.seed = seed;
        this.occurredAt =
                Timestamp.newBuilder().setSeconds(begin.getEpochSecond()).build();
        this.openedOn = date(today.minusDays(1));
        this.firstDue = today.plusDays(DAYS_TO_FIRST_DUE);
    }

    static String debtorId(int debtor) {
        return PREFIX + (FIRST_NUMBER + debtor);
    }

    /** @return the debtor with that id */
    static int debtor(String debtorId) {
        return Integer.parseInt(debtorId, PREFIX.length(), debtorId.length(), 10) - FIRST_NUMBER;
    }

    /** @return what event {@code n} does; never a duplicate */
    Kind kind(int debtor, int n) {
        if (n <= LOADING || n > LAST_MOVING) {
            return Kind.OTHER;
        }
        int fresh = 100 - Kind.DUPLICATE.percent();
        int draw = (int) Long.remainderUnsigned(draw(debtor, n), fresh);
        if (draw < Kind.PAYMENT.percent()) {
            return Kind.PAYMENT;
        }
        return draw < Kind.PAYMENT.percent() + Kind.WAKE_UP.percent() ? Kind.WAKE_UP : Kind.OTHER;
    }

    /** @param n from 1 */
    PublishRequest event(int debtor, int n) {
        return event(debtor, n, "e-" + n);
    }

    /** The payment of event {@code n} under another event id. */
    PublishRequest samePayment(int debtor, int n, long again) {
        return event(debtor, n, "again-" + again);
    }

    private PublishRequest event(int debtor, int n, String eventId) {
        PublishRequest.Builder request = PublishRequest.newBuilder()
                .setEventId(eventId)
                .setDebtorId(debtorId(debtor))
                .setOccurredAt(occurredAt);
        switch (n) {
            case 1 -> request.setDebtorUpserted(person(debtor));
            case 2 ->
                request.setAccountOpened(AccountOpened.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setOpeningBalance(money(INSTALMENTS * INSTALMENT_MINOR))
                        .setOpenedOn(openedOn)
                        .setTerms(terms(debtor, n)));
            case LOADING -> request.setScheduleSet(schedule(firstDue));
            default -> later(request, debtor, n);
        }
        return request.build();
    }

    private void later(PublishRequest.Builder request, int debtor, int n) {
        long draw = draw(debtor, n) >>> 8;
        switch (kind(debtor, n)) {
            case PAYMENT ->
                request.setPaymentReceived(PaymentReceived.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setPaymentId("p-" + n)
                        .setAmount(money(LEAST_PAYMENT_MINOR + draw % PAYMENT_RANGE)));
            case WAKE_UP -> {
                LocalDate due = firstDue.minusDays(n);
                if (draw % 10 < 7) {
                    request.setScheduleSet(schedule(due));
                } else {
                    request.setChargePosted(ChargePosted.newBuilder()
                            .setAccountId(ACCOUNT)
                            .setChargeId("c-" + n)
                            .setAmount(money(INSTALMENT_MINOR))
                            .setDueDate(date(due))
                            .setKind("FEE"));
                }
            }
            case OTHER, DUPLICATE -> other(request, debtor, n, draw);
        }
    }

    private void other(PublishRequest.Builder request, int debtor, int n, long draw) {
        int which = n > LAST_MOVING ? 1 : (int) (draw % 4);
        switch (which) {
            case 0 ->
                request.setBalanceAdjusted(BalanceAdjusted.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setAmount(money(LEAST_PAYMENT_MINOR))
                        .setReasonCode("INTEREST"));
            case 1 ->
                request.setContactMadeElsewhere(ContactMadeElsewhere.newBuilder()
                        .setChannel(Channel.CHANNEL_VOICE)
                        .setResult(ContactResult.CONTACT_RESULT_NOT_REACHED)
                        .setAccountId(ACCOUNT));
            case 2 ->
                request.setAccountTermsSet(
                        AccountTermsSet.newBuilder().setAccountId(ACCOUNT).setTerms(terms(debtor, n)));
            default ->
                request.setNoticeGivenElsewhere(NoticeGivenElsewhere.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setKind(NoticeKind.NOTICE_KIND_PRE_DUE));
        }
    }

    private static DebtorUpserted person(int debtor) {
        return DebtorUpserted.newBuilder()
                .setName("Debtor " + debtor)
                .setLanguage("id")
                .setAddress("Jalan " + debtor)
                .setZone(ZONES[debtor % ZONES.length])
                .addContactPoints(point("sms-1", Channel.CHANNEL_SMS, "+62811" + (1_000_000 + debtor)))
                .addContactPoints(point("email-1", Channel.CHANNEL_EMAIL, "debtor" + debtor + "@load.example"))
                .build();
    }

    private static ContactPoint point(String id, Channel channel, String address) {
        return ContactPoint.newBuilder()
                .setContactPointId(id)
                .setChannel(channel)
                .setAddress(address)
                .setRole(ContactPointRole.CONTACT_POINT_ROLE_OWN)
                .setVerification(Verification.VERIFICATION_VERIFIED)
                .setConsent(Consent.CONSENT_GIVEN)
                .build();
    }

    private static AccountTerms terms(int debtor, int n) {
        return AccountTerms.newBuilder()
                .setProduct("credit-card")
                .setRiskClass("R" + (debtor + n) % 5)
                .setStage("S" + n % 3)
                .addAttributes(Attribute.newBuilder().setName("limit").setNumber(INSTALMENT_MINOR))
                .addAttributes(Attribute.newBuilder().setName("branch").setText("branch-" + debtor % 100))
                .build();
    }

    private static ScheduleSet schedule(LocalDate first) {
        ScheduleSet.Builder schedule = ScheduleSet.newBuilder().setAccountId(ACCOUNT);
        for (int i = 0; i < INSTALMENTS; i++) {
            schedule.addInstalments(Instalment.newBuilder()
                    .setNumber(i + 1)
                    .setDueDate(date(first.plusMonths(i)))
                    .setAmountMinor(INSTALMENT_MINOR));
        }
        return schedule.build();
    }

    private static Money money(long minor) {
        return Money.newBuilder().setCurrency(CURRENCY).setMinor(minor).build();
    }

    private static Date date(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }

    /** SplittableRandom's mixer over the three, so that the draws of neighbours have nothing in common. */
    private long draw(int debtor, int n) {
        long z = seed + debtor * 0x9E3779B97F4A7C15L + n * 0xD1B54A32D192ED03L;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
