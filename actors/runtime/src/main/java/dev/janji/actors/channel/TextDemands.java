package dev.janji.actors.channel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.contact.Channel;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;

/**
 * What every text of an installation must keep, whoever wrote it, read from {@code janji.templates}: it has none of the forbidden words,
 * and where the channel needs one, the opt-out sentence is added here, so that no text can lack it. Rules ID-03, ID-14 and US-08 of
 * {@code docs/rules.md}. Immutable.
 */
public final class TextDemands {
    private final Map<Channel, Map<String, String>> optOuts;
    private final Map<String, List<String>> forbiddenWords;

    private final Map<String, String> answerSubjects;

    private TextDemands(
            Map<Channel, Map<String, String>> optOuts,
            Map<String, List<String>> forbiddenWords,
            Map<String, String> answerSubjects) {
        this.optOuts = optOuts;
        this.forbiddenWords = forbiddenWords;
        this.answerSubjects = answerSubjects;
    }

    /** @param root the whole configuration */
    public static TextDemands from(Config root) {
        Config templates = root.getConfig("janji.templates");
        Map<Channel, Map<String, String>> optOuts = new EnumMap<>(Channel.class);
        for (Channel channel : Channel.values()) {
            String at = "opt-out." + written(channel);
            if (templates.hasPath(at)) {
                optOuts.put(channel, sentences(templates.getConfig(at)));
            }
        }
        Map<String, List<String>> forbidden = new HashMap<>();
        Config words = templates.getConfig("forbidden-words");
        for (String language : words.root().keySet()) {
            forbidden.put(language, List.copyOf(words.getStringList(ConfigUtil.quoteString(language))));
        }
        return new TextDemands(optOuts, Map.copyOf(forbidden), sentences(templates.getConfig("answer-subject")));
    }

    private static Map<String, String> sentences(Config languages) {
        Map<String, String> sentences = new HashMap<>();
        for (String language : languages.root().keySet()) {
            sentences.put(language, languages.getString(ConfigUtil.quoteString(language)));
        }
        return Map.copyOf(sentences);
    }

    /** @return languages in which every channel can speak, sorted */
    public List<String> languages() {
        TreeSet<String> languages = new TreeSet<>(forbiddenWords.keySet());
        optOuts.values().forEach(sentences -> languages.retainAll(sentences.keySet()));
        return List.copyOf(languages);
    }

    /**
     * What a person wrote, with what the channel adds. Nobody knows in which language somebody writes, so no forbidden word of any may be in it.
     *
     * @param language one of {@link #languages}
     * @throws IllegalArgumentException that says what was expected instead, and nothing of the text but a forbidden word
     */
    Rendering.Rendered answer(Channel channel, String language, String text) {
        if (text.isBlank() || text.chars().anyMatch(c -> c != '\n' && Character.isISOControl(c))) {
            throw new IllegalArgumentException(
                    "expected a text without control characters, but it has some, or is empty");
        }
        for (String each : forbiddenWords.keySet()) {
            lint(text, each);
        }
        String subject = channel == Channel.EMAIL ? answerSubjects.getOrDefault(language, "") : "";
        return new Rendering.Rendered(subject, text.strip() + tail(channel, language), language, Map.of());
    }

    /** @return what stands behind every text of this channel, the gap before it included; empty when nothing does */
    String tail(Channel channel, String language) {
        Map<String, String> sentences = optOuts.get(channel);
        String optOut = sentences == null ? "" : sentences.getOrDefault(language, "");
        return optOut.isEmpty() ? "" : gap(channel) + optOut;
    }

    private static String gap(Channel channel) {
        return channel == Channel.EMAIL ? "\n\n" : " ";
    }

    /** @throws IllegalArgumentException that says what was expected instead */
    MessageTemplates.Words kept(Channel channel, String language, String subject, String body) {
        Map<String, String> sentences = optOuts.get(channel);
        String optOut = sentences == null ? "" : sentences.get(language);
        if (optOut == null) {
            throw new IllegalArgumentException("expected an opt-out sentence under opt-out." + written(channel) + "."
                    + language + ", but there is none");
        }
        if (subject.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("expected a subject of one line, but it has a control character");
        }
        String whole = optOut.isEmpty() ? body.strip() : body.strip() + gap(channel) + optOut;
        Locale locale = Locale.forLanguageTag(language);
        MessageTemplates.Words words = new MessageTemplates.Words(
                locale, MessageText.parse(subject, locale), MessageText.parse(whole, locale));
        // Words may come together only where a plural has chosen.
        words.subject().variants().forEach(variant -> lint(variant, language));
        words.body().variants().forEach(variant -> lint(variant, language));
        return words;
    }

    private void lint(String text, String language) {
        List<String> forbidden = forbiddenWords.get(language);
        if (forbidden == null) {
            throw new IllegalArgumentException(
                    "expected a list of forbidden words for the language, but there is none");
        }
        List<String> words = List.of(text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+"));
        for (String word : forbidden) {
            if (words.contains(word)) {
                throw new IllegalArgumentException("expected no forbidden word, but found '" + word + "'");
            }
        }
    }

    private static String written(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }
}
