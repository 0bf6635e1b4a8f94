package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ProviderBench;
import dev.janji.gateways.contract.ProviderBench.Behaviour;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class SmtpEmailPortTest implements ChannelPortContract {
    private SmtpBench smtp;

    @Override
    public ProviderBench bench() {
        return with("");
    }

    private SmtpBench with(String own) {
        if (smtp == null) {
            smtp = new SmtpBench(own);
        }
        return smtp;
    }

    @AfterEach
    void stop() {
        if (smtp != null) {
            smtp.close();
        }
    }

    @Test
    void shouldKeepItsConnectionWhenMailFollowsMail() {
        with("workers = 1");
        for (int i = 1; i <= 10; i++) {
            assertThat(send(message(i, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        }
        assertThat(smtp.server().connections).hasValue(1);
    }

    @Test
    void shouldMakeANewConnectionAfterSoManyMails() {
        with("workers = 1, mails-per-connection = 3");
        for (int i = 1; i <= 7; i++) {
            assertThat(send(message(i, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        }
        assertThat(smtp.server().connections).hasValue(3);
    }

    @Test
    void shouldKeepTheConnectionWhenTheServerRefusesARecipient() {
        with("workers = 1");
        assertThat(answer("r550@example.test", permit()))
                .isEqualTo(new SendAnswer.Refused(RefusalReason.INVALID_ADDRESS, "SMTP 550 5.1.1 at RCPT"));
        assertThat(answer("debtor@example.test", permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(smtp.server().connections).hasValue(1);
    }

    @Test
    void shouldConnectAgainAndSendOnceWhenTheKeptConnectionWasDropped() {
        with("workers = 1");
        send(message(1, Behaviour.ACCEPTS), permit());
        smtp.server().dropConnections();
        assertThat(send(message(2, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(smtp.taken(ChannelPortContract.attempt(2))).isEqualTo(1);
        assertThat(smtp.server().connections).hasValue(2);
    }

    @Test
    void shouldConnectAgainAndSendOnceWhenTheServerEndsAKeptConnection() {
        with("workers = 1");
        send(message(1, Behaviour.ACCEPTS), permit());
        smtp.server().endedAtMail.set(1);
        assertThat(send(message(2, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(smtp.taken(ChannelPortContract.attempt(2))).isEqualTo(1);
    }

    @Test
    void shouldLeaveNoMailBehindWhenWithdrawnAfterTheServerSaidGoAhead() {
        with("workers = 1");
        SendPermit permit = permit();
        smtp.server().before.put("DATA", permit::revoke);
        assertThat(send(message(1, Behaviour.ACCEPTS), permit)).isEqualTo(ChannelPortContract.withdrawn());
        smtp.server().before.clear();
        assertThat(send(message(2, Behaviour.ACCEPTS), permit())).isInstanceOf(SendAnswer.HandedOver.class);
        assertThat(smtp.server().taken).hasSize(1);
        assertThat(smtp.taken(ChannelPortContract.attempt(1))).isZero();
        assertThat(smtp.server().connections).hasValue(2);
    }

    @Test
    void shouldLeaveNoMailBehindWhenItsTimePassesWhileTheServerSaysGoAhead() {
        with("workers = 1");
        smtp.server().before.put("DATA", () -> smtp.clock().moveTo(VALID_UNTIL));
        assertThat(send(message(1, Behaviour.ACCEPTS), permit()))
                .isEqualTo(new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED));
        assertThat(smtp.server().taken).isEmpty();
    }

    @Test
    void shouldHaveClaimedBeforeTheServerHasTheContentAndNotBeforeItAsks() {
        with("workers = 1");
        SendPermit permit = permit();
        AtomicReference<SendPermit.State> atData = new AtomicReference<>();
        smtp.server().before.put("DATA", () -> atData.set(permit.state()));
        send(message(1, Behaviour.ACCEPTS), permit);
        assertThat(atData).hasValue(SendPermit.State.WAITING);
        assertThat(permit.state()).isEqualTo(SendPermit.State.CLAIMED);
    }

    @Test
    void shouldSayRefusedWhenTheServerRefusesTheContent() {
        SendPermit permit = permit();
        assertThat(answer("d554@example.test", permit))
                .isEqualTo(new SendAnswer.Refused(RefusalReason.REJECTED, "SMTP 554 5.7.1"));
        assertThat(permit.state()).isEqualTo(SendPermit.State.CLAIMED);
        assertThat(with("").server().taken).isEmpty();
    }

    @Test
    void shouldSayTemporaryAndConnectAgainWhenTheServerCloses() {
        with("workers = 1");
        assertThat(ChannelPortContract.refusal(answer("r421@example.test", permit())))
                .isEqualTo(RefusalReason.TEMPORARY);
        assertThat(answer("debtor@example.test", permit())).isInstanceOf(SendAnswer.HandedOver.class);
    }

    @Test
    void shouldBeSureThatNothingLeftWhenTheServerIsSilentBeforeTheContent() {
        with("workers = 1, read-timeout = 200 ms");
        SendPermit permit = permit();
        assertThat(ChannelPortContract.refusal(answer("silent@example.test", permit)))
                .isEqualTo(RefusalReason.UNREACHABLE);
        assertThat(permit.state()).isNotEqualTo(SendPermit.State.CLAIMED);
    }

    @Test
    void shouldSayUnknownWhenTheServerIsSilentAfterTheContent() {
        with("workers = 1, read-timeout = 3 s");
        assertThat(answer("silent-after@example.test", permit())).isInstanceOf(SendAnswer.Unknown.class);
        assertThat(smtp.server().taken).hasSize(1);
    }

    @Test
    void shouldSendNothingWhenTheServerDoesNotOfferTheTlsThatWeWant() {
        with("security = STARTTLS");
        SendPermit permit = permit();
        assertThat(ChannelPortContract.refusal(answer("debtor@example.test", permit)))
                .isEqualTo(RefusalReason.UNREACHABLE);
        assertThat(permit.state()).isNotEqualTo(SendPermit.State.CLAIMED);
        assertThat(smtp.server().taken).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nobody",
                "@example.test",
                "a@example.test, b@example.test",
                "a@example.test\r\nRCPT TO:<b@example.test>",
                "a b@example.test",
                "é@example.test",
                "group: a@example.test;"
            })
    void shouldRefuseWhatIsNotOneAddressAndNotEvenConnect(String address) {
        assertThat(ChannelPortContract.refusal(answer(address, permit()))).isEqualTo(RefusalReason.INVALID_ADDRESS);
        assertThat(with("").server().connections).hasValue(0);
    }

    @Test
    void shouldSayWhoSendsAndThatNobodyTypedIt() {
        with("reply-to = \"help@example.test\", list-unsubscribe = \"<mailto:stop@example.test>\"");
        send(message(1, Behaviour.ACCEPTS), permit());
        String mail = smtp.server().taken.get(0);
        assertThat(SmtpBench.header(mail, "From")).isEqualTo("Bank <bank@example.test>");
        assertThat(SmtpBench.header(mail, "Reply-To")).isEqualTo("help@example.test");
        assertThat(SmtpBench.header(mail, "Auto-Submitted")).isEqualTo("auto-generated");
        assertThat(SmtpBench.header(mail, "List-Unsubscribe")).isEqualTo("<mailto:stop@example.test>");
        assertThat(SmtpBench.header(mail, "Message-ID")).matches("<[A-Za-z0-9_-]{20,}@example\\.test>");
        assertThat(SmtpBench.header(mail, "Date")).startsWith("Mon, 2 Mar 2026 01:00:00");
        assertThat(mail)
                .doesNotContain("X-Janji-Lender")
                .doesNotContain("X-Janji-Debtor")
                .doesNotContain("X-Janji-At:");
    }

    private SendAnswer answer(String address, SendPermit permit) {
        OutboundMessage message = new OutboundMessage(
                ChannelPortContract.attempt(1),
                DEBTOR,
                new ContactPointId("cp-1"),
                address,
                "A subject",
                "A text",
                "due-1",
                Set.of("plan-1"),
                VALID_UNTIL);
        return Answers.get(bench().port().send(message, permit));
    }
}
