package dev.janji.loadtest.simulation;

import dev.janji.domain.contact.Channel;
import java.io.PrintWriter;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** How a report is set: headings, lines and tables of quiet numbers. Confined to one thread. */
final class Page {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM", Locale.ENGLISH);
    private static final DateTimeFormatter DAY_OF_YEAR = DateTimeFormatter.ofPattern("d MMMM yyyy", Locale.ENGLISH);

    private final PrintWriter out;

    Page(PrintWriter out) {
        this.out = out;
    }

    void heading(String text) {
        out.println();
        out.println("  " + text);
    }

    void line(String format, Object... values) {
        out.println("    " + text(format, values).stripTrailing());
    }

    /** A label and what it stands for. */
    void fact(String label, String format, Object... values) {
        line("%-12s %s", label, text(format, values));
    }

    void end() {
        out.println();
        out.flush();
    }

    static String text(String format, Object... values) {
        return String.format(Locale.ENGLISH, format, values);
    }

    /** A number in a column of this width; nothing is a dash. */
    static String number(int width, long value) {
        return text("%" + width + "s", value == 0 ? "-" : text("%,d", value));
    }

    static String share(int width, long part, long whole) {
        return text("%" + width + "s", part == 0 ? "-" : text("%.1f %%", 100.0 * part / whole));
    }

    static String word(int width, String word) {
        return text("%" + width + "s", word);
    }

    static String name(Channel channel) {
        return channel.name().toLowerCase(Locale.ROOT);
    }

    static String day(LocalDate day) {
        return DAY.format(day);
    }

    static String dayOfYear(LocalDate day) {
        return DAY_OF_YEAR.format(day);
    }
}
