package dev.janji.loadtest.portfolio;

import com.google.protobuf.Timestamp;
import dev.janji.protocols.lender.v1.AccountOpened;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.Date;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.Instalment;
import dev.janji.protocols.lender.v1.Money;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.ScheduleSet;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** Made-up debtors in Jakarta with nothing but a number for text messages, and an account with one instalment: as many as wanted, numbered from 0. Stateless. */
public final class SmsDebtors {
    public static final String ACCOUNT = "card";

    /** Of every account. */
    public static final long OWED_MINOR = 100_000_000;

    private static final String ID = "d-";
    private static final String NUMBER = "62811";
    private static final int FIRST_NUMBER = 1_000_000;

    /** So that numbers of seven digits suffice. */
    public static final int MOST = 8_000_000;

    private SmsDebtors() {}

    public static String id(int debtor) {
        return ID + debtor;
    }

    /** @return who has this id; empty when nobody has */
    public static OptionalInt ofId(String id) {
        return id.startsWith(ID) ? number(id.substring(ID.length())) : OptionalInt.empty();
    }

    /**
     * @param number international, without a plus
     * @return whose it is; empty when it is nobody's
     */
    public static OptionalInt ofNumber(String number) {
        OptionalInt found = number.startsWith(NUMBER) ? number(number.substring(NUMBER.length())) : OptionalInt.empty();
        return found.isPresent() && found.getAsInt() >= FIRST_NUMBER
                ? OptionalInt.of(found.getAsInt() - FIRST_NUMBER)
                : OptionalInt.empty();
    }

    private static OptionalInt number(String digits) {
        try {
            int number = Integer.parseInt(digits);
            return number >= 0 ? OptionalInt.of(number) : OptionalInt.empty();
        } catch (NumberFormatException e) {
            return OptionalInt.empty();
        }
    }

    /**
     * What the lender tells of them, all of it at the start.
     *
     * @param debtors at most {@link #MOST}
     * @param due when the instalment of each is
     */
    public static Portfolio portfolio(int debtors, LocalDate due, Instant start, Instant end) {
        List<PlannedEvent> events = new ArrayList<>(3 * debtors);
        for (int debtor = 0; debtor < debtors; debtor++) {
            PublishRequest.Builder event = PublishRequest.newBuilder()
                    .setDebtorId(id(debtor))
                    .setOccurredAt(Timestamp.newBuilder().setSeconds(start.getEpochSecond()));
            event.setEventId("e-1").setDebtorUpserted(person(debtor));
            events.add(new PlannedEvent(start, event.build(), false, null));
            event.setEventId("e-2")
                    .setAccountOpened(AccountOpened.newBuilder()
                            .setAccountId(ACCOUNT)
                            .setOpeningBalance(Money.newBuilder()
                                    .setCurrency(Assumptions.CURRENCY)
                                    .setMinor(OWED_MINOR))
                            .setOpenedOn(date(due.minusDays(60))));
            events.add(new PlannedEvent(start, event.build(), false, null));
            event.setEventId("e-3")
                    .setScheduleSet(ScheduleSet.newBuilder()
                            .setAccountId(ACCOUNT)
                            .addInstalments(Instalment.newBuilder()
                                    .setNumber(1)
                                    .setDueDate(date(due))
                                    .setAmountMinor(OWED_MINOR)));
            events.add(new PlannedEvent(start, event.build(), false, null));
        }
        return new Portfolio(List.of(), List.copyOf(events), start, end);
    }

    private static DebtorUpserted person(int debtor) {
        return DebtorUpserted.newBuilder()
                .setName("Klien")
                .setLanguage("id")
                .setZone("Asia/Jakarta")
                .addContactPoints(ContactPoint.newBuilder()
                        .setContactPointId("mobile")
                        .setChannel(Channel.CHANNEL_SMS)
                        .setAddress("+" + NUMBER + (FIRST_NUMBER + debtor))
                        .setRole(ContactPointRole.CONTACT_POINT_ROLE_OWN)
                        .setVerification(Verification.VERIFICATION_VERIFIED)
                        .setConsent(Consent.CONSENT_GIVEN))
                .build();
    }

    private static Date date(LocalDate day) {
        return Date.newBuilder()
                .setYear(day.getYear())
                .setMonth(day.getMonthValue())
                .setDay(day.getDayOfMonth())
                .build();
    }
}
