package dev.janji.orchestrator.words;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** A language that people are answered in. */
public enum Language {
    ENGLISH(Locale.UK),
    INDONESIAN(new Locale("id", "ID"));

    private final Locale locale;
    private final Phrases phrases;

    Language(Locale locale) {
        this.locale = locale;
        this.phrases = Phrases.load(locale);
    }

    /** @return as it stands in a request, such as {@code id} */
    public String tag() {
        return locale.getLanguage();
    }

    public Phrases phrases() {
        return phrases;
    }

    /**
     * @param tag empty for English
     * @return empty when there are no texts in it
     */
    public static Optional<Language> of(String tag) {
        return tag.isEmpty()
                ? Optional.of(ENGLISH)
                : Arrays.stream(values()).filter(each -> each.tag().equals(tag)).findFirst();
    }

    /** @return what a request may ask for, in words */
    public static String expected() {
        return "expected one of " + Arrays.stream(values()).map(Language::tag).collect(Collectors.joining(", "));
    }
}
