package dev.janji.gateways.voice.asterisk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import dev.janji.actors.voice.VoicePort.Recording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The sounds of templates by language: parts that are played one after another, each a media URI of the Asterisk's, or a variable in braces that is said by its own
 * voice. Immutable.
 *
 * @param parts by template and language, as {@code recorded-overdue.id}; none is empty
 */
record Recordings(Map<String, List<String>> parts) {
    private static final Pattern URI = Pattern.compile("(sound|recording|number|digits|tone):[^\\s,{}]+");
    private static final Pattern VARIABLE = Pattern.compile("\\{([a-z-]+)}");
    private static final Pattern DIGITS = Pattern.compile("\\*?[0-9]{1,40}");

    /** Said as a number; every other variable digit by digit. */
    private static final String COUNT = "days-past-due";

    Recordings {
        Map<String, List<String>> copy = new HashMap<>();
        parts.forEach((key, list) -> copy.put(key, List.copyOf(list)));
        parts = Map.copyOf(copy);
    }

    /** @throws IllegalArgumentException when a part is neither; the text names it */
    static Recordings from(Config config) {
        Map<String, List<String>> parts = new HashMap<>();
        for (String template : config.root().keySet()) {
            Config languages = config.getConfig(ConfigUtil.joinPath(template));
            for (String language : languages.root().keySet()) {
                String key = template + "." + language;
                List<String> list = languages.getStringList(ConfigUtil.joinPath(language));
                if (list.isEmpty()) {
                    throw new IllegalArgumentException(
                            "Expected recordings." + key + " to have a part, but it is empty");
                }
                for (String part : list) {
                    if (!URI.matcher(part).matches() && !VARIABLE.matcher(part).matches()) {
                        throw new IllegalArgumentException("Expected recordings." + key
                                + " to be of media URIs without spaces and commas, such as sound:janji/id/overdue, and of"
                                + " variables in braces, but it has " + part);
                    }
                }
                parts.put(key, list);
            }
        }
        return new Recordings(parts);
    }

    /** @return what is missing to play it, without what is personal; empty when nothing is */
    Optional<String> lacksFor(Recording recording) {
        List<String> list = parts.get(recording.toString());
        if (list == null) {
            return Optional.of("no sounds at janji.gateways.voice.asterisk.recordings." + recording);
        }
        for (String part : list) {
            String variable = variableOf(part);
            if (variable != null
                    && !DIGITS.matcher(recording.values().getOrDefault(variable, ""))
                            .matches()) {
                return Optional.of("no digits to say as {" + variable + "} of " + recording);
            }
        }
        return Optional.empty();
    }

    /** @throws IllegalStateException when something is missing */
    String mediaOf(Recording recording) {
        lacksFor(recording).ifPresent(lacking -> {
            throw new IllegalStateException("Expected a recording that can be played, but there are " + lacking);
        });
        List<String> media = new ArrayList<>();
        for (String part : parts.getOrDefault(recording.toString(), List.of())) {
            String variable = variableOf(part);
            media.add(
                    variable == null
                            ? part
                            : (variable.equals(COUNT) ? "number:" : "digits:") + digits(recording, variable));
        }
        return String.join(",", media);
    }

    /** The end of an account is written with a star before it. */
    private static String digits(Recording recording, String variable) {
        String value = recording.values().getOrDefault(variable, "");
        return value.startsWith("*") ? value.substring(1) : value;
    }

    private static @Nullable String variableOf(String part) {
        Matcher variable = VARIABLE.matcher(part);
        return variable.matches() ? variable.group(1) : null;
    }
}
