package dev.janji.gateways;

import com.typesafe.config.Config;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.ReceiptListener;
import dev.janji.actors.channel.Webhook;
import dev.janji.actors.field.FieldOutbox;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.email.MailInbox;
import dev.janji.gateways.email.SmtpEmailPort;
import dev.janji.gateways.failover.FailoverPort;
import dev.janji.gateways.failover.FailoverSettings;
import dev.janji.gateways.letter.OutboxLetterPort;
import dev.janji.gateways.letter.field.FieldFolder;
import dev.janji.gateways.push.PushPort;
import dev.janji.gateways.simulator.SimulatedPort;
import dev.janji.gateways.sms.SmppSmsPort;
import dev.janji.gateways.voice.asterisk.AriVoicePort;
import dev.janji.gateways.voice.carrier.CarrierPort;
import dev.janji.gateways.whatsapp.WhatsAppPort;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The channels of a server: what is configured for real, and simulators for the rest if they are allowed. Immutable. */
public final class Gateways implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Gateways.class);

    private final Map<Channel, ChannelPort> ports;
    private final Optional<MailInbox> mailInbox;
    private final List<Webhook> webhooks;
    private final Optional<FieldFolder> field;

    private Gateways(
            Map<Channel, ChannelPort> ports,
            Optional<MailInbox> mailInbox,
            List<Webhook> webhooks,
            Optional<FieldFolder> field) {
        this.ports = ports;
        this.mailInbox = mailInbox;
        this.webhooks = webhooks;
        this.field = field;
    }

    /**
     * @param root the whole configuration, see {@link GatewaySettings#from}
     * @param clock of the server
     * @param listener where receipts go
     * @param inbound where what debtors write goes
     */
    public static Gateways start(Config root, HouseClock clock, ReceiptListener listener, InboundListener inbound) {
        GatewaySettings settings = GatewaySettings.from(root);
        Map<Channel, ChannelPort> ports = new EnumMap<>(Channel.class);
        settings.simulators().forEach((channel, simulator) -> {
            LOG.info("Channel is simulated: nobody is contacted [channel={}, log={}]", channel, simulator.log());
            ports.put(channel, SimulatedPort.start(channel, simulator, clock, listener, inbound));
        });
        settings.smpp().ifPresent(smpp -> ports.put(Channel.SMS, SmppSmsPort.start(smpp, clock, listener, inbound)));
        settings.secondSmpp()
                .ifPresent(smpp ->
                        failOver(ports, SmppSmsPort.start(smpp, clock, listener, inbound), settings.failover()));
        settings.smtp().ifPresent(smtp -> ports.put(Channel.EMAIL, SmtpEmailPort.start(smtp, clock)));
        settings.secondSmtp().ifPresent(smtp -> failOver(ports, SmtpEmailPort.start(smtp, clock), settings.failover()));
        settings.letters()
                .ifPresent(letters -> ports.put(Channel.LETTER, OutboxLetterPort.start(letters, clock, listener)));
        settings.carrier().ifPresent(carrier -> {
            LOG.info("Channel is simulated: nobody is called [channel={}, log={}]", Channel.VOICE, carrier.log());
            ports.put(Channel.VOICE, CarrierPort.start(carrier, clock));
        });
        settings.asterisk().ifPresent(asterisk -> ports.put(Channel.VOICE, AriVoicePort.start(asterisk, clock)));
        Optional<MailInbox> mailInbox = settings.imap()
                .flatMap(imap -> settings.smtp().map(smtp -> MailInbox.start(imap, smtp, clock, listener, inbound)));
        if (!settings.push().isEmpty()) {
            ports.put(Channel.PUSH, PushPort.start(settings.push(), clock));
        }
        List<Webhook> webhooks = new ArrayList<>();
        settings.whatsApp().ifPresent(whatsApp -> {
            WhatsAppPort port = WhatsAppPort.start(whatsApp, clock, listener, inbound);
            ports.put(Channel.WHATSAPP, port);
            webhooks.add(port.webhook());
        });
        Optional<FieldFolder> field = settings.field().map(outbox -> FieldFolder.start(outbox, clock));
        return new Gateways(Map.copyOf(ports), mailInbox, List.copyOf(webhooks), field);
    }

    private static void failOver(Map<Channel, ChannelPort> ports, ChannelPort second, FailoverSettings settings) {
        ports.computeIfPresent(second.channel(), (channel, first) -> new FailoverPort(first, second, settings));
    }

    /** The adapter of every channel that has one. */
    public Map<Channel, ChannelPort> ports() {
        return ports;
    }

    /** What providers call over HTTP. */
    public List<Webhook> webhooks() {
        return webhooks;
    }

    /** Where cases of field collectors go, if there is one. */
    public Optional<FieldOutbox> field() {
        return field.map(folder -> folder);
    }

    /** Closes every adapter; drain the dispatcher first. */
    @Override
    public void close() {
        mailInbox.ifPresent(MailInbox::close);
        field.ifPresent(FieldFolder::close);
        ports.values().forEach(ChannelPort::close);
    }
}
