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
