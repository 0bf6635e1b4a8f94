package dev.janji.orchestrator.words;

import dev.janji.domain.money.Money;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;

/** The texts of one language, and how it writes dates, times and amounts. Immutable and thread-safe. */
public final class Phrases {
    private static final String RUPIAH = "IDR";

    private final Locale locale;
    private final Map<String, String> texts;
    private final DateTimeFormatter date;
    private final DateTimeFormatter day;
    private final DateTimeFormatter time;
    private final DateTimeFormatter seconds;
    private final DateTimeFormatter zoneName;

    private Phrases(Locale locale, Map<String, String> texts) {
        this.locale = locale;
        this.texts = Map.copyOf(texts);
        this.date = DateTimeFormatter.ofPattern(say("format.date"), locale);
        this.day = DateTimeFormatter.ofPattern(say("format.day"), locale);
        this.time = DateTimeFormatter.ofPattern(say("format.time"), locale);
        this.seconds = DateTimeFormatter.ofPattern(say("format.seconds"), locale);
        this.zoneName = DateTimeFormatter.ofPattern("zzz", locale);
    }

    static Phrases load(Locale locale) {
        String file = "/janji/words/" + locale.getLanguage() + ".properties";
        try (InputStream in = Phrases.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("Expected " + file + " beside the classes, but it is missing");
            }
            Properties read = new Properties();
            read.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            Map<String, String> texts = new HashMap<>();
            read.stringPropertyNames().forEach(key -> texts.put(key, read.getProperty(key)));
            return new Phrases(locale, texts);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every key. */
    Set<String> keys() {
        return new TreeSet<>(texts.keySet());
    }

    /**
     * @param parts take the places of {@code {0}}, {@code {1}} and so on
     * @throws IllegalArgumentException when the language has no such text
     */
    public String say(String key, Object... parts) {
        String text = texts.get(key);
        if (text == null) {
            throw new IllegalArgumentException("Expected a text for " + key + " in " + locale + ", but there is none");
        }
        StringBuilder said = new StringBuilder();
        int from = 0;
        for (int open = text.indexOf('{'); open >= 0; open = text.indexOf('{', from)) {
            int close = text.indexOf('}', open);
            said.append(text, from, open).append(parts[Integer.parseInt(text.substring(open + 1, close))]);
            from = close + 1;
        }
        return said.append(text, from, text.length()).toString();
    }

    /** The text for a count, which takes the place of {@code {0}}. */
    public String count(String key, long count, Object... parts) {
        Object[] all = new Object[parts.length + 1];
        all[0] = number(count);
        System.arraycopy(parts, 0, all, 1, parts.length);
        return say(counted(key, count), all);
    }

    /** @return the key of the text for a count */
    static String counted(String key, long count) {
        return key + (count == 1 ? ".one" : ".other");
    }

    /** The word for a constant. */
    public String word(Enum<?> constant) {
        return say(key(constant));
    }

    static String key(Enum<?> constant) {
        String type = constant.getDeclaringClass().getName();
        return type.substring(type.lastIndexOf('.') + 1).replace('$', '.') + "." + constant.name();
    }

    /** Words one after another, in the order of the constants. */
    String words(Collection<? extends Enum<?>> constants) {
        return list(constants.stream()
                .sorted((a, b) -> Integer.compare(a.ordinal(), b.ordinal()))
                .map(this::word)
                .toList());
    }

    String list(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : say("format.and", String.join(", ", words.subList(0, last)), words.get(last));
    }

    String number(long number) {
        return NumberFormat.getIntegerInstance(locale).format(number);
    }

    /** Without a fraction that is nothing. */
    public String money(Money money) {
        int digits = Math.max(0, money.currency().getDefaultFractionDigits());
        long unit = Math.round(Math.pow(10, digits));
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMinimumFractionDigits(money.minor() % unit == 0 ? 0 : digits);
        format.setMaximumFractionDigits(digits);
        String amount = format.format(java.math.BigDecimal.valueOf(money.minor(), digits));
        String code = money.currency().getCurrencyCode();
        return code.equals(RUPIAH) && locale.getLanguage().equals("id") ? "Rp" + amount : code + " " + amount;
    }

    public String date(LocalDate date) {
        return this.date.format(date);
    }

    /** The date with its day of the week. */
    public String day(LocalDate date) {
        return day.format(date);
    }

    String dayOfWeek(java.time.DayOfWeek dayOfWeek) {
        return dayOfWeek.getDisplayName(java.time.format.TextStyle.FULL, locale);
    }

    String time(LocalTime local) {
        return (local.getSecond() == 0 ? time : seconds).format(local);
    }

    /** The hour and minute of a day. */
    public String clock(LocalTime local) {
        return time.format(local);
    }

    /** An instant as the debtor's calendar and clock show it. */
    String local(Instant at, ZoneId zone) {
        ZonedDateTime local = at.atZone(zone);
        return say("format.local", day(local.toLocalDate()), time(local.toLocalTime()), zoneName.format(local));
    }

    /** The same, and in UTC to the second. */
    public String when(Instant at, ZoneId zone) {
        return say("format.when", local(at, zone), at.truncatedTo(ChronoUnit.SECONDS));
    }
}
