package dev.janji.actors.channel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.debtor.RecordedCalls;
import dev.janji.domain.debtor.WarningLetters;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The words that may leave the house, per template, channel and language, checked once: every language speaks of exactly the declared
 * variables, and all of them keep the {@link TextDemands} of the installation. Immutable.
 */
public final class MessageTemplates {
    /** What ID-07 demands of the words of a warning letter. */
    private static final Set<MessageVariable> WARNING_LETTER = EnumSet.of(
            MessageVariable.DUE_DATE,
            MessageVariable.DAYS_PAST_DUE,
            MessageVariable.PRINCIPAL,
            MessageVariable.INTEREST,
            MessageVariable.PENALTY);

    /** Where a link can be tapped. */
    private static final Set<Channel> TAPPED = EnumSet.of(Channel.SMS, Channel.EMAIL, Channel.PUSH, Channel.WHATSAPP);

    private record Key(String template, Channel channel) {}

    /** One text in one language. */
    record Words(Locale locale, MessageText subject, MessageText body) {
        Set<MessageVariable> variables() {
            Set<MessageVariable> all = EnumSet.copyOf(body.variables());
            all.addAll(subject.variables());
            return all;
        }
    }

    private final TextDemands demands;
    private final String defaultLanguage;
    private final Map<Key, Map<String, Words>> texts;
    private final Optional<MessageTemplates> earlier;

    private MessageTemplates(
            TextDemands demands,
            String defaultLanguage,
            Map<Key, Map<String, Words>> texts,
            Optional<MessageTemplates> earlier) {
        this.demands = demands;
        this.defaultLanguage = defaultLanguage;
        this.texts = texts;
        this.earlier = earlier;
    }

    /**
     * The texts of the installation.
     *
     * @param root the whole configuration
     * @throws ConfigException when a text may not be used; names its key
     */
    public static MessageTemplates from(Config root) {
        return ConfiguredTexts.from(root).checked(false);
    }

    /** The same for lenders that have a payment link. */
    public static MessageTemplates withPaymentLinks(Config root) {
        return ConfiguredTexts.from(root).checked(true);
    }

    /** @param languageTag BCP 47; the default language speaks for those that have no text */
    public Rendering render(String template, Channel channel, String languageTag, MessageValues known) {
        Map<String, Words> languages = texts.get(new Key(template, channel));
        if (languages == null) {
            return earlier.map(texts -> texts.render(template, channel, languageTag, known))
                    .orElseGet(() -> new Rendering.NotRendered(
                            Rendering.NotRendered.Reason.NO_TEMPLATE, "no text " + template + " for " + channel));
        }
        Words words = languages.get(languageOf(languageTag));
        if (words == null) {
            words = languages.get(defaultLanguage);
        }
        if (words == null) {
            throw new IllegalStateException("Expected the default language of " + template + ", but it is missing");
        }
        Map<MessageVariable, String> spoken = new EnumMap<>(MessageVariable.class);
        for (MessageVariable variable : words.variables()) {
            Optional<String> value = known.spoken(variable, words.locale());
            if (value.isEmpty()) {
                return new Rendering.NotRendered(
                        Rendering.NotRendered.Reason.NO_VALUE, template + " needs {" + variable.key() + "}");
            }
            spoken.put(variable, value.get());
        }
        Map<String, String> values = new HashMap<>();
        spoken.forEach((variable, value) -> values.put(variable.key(), value));
        return new Rendering.Rendered(
                words.subject().with(spoken::get, known::raw),
                words.body().with(spoken::get, known::raw),
                words.locale().toLanguageTag(),
                values);
    }

    /**
     * What a person wrote to a debtor, with what the channel adds to every text.
     *
     * @param languageTag BCP 47, of the debtor
     * @return {@code NOT_FIT} with what was expected instead when it may not be sent
     */
    public Rendering answer(Channel channel, String languageTag, String text) {
        try {
            return demands.answer(channel, spokenOf(languageTag), text);
        } catch (IllegalArgumentException e) {
            return new Rendering.NotRendered(Rendering.NotRendered.Reason.NOT_FIT, String.valueOf(e.getMessage()));
        }
    }

    /** @return what stands behind every text of this channel, the gap before it included; empty when nothing does */
    public String tail(Channel channel, String languageTag) {
        return demands.tail(channel, spokenOf(languageTag));
    }

    private String spokenOf(String languageTag) {
        String language = languageOf(languageTag);
        return demands.languages().contains(language) ? language : defaultLanguage;
    }

