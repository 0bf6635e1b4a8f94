package dev.janji.gateways.simulator;

import dev.janji.actors.channel.OutboundMessage;
import java.time.Duration;
import java.time.Instant;

/** What WhatsApp takes: words of a person only within 24 hours after the debtor wrote, registered templates at any time. */
final class WhatsAppWindow {
    private static final Duration OPEN = Duration.ofHours(24);

    private WhatsAppWindow() {}

    static boolean takes(OutboundMessage message, Instant now) {
        boolean isTemplate = !message.wording().values().isEmpty();
        Instant writtenAt = message.wording().writtenAt();
        return isTemplate || writtenAt != null && now.isBefore(writtenAt.plus(OPEN));
    }
}
