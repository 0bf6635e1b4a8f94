package dev.janji.orchestrator.grpc;

import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorGoneLive;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.LocalDate;

/** Events as a lender sends them, for tests of other packages. Without ids of event and debtor. */
public final class Requests {
    /** In every debtor of {@link #upserted()}: must appear in no log. */
    public static final String[] CANARIES = {
        "Kenari Bernyanyi", "Jalan Kenari 17", "kenari.bernyanyi@example.test", "+628990001234"
    };

    private Requests() {}

    public static PublishRequest.Builder upserted() {
        PublishRequest.Builder request = GoodRequests.upserted();
        request.getDebtorUpsertedBuilder().setName(CANARIES[0]).setAddress(CANARIES[1]);
        request.getDebtorUpsertedBuilder().getContactPointsBuilder(0).setAddress(CANARIES[2]);
        request.getDebtorUpsertedBuilder().getContactPointsBuilder(1).setAddress(CANARIES[3]);
        return request;
    }

    public static PublishRequest.Builder opened(String account, long minor) {
        PublishRequest.Builder request = GoodRequests.opened();
        request.getAccountOpenedBuilder()
                .setAccountId(account)
                .setOpenedOn(day(2026, 1, 1))
                .getOpeningBalanceBuilder()
                .setMinor(minor);
        return request;
    }

    /** One instalment. */
    public static PublishRequest.Builder due(String account, LocalDate due, long minor) {
        PublishRequest.Builder request = GoodRequests.scheduled();
        request.getScheduleSetBuilder()
                .setAccountId(account)
                .clearInstalments()
                .addInstalments(Instalment.newBuilder()
                        .setNumber(1)
                        .setDueDate(day(due.getYear(), due.getMonthValue(), due.getDayOfMonth()))
                        .setAmountMinor(minor));
        return request;
    }

    public static PublishRequest.Builder paid(String account, String payment, long minor) {
        PublishRequest.Builder request = GoodRequests.paid();
        request.getPaymentReceivedBuilder()
                .setAccountId(account)
                .setPaymentId(payment)
                .setAmount(Money.newBuilder().setCurrency("IDR").setMinor(minor));
        return request;
    }

    public static PublishRequest.Builder paidIn(String currency, String account, String payment, long minor) {
        PublishRequest.Builder request = paid(account, payment, minor);
        request.getPaymentReceivedBuilder().getAmountBuilder().setCurrency(currency);
        return request;
    }

    public static PublishRequest.Builder paidOn(int year, String account, String payment, long minor) {
        PublishRequest.Builder request = paid(account, payment, minor);
        request.getPaymentReceivedBuilder().setValueDate(day(year, 1, 1));
        return request;
    }

    public static PublishRequest.Builder reversed(String account, String payment) {
        PublishRequest.Builder request = GoodRequests.reversed();
        request.getPaymentReversedBuilder().setAccountId(account).setPaymentId(payment);
        return request;
    }

    public static PublishRequest.Builder promised(
            String account, String promise, long minor, int year, int month, int day) {
        PublishRequest.Builder request = GoodRequests.promised();
        request.getPromiseRecordedBuilder()
                .setAccountId(account)
                .setPromiseId(promise)
                .clearSupersedesPromiseId()
                .setAmount(Money.newBuilder().setCurrency("IDR").setMinor(minor))
                .setDueDate(day(year, month, day));
        return request;
    }

    public static PublishRequest.Builder closed(String account) {
        PublishRequest.Builder request = GoodRequests.closed();
        request.getAccountClosedBuilder().setAccountId(account);
        return request;
    }

    public static PublishRequest.Builder consentWithdrawn(String contactPoint) {
        PublishRequest.Builder request = GoodRequests.consentChanged();
        request.getConsentChangedBuilder().setContactPointId(contactPoint).setConsent(Consent.CONSENT_WITHDRAWN);
        return request;
    }

    public static PublishRequest.Builder disputeResolved(String account, String dispute) {
        PublishRequest.Builder request = GoodRequests.disputeResolved();
        request.getDisputeResolvedBuilder().setAccountId(account).setDisputeId(dispute);
        return request;
    }

    public static PublishRequest.Builder holdLifted(String hold) {
        PublishRequest.Builder request = GoodRequests.holdLifted();
        request.getHoldLiftedBuilder().setHoldId(hold);
        return request;
    }

    public static PublishRequest.Builder goLive() {
        return GoodRequests.request("e", "d").setGoLive(DebtorGoneLive.getDefaultInstance());
    }

    private static Date day(int year, int month, int day) {
        return Date.newBuilder().setYear(year).setMonth(month).setDay(day).build();
    }
}
