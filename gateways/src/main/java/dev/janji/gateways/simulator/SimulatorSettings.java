package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * A simulated provider.
 *
 * @param log its log and its memory
 * @param threads that work at once
 * @param numbers addresses with a script of their own; a restart forgets which number an attempt went to, so that receipts
 *     still owed then follow the common script
 * @param owedFor receipts due since this long before a restart are brought again, house clock
 */
public record SimulatorSettings(Path log, int threads, Script script, Map<String, Script> numbers, Duration owedFor) {
    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public SimulatorSettings {
        numbers = Map.copyOf(numbers);
        if (threads < 1) {
            throw new IllegalArgumentException("Expected threads to be at least 1, but it is " + threads);
        }
        if (owedFor.isNegative()) {
            throw new IllegalArgumentException("Expected owed-for not to be negative, but it is " + owedFor);
        }
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static SimulatorSettings from(Config config) {
        Config script = config.getConfig("script");
        Map<String, Script> numbers = new HashMap<>();
        for (String number : config.getObject("numbers").keySet()) {
            Config own = config.getConfig(ConfigUtil.joinPath("numbers", number));
            numbers.put(number, Script.from(own.withFallback(script)));
        }
        try {
            return new SimulatorSettings(
                    Path.of(config.getString("log")),
                    config.getInt("threads"),
                    Script.from(script),
                    numbers,
                    config.getDuration("owed-for"));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    Script scriptFor(String address) {
        return numbers.getOrDefault(address, script);
    }

    /** Addresses are personal. */
    @Override
    public String toString() {
        return "SimulatorSettings[log=" + log + ", threads=" + threads + ", script=" + script + ", numbers="
                + numbers.size() + "]";
    }
}
