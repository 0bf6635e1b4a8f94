package dev.janji.orchestrator.grpc;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.ContactPoint.Verification;
import dev.janji.domain.contact.Profile;
import dev.janji.domain.debtor.BodyHash;
import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.protocols.lender.v1.Channel;
import dev.janji.protocols.lender.v1.ContactPoint;
import dev.janji.protocols.lender.v1.ContactPointWarning;
import dev.janji.protocols.lender.v1.ContactPointWarningKind;
import dev.janji.protocols.lender.v1.PublishRequest;
import java.time.ZoneId;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Numbers that a lender tells, against the plans of their countries. */
class NumberPlansTest {
    @ParameterizedTest(name = "{0} {1}: {2}")
    @CsvSource({
        "SMS,      +62215550123,  FIXED_LINE",
        "WHATSAPP, +442079460958,  FIXED_LINE",
        "VOICE,    +62215550123,  ''",
        "SMS,      +628121234567,  ''",
        "SMS,      +12125550123,   ''",
        "SMS,      +9991234567,    NOT_A_NUMBER",
        "VOICE,    +62123,         NOT_A_NUMBER",
        "EMAIL,    a@example.org,  ''",
    })
    void shouldWarnOfNumbersThatTakeNoMessageOrAreNone(String channel, String address, String expected) {
        PublishRequest request = request(channel, address);

        assertThat(NumberPlans.warnings(request))
                .extracting(ContactPointWarning::getKind)
                .containsExactlyElementsOf(
                        expected.isEmpty()
                                ? List.of()
                                : List.of(ContactPointWarningKind.valueOf("CONTACT_POINT_WARNING_KIND_" + expected)));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "+12125550123,  America/New_York",
        "+13105550123,  America/Los_Angeles",
        "+12085550123,  America/Boise America/Los_Angeles",
        "+16715550123,  Pacific/Guam",
        "+18005551234,  ''",
        "+62215550123,  Asia/Jakarta",
        "+62411555012,  Asia/Makassar",
        "+62967555012,  Asia/Jayapura",
        "+628121234567, ''",
        "+442079460958, Europe/London",
        "+447400123456, ''",
        "+9991234567,   ''",
        "+62123,        ''",
    })
    void shouldTellTheZonesOfAreaCodesOnly(String number, String zones) {
        assertThat(NumberPlans.zones(number))
                .extracting(ZoneId::getId)
                .containsExactly(zones.isEmpty() ? new String[0] : zones.split(" "));
    }

    @Test
    void shouldKeepWhatNumberAndAddressTellWithTheEvent() {
        PublishRequest.Builder request = request("VOICE", "+62411555012").toBuilder();
        request.getDebtorUpsertedBuilder().setZone("").setAddress("Jalan Bali 5\nSamarinda, Kalimantan Timur 75112");

        Profile profile = profile(request);

        assertThat(profile.zone()).isNull();
        assertThat(profile.addressZones()).extracting(ZoneId::getId).containsExactly("Asia/Makassar");
        assertThat(profile.contactPoints().get(0).numberZones())
                .extracting(ZoneId::getId)
                .containsExactly("Asia/Makassar");
        request.getDebtorUpsertedBuilder().setZone("Asia/Jakarta");
        assertThat(profile(request).addressZones())
                .as("where the lender tells the zone")
                .isEmpty();
    }

    private static Profile profile(PublishRequest.Builder request) {
        DebtorCommand.ApplyLenderEvent command = (DebtorCommand.ApplyLenderEvent)
                IngressMapper.map(request.build(), new BodyHash(1, 1), DebtorInWords.JAKARTA)
                        .command();
        return ((LenderEvent.DebtorUpserted) command.event()).profile();
    }

    private static PublishRequest request(String channel, String address) {
        PublishRequest.Builder request = GoodRequests.upserted();
        ContactPoint first = request.getDebtorUpserted().getContactPoints(0);
        request.getDebtorUpsertedBuilder()
                .clearContactPoints()
                .addContactPoints(first.toBuilder()
                        .setChannel(Channel.valueOf("CHANNEL_" + channel))
                        .setVerification(dev.janji.protocols.lender.v1.Verification.VERIFICATION_VERIFIED)
                        .setAddress(address));
        return request.build();
    }

    @Test
    void shouldKeepAFixedLineAsWrongForMessagesAndEverythingElseAsItWasTold() {
        PublishRequest.Builder request = request("SMS", "+62215550123").toBuilder();
        ContactPoint fixed = request.getDebtorUpserted().getContactPoints(0);
        request.getDebtorUpsertedBuilder()
                .addContactPoints(fixed.toBuilder().setContactPointId("tel").setChannel(Channel.CHANNEL_VOICE))
                .addContactPoints(fixed.toBuilder().setContactPointId("mobile").setAddress("+628121234567"));

        DebtorCommand.ApplyLenderEvent command = (DebtorCommand.ApplyLenderEvent)
                IngressMapper.map(request.build(), new BodyHash(1, 1), DebtorInWords.JAKARTA)
                        .command();

        Profile profile = ((LenderEvent.DebtorUpserted) command.event()).profile();
        assertThat(profile.contactPoints())
                .extracting(dev.janji.domain.contact.ContactPoint::verification)
                .containsExactly(Verification.WRONG, Verification.VERIFIED, Verification.VERIFIED);
        assertThat(NumberPlans.warnings(request.build()))
                .singleElement()
                .satisfies(warning -> assertThat(warning.getContactPointId()).isEqualTo(fixed.getContactPointId()));
    }
}
