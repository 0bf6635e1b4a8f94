package dev.janji.orchestrator.grpc;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.lender.LinkedPerson;
import dev.janji.protocols.lender.v1.ContactPointChanged;
import dev.janji.protocols.lender.v1.DebtorConsentChanged;
import dev.janji.protocols.lender.v1.DebtorUpserted;
import dev.janji.protocols.lender.v1.PersonsLinked;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** Maps what a lender tells about persons. Stateless. */
final class PersonMapper {
    private static final int LONGEST_NAME = 200;
    private static final int LONGEST_ADDRESS = 500;
    private static final int LONGEST_EMAIL = 254;
    private static final int LONGEST_DEVICE_TOKEN = 4096;
    private static final Pattern NUMBER = Pattern.compile("\\+[1-9][0-9]{6,14}");
    private static final Pattern EMAIL = Pattern.compile("[^\\s@<>,;\"]{1,64}@[^\\s@<>,;\"]{1,189}");
    private static final Pattern DEVICE_TOKEN = Pattern.compile("[!-~]+");

    private static final Set<Channel> NUMBERS = EnumSet.of(Channel.SMS, Channel.WHATSAPP, Channel.VOICE);

    private PersonMapper() {}

    /** @param lenderZone of the country in which the lender's addresses are read */
    static LenderEvent upserted(DebtorUpserted e, ZoneId lenderZone) {
        String at = "debtor_upserted.";
        Fields.atMost(at + "contact_points", e.getContactPointsList(), Profile.MOST_CONTACT_POINTS);
        List<ContactPoint> points = new ArrayList<>(e.getContactPointsCount());
        Set<ContactPointId> seen = new HashSet<>();
        for (int i = 0; i < e.getContactPointsCount(); i++) {
            String field = at + "contact_points[" + i + "]";
            ContactPoint point = contactPoint(field, e.getContactPoints(i));
            if (!seen.add(point.id())) {
                throw FieldRefused.invalid(
                        field + ".contact_point_id", "expected every id once, but it is there twice");
            }
            points.add(point);
        }
        String address = Fields.text(at + "address", e.getAddress(), 0, LONGEST_ADDRESS);
        ZoneId zone = Fields.zone(at + "zone", e.getZone());
        return new LenderEvent.DebtorUpserted(new Profile(
                Fields.line(at + "name", e.getName(), 1, LONGEST_NAME),
                Fields.language(at + "language", e.getLanguage()),
                address,
                zone,
                points,
                zone == null ? AddressZones.of(address, lenderZone) : List.of()));
    }

    static LenderEvent contactPointChanged(ContactPointChanged e) {
        String field = "contact_point_changed.contact_point";
        if (!e.hasContactPoint()) {
            throw FieldRefused.invalid(field, "expected a contact point, but it is absent");
        }
        return new LenderEvent.ContactPointChanged(contactPoint(field, e.getContactPoint()));
    }

    static LenderEvent debtorConsentChanged(DebtorConsentChanged e) {
        String at = "debtor_consent_changed.";
        boolean everyChannel = e.getChannel() == dev.janji.protocols.lender.v1.Channel.CHANNEL_UNSPECIFIED;
        return new LenderEvent.DebtorConsentChanged(
                WireWords.scope(at + "scope", e.getScope()),
                everyChannel ? null : WireWords.channel(at + "channel", e.getChannel()),
                WireWords.consent(at + "consent", e.getConsent()),
                Fields.optionalInstant(at + "until", e.hasUntil(), e.getUntil()));
    }

    static LenderEvent linked(PersonsLinked e) {
        Fields.atMost("persons_linked.persons", e.getPersonsList(), LinkedPerson.MOST);
        List<LinkedPerson> persons = new ArrayList<>(e.getPersonsCount());
        for (int i = 0; i < e.getPersonsCount(); i++) {
            String at = "persons_linked.persons[" + i + "].";
            var person = e.getPersons(i);
            persons.add(new LinkedPerson(
                    WireWords.link(at + "kind", person.getKind()),
                    Fields.key(at + "person_key", person.getPersonKey()),
                    Fields.optionalId(at + "debtor_id", person.getDebtorId(), DebtorId::new)));
        }
        return new LenderEvent.PersonsLinked(persons);
    }

    private static ContactPoint contactPoint(String field, dev.janji.protocols.lender.v1.ContactPoint point) {
        Channel channel = WireWords.channel(field + ".channel", point.getChannel());
        String address = address(field + ".address", channel, point.getAddress());
        ContactPoint.Verification told = WireWords.verification(field + ".verification", point.getVerification());
        return new ContactPoint(
                Fields.id(field + ".contact_point_id", point.getContactPointId(), ContactPointId::new),
                channel,
                address,
                WireWords.role(field + ".role", point.getRole()),
                // One number that can't be used must not keep the others from being told.
                NumberPlans.isUseless(channel, address) ? ContactPoint.Verification.WRONG : told,
                WireWords.consent(field + ".consent", point.getConsent()),
                NUMBERS.contains(channel) ? NumberPlans.zones(address) : List.of());
    }

    private static String address(String field, Channel channel, String value) {
        return switch (channel) {
            case SMS, WHATSAPP, VOICE ->
                matching(field, value, NUMBER, "expected an E.164 number such as +62 followed by digits");
            case EMAIL ->
                matching(field, Fields.line(field, value, 1, LONGEST_EMAIL), EMAIL, "expected an e-mail address");
            case PUSH ->
                matching(
                        field,
                        Fields.line(field, value, 1, LONGEST_DEVICE_TOKEN),
                        DEVICE_TOKEN,
                        "expected a device token");
            case LETTER -> Fields.text(field, value, 1, LONGEST_ADDRESS);
        };
    }

    private static String matching(String field, String value, Pattern pattern, String problem) {
        if (!pattern.matcher(value).matches()) {
            throw FieldRefused.invalid(field, problem);
        }
        return value;
    }
}
