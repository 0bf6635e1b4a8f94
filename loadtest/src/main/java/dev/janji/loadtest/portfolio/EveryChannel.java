package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.AccountTerms;
import dev.janji.protocols.lender.v1.AccountTermsSet;
import dev.janji.protocols.lender.v1.Attribute;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.PublishRequest;
import dev.janji.protocols.lender.v1.Verification;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a lender also tells of a client who is reached by app, WhatsApp and post, too: all of it drawn, none of it anybody's. Stateless. */
final class EveryChannel {
    private EveryChannel() {}

    /** @return the event as such a lender tells it, and what follows from it */
    static List<PlannedEvent> of(CardClient client, PlannedEvent event, long seed) {
        PublishRequest request = event.request();
        if (request.hasDebtorUpserted()) {
            DebtorUpserted.Builder debtor = request.getDebtorUpserted().toBuilder();
            points(client.number(), request.getDebtorUpserted(), new Draws(seed, client.number()), debtor);
            return List.of(with(event, request.toBuilder().setDebtorUpserted(debtor)));
        }
        if (request.hasScheduleSet() && event.refusal() == null && !event.duplicate()) {
            PublishRequest.Builder terms = request.toBuilder()
                    .setEventId(request.getEventId() + "-terms")
                    .setAccountTermsSet(AccountTermsSet.newBuilder()
                            .setAccountId(request.getScheduleSet().getAccountId())
                            .setTerms(termsOn(client, LocalDate.ofInstant(event.at(), Assumptions.LENDER_ZONE))));
            return List.of(event, with(event, terms));
        }
        return List.of(event);
    }

    private static PlannedEvent with(PlannedEvent event, PublishRequest.Builder request) {
        return new PlannedEvent(event.at(), request.build(), event.duplicate(), event.refusal());
    }

    private static void points(int client, DebtorUpserted told, Draws draws, DebtorUpserted.Builder debtor) {
        Optional<ContactPoint> number = told.getContactPointsList().stream()
                .filter(point -> point.getContactPointId().equals("sms"))
                .findFirst();
        number.filter(point -> draws.chance(Assumptions.WHATSAPP, "whatsapp"))
                .ifPresent(point -> debtor.addContactPoints(point.toBuilder()
                        .setContactPointId("wa")
                        .setChannel(Channel.CHANNEL_WHATSAPP)
                        .setConsent(Consent.CONSENT_GIVEN)));
        if (draws.chance(Assumptions.APP, "app")) {
            debtor.addContactPoints(own("push", Channel.CHANNEL_PUSH, "fcm:token-of-client-" + client));
        }
        if (draws.chance(Assumptions.POSTAL_ADDRESS, "post")) {
            debtor.addContactPoints(own(
                    "post", Channel.CHANNEL_LETTER, told.getName() + "\nJalan Contoh " + client + "\nJakarta 10110"));
        }
    }

    private static ContactPoint own(String id, Channel channel, String address) {
        return Wire.point(
                id,
                channel,
                address,
                ContactPointRole.CONTACT_POINT_ROLE_OWN,
                Verification.VERIFICATION_VERIFIED,
                Consent.CONSENT_GIVEN);
    }

    /** The bill of the newest statement, all of it principal: the sample knows neither interest nor penalties. */
    private static AccountTerms termsOn(CardClient client, LocalDate day) {
        int month = day.getMonthValue() - Assumptions.FIRST_MONTH.getMonthValue();
        long bill = day.isBefore(Assumptions.FIRST_DAY) || isOfTheLoad(day, month)
                ? client.billOfMarch()
                : client.bills().get(Math.min(month, CardClient.MONTHS - 1));
        return AccountTerms.newBuilder()
                .setProduct("credit-card")
                .addAttributes(number("principal-minor", Math.max(0, bill) * Assumptions.MINOR))
                .addAttributes(number("interest-minor", 0))
                .addAttributes(number("penalty-minor", 0))
                .build();
    }

    /** Statements come from the 12th on; what is told before is the load of the first day. */
    private static boolean isOfTheLoad(LocalDate day, int month) {
        return month == 0 && day.getDayOfMonth() < Assumptions.FIRST_STATEMENT_DAY;
    }

    private static Attribute number(String name, long value) {
        return Attribute.newBuilder().setName(name).setNumber(value).build();
    }
}
