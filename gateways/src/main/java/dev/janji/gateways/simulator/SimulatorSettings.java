package dev.janji.gateways.simulator;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.id.DebtorKey;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A simulated provider, and the people whom it reaches.
 *
 * @param log its log and its memory
 * @param replyLog what debtors wrote back
 * @param threads that work at once
 * @param script of everybody who has none of their own
 * @param segments shares of the debtors with a script of their own; a debtor is of the same one on every channel, and after a restart
 * @param endings what an address that ends so always does; of an e-mail's what stands before the @; the longest one counts
 * @param numbers addresses with a script of their own. A restart forgets to which address an attempt went, so receipts still owed then
 *     follow the common script or the segment's, and replies still owed are not written
 * @param owedFor receipts due since this long before a restart are brought again, house clock
 * @param outages in which it takes nothing
 * @param storms in which receipts and replies are dammed up, to come all at once at the end
 */
public record SimulatorSettings(
        Path log,
        Path replyLog,
        int threads,
        Script script,
        List<Segment> segments,
        Map<String, Script> endings,
        Map<String, Script> numbers,
        Duration owedFor,
        List<Outage> outages,
        List<Spell> storms) {
    /** @param share of the debtors, between 0 and 1 */
    public record Segment(String name, double share, Script script) {}

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public SimulatorSettings {
        segments = List.copyOf(segments);
        endings = Map.copyOf(endings);
        numbers = Map.copyOf(numbers);
        outages = List.copyOf(outages);
        storms = List.copyOf(storms);
        if (threads < 1) {
            throw new IllegalArgumentException("Expected threads to be at least 1, but it is " + threads);
        }
        if (owedFor.isNegative()) {
            throw new IllegalArgumentException("Expected owed-for not to be negative, but it is " + owedFor);
        }
        segments.forEach(each -> Script.chance("segments." + each.name() + ".share", each.share()));
        Script.chance(
                "the shares of segments together",
                segments.stream().mapToDouble(Segment::share).sum());
        endings.keySet().forEach(digits -> {
            if (!digits.matches("[0-9]{1,15}")) {
                throw new IllegalArgumentException("Expected endings of 1 to 15 digits, but got " + digits);
            }
        });
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static SimulatorSettings from(Config config) {
        Config common = config.getConfig("script");
        Script script = Script.from(common);
        try {
            Path log = Path.of(config.getString("log"));
            return new SimulatorSettings(
                    log,
                    replyLog(log),
                    config.getInt("threads"),
                    script,
                    segments(config, common),
                    endings(config, script),
                    numbers(config, common),
                    config.getDuration("owed-for"),
                    config.getConfigList("outages").stream().map(Outage::from).toList(),
                    config.getConfigList("storms").stream().map(Spell::from).toList());
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    /** Beside the log, {@code sms-replies.jsonl} of {@code sms.jsonl}. */
    public static Path replyLog(Path log) {
        return log.resolveSibling(log.getFileName().toString().replaceFirst("(\\.jsonl)?$", "-replies.jsonl"));
    }

    private static List<Segment> segments(Config config, Config common) {
        List<Segment> segments = new ArrayList<>();
        for (String name : new TreeSet<>(config.getObject("segments").keySet())) {
            Config own = config.getConfig(ConfigUtil.joinPath("segments", name));
            segments.add(new Segment(name, own.getDouble("share"), Script.from(own.withFallback(common))));
        }
        return segments;
    }

    private static Map<String, Script> endings(Config config, Script script) {
        Map<String, Script> endings = new HashMap<>();
        config.getObject("endings").forEach((digits, word) -> {
            if (word.unwrapped() != null) {
                endings.put(digits, Ending.of(String.valueOf(word.unwrapped())).over(script));
            }
        });
        return endings;
    }

    private static Map<String, Script> numbers(Config config, Config common) {
        Map<String, Script> numbers = new HashMap<>();
        for (String number : config.getObject("numbers").keySet()) {
            Config own = config.getConfig(ConfigUtil.joinPath("numbers", number));
            numbers.put(number, Script.from(own.withFallback(common)));
        }
        return numbers;
    }

    /** The script of an address that is known. */
    Script scriptFor(String address, DebtorKey debtor) {
        Script own = numbers.get(address);
        return own != null
                ? own
                : endings.entrySet().stream()
                        .filter(each -> withoutDomain(address).endsWith(each.getKey()))
                        .max(Comparator.comparingInt(each -> each.getKey().length()))
                        .map(Map.Entry::getValue)
                        .orElseGet(() -> scriptFor(debtor));
    }

    /** The script of a debtor of whom no address is known. */
    Script scriptFor(DebtorKey debtor) {
        double lot = Script.randomOf(script.seed(), "segment of " + debtor).nextDouble();
        for (Segment segment : segments) {
            if (lot < segment.share()) {
                return segment.script();
            }
            lot -= segment.share();
        }
        return script;
    }

    Optional<Outage.As> outageAt(Instant now) {
        return outages.stream()
                .filter(outage -> outage.spell().endAround(now).isPresent())
                .map(Outage::as)
                .findFirst();
    }

    /** The longest time between handing over and a receipt, whoever it went to. */
    Duration longestDelay() {
        Duration longest = Stream.concat(Stream.of(script), segments.stream().map(Segment::script))
                .map(Script::longestDelay)
                .max(Comparator.naturalOrder())
                .orElseThrow();
        return storms.stream()
                .map(Spell::lasts)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO)
                .plus(longest);
    }

    private static String withoutDomain(String address) {
        int at = address.lastIndexOf('@');
        return at < 0 ? address : address.substring(0, at);
    }

    /** Addresses are personal. */
    @Override
    public String toString() {
        return "SimulatorSettings[log=" + log + ", threads=" + threads + ", script=" + script + ", segments="
                + segments.size() + ", endings=" + endings.size() + ", numbers=" + numbers.size() + ", outages="
                + outages.size() + ", storms=" + storms.size() + "]";
    }
}
