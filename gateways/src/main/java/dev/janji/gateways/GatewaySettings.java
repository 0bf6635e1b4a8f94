package dev.janji.gateways;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.email.ImapSettings;
import dev.janji.gateways.email.SmtpSettings;
import dev.janji.gateways.letter.LetterSettings;
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
 * @param smtp the mail server, if e-mail is real
 * @param letters the outbox of letters, if letters are printed
 * @param imap the mailbox in which bounces and replies arrive, if it is read
 * @param carrier the simulated carrier, if telephoning is simulated
 * @param asterisk the Asterisk, if telephoning is real
 * @param push the platforms of push; none for no push
 * @param whatsApp the account with WhatsApp, if there is one
 */
public record GatewaySettings(
        Map<Channel, SimulatorSettings> simulators,
        Optional<SmppSettings> smpp,
        Optional<SmtpSettings> smtp,
        Optional<LetterSettings> letters,
        Optional<ImapSettings> imap,
        Optional<CarrierSettings> carrier,
        Optional<AsteriskSettings> asterisk,
        PushSettings push,
        Optional<WhatsAppSettings> whatsApp) {
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
                realMail ? Optional.of(named("email.smtp", () -> SmtpSettings.from(smtp))) : Optional.empty(),
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
                whatsApp);
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
