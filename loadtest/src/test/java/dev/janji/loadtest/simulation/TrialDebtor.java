package dev.janji.loadtest.simulation;

import dev.janji.loadtest.portfolio.Assumptions;
import dev.janji.loadtest.portfolio.PlannedEvent;
import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.ScheduleSet;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The story of one debtor in Jakarta, told by hand: 1,000 dollars fall due on a day. */
final class TrialDebtor {
    private static final String ACCOUNT = "card";

    private final List<PlannedEvent> story = new ArrayList<>();
    private final String id;

    TrialDebtor(String id, LocalDate due, Channel... channels) {
        this.id = id;
        DebtorUpserted.Builder person =
                DebtorUpserted.newBuilder().setName("Debtor").setLanguage("id").setZone("Asia/Jakarta");
        for (Channel channel : channels) {
            person.addContactPoints(ContactPoint.newBuilder()
                    .setContactPointId(channel.name())
                    .setChannel(channel)
                    .setAddress(channel == Channel.CHANNEL_EMAIL ? "debtor@example.org" : "+99912345678")
                    .setRole(ContactPointRole.CONTACT_POINT_ROLE_OWN)
                    .setVerification(Verification.VERIFICATION_VERIFIED)
                    .setConsent(Consent.CONSENT_GIVEN));
        }
        String night = "2026-04-02T02:00";
        tell(night, b -> b.setDebtorUpserted(person));
        tell(
                night,
                b -> b.setAccountOpened(AccountOpened.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setOpeningBalance(money())
                        .setOpenedOn(date(LocalDate.of(2026, 4, 1)))));
        tell(
                night,
                b -> b.setScheduleSet(ScheduleSet.newBuilder()
                        .setAccountId(ACCOUNT)
                        .addInstalments(Instalment.newBuilder()
                                .setNumber(1)
                                .setDueDate(date(due))
                                .setAmountMinor(money().getMinor()))));
    }

    TrialDebtor paysAll(String localTime) {
        return tell(
                localTime,
                b -> b.setPaymentReceived(PaymentReceived.newBuilder()
                        .setAccountId(ACCOUNT)
                        .setPaymentId("pay")
                        .setAmount(money())));
    }

    String id() {
        return id;
    }

    List<PlannedEvent> story() {
        return story;
    }

    private TrialDebtor tell(String localTime, Consumer<PublishRequest.Builder> event) {
        Instant at =
                LocalDateTime.parse(localTime).atZone(Assumptions.LENDER_ZONE).toInstant();
        PublishRequest.Builder request =
                PublishRequest.newBuilder().setDebtorId(id).setEventId("e-" + (story.size() + 1));
        request.getOccurredAtBuilder().setSeconds(at.getEpochSecond());
        event.accept(request);
        story.add(new PlannedEvent(at, request.build(), false, null));
        return this;
    }

    private static Money money() {
        return Money.newBuilder().setCurrency("TWD").setMinor(100_000).build();
    }

    private static Date date(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }
}
