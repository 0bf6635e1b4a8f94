package dev.janji.gateways.voice.carrier;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.gateways.simulator.Script.Range;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.ZoneId;

/**
 * A played carrier.
 *
 * @param log of the attempts that were dialed, and the carrier's memory
 * @param calls log of what happened to each call
 * @param threads that take calls at once
 * @param zone whose hour of the day counts for who answers
 * @param lines calls at most at once; more find no circuit
 * @param reaction how long the house clock waits, in real time, for what the house does with somebody who answered; zero for not at all
 * @param inboundPerHour how many call the house, by the house clock, at most
 * @param inboundWithheld chance that such an occasion is a stranger's whose number is withheld, and nobody's who calls back
 * @param inboundNumber of the house, that they call; empty when the carrier does not tell
 * @param inboundWaits how long a caller waits for an agent
 * @param inboundAgrees chance that a caller who is asked whether to be called back presses 1
 * @param recordedConfirms chance that whoever hears the greeting of a recorded call presses 1
 * @param recordedCallsBack chance that it is 2
 * @param recordedStops chance that it is 9; the three are 1 together at most
 */
public record CarrierSettings(
        Path log,
        Path calls,
        int threads,
        ZoneId zone,
        int lines,
        Duration reaction,
        double inboundPerHour,
        double inboundWithheld,
        String inboundNumber,
        Range inboundWaits,
        double inboundAgrees,
        double recordedConfirms,
        double recordedCallsBack,
        double recordedStops,
        CallScript script) {
    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public CarrierSettings {
        demand(threads >= 1, "threads", "at least 1");
        demand(lines >= 1, "lines", "at least 1");
        demand(!reaction.isNegative(), "reaction", "not negative");
        demand(inboundPerHour >= 0 && inboundPerHour <= 1_000_000, "inbound.per-hour", "from 0 to 1000000");
        demand(inboundWithheld >= 0 && inboundWithheld <= 1, "inbound.withheld", "from 0 to 1");
        demand(inboundAgrees >= 0 && inboundAgrees <= 1, "inbound.agrees", "from 0 to 1");
        demand(
                recordedConfirms >= 0
                        && recordedCallsBack >= 0
                        && recordedStops >= 0
                        && recordedConfirms + recordedCallsBack + recordedStops <= 1,
                "recorded",
                "chances that are 1 together at most");
        demand(!log.equals(calls), "calls", "another file than log");
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static CarrierSettings from(Config config) {
        try {
            return new CarrierSettings(
                    Path.of(config.getString("log")),
                    Path.of(config.getString("calls")),
                    config.getInt("threads"),
                    zone(config.getString("time-zone")),
                    config.getInt("lines"),
                    config.getDuration("reaction"),
                    config.getDouble("inbound.per-hour"),
                    config.getDouble("inbound.withheld"),
                    config.getString("inbound.number"),
                    Range.from(config.getConfig("inbound.waits")),
                    config.getDouble("inbound.agrees"),
                    config.getDouble("recorded.confirms"),
                    config.getDouble("recorded.calls-back"),
                    config.getDouble("recorded.stops"),
                    CallScript.from(config.getConfig("script")));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name);
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(
                    "Expected time-zone to be one of the IANA's, but it is \"" + name + "\"", e);
        }
    }

    private static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }
}