    /** @return the languages of every text by channel and name, sorted; without those of earlier versions */
    public Map<String, Map<Channel, Set<String>>> written() {
        Map<String, Map<Channel, Set<String>>> written = new TreeMap<>();
        texts.forEach((key, languages) -> written.computeIfAbsent(key.template(), added -> new EnumMap<>(Channel.class))
                .put(key.channel(), new TreeSet<>(languages.keySet())));
        return written;
    }

    /** Whether there is a text of this name for any channel. */
    public boolean has(String template) {
        return Arrays.stream(Channel.values()).anyMatch(channel -> has(template, channel));
    }

    /** Whether there is a text, so that a strategy that names it can be checked when it is loaded. */
    public boolean has(String template, Channel channel) {
        return texts.containsKey(new Key(template, channel))
                || earlier.isPresent() && earlier.get().has(template, channel);
    }

    /** Whether a text of this name says it, in any language. */
    public boolean speaksOf(String template, Channel channel, MessageVariable variable) {
        Map<String, Words> languages = texts.get(new Key(template, channel));
        return languages == null
                ? earlier.isPresent() && earlier.get().speaksOf(template, channel, variable)
                : languages.values().stream()
                        .anyMatch(words -> words.variables().contains(variable));
    }

    /** @param before speaks for templates that are not here, which earlier versions of a strategy may still name */
    public MessageTemplates over(MessageTemplates before) {
        return new MessageTemplates(
                demands,
                defaultLanguage,
                texts,
                Optional.of(earlier.map(own -> own.over(before)).orElse(before)));
    }

    /** Whether the text says something else for one than for many, so that one rendering does not show all of it. @param language as in {@link #written} */
    public boolean varies(String template, Channel channel, String language) {
        Words words = texts.getOrDefault(new Key(template, channel), Map.of()).get(language);
        return words != null
                && (words.subject().variants().size() > 1
                        || words.body().variants().size() > 1);
    }

    private static String languageOf(String tag) {
        int end = tag.indexOf('-');
        return (end < 0 ? tag : tag.substring(0, end)).toLowerCase(Locale.ROOT);
    }

    /** Texts that are gathered one by one. Not thread-safe. */
    public static final class Draft {
        private final TextDemands demands;
        private final String defaultLanguage;
        private final Map<Key, Map<String, Words>> texts = new HashMap<>();

        /** @param defaultLanguage speaks for those that a text does not have */
        public Draft(TextDemands demands, String defaultLanguage) {
            this.demands = demands;
            this.defaultLanguage = defaultLanguage;
        }

        /**
         * @param language such as {@code id}, without a region
         * @param declared the variables that the text must speak of
         * @param subject empty where there is none
         * @throws IllegalArgumentException that says what was expected instead
         */
        public void add(
                String template,
                Channel channel,
                String language,
                Set<MessageVariable> declared,
                String subject,
                String body) {
            if (WarningLetters.is(template, channel) && !declared.containsAll(WARNING_LETTER)) {
                throw new IllegalArgumentException("expected a warning letter to speak of "
                        + WARNING_LETTER.stream()
                                .map(each -> "{" + each.key() + "}")
                                .collect(Collectors.joining(", "))
                        + " (ID-07), but it does not speak of all of them");
            }
            if (RecordedCalls.is(template, channel)) {
                RecordedText.demand(template, declared, body);
            }
            Words words = demands.kept(channel, language, subject, body);
            if (words.subject().variables().contains(MessageVariable.PAYMENT_LINK)
                    || declared.contains(MessageVariable.PAYMENT_LINK) && !TAPPED.contains(channel)) {
                throw new IllegalArgumentException(
                        "expected {payment-link} in the body of a text for sms, email, push or whatsapp,"
                                + " where it can be tapped, but found it elsewhere");
            }
            if (!words.variables().equals(declared)) {
                throw new IllegalArgumentException(
                        "expected exactly the variables " + declared + ", but found " + words.variables());
            }
            texts.computeIfAbsent(new Key(template, channel), key -> new HashMap<>())
                    .put(language, words);
        }

        /** @throws IllegalArgumentException when the default language lacks */
        public void demandDefaultLanguage(String template, Channel channel) {
            if (!texts.getOrDefault(new Key(template, channel), Map.of()).containsKey(defaultLanguage)) {
                throw new IllegalArgumentException(
                        "expected a text in the default language " + defaultLanguage + ", but there is none");
            }
        }

        public MessageTemplates finished() {
            Map<Key, Map<String, Words>> all = new HashMap<>();
            texts.forEach((key, languages) -> all.put(key, Map.copyOf(languages)));
            return new MessageTemplates(demands, defaultLanguage, Map.copyOf(all), Optional.empty());
        }
    }
}
