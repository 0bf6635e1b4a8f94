package dev.janji.loadtest.portfolio;

import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.Consent;
import dev.janji.protocols.lender.v1.ConsentChanged;
import dev.janji.protocols.lender.v1.ConsentScope;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointChanged;
import dev.janji.protocols.lender.v1.ContactPointRole;
import dev.janji.protocols.lender.v1.DebtorConsentChanged;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.Verification;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Zone, language and contact points of one debtor: all of it drawn, none of it anybody's. Numbers begin with +999, a country code that is
 * assigned to nobody; addresses end in example.org. Immutable.
 */
record ContactDetails(int client, String language, String zone, List<ContactPoint> points) {

    /** @param person draws of what all debtors of one person have in common; the client's own when it is nobody else */
    static ContactDetails of(int client, Draws draws, Draws person) {
        return new ContactDetails(
                client, person.chance(0.8, "language") ? "id" : "en", zone(person), points(client, draws));
    }

    /** Every number for messages is one for calls, too, under an id of its own. */
    static PlannedEvent withTelephones(PlannedEvent event) {
        if (!event.request().hasDebtorUpserted()) {
            return event;
        }
        DebtorUpserted.Builder debtor = event.request().getDebtorUpserted().toBuilder();
        for (ContactPoint point : event.request().getDebtorUpserted().getContactPointsList()) {
            if (point.getChannel() == Channel.CHANNEL_SMS) {
                debtor.addContactPoints(point.toBuilder()
                        .setContactPointId(point.getContactPointId().replace("sms", "phone"))
                        .setChannel(Channel.CHANNEL_VOICE));
            }
        }
        return new PlannedEvent(
                event.at(),
                event.request().toBuilder().setDebtorUpserted(debtor).build(),
                event.duplicate(),
                event.refusal());
    }

    /** @return the zone that local hours of the debtor are meant in; Jakarta when the lender does not know it */
    ZoneId localZone() {
        return zone.isEmpty() ? Assumptions.LENDER_ZONE : ZoneId.of(zone);
    }

    DebtorUpserted upsert() {
        return DebtorUpserted.newBuilder()
                .setName("Client " + client)
                .setLanguage(language)
                .setAddress("Address of client " + client)
                .setZone(zone)
                .addAllContactPoints(points)
                .build();
    }

    /** The debtor opts a point out and perhaps in again; an unverified point is verified later. */
    void tellChanges(Story story) {
        Draws draws = story.draws();
        for (ContactPoint point : points) {
            String id = point.getContactPointId();
            boolean usable = point.getRole() == ContactPointRole.CONTACT_POINT_ROLE_OWN
                    && point.getVerification() == Verification.VERIFICATION_VERIFIED;
            if (usable
                    && point.getConsent() == Consent.CONSENT_GIVEN
                    && draws.chance(Assumptions.OPTS_OUT / points.size(), id + "-out")) {
                LocalDate day = story.someDay(id + "-out-day");
                story.tell(
                        at(story, day, id + "-out"), b -> b.setConsentChanged(consent(id, Consent.CONSENT_WITHDRAWN)));
                if (draws.chance(Assumptions.OPTS_IN_AGAIN, id + "-in")) {
                    LocalDate later = day.plusDays(draws.between(5, 40, id + "-in-day"));
                    story.tell(
                            at(story, later, id + "-in"), b -> b.setConsentChanged(consent(id, Consent.CONSENT_GIVEN)));
                }
            }
            if (point.getVerification() == Verification.VERIFICATION_UNVERIFIED
                    && draws.chance(Assumptions.VERIFIED_LATER, id + "-verified")) {
                ContactPoint verified = point.toBuilder()
                        .setVerification(Verification.VERIFICATION_VERIFIED)
                        .build();
                Instant when = at(story, story.someDay(id + "-verified-day"), id + "-verified");
                story.tell(
                        when,
                        b -> b.setContactPointChanged(
                                ContactPointChanged.newBuilder().setContactPoint(verified)));
            }
        }
    }

