package dev.janji.actors.rules;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.channel.MessageTemplates;
import dev.janji.domain.account.BucketScale;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.BiPredicate;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where strategies are found: in a folder of the installation, else among those that Janji ships. Thread-safe; reads a file anew each time.
 */
public final class StrategyFiles {
    /** What Janji ships, in the order in which {@code janji strategy show} lists them. */
    public static final List<String> SHIPPED = List.of(
            "default",
            "consumer-finance",
            "p2p",
            "credit-card",
            "credit-card-desk",
            "credit-card-omnichannel",
            "desk-collection");

    static final String RESOURCES = "strategies/";

    private final RuleFiles files;

    /** @param folder with {@code NAME.yaml}; null when there is none */
    public StrategyFiles(@Nullable Path folder) {
        this(RuleFiles.in(folder, RESOURCES, String.join(", ", SHIPPED)));
    }

    private StrategyFiles(RuleFiles files) {
        this.files = files;
    }

    static StrategyFiles among(RuleFiles files) {
        return new StrategyFiles(files);
    }

    /**
     * What a strategy may name.
     *
     * @param buckets of the lender
     * @param texts whether there is a text of this template for this channel
     */
    public record Vocabulary(BucketScale buckets, BiPredicate<String, Channel> texts) {

        /**
         * The buckets and texts of a configuration.
         *
         * @param root the whole configuration
         * @throws ConfigException that names the key at fault
         */
        public static Vocabulary of(Config root) {
            MessageTemplates templates = MessageTemplates.from(root);
            String at = "janji.rules.default";
            return new Vocabulary(new RulesReader(root.getConfig(at), templates, true, at).buckets(), templates::has);
        }
    }

    /** A strategy that can be used, and what its author may not have meant. @param warnings begin with file and line */
    public record Checked(Strategy strategy, List<String> warnings) {
        public Checked {
            warnings = List.copyOf(warnings);
        }
    }

    /**
     * @param current name of the file for whoever comes new
     * @param earlier names of the files that still work accounts
     * @throws RuleFileRefused that names file, line, and what to write instead
     */
    public Strategies read(String current, List<String> earlier, Vocabulary vocabulary) {
        return new Strategies(
                named(current, vocabulary).strategy(),
                earlier.stream().map(name -> named(name, vocabulary).strategy()).toList());
    }

    /** One that stands in this folder or is shipped. @throws RuleFileRefused as {@link #read} */
    public Checked named(String name, Vocabulary vocabulary) {
        return named(name, vocabulary, problem -> new RuleFileRefused(name, problem));
    }

    /** @param missing says who asked for it */
    Checked named(String name, Vocabulary vocabulary, Function<String, RuleFileRefused> missing) {
        return checked(files.find(name + ".yaml", missing), vocabulary);
    }

    /** One that stands in a file of its own. @throws RuleFileRefused as {@link #read} */
    public static Checked read(Path file, Vocabulary vocabulary) {
        return checked(RuleFiles.read(file), vocabulary);
    }

    /** @return the JSON Schema of a strategy, for editors */
    public static String schema() {
        try (InputStream schema = StrategyFiles.class.getResourceAsStream("strategy.schema.json")) {
            return new String(Objects.requireNonNull(schema).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read the schema of strategies, but could not", e);
        }
    }

    private static Checked checked(RuleFiles.Source source, Vocabulary vocabulary) {
        StrategyReader reader = new StrategyReader(vocabulary);
        Strategy strategy = reader.read(YamlValue.parse(source.name(), source.text()));
        return new Checked(strategy, new StrategyTrial(strategy, reader, vocabulary.buckets()).warnings());
    }
}
