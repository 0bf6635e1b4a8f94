package dev.janji.gateways;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.email.SmtpEmailPort;
import dev.janji.gateways.failover.FailoverPort;
import dev.janji.gateways.simulator.SimulatedPort;
import dev.janji.gateways.sms.SmppSmsPort;
import dev.janji.gateways.voice.asterisk.AriVoicePort;
import dev.janji.gateways.voice.carrier.CarrierPort;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class GatewaysTest {
    private static final ReceiptListener NOBODY =
            (debtor, attempt, receipt) -> CompletableFuture.completedFuture(Done.getInstance());

    private static final InboundListener NO_READER = message -> CompletableFuture.completedFuture(Done.getInstance());

    @TempDir
    Path folder;

    @Test
    void shouldSimulateWhatIsNotConfigured() {
        try (Gateways gateways = Gateways.start(config(""), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports()).containsOnlyKeys(Channel.values());
            assertThat(gateways.ports().get(Channel.SMS)).isInstanceOf(SimulatedPort.class);
            assertThat(gateways.ports().get(Channel.EMAIL)).isInstanceOf(SimulatedPort.class);
            assertThat(gateways.ports().get(Channel.PUSH)).isInstanceOf(SimulatedPort.class);
            assertThat(gateways.ports().get(Channel.WHATSAPP)).isInstanceOf(SimulatedPort.class);
            assertThat(gateways.ports().get(Channel.LETTER)).isInstanceOf(SimulatedPort.class);
            assertThat(gateways.webhooks()).isEmpty();
            assertThat(gateways.ports().get(Channel.VOICE)).isInstanceOf(CarrierPort.class);
            assertThat(gateways.ports())
                    .allSatisfy((channel, port) -> assertThat(port.channel()).isEqualTo(channel));
        }
    }

    @Test
    void shouldSendRealMailWhenAServerIsConfigured() {
        try (Gateways gateways =
                Gateways.start(config("email.smtp.host = localhost"), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports().get(Channel.EMAIL)).isInstanceOf(SmtpEmailPort.class);
            assertThat(gateways.ports().get(Channel.SMS)).isInstanceOf(SimulatedPort.class);
        }
    }

    @Test
    void shouldTelephoneForRealWhenAnAsteriskIsConfigured() {
        String asterisk =
                "voice.asterisk { url = \"http://127.0.0.1:1/ari\", user = u, password = p, caller-id = c, endpoint ="
                        + " \"PJSIP/{number}@t\", log = \"" + folder.resolve("asterisk.jsonl") + "\" }";
        try (Gateways gateways = Gateways.start(config(asterisk), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports().get(Channel.VOICE)).isInstanceOf(AriVoicePort.class);
        }
        try (Gateways gateways =
                Gateways.start(config(asterisk + ", simulate = off"), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports()).containsOnlyKeys(Channel.VOICE);
        }
    }

    @Test
    void shouldSendRealSmsWhenAProviderIsConfigured() {
        String provider = "sms.smpp { host = \"127.0.0.1\", port = 1, system-id = s, source = S, log = \""
                + folder.resolve("smpp") + "\" }";
        try (Gateways gateways = Gateways.start(config(provider), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports().get(Channel.SMS)).isInstanceOf(SmppSmsPort.class);
        }
        try (Gateways gateways =
                Gateways.start(config(provider + ", simulate = off"), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports()).containsOnlyKeys(Channel.SMS);
        }
    }

    @Test
    void shouldHaveASecondAccountWhenOneIsConfigured() {
        String accounts = "sms.smpp { host = \"127.0.0.1\", port = 1, system-id = s, source = S, log = \""
                + folder.resolve("first")
                + "\", lenders { acme { system-id = own } }, second { host = \"127.0.0.2\", log = \""
                + folder.resolve("second")
                + "\" } }, email.smtp { host = \"127.0.0.1\", security = TLS, second { host = \"127.0.0.2\" } }";
        try (Gateways gateways = Gateways.start(config(accounts), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports().get(Channel.SMS)).isInstanceOf(FailoverPort.class);
            assertThat(gateways.ports().get(Channel.EMAIL)).isInstanceOf(FailoverPort.class);
        }
        GatewaySettings settings = GatewaySettings.from(config(accounts));
        assertThat(settings.secondSmpp().orElseThrow().own()).isEmpty();
        assertThat(settings.secondSmpp().orElseThrow().shared().toString()).contains("127.0.0.2");
        assertThat(settings.secondSmtp().orElseThrow().security())
                .isEqualTo(settings.smtp().orElseThrow().security());
    }

    @Test
    void shouldRefuseAPrintHouseWithoutLetters() {
        assertThatThrownBy(() -> GatewaySettings.from(config("letter.sftp.host = localhost")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("letter.folder");
    }

    @Test
    void shouldRefuseAPrintHouseThatCouldBeAnybody() {
        assertThatThrownBy(() -> GatewaySettings.from(
                        config("letter { folder = x, sftp { host = localhost, username = u, password = p } }")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("letter")
                .hasMessageContaining("known-hosts");
    }

    @Test
    void shouldRefuseASecondAccountWithoutAFirstOrWithItsLog() {
        assertThatThrownBy(() -> GatewaySettings.from(config("email.smtp.second.host = localhost")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("email.smtp.host");
        assertThatThrownBy(() -> GatewaySettings.from(config(
                        "sms.smpp { host = h, system-id = s, source = S, log = x, second { host = i, log = x } }")))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("sms.smpp.second")
                .hasMessageContaining("log");
    }

    @Test
    void shouldHaveNoChannelWithoutAProviderWhenSimulatorsAreOff() {
        try (Gateways gateways = Gateways.start(config("simulate = off"), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports()).isEmpty();
        }
    }

    @Test
    void shouldHaveWhatsAppAndItsWebhookWhenALineIsConfigured() {
        String line =
                "whatsapp.cloud { phone-number-id = \"106540352242922\", access-token = t, app-secret = s, verify-token = v, log = \""
                        + folder.resolve("whatsapp") + "\" }";
        try (Gateways gateways =
                Gateways.start(config(line + ", simulate = off"), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports()).containsOnlyKeys(Channel.WHATSAPP);
            assertThat(gateways.webhooks()).singleElement().satisfies(webhook -> {
                assertThat(webhook.channel()).isEqualTo(Channel.WHATSAPP);
                assertThat(webhook.path()).isEqualTo("whatsapp");
            });
        }
    }

    @Test
    void shouldPushWhenAPlatformIsConfigured() throws URISyntaxException {
        Path account = Path.of(
                GatewaysTest.class.getResource("/push/service-account.json").toURI());
        String fcm = "push.fcm { service-account-file = \"" + account + "\", log = \"" + folder.resolve("fcm") + "\" }";
        try (Gateways gateways =
                Gateways.start(config(fcm + ", simulate = off"), new ContractClock(), NOBODY, NO_READER)) {
            assertThat(gateways.ports()).containsOnlyKeys(Channel.PUSH);
            assertThat(gateways.webhooks()).isEmpty();
        }
    }

    @Test
    void shouldGiveANumberItsOwnScript() {
        GatewaySettings settings =
                GatewaySettings.from(config("sms.simulator.numbers { \"+620000000001\" { rejected = 1 } }"));
        assertThat(settings.simulators()
                        .get(Channel.SMS)
                        .numbers()
                        .get("+620000000001")
                        .faults()
                        .rejected())
                .isEqualTo(1);
        assertThat(settings.simulators().get(Channel.SMS).toString()).doesNotContain("+62");
    }

    @ParameterizedTest
    @CsvSource({
        "push.fcm.service-account-file = /nowhere/at/all, janji.gateways.push, fcm",
        "push.apns.key-file = /nowhere/at/all, janji.gateways.push, apns",
        "whatsapp.cloud.phone-number-id = 1, janji.gateways.whatsapp.cloud, access-token",
        "sms.simulator.threads = 0, janji.gateways.sms.simulator, threads",
        "simulator.script.rejected = 2, janji.gateways.sms.simulator, rejected",
        "voice.carrier.lines = 0, janji.gateways.voice.carrier, lines",
        "voice.carrier.time-zone = Atlantis, janji.gateways.voice.carrier, time-zone",
        "voice.carrier.inbound.per-hour = -1, janji.gateways.voice.carrier, inbound.per-hour",
        "voice.carrier.script.machine = 2, janji.gateways.voice.carrier, machine",
        "voice.carrier.script.ring.shape = 0, janji.gateways.voice.carrier, ring.shape",
        "voice.carrier.script.answered = [0.5], janji.gateways.voice.carrier, answered",
        "'voice.carrier.script.endings { \"77\" = sings }', janji.gateways.voice.carrier, SINGS",
        "'voice.asterisk { url = \"ftp://h/ari\" }', janji.gateways.voice.asterisk, url",
        "'voice.asterisk { url = \"http://h/ari\" }', janji.gateways.voice.asterisk, user",
        "'voice.asterisk { url = \"http://h/ari\", user = u }', janji.gateways.voice.asterisk, password",
        "'voice.asterisk { url = \"http://h/ari\", user = u, password-file = nowhere }', janji.gateways.voice.asterisk, password-file",
        "'voice.asterisk { url = \"http://h/ari\", user = u, password = p, endpoint = PJSIP }', janji.gateways.voice.asterisk, endpoint",
        "'voice.asterisk { url = \"http://h/ari\", user = u, password = p, endpoint = \"PJSIP/{number}@t\" }', janji.gateways.voice.asterisk, caller-id",
        "'sms.smpp { host = h }', janji.gateways.sms.smpp, system-id",
        "'sms.smpp { host = h, system-id = s }', janji.gateways.sms.smpp, source",
        "'sms.smpp { host = h, system-id = s, source = \"no sender: too long\" }', janji.gateways.sms.smpp, source",
        "'sms.smpp { host = h, system-id = s, source = S, password = nine-long }', janji.gateways.sms.smpp, password",
        "'sms.smpp { host = h, system-id = s, source = S, window = 5 }', janji.gateways.sms.smpp, window",
        "'sms.smpp { host = h, system-id = s, source = S, receipts = SOME }', janji.gateways.sms.smpp, SOME",
        "'sms.smpp { host = h, system-id = s, source = S, kept-days = 0 }', janji.gateways.sms.smpp, kept-days",
        "'sms.smpp { host = h, system-id = s, source = S, lenders { acme { port = 0 } } }', janji.gateways.sms.smpp, lenders.acme",
        "'sms.smpp { host = h, system-id = s, source = S, lenders { acme { window = 50 } } }', janji.gateways.sms.smpp, lenders.acme",
        "email.simulator.owed-for = -1 s, janji.gateways.email.simulator, owed-for",
        "push.simulator.script.bounced = 2, janji.gateways.push.simulator, bounced",
        "letter.simulator.script.undelivered = 1.1, janji.gateways.letter.simulator, undelivered",
        "whatsapp.simulator.script.reply = 2, janji.gateways.whatsapp.simulator, reply",
        "sms.simulator.script.replies.sings = 1, janji.gateways.sms.simulator, sings",
        "'sms.simulator.endings { \"77\" = sings }', janji.gateways.sms.simulator, sings",
        "'sms.simulator.endings { x = delivered }', janji.gateways.sms.simulator, endings",
        "'sms.simulator.segments { all { share = 2 } }', janji.gateways.sms.simulator, segments.all.share",
        "'sms.simulator.outages = [{ from = soon, lasts = 1 h, as = DOWN }]', janji.gateways.sms.simulator, from",
        "'sms.simulator.outages = [{ from = \"2026-04-03T02:00:00Z\", lasts = 1 h, as = SLEEPY }]', janji.gateways.sms.simulator, SLEEPY",
        "'sms.simulator.storms = [{ from = \"2026-04-03T02:00:00Z\", lasts = 2 h, every = 1 h }]', janji.gateways.sms.simulator, every",
        "'email.smtp { host = h, port = 0 }', janji.gateways.email.smtp, port"
    })
    void shouldNameTheKeyWhenASettingIsOutOfRange(String own, String path, String key) {
        assertThatThrownBy(() -> GatewaySettings.from(config(own)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(path)
                .hasMessageContaining(key);
    }

    private Config config(String own) {
        return ConfigFactory.parseString("janji.gateways { " + own + " }")
                .withFallback(ConfigFactory.parseString("janji.gateways { sms.simulator.log = \""
                        + folder.resolve("sms.jsonl") + "\", email.simulator.log = \"" + folder.resolve("email.jsonl")
                        + "\", push.simulator.log = \"" + folder.resolve("push.jsonl")
                        + "\", whatsapp.simulator.log = \"" + folder.resolve("whatsapp.jsonl")
                        + "\", letter.simulator.log = \"" + folder.resolve("letter.jsonl")
                        + "\", email.smtp.key-file = \"" + folder.resolve("email.key")
                        + "\", voice.carrier.log = \"" + folder.resolve("voice.jsonl")
                        + "\", voice.carrier.calls = \"" + folder.resolve("calls.jsonl") + "\" }"))
                .withFallback(ConfigFactory.parseResources("reference.conf"))
                .resolve();
    }
}