    /** A few agree to be reached on Sundays and holidays too, for a time; a few want no message on one of the channels any more. */
    void tellConsents(Story story) {
        Draws draws = story.draws();
        if (draws.chance(Assumptions.OTHER_HOURS, "other-hours")) {
            LocalDate day = story.someDay("other-hours-day");
            Instant until = day.plusDays(draws.between(20, 60, "other-hours-until"))
                    .atStartOfDay(localZone())
                    .toInstant();
            story.tell(
                    at(story, day, "other-hours"),
                    b -> b.setDebtorConsentChanged(DebtorConsentChanged.newBuilder()
                            .setScope(ConsentScope.CONSENT_SCOPE_OUTSIDE_HOURS)
                            .setConsent(Consent.CONSENT_GIVEN)
                            .setUntil(Wire.timestamp(until))));
        }
        if (draws.chance(Assumptions.CHANNEL_OPTED_OUT, "channel-out")) {
            Channel channel = draws.chance(0.5, "channel-out-which") ? Channel.CHANNEL_SMS : Channel.CHANNEL_EMAIL;
            story.tell(
                    at(story, story.someDay("channel-out-day"), "channel-out"),
                    b -> b.setDebtorConsentChanged(DebtorConsentChanged.newBuilder()
                            .setScope(ConsentScope.CONSENT_SCOPE_CHANNEL)
                            .setChannel(channel)
                            .setConsent(Consent.CONSENT_WITHDRAWN)));
        }
    }

    private Instant at(Story story, LocalDate day, String what) {
        return story.on(day, 8, 20, localZone(), what);
    }

    private static ConsentChanged consent(String point, Consent consent) {
        return ConsentChanged.newBuilder()
                .setContactPointId(point)
                .setConsent(consent)
                .build();
    }

    private static String zone(Draws draws) {
        double share = draws.share("zone");
        if (share < Assumptions.ZONE_UNKNOWN) {
            return "";
        }
        if (share < Assumptions.ZONE_UNKNOWN + Assumptions.JAYAPURA) {
            return "Asia/Jayapura";
        }
        return share < Assumptions.ZONE_UNKNOWN + Assumptions.JAYAPURA + Assumptions.MAKASSAR
                ? "Asia/Makassar"
                : "Asia/Jakarta";
    }

    private static List<ContactPoint> points(int client, Draws draws) {
        double share = draws.share("points");
        boolean none = share < Assumptions.NO_USABLE_POINT;
        boolean smsOnly = !none && share < Assumptions.NO_USABLE_POINT + Assumptions.SMS_ONLY;
        boolean emailOnly = !none
                && !smsOnly
                && share < Assumptions.NO_USABLE_POINT + Assumptions.SMS_ONLY + Assumptions.EMAIL_ONLY;
        List<ContactPoint> points = new ArrayList<>();
        Verification known = none ? Verification.VERIFICATION_UNVERIFIED : Verification.VERIFICATION_VERIFIED;
        if (!emailOnly) {
            points.add(own(draws, "sms", Channel.CHANNEL_SMS, number(client, 1), known));
        }
        if (!smsOnly) {
            points.add(own(draws, "mail", Channel.CHANNEL_EMAIL, "client-" + client + "@example.org", known));
        }
        if (!none && draws.chance(Assumptions.SECOND_UNVERIFIED, "second")) {
            points.add(
                    own(draws, "sms-2", Channel.CHANNEL_SMS, number(client, 2), Verification.VERIFICATION_UNVERIFIED));
        }
        if (draws.chance(Assumptions.EMERGENCY_POINT, "emergency")) {
            points.add(Wire.point(
                    "sms-kin",
                    Channel.CHANNEL_SMS,
                    number(client, 3),
                    ContactPointRole.CONTACT_POINT_ROLE_EMERGENCY,
                    Verification.VERIFICATION_VERIFIED,
                    Consent.CONSENT_GIVEN));
        }
        return List.copyOf(points);
    }

    private static ContactPoint own(
            Draws draws, String id, Channel channel, String address, Verification verification) {
        boolean out = draws.chance(Assumptions.OPTED_OUT_AT_START, id + "-opted-out");
        return Wire.point(
                id,
                channel,
                address,
                ContactPointRole.CONTACT_POINT_ROLE_OWN,
                verification,
                out ? Consent.CONSENT_WITHDRAWN : Consent.CONSENT_GIVEN);
    }

    private static String number(int client, int which) {
        return String.format(Locale.ROOT, "+999%d%07d", which, client);
    }
}
