package dev.janji.gateways;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.email.ImapSettings;
import dev.janji.gateways.email.SmtpSettings;
import dev.janji.gateways.failover.FailoverSettings;
import dev.janji.gateways.letter.LetterSettings;
import dev.janji.gateways.letter.field.FieldSettings;
import dev.janji.gateways.push.PushSettings;
import dev.janji.gateways.simulator.SimulatorSettings;
import dev.janji.gateways.sms.SmppSettings;
import dev.janji.gateways.voice.asterisk.AsteriskSettings;
import dev.janji.gateways.voice.carrier.CarrierSettings;
import dev.janji.gateways.whatsapp.WhatsAppSettings;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Which channels have an adapter, and how it is set up.
 *
 * @param simulators channels of messages that are simulated
 * @param smpp the provider of SMS, if SMS is real
 * @param secondSmpp for what the first surely did not send, if there is a second
 * @param smtp the mail server, if e-mail is real
 * @param secondSmtp for what the first surely did not send, if there is a second
 * @param failover when the first of two is left alone
 * @param letters the outbox of letters, if letters are printed
 * @param imap the mailbox in which bounces and replies arrive, if it is read
 * @param carrier the simulated carrier, if telephoning is simulated
 * @param asterisk the Asterisk, if telephoning is real
 * @param push the platforms of push; none for no push
 * @param whatsApp the account with WhatsApp, if there is one
 * @param field the outbox of field collectors' cases, if there is one
 */
public record GatewaySettings(
        Map<Channel, SimulatorSettings> simulators,
        Optional<SmppSettings> smpp,
        Optional<SmppSettings> secondSmpp,
        Optional<SmtpSettings> smtp,
        Optional<SmtpSettings> secondSmtp,
        FailoverSettings failover,
        Optional<LetterSettings> letters,
        Optional<ImapSettings> imap,
        Optional<CarrierSettings> carrier,
        Optional<AsteriskSettings> asterisk,
        PushSettings push,
        Optional<WhatsAppSettings> whatsApp,
        Optional<FieldSettings> field) {
    public GatewaySettings {
        simulators = Map.copyOf(simulators);
    }

    /**
     * @param root the whole configuration; reads {@code janji.gateways}
     * @throws ConfigException when a key is missing or out of its range; names it
     */
    public static GatewaySettings from(Config root) {
        Config gateways = root.getConfig("janji.gateways");
        Config smtp = gateways.getConfig("email.smtp");
        Map<Channel, SimulatorSettings> simulators = new EnumMap<>(Channel.class);
        Config smpp = gateways.getConfig("sms.smpp");
        boolean realSms = !smpp.getString("host").isEmpty();
        boolean realMail = !smtp.getString("host").isEmpty();
        boolean realVoice = !gateways.getString("voice.asterisk.url").isEmpty();
        boolean simulate = gateways.getBoolean("simulate");
        boolean realLetters = !gateways.getString("letter.folder").isEmpty();
        if (!realLetters && !gateways.getString("letter.sftp.host").isEmpty()) {
            throw new ConfigException.Generic(
                    "janji.gateways.letter.sftp: Expected letter.folder, too, but there are no letters to bring");
        }
        PushSettings push = named("push", () -> PushSettings.from(gateways.getConfig("push")));
        Optional<WhatsAppSettings> whatsApp = whatsApp(gateways.getConfig("whatsapp.cloud"));
        if (simulate) {
            Map<Channel, Boolean> real = new EnumMap<>(Map.of(
                    Channel.SMS, realSms,
                    Channel.EMAIL, realMail,
                    Channel.PUSH, !push.isEmpty(),
                    Channel.WHATSAPP, whatsApp.isPresent(),
                    Channel.LETTER, realLetters));
            real.forEach((channel, isReal) -> {
                if (!isReal) {
                    simulators.put(channel, simulator(gateways, channel));
                }
            });
        }
        return new GatewaySettings(
                simulators,
                realSms ? Optional.of(named("sms.smpp", () -> SmppSettings.from(smpp))) : Optional.empty(),
                second("sms.smpp", smpp).map(config -> named("sms.smpp.second", () -> secondSmpp(smpp, config))),
                realMail ? Optional.of(named("email.smtp", () -> SmtpSettings.from(smtp))) : Optional.empty(),
                second("email.smtp", smtp).map(config -> named("email.smtp.second", () -> SmtpSettings.from(config))),
                named("failover", () -> FailoverSettings.from(gateways.getConfig("failover"))),
                realLetters
                        ? Optional.of(named("letter", () -> LetterSettings.from(gateways.getConfig("letter"))))
                        : Optional.empty(),
                imap(gateways.getConfig("email.imap"), realMail),
                simulate && !realVoice
                        ? Optional.of(
                                named("voice.carrier", () -> CarrierSettings.from(gateways.getConfig("voice.carrier"))))
                        : Optional.empty(),
                realVoice
                        ? Optional.of(named(
                                "voice.asterisk", () -> AsteriskSettings.from(gateways.getConfig("voice.asterisk"))))
                        : Optional.empty(),
                push,
                whatsApp,
                named("field", () -> FieldSettings.from(gateways)));
    }

    /** @return keys of the second account, with those of the first where it has none of its own; empty when it has no host */
    private static Optional<Config> second(String path, Config first) {
        Config own = first.getConfig("second");
        if (own.getString("host").isEmpty()) {
            return Optional.empty();
        }
        if (first.getString("host").isEmpty()) {
            throw new ConfigException.Generic("janji.gateways." + path + ".second: Expected " + path
                    + ".host, too, but there is no first account");
        }
        return Optional.of(own.withFallback(first.withoutPath("second").withoutPath("lenders")));
    }

    private static SmppSettings secondSmpp(Config first, Config second) {
        if (first.getString("log").equals(second.getString("log"))) {
            throw new ConfigException.Generic("Expected a log of its own, but it is that of the first account");
        }
        return SmppSettings.from(second);
    }

    private static Optional<WhatsAppSettings> whatsApp(Config cloud) {
        return cloud.getString("phone-number-id").isEmpty()
                ? Optional.empty()
                : Optional.of(named("whatsapp.cloud", () -> WhatsAppSettings.from(cloud)));
    }

    /** What comes back is known by the marks of what was sent. */
    private static Optional<ImapSettings> imap(Config imap, boolean realMail) {
        if (imap.getString("host").isEmpty()) {
            return Optional.empty();
        }
        if (!realMail) {
            throw new ConfigException.Generic(
                    "janji.gateways.email.imap: Expected email.smtp.host, too, but nothing is sent");
        }
        return Optional.of(named("email.imap", () -> ImapSettings.from(imap)));
    }

    private static SimulatorSettings simulator(Config gateways, Channel channel) {
        String path = channel.name().toLowerCase(Locale.ROOT) + ".simulator";
        Config own = gateways.getConfig(path).withFallback(gateways.getConfig("simulator"));
        return named(path, () -> SimulatorSettings.from(own));
    }

    private static <T> T named(String path, Supplier<T> reader) {
        try {
            return reader.get();
        } catch (ConfigException e) {
            throw new ConfigException.Generic("janji.gateways." + path + ": " + e.getMessage(), e);
        }
    }
}
