package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.util.Locale;

/** A time in which a simulated provider takes no message. Immutable. */
public record Outage(Spell spell, As as) {
    /** What it looks like from here. */
    public enum As {
        /** Nobody can be reached; nothing leaves the house. */
        DOWN(Script.Reception.REJECTED),
        /** What is sent is lost, and no answer comes. */
        SILENT(Script.Reception.LOST_BEFORE),
        /** Everything is too fast. */
        THROTTLED(Script.Reception.THROTTLED);

        private final Script.Reception reception;

        As(Script.Reception reception) {
            this.reception = reception;
        }

        /** What becomes of a message that comes to it all the same. */
        Script.Reception reception() {
            return reception;
        }
    }

    /**
     * @throws ConfigException when a key is missing or out of its range
     * @throws IllegalArgumentException when {@code as} is no such word
     */
    static Outage from(Config config) {
        return new Outage(Spell.from(config), As.valueOf(config.getString("as").toUpperCase(Locale.ROOT)));
    }
}
