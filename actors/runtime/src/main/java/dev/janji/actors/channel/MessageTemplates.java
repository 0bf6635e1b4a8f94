package dev.janji.actors.channel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.contact.Channel;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The words that may leave the house, per template, channel and language, read from {@code janji.templates} and checked once:
 * every language speaks of exactly the declared variables, no forbidden word stands in any, and where the channel needs one the
 * opt-out sentence is added by this class, so that no text can lack it. Immutable.
 */
public final class MessageTemplates {
    private record Key(String template, Channel channel) {}

    private record Words(Locale locale, MessageText subject, MessageText body) {}

    private static final String VARIABLES = "variables";

    private final String defaultLanguage;
    private final Map<Key, Map<String, Words>> texts;

    private MessageTemplates(String defaultLanguage, Map<Key, Map<String, Words>> texts) {
        this.defaultLanguage = defaultLanguage;
        this.texts = texts;
    }

    /**
     * @param root the whole configuration
     * @throws ConfigException when a text may not be used; names its key
     */
    public static MessageTemplates from(Config root) {
        return new Reader(root.getConfig("janji.templates")).read();
    }

    /** @param languageTag BCP 47; the default language speaks for those that have no text */
    public Rendering render(String template, Channel channel, String languageTag, MessageValues values) {
        Map<String, Words> languages = texts.get(new Key(template, channel));
        if (languages == null) {
            return new Rendering.NotRendered(
                    Rendering.NotRendered.Reason.NO_TEMPLATE, "no text " + template + " for " + channel);
        }
        Words words = languages.get(languageOf(languageTag));
        if (words == null) {
            words = languages.get(defaultLanguage);
        }
        if (words == null) {
            throw new IllegalStateException("Expected the default language of " + template + ", but it is missing");
        }
        Map<MessageVariable, String> spoken = new EnumMap<>(MessageVariable.class);
        for (MessageVariable variable : variablesOf(words)) {
            Optional<String> value = values.spoken(variable, words.locale());
            if (value.isEmpty()) {
                return new Rendering.NotRendered(
                        Rendering.NotRendered.Reason.NO_VALUE, template + " needs {" + variable.key() + "}");
            }
            spoken.put(variable, value.get());
        }
        return new Rendering.Rendered(
                words.subject().with(spoken::get), words.body().with(spoken::get));
    }

    /** Whether there is a text of this name for any channel. */
    public boolean has(String template) {
        return Arrays.stream(Channel.values()).anyMatch(channel -> has(template, channel));
    }

    /** Whether there is a text, so that a strategy that names it can be checked when it is loaded. */
    public boolean has(String template, Channel channel) {
        return texts.containsKey(new Key(template, channel));
    }

    private static Set<MessageVariable> variablesOf(Words words) {
        Set<MessageVariable> all = EnumSet.copyOf(words.body().variables());
        all.addAll(words.subject().variables());
        return all;
    }

    private static String languageOf(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** Reads and checks; every refusal names the key. */
    private static final class Reader {
        private final Config config;
        private final String defaultLanguage;

        Reader(Config config) {
            this.config = config;
            this.defaultLanguage = config.getString("default-language");
        }

        MessageTemplates read() {
            Map<Key, Map<String, Words>> texts = new HashMap<>();
            for (String template : config.getObject("texts").keySet()) {
                Config channels = config.getConfig(ConfigUtil.joinPath("texts", template));
                for (String name : channels.root().keySet()) {
                    String at = "janji.templates.texts." + template + "." + name;
                    Channel channel = channelOf(name, at);
                    texts.put(new Key(template, channel), languages(channels.getConfig(name), name, at));
                }
            }
            return new MessageTemplates(defaultLanguage, Map.copyOf(texts));
        }

        private Map<String, Words> languages(Config languages, String channel, String at) {
            Set<MessageVariable> declared = EnumSet.noneOf(MessageVariable.class);
            for (String key : languages.getStringList(VARIABLES)) {
                declared.add(MessageVariable.of(key)
                        .orElseThrow(() -> refusal(at, "declared variables to be known, but " + key + " is not")));
            }
            Map<String, Words> words = new HashMap<>();
            for (String language : languages.root().keySet()) {
                if (!language.equals(VARIABLES)) {
                    words.put(
                            language,
                            words(languages.getConfig(language), channel, language, declared, at + "." + language));
                }
            }
            if (!words.containsKey(defaultLanguage)) {
                throw refusal(at, "a text in the default language " + defaultLanguage + ", but there is none");
            }
            return Map.copyOf(words);
        }

        private Words words(Config text, String channel, String language, Set<MessageVariable> declared, String at) {
            String subject = text.hasPath("subject") ? text.getString("subject") : "";
            String body = text.getString("body").strip();
            String optOut = ConfigUtil.joinPath("opt-out", channel, language);
            if (config.hasPath(ConfigUtil.joinPath("opt-out", channel)) && !config.hasPath(optOut)) {
                throw refusal(at, "an opt-out sentence under " + optOut + ", but there is none");
            }
            if (subject.chars().anyMatch(Character::isISOControl)) {
                throw refusal(at, "a subject of one line, but it has a control character");
            }
            lint(subject + ' ' + body, language, at);
            String gap = channel.equals("email") ? "\n\n" : " ";
            String whole = config.hasPath(optOut) ? body + gap + config.getString(optOut) : body;
            try {
                Words words = new Words(
                        Locale.forLanguageTag(language), MessageText.parse(subject), MessageText.parse(whole));
                if (!variablesOf(words).equals(declared)) {
                    throw refusal(at, "exactly the variables " + declared + ", but found " + variablesOf(words));
                }
                return words;
            } catch (IllegalArgumentException e) {
                throw new ConfigException.Generic(at + ": " + e.getMessage(), e);
            }
        }

        private void lint(String text, String language, String at) {
            String path = ConfigUtil.joinPath("forbidden-words", language);
            if (!config.hasPath(path)) {
                throw refusal(at, "a list of forbidden words for the language, but there is none");
            }
            List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
            for (String forbidden : config.getStringList(path)) {
                if (words.contains(forbidden)) {
                    throw refusal(at, "no forbidden word, but found '" + forbidden + "'");
                }
            }
        }

        private static Channel channelOf(String name, String at) {
            for (Channel channel : Channel.values()) {
                if (channel.name().toLowerCase(Locale.ROOT).equals(name)) {
                    return channel;
                }
            }
            throw refusal(at, "the name of a channel, but " + name + " is none");
        }

        private static ConfigException refusal(String at, String expected) {
            return new ConfigException.Generic(at + ": expected " + expected);
        }
    }
}
