package dev.janji.domain.reply;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When somebody wants to be called, in Indonesian or English; never before it was written. An hour without a part of the day is one at which people are awake:
 * from 1 to 7 it is in the afternoon. Pure.
 */
final class CallTime {
    /** What a part of the day makes of an hour, and the hour that it means alone. */
    private enum Part {
        MORNING(0, 11, 9),
        NOON(10, 15, 12),
        AFTERNOON(12, 19, 15),
        EVENING(17, 23, 19),
        AM(0, 11, -1),
        PM(12, 23, -1);

        private final int first;
        private final int last;
        private final int alone;

        Part(int first, int last, int alone) {
            this.first = first;
            this.last = last;
            this.alone = alone;
        }

        /** @param hour 0 to 23, or 1 to 12 of a half day. @return -1 when there is no such hour in it */
        private int hour(int hour) {
            int early = hour == HALF_A_DAY ? 0 : hour;
            if (early >= first && early <= last && early < HALF_A_DAY) {
                return early;
            }
            int late = early < HALF_A_DAY ? early + HALF_A_DAY : early;
            return late >= first && late <= last ? late : -1;
        }
    }

    private static final int HALF_A_DAY = 12;

    /** The last hour that is taken for one of the afternoon when nothing else is said. */
    private static final int LAST_UNSAID_AFTERNOON = 7;

    private static final Map<String, Part> PARTS = Map.ofEntries(
            Map.entry("pagi", Part.MORNING),
            Map.entry("morning", Part.MORNING),
            Map.entry("siang", Part.NOON),
            Map.entry("noon", Part.NOON),
            Map.entry("sore", Part.AFTERNOON),
            Map.entry("afternoon", Part.AFTERNOON),
            Map.entry("malam", Part.EVENING),
            Map.entry("evening", Part.EVENING),
            Map.entry("tonight", Part.EVENING),
            Map.entry("am", Part.AM),
            Map.entry("pm", Part.PM));

    private static final Set<String> BEFORE_AN_HOUR =
            Set.of("jam", "jm", "pukul", "pkl", "at", "around", "about", "after", "sekitar", "setelah");

    /** A part of the day without an hour is a time behind or before these, and a greeting otherwise. */
    private static final Set<String> BEFORE_A_PART =
            Set.of("nanti", "besok", "bsk", "besuk", "lusa", "this", "tomorrow", "tmr", "the");

    private static final Pattern HOUR = Pattern.compile("(\\d{1,2})(am|pm)?");
    private static final Pattern MINUTE = Pattern.compile("[0-5]\\d(am|pm)?");
    private static final int AN_HOUR = 60;

    private CallTime() {}

    /**
     * @param now local, when it was written
     * @return null when no time is named, or the one of today that is named is over: the sooner the better; the beginning of a day that is named without an hour
     */
    static @Nullable LocalDateTime in(List<String> words, LocalDateTime now) {
        LocalDate day = PayDay.in(words, now.toLocalDate());
        LocalTime time = null;
        for (int i = 0; i < words.size() && time == null; i++) {
            time = at(words, i);
        }
        LocalDate today = now.toLocalDate();
        if (time == null) {
            return day == null || day.equals(today) ? null : day.atStartOfDay();
        }
        LocalDateTime at = (day == null ? today : day).atTime(time);
        if (at.isAfter(now)) {
            return at;
        }
        return day == null ? at.plusDays(1) : null;
    }

    private static @Nullable LocalTime at(List<String> words, int i) {
        String word = words.get(i);
        String before = i > 0 ? words.get(i - 1) : "";
        Part alone = PARTS.get(word);
        if (alone != null) {
            boolean isTime = word.equals("tonight")
                    || BEFORE_A_PART.contains(before)
                    || word(words, i + 1).equals("ini");
            return isTime && alone.alone >= 0 ? LocalTime.of(alone.alone, 0) : null;
        }
        Matcher hour = HOUR.matcher(word);
        if (!hour.matches()) {
            return null;
        }
        Matcher minute = MINUTE.matcher(word(words, i + 1));
        boolean hasMinute = hour.group(2) == null && minute.matches();
        String half = hour.group(2) != null ? hour.group(2) : hasMinute ? minute.group(1) : null;
        Part part = half != null ? PARTS.get(half) : part(words, hasMinute ? i + 2 : i + 1);
        if (part == null && !BEFORE_AN_HOUR.contains(before)) {
            return null;
        }
        int said = Integer.parseInt(hour.group(1));
        int exact = part == null ? unsaid(said) : part.hour(said);
        int minutes = hasMinute ? Integer.parseInt(word(words, i + 1).substring(0, 2)) : 0;
        return exact < 0 || exact * AN_HOUR + minutes >= 2 * HALF_A_DAY * AN_HOUR ? null : LocalTime.of(exact, minutes);
    }

    /** Behind an hour may stand the zone, "o'clock" or a small word. */
    private static @Nullable Part part(List<String> words, int from) {
        Part part = PARTS.get(word(words, from));
        boolean isBetween = Set.of("wib", "wita", "wit", "oclock", "in").contains(word(words, from));
        if (part != null || !isBetween) {
            return part;
        }
        int next = word(words, from + 1).equals("the") ? from + 2 : from + 1;
        return PARTS.get(word(words, next));
    }

    private static int unsaid(int hour) {
        if (hour < 1 || hour >= 2 * HALF_A_DAY) {
            return -1;
        }
        return hour <= LAST_UNSAID_AFTERNOON ? hour + HALF_A_DAY : hour;
    }

    private static String word(List<String> words, int i) {
        return i < words.size() ? words.get(i) : "";
    }
}
