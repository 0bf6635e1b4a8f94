package dev.janji.actors.channel;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.stop.Stops;
import java.util.function.Supplier;

/** Whether a stop halts a message now. Thread-safe; never blocks. */
@FunctionalInterface
public interface StopCheck {
    boolean halts(Channel channel, OutboundMessage message);

    /** @param stops those that stand, at every call anew */
    static StopCheck of(Supplier<Stops> stops) {
        return (channel, message) ->
                stops.get().ofContact(message.debtor().lender(), channel, message.template(), message.strategies())
                        != null;
    }
}
