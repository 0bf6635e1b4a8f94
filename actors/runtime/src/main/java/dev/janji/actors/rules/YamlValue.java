package dev.janji.actors.rules;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** One value of a YAML file, which knows where it stands. Every refusal names file and line. Immutable. */
public final class YamlValue {
    private static final int LAST_YEAR = 9_999;

    private final String file;
    private final Node node;

    private YamlValue(String file, Node node) {
        this.file = file;
        this.node = node;
    }

    /** @param file its name, for messages */
    public static YamlValue parse(String file, String text) {
        try {
            Optional<Node> root =
                    new Compose(LoadSettings.builder().setLabel(file).build()).composeString(text);
            return new YamlValue(
                    file, root.orElseThrow(() -> new RuleFileRefused(file, "expected rules, but it is empty")));
        } catch (MarkedYamlEngineException e) {
            int line = e.getProblemMark().map(mark -> mark.getLine() + 1).orElse(1);
            throw new RuleFileRefused(
                    file, line, "expected YAML, but " + e.getProblem().replaceFirst("^but ", ""));
        } catch (YamlEngineException e) {
            throw new RuleFileRefused(file, "expected YAML, but " + e.getMessage());
        }
    }

    /** @return to be thrown. @param problem what to write instead, after "expected" */
    public RuleFileRefused refused(String problem) {
        return node.getStartMark()
                .map(mark -> new RuleFileRefused(file, mark.getLine() + 1, problem))
                .orElseGet(() -> new RuleFileRefused(file, problem));
    }

    /** @return the text with file and line before it */
    public String warning(String text) {
        return refused(text).toString();
    }

    /** Refuses every key but these. */
    public YamlValue only(String... known) {
        Set<String> names = new TreeSet<>(Arrays.asList(known));
        members().forEach((key, value) -> {
            if (!names.contains(key)) {
                throw value.refused("expected one of " + String.join(", ", names) + ", but found `" + key + "`");
            }
        });
        return this;
    }

    /** @throws RuleFileRefused when the key is not there, or this has no keys */
    public YamlValue get(String key) {
        YamlValue value = find(key);
        if (value == null) {
            throw refused("expected `" + key + "`, but it is missing");
        }
        return value;
    }

    /** @return null when the key is not there */
    public @Nullable YamlValue find(String key) {
        return members().get(key);
    }

    /** @return in the order of the file. @throws RuleFileRefused when it has no keys, or one twice */
    public Map<String, YamlValue> members() {
        if (!(node instanceof MappingNode mapping)) {
            throw refused("expected keys with values, but found " + shown());
        }
        Map<String, YamlValue> members = new LinkedHashMap<>();
        for (NodeTuple tuple : mapping.getValue()) {
            String key = new YamlValue(file, tuple.getKeyNode()).text();
            YamlValue value = new YamlValue(file, tuple.getValueNode());
            if (members.put(key, value) != null) {
                throw value.refused("expected `" + key + "` once, but it is there twice");
            }
        }
        return members;
    }

    /** @throws RuleFileRefused when it is no list */
    public List<YamlValue> list() {
        if (!(node instanceof SequenceNode sequence)) {
            throw refused("expected a list such as [a, b], but found " + shown());
        }
        List<YamlValue> values = new ArrayList<>();
        sequence.getValue().forEach(each -> values.add(new YamlValue(file, each)));
        return values;
    }

    /** A list with something in it: an empty one would mean everything or nothing, and nobody could tell which. */
    public List<YamlValue> some() {
        List<YamlValue> values = list();
        if (values.isEmpty()) {
            throw refused("expected one or more, but the list is empty");
        }
        return values;
    }

    /**
     * Reads one after another, also behind one that is refused, so that whoever mends a file sees all of it at once.
     *
     * @throws RuleFileRefused with everything that was refused
     */
    static <T> List<T> readEach(List<YamlValue> values, Function<YamlValue, T> reader) {
        List<T> read = new ArrayList<>();
        List<RuleFileRefused> refusals = new ArrayList<>();
        for (YamlValue value : values) {
            try {
                read.add(reader.apply(value));
            } catch (RuleFileRefused e) {
                refusals.add(e);
            }
        }
        if (!refusals.isEmpty()) {
            throw RuleFileRefused.all(refusals);
        }
        return read;
    }

    /** @throws RuleFileRefused when it is no text, or a blank one */
    public String text() {
        if (!(node instanceof ScalarNode scalar) || scalar.getValue().isBlank()) {
            throw refused("expected a text, but found " + shown());
        }
        return scalar.getValue();
    }

    /** @throws RuleFileRefused when it is no whole number, or outside of both ends, which are in the range */
    public int number(int from, int to) {
        int number;
        try {
            number = Integer.parseInt(text());
        } catch (NumberFormatException e) {
            throw refused("expected a whole number, but found " + shown());
        }
        if (number < from || number > to) {
            throw refused("expected a number from " + from + " to " + to + ", but found " + number);
        }
        return number;
    }

    /** For a key that is there or not, and means one thing. */
    public void demandTrue() {
        if (!text().equals("true")) {
            throw refused("expected `true`, or no such line, but found " + shown());
        }
    }

    /** @throws RuleFileRefused when it is no date */
    public LocalDate date() {
        LocalDate date = parsed(LocalDate::parse, "a date such as 2026-08-17");
        if (date.getYear() < 1 || date.getYear() > LAST_YEAR) {
            throw refused("expected a date such as 2026-08-17, but found " + shown());
        }
        return date;
    }

    /** @throws RuleFileRefused when it is no local time */
    public LocalTime time() {
        return parsed(LocalTime::parse, "a time such as \"08:00\"");
    }

    /** @param expected in words, for the refusal. @throws RuleFileRefused when the parser refuses it */
    public <T> T parsed(Function<String, T> parser, String expected) {
        try {
            return parser.apply(text());
        } catch (DateTimeException | IllegalArgumentException e) {
            throw refused("expected " + expected + ", but found " + shown());
        }
    }

    /** @throws RuleFileRefused that names the words there are */
    public <E extends Enum<E>> E word(Class<E> type) {
        String written = text();
        for (E each : type.getEnumConstants()) {
            if (written(each).equals(written)) {
                return each;
            }
        }
        throw refused("expected one of "
                + Arrays.stream(type.getEnumConstants()).map(YamlValue::written).collect(Collectors.joining(", "))
                + ", but found " + shown());
    }

    /** A list of them, with at least one. @throws RuleFileRefused that names the words there are */
    public <E extends Enum<E>> Set<E> words(Class<E> type) {
        return some().stream().map(each -> each.word(type)).collect(Collectors.toUnmodifiableSet());
    }

    /** @return the constant as it stands in a file: {@code WARNING_LETTER} is {@code warning-letter} */
    public static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** @return what it says, whatever its comments, spaces and order of keys: equal for equal meaning */
    public String meaning() {
        if (node instanceof ScalarNode scalar) {
            return "'" + scalar.getValue().replace("'", "''") + "'";
        }
        return node instanceof MappingNode
                ? new TreeMap<>(members())
                        .entrySet().stream()
                                .map(each -> "'" + each.getKey() + "':"
                                        + each.getValue().meaning())
                                .collect(Collectors.joining(",", "{", "}"))
                : list().stream().map(YamlValue::meaning).collect(Collectors.joining(",", "[", "]"));
    }

    private String shown() {
        if (node instanceof ScalarNode scalar) {
            return scalar.getValue().isEmpty() ? "nothing" : "`" + scalar.getValue() + "`";
        }
        return node instanceof MappingNode ? "keys with values" : "a list";
    }
}
