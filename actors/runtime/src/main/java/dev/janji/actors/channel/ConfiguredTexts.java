package dev.janji.actors.channel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.contact.Channel;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The texts as they stand in {@code janji.templates}; every refusal names the key. Immutable. */
public final class ConfiguredTexts {
    private static final String VARIABLES = "variables";
    private static final String TEXTS = "texts";
    private static final String LINKED = "texts-with-payment-link";

    private final Config config;
    private final TextDemands demands;
    private final String defaultLanguage;

    private ConfiguredTexts(Config root) {
        this.config = root.getConfig("janji.templates");
        this.demands = TextDemands.from(root);
        this.defaultLanguage = config.getString("default-language");
    }

    /** @param root the whole configuration */
    public static ConfiguredTexts from(Config root) {
        return new ConfiguredTexts(root);
    }

    /**
     * A template for one channel.
     *
     * @param variables in the order in which they are declared
     * @param languages each with subject and body, sorted
     */
    public record Text(List<String> variables, Map<String, Words> languages) {}

    /** @param subject empty where there is none */
    public record Words(String subject, String body) {}

    /**
     * @param linked for a lender that has a payment link
     * @return the channels of a template with their texts, without opt-out sentences; empty when there is no such template
     */
    public Map<Channel, Text> find(String template, boolean linked) {
        Map<Channel, Text> found = new LinkedHashMap<>();
        for (Channel channel : Channel.values()) {
            String name = channel.name().toLowerCase(Locale.ROOT);
            for (String block : blocks(linked)) {
                String at = ConfigUtil.joinPath(block, template, name);
                if (config.hasPath(at)) {
                    found.putIfAbsent(channel, text(config.getConfig(at)));
                }
            }
        }
        return found;
    }

    /** The first has the word. */
    private static List<String> blocks(boolean linked) {
        return linked ? List.of(LINKED, TEXTS) : List.of(TEXTS);
    }

    MessageTemplates checked(boolean linked) {
        MessageTemplates.Draft draft = new MessageTemplates.Draft(demands, defaultLanguage);
        Set<String> done = new HashSet<>();
        for (String block : blocks(linked)) {
            for (String template : config.getObject(block).keySet()) {
                Config channels = config.getConfig(ConfigUtil.joinPath(block, template));
                for (String name : channels.root().keySet()) {
                    String at = "janji.templates." + block + "." + template + "." + name;
                    if (done.add(template + "." + name)) {
                        add(draft, template, channelOf(name, at), text(channels.getConfig(name)), at);
                    }
                }
            }
        }
        return draft.finished();
    }

    private static void add(MessageTemplates.Draft draft, String template, Channel channel, Text text, String at) {
        Set<MessageVariable> declared = EnumSet.noneOf(MessageVariable.class);
        for (String key : text.variables()) {
            declared.add(MessageVariable.of(key)
                    .orElseThrow(() -> refusal(at, "expected declared variables to be known, but " + key + " is not")));
        }
        text.languages().forEach((language, words) -> {
            try {
                draft.add(template, channel, language, declared, words.subject(), words.body());
            } catch (IllegalArgumentException e) {
                throw refusal(at + "." + language, String.valueOf(e.getMessage()));
            }
        });
        try {
            draft.demandDefaultLanguage(template, channel);
        } catch (IllegalArgumentException e) {
            throw refusal(at, String.valueOf(e.getMessage()));
        }
    }

    private static Text text(Config languages) {
        Map<String, Words> words = new LinkedHashMap<>();
        for (String language : new TreeSet<>(languages.root().keySet())) {
            if (!language.equals(VARIABLES)) {
                Config text = languages.getConfig(language);
                words.put(
                        language,
                        new Words(text.hasPath("subject") ? text.getString("subject") : "", text.getString("body")));
            }
        }
        return new Text(new ArrayList<>(languages.getStringList(VARIABLES)), words);
    }

    private static Channel channelOf(String name, String at) {
        for (Channel channel : Channel.values()) {
            if (channel.name().toLowerCase(Locale.ROOT).equals(name)) {
                return channel;
            }
        }
        throw refusal(at, "expected the name of a channel, but " + name + " is none");
    }

    private static ConfigException refusal(String at, String expected) {
        return new ConfigException.Generic(at + ": " + expected);
    }
}
