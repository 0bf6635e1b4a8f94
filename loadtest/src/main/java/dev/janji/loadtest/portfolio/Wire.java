package dev.janji.loadtest.portfolio;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.PaymentReceived;
import dev.janji.protocols.lender.v1.ScheduleSet;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** The few shapes of the lender's wire that a stream needs. Stateless. */
final class Wire {
    private Wire() {}

    static Timestamp timestamp(Instant at) {
        return Timestamp.newBuilder()
                .setSeconds(at.getEpochSecond())
                .setNanos(at.getNano())
                .build();
    }

    static Date date(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }

    static Money money(long minor) {
        return Money.newBuilder()
                .setCurrency(Assumptions.CURRENCY)
                .setMinor(minor)
                .build();
    }

    static ScheduleSet schedule(String account, List<CardBook.Line> lines) {
        ScheduleSet.Builder schedule = ScheduleSet.newBuilder().setAccountId(account);
        lines.forEach(line -> schedule.addInstalments(Instalment.newBuilder()
                .setNumber(line.number())
                .setDueDate(date(line.due()))
                .setAmountMinor(line.amountMinor())));
        return schedule.build();
    }

    static PaymentReceived payment(String account, String id, long minor) {
        return PaymentReceived.newBuilder()
                .setAccountId(account)
                .setPaymentId(id)
                .setAmount(money(minor))
                .build();
    }

    static ContactPoint point(
            String id,
            Channel channel,
            String address,
            ContactPointRole role,
            Verification verification,
            Consent consent) {
        return ContactPoint.newBuilder()
                .setContactPointId(id)
                .setChannel(channel)
                .setAddress(address)
                .setRole(role)
                .setVerification(verification)
                .setConsent(consent)
                .build();
    }
}
