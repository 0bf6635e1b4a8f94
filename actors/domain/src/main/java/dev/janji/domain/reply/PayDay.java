package dev.janji.domain.reply;

import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.temporal.TemporalAdjusters;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The day that somebody names for a payment, in Indonesian or English; never before today. Pure. */
final class PayDay {
    private static final Map<String, Integer> DAYS_AHEAD = Map.of(
            "today",
            0,
            "tonight",
            0,
            "sekarang",
            0,
            "besok",
            1,
            "bsk",
            1,
            "besuk",
            1,
            "tomorrow",
            1,
            "tmr",
            1,
            "lusa",
            2);

    private static final Map<String, DayOfWeek> WEEKDAYS = Map.ofEntries(
            Map.entry("senin", DayOfWeek.MONDAY),
            Map.entry("monday", DayOfWeek.MONDAY),
            Map.entry("selasa", DayOfWeek.TUESDAY),
            Map.entry("tuesday", DayOfWeek.TUESDAY),
            Map.entry("rabu", DayOfWeek.WEDNESDAY),
            Map.entry("wednesday", DayOfWeek.WEDNESDAY),
            Map.entry("kamis", DayOfWeek.THURSDAY),
            Map.entry("thursday", DayOfWeek.THURSDAY),
            Map.entry("jumat", DayOfWeek.FRIDAY),
            Map.entry("jumaat", DayOfWeek.FRIDAY),
            Map.entry("friday", DayOfWeek.FRIDAY),
            Map.entry("sabtu", DayOfWeek.SATURDAY),
            Map.entry("saturday", DayOfWeek.SATURDAY),
            Map.entry("ahad", DayOfWeek.SUNDAY),
            Map.entry("sunday", DayOfWeek.SUNDAY));

    private static final Map<String, Integer> MONTHS = Map.ofEntries(
            Map.entry("januari", 1),
            Map.entry("january", 1),
            Map.entry("jan", 1),
            Map.entry("februari", 2),
            Map.entry("february", 2),
            Map.entry("feb", 2),
            Map.entry("maret", 3),
            Map.entry("march", 3),
            Map.entry("mar", 3),
            Map.entry("april", 4),
            Map.entry("apr", 4),
            Map.entry("mei", 5),
            Map.entry("may", 5),
            Map.entry("juni", 6),
            Map.entry("june", 6),
            Map.entry("jun", 6),
            Map.entry("juli", 7),
            Map.entry("july", 7),
            Map.entry("jul", 7),
            Map.entry("agustus", 8),
            Map.entry("august", 8),
            Map.entry("aug", 8),
            Map.entry("agu", 8),
            Map.entry("september", 9),
            Map.entry("sep", 9),
            Map.entry("oktober", 10),
            Map.entry("october", 10),
            Map.entry("oct", 10),
            Map.entry("okt", 10),
            Map.entry("november", 11),
            Map.entry("nov", 11),
            Map.entry("desember", 12),
            Map.entry("december", 12),
            Map.entry("dec", 12),
            Map.entry("des", 12));

    private static final Pattern NUMERIC = Pattern.compile("(\\d{1,2})/(\\d{1,2})(?:/(\\d{4}))?");
    private static final Pattern DAY = Pattern.compile("(\\d{1,2})(?:st|nd|rd|th)?");
    private static final int DAYS_OF_A_WEEK = 7;

    private PayDay() {}

    /** @return null when no day is named, or one that does not exist */
    static @Nullable LocalDate in(List<String> words, LocalDate today) {
        for (int i = 0; i < words.size(); i++) {
            LocalDate day = at(words, i, today);
            if (day != null) {
                return day;
            }
        }
        return null;
    }

    private static @Nullable LocalDate at(List<String> words, int i, LocalDate today) {
        String word = words.get(i);
        String next = i + 1 < words.size() ? words.get(i + 1) : "";
        String before = i > 0 ? words.get(i - 1) : "";
        Integer ahead = DAYS_AHEAD.get(word);
        if (ahead != null) {
            return today.plusDays(ahead);
        }
        if (word.equals("hari") && next.equals("ini")) {
            return today;
        }
        if (word.equals("minggu") && next.equals("depan") || word.equals("next") && next.equals("week")) {
            return today.plusDays(DAYS_OF_A_WEEK);
        }
        DayOfWeek weekday = word.equals("minggu") && before.equals("hari") ? DayOfWeek.SUNDAY : WEEKDAYS.get(word);
        if (weekday != null) {
            return today.with(TemporalAdjusters.next(weekday));
        }
        Matcher numeric = NUMERIC.matcher(word);
        if (numeric.matches()) {
            return date(
                    Integer.parseInt(numeric.group(1)),
                    Integer.parseInt(numeric.group(2)),
                    numeric.group(3) == null ? 0 : Integer.parseInt(numeric.group(3)),
                    today);
        }
        Matcher day = DAY.matcher(word);
        if (!day.matches()) {
            return null;
        }
        int number = Integer.parseInt(day.group(1));
        Integer month = MONTHS.containsKey(next) ? MONTHS.get(next) : MONTHS.get(before);
        if (month != null) {
            return date(number, month, 0, today);
        }
        boolean isNamed =
                before.equals("tanggal") || before.equals("tgl") || before.equals("the") || before.equals("tg");
        return isNamed || !day.group().equals(day.group(1)) ? nextWithDay(number, today) : null;
    }

    /** @param year 0 for the next such day */
    private static @Nullable LocalDate date(int day, int month, int year, LocalDate today) {
        try {
            if (year != 0) {
                LocalDate exact = LocalDate.of(year, month, day);
                return exact.isBefore(today) ? null : exact;
            }
            LocalDate thisYear = LocalDate.of(today.getYear(), month, day);
            return thisYear.isBefore(today) ? thisYear.plusYears(1) : thisYear;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static @Nullable LocalDate nextWithDay(int day, LocalDate today) {
        if (day < 1) {
            return null;
        }
        LocalDate month = today.withDayOfMonth(1);
        for (int i = 0; i < 3; i++, month = month.plusMonths(1)) {
            if (day <= month.lengthOfMonth() && !month.withDayOfMonth(day).isBefore(today)) {
                return month.withDayOfMonth(day);
            }
        }
        return null;
    }
}
