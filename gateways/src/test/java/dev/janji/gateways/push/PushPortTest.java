package dev.janji.gateways.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PushPortTest {
    private final ContractClock clock = new ContractClock();

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({"apns:abc, APNS, abc", "fcm:abc, FCM, abc", "d:APA91b, FCM, d:APA91b", "abc, FCM, abc"})
    void shouldTellThePlatformByThePrefix(String address, PushAddress.Platform platform, String token) {
        assertThat(PushAddress.of(address)).isEqualTo(new PushAddress(platform, token));
    }

    @Test
    void shouldTakeHexadecimalsForATokenOfApns() {
        String token = "0123456789abcdefABCDEF0123456789".repeat(2);
        assertThat(PushAddress.of(token)).isEqualTo(new PushAddress(PushAddress.Platform.APNS, token));
        assertThat(PushAddress.of(token).toString()).doesNotContain(token);
    }

    @Test
    void shouldSendByThePlatformAndRefuseTheOneWithoutAnAccount() throws Exception {
        try (FcmBench fcm = new FcmBench(folder, "");
                PushPort push = PushPort.start(
                        new PushSettings(
                                Optional.empty(),
                                Optional.of(FcmBench.settings(
                                        folder, fcm.provider.url(), "log = \"" + folder.resolve("own") + "\""))),
                        clock)) {
            assertThat(push.channel()).isEqualTo(Channel.PUSH);
            assertThat(Answers.get(push.send(message(1, "fcm:device-1:03"), permit())))
                    .isInstanceOf(SendAnswer.HandedOver.class);
            SendPermit permit = permit();
            assertThat(ChannelPortContract.refusal(Answers.get(
                            push.send(message(2, "apns:" + "ab".repeat(32)), permit))))
                    .as("a mistake of ours does not make the device's token a wrong one")
                    .isEqualTo(RefusalReason.NOT_AUTHORISED);
            assertThat(permit.state()).isEqualTo(SendPermit.State.WAITING);
            assertThat(Answers.get(push.lookUp(ChannelPortContract.doubted(1)))).isInstanceOf(LookUpAnswer.Sent.class);
            assertThat(Answers.get(push.lookUp(ChannelPortContract.doubted(2))))
                    .isInstanceOf(LookUpAnswer.NeverSent.class);
        }
    }

    private SendPermit permit() {
        return new SendPermit(clock, ChannelPortContract.VALID_UNTIL, () -> false);
    }

    private static OutboundMessage message(int number, String address) {
        return new OutboundMessage(
                ChannelPortContract.attempt(number),
                ChannelPortContract.DEBTOR,
                new ContactPointId("cp-1"),
                address,
                "",
                "A text",
                "due-1",
                Set.of(),
                ChannelPortContract.VALID_UNTIL);
    }
}
