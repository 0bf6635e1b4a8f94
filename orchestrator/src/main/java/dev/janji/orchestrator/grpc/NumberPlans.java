package dev.janji.orchestrator.grpc;

import com.google.i18n.phonenumbers.NumberParseException;
import com.google.i18n.phonenumbers.PhoneNumberToTimeZonesMapper;
import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.PhoneNumberType;
import com.google.i18n.phonenumbers.Phonenumber.PhoneNumber;
import dev.janji.domain.contact.Channel;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointWarning;
import dev.janji.protocols.lender.v1.ContactPointWarningKind;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What the numbering plans of the countries say of telephone numbers that a lender tells. Thread-safe. */
final class NumberPlans {
    private static final Set<Channel> WRITTEN = EnumSet.of(Channel.SMS, Channel.WHATSAPP);

    private static final PhoneNumberUtil NUMBERS = PhoneNumberUtil.getInstance();

    private static final PhoneNumberToTimeZonesMapper ZONES = PhoneNumberToTimeZonesMapper.getInstance();

    /** Types of numbers that have an area code. */
    private static final Set<PhoneNumberType> BY_AREA =
            EnumSet.of(PhoneNumberType.FIXED_LINE, PhoneNumberType.FIXED_LINE_OR_MOBILE);

    /** What lies in more of them is a country, and no area. */
    private static final int MOST_ZONES = 6;

    private static final String UNKNOWN = PhoneNumberToTimeZonesMapper.getUnknownTimeZone();

    private NumberPlans() {}

    /** Whether a message to it can surely reach nobody. Where a plan does not tell fixed lines from mobile ones, it may. @param number in the form of E.164 */
    static boolean isUseless(Channel channel, String number) {
        return WRITTEN.contains(channel)
                && parsed(number)
                        .filter(parsed -> NUMBERS.getNumberType(parsed) == PhoneNumberType.FIXED_LINE)
                        .isPresent();
    }

    /**
     * Of a number whose area code tells it. A mobile number of a plan that knows mobile numbers tells nothing, wherever it was sold.
     *
     * @param number in the form of E.164
     * @return the zones of the area, sorted; empty when it tells nothing
     */
    static List<ZoneId> zones(String number) {
        return parsed(number)
                .filter(parsed ->
                        BY_AREA.contains(NUMBERS.getNumberType(parsed)) && NUMBERS.isNumberGeographical(parsed))
                .map(ZONES::getTimeZonesForGeographicalNumber)
                .filter(names -> names.size() <= MOST_ZONES && !names.contains(UNKNOWN))
                .map(names -> names.stream().sorted().map(ZoneId::of).toList())
                .orElse(List.of());
    }

    /** @return what the lender should look at; empty for almost every request */
    static List<ContactPointWarning> warnings(PublishRequest request) {
        return switch (request.getEventCase()) {
            case DEBTOR_UPSERTED -> warnings(request.getDebtorUpserted().getContactPointsList());
            case CONTACT_POINT_CHANGED ->
                warnings(List.of(request.getContactPointChanged().getContactPoint()));
            default -> List.of();
        };
    }

    private static List<ContactPointWarning> warnings(List<ContactPoint> points) {
        return points.stream()
                .flatMap(point -> kind(point).stream()
                        .map(kind -> ContactPointWarning.newBuilder()
                                .setContactPointId(point.getContactPointId())
                                .setKind(kind)
                                .build()))
                .toList();
    }

    private static Optional<ContactPointWarningKind> kind(ContactPoint point) {
        return switch (point.getChannel()) {
            case CHANNEL_SMS, CHANNEL_WHATSAPP, CHANNEL_VOICE -> {
                if (isUseless(WireWords.channel("channel", point.getChannel()), point.getAddress())) {
                    yield Optional.of(ContactPointWarningKind.CONTACT_POINT_WARNING_KIND_FIXED_LINE);
                }
                yield parsed(point.getAddress()).filter(NUMBERS::isValidNumber).isPresent()
                        ? Optional.empty()
                        : Optional.of(ContactPointWarningKind.CONTACT_POINT_WARNING_KIND_NOT_A_NUMBER);
            }
            default -> Optional.empty();
        };
    }

    private static Optional<PhoneNumber> parsed(String number) {
        try {
            return Optional.of(NUMBERS.parse(number, null));
        } catch (NumberParseException none) {
            return Optional.empty();
        }
    }
}
