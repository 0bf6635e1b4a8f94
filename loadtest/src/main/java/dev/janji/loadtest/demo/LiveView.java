package dev.janji.loadtest.demo;

import dev.janji.loadtest.demo.Dashboard.Picture;
import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Paints the run: on a terminal in place, a few times a second; elsewhere as a plain line now and then. Confined to one thread, except that
 * the cursor may be given back by another.
 */
final class LiveView {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("EEEE d MMMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter SHORT_DAY = DateTimeFormatter.ofPattern("EEE dd MMM yyyy", Locale.ENGLISH);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm", Locale.ENGLISH);
    private static final ZoneId WIB = ZoneId.of("Asia/Jakarta");
    private static final ZoneId WITA = ZoneId.of("Asia/Makassar");
    private static final ZoneId WIT = ZoneId.of("Asia/Jayapura");
    private static final int BAR = 52;
    private static final int BUCKET_BAR = 18;
    private static final Duration PLAIN_EVERY = Duration.ofSeconds(5);

    private final PrintStream out;
    private final Style style;
    private final String title;
    private final String footer;
    private final long beganNanos = System.nanoTime();
    private long flowsSinceNanos;
    private Instant flowsFrom = Instant.MIN;
    private int lines;
    private long plainAtNanos;
    private String plainPhase = "";

    LiveView(PrintStream out, boolean terminal, String title, String footer) {
        this.out = out;
        this.style = new Style(terminal);
        this.title = title;
        this.footer = footer;
        if (terminal) {
            out.print("\u001b[?25l");
        }
    }

    void paint(Picture picture) {
        if (style.on()) {
            repaint(frame(picture));
        } else {
            plain(picture);
        }
    }

    /** Leaves the last picture where it is and gives the cursor back. */
    void close() {
        if (style.on()) {
            out.print("\u001b[?25h");
            out.flush();
        }
    }

    private void repaint(List<String> frame) {
        StringBuilder text = new StringBuilder();
        if (lines > 0) {
            text.append("\u001b[").append(lines).append('F');
        }
        for (String line : frame) {
            text.append(line).append("\u001b[K\n");
        }
        text.append("\u001b[J");
        lines = frame.size();
        out.print(text);
        out.flush();
    }

    private void plain(Picture picture) {
        long now = System.nanoTime();
        boolean news = !picture.phase().equals(plainPhase);
        if (!news && (!picture.phase().isEmpty() || now < plainAtNanos)) {
            return;
        }
        plainAtNanos = now + PLAIN_EVERY.toNanos();
        plainPhase = picture.phase();
        if (!picture.phase().isEmpty()) {
            out.printf("%6s  %s%n", clock(), picture.phase());
        } else {
            out.printf(
                    Locale.ENGLISH,
                    "%6s  %s %s WIB  events %,d  contacts %s  late %,d  promises kept %,d broken %,d  violations %,d%s%n",
                    clock(),
                    SHORT_DAY.format(at(picture, WIB)),
                    TIME.format(at(picture, WIB)),
                    picture.accepted(),
                    contacts(picture),
                    late(picture),
                    picture.promises().kept(),
                    picture.promises().broken(),
                    picture.violations(),
                    picture.connected() ? "" : "  (server away)");
        }
        out.flush();
    }

    List<String> frame(Picture picture) {
        double share = share(picture);
        List<String> frame = new ArrayList<>();
        frame.add("");
        frame.add("  " + style.strong("Janji") + style.quiet("  " + title));
        frame.add("");
        frame.add("  " + style.strong(DAY.format(at(picture, WIB))) + "   " + hour(picture, WIB, "WIB") + "  "
                + hour(picture, WITA, "WITA") + "  " + hour(picture, WIT, "WIT"));
        frame.add("  " + bar(share) + String.format(Locale.ENGLISH, " %3.0f %%", share * 100)
                + style.quiet("   " + clock() + remaining(picture, share)));
        frame.add("");
        frame.add(row(
                "Lender events",
                number(picture.accepted(), "accepted"),
                number(picture.duplicates(), "sent again"),
                number(picture.refusals(), "refused")));
        frame.add(row(
                "Contacts",
                number(picture.contacts().getOrDefault("EMAIL", 0), "e-mail"),
                number(picture.contacts().getOrDefault("SMS", 0), "SMS"),
                number(picture.contactsToday(), "today")));
        frame.add(row(
                "",
                number(picture.contacts().getOrDefault("PUSH", 0), "push"),
                number(picture.contacts().getOrDefault("WHATSAPP", 0), "WhatsApp"),
                number(picture.contacts().getOrDefault("LETTER", 0), "letters")));
        frame.add(row(
                "Promises",
                number(picture.promises().taken(), "taken"),
                number(picture.promises().kept(), "kept"),
                number(picture.promises().broken(), "broken")));
        frame.add(row("Wake-ups", number(picture.wakeUpsFired(), "rung"), number(picture.wakeUpsDue(), "due now"), ""));
        frame.add(row("Violations", violations(picture), "", ""));
        frame.add("");
        buckets(picture, frame);
        frame.add("");
        frame.add("  " + style.quiet(note(picture)));
        return frame;
    }

    private void buckets(Picture picture, List<String> frame) {
        int most = picture.buckets().values().stream()
                .mapToInt(Integer::intValue)
                .max()
                .orElse(1);
        List<String> cells = new ArrayList<>();
        picture.buckets().forEach((name, count) -> {
            // Width grows with the logarithm, so that small buckets beside the large one are seen.
            double width = count == 0 || most <= 1 ? 0 : Math.log1p(count) / Math.log1p(most) * BUCKET_BAR;
            int whole = count == 0 ? 0 : Math.max(1, (int) Math.round(width));
            String blocks = "▪".repeat(whole) + " ".repeat(BUCKET_BAR - whole);
            cells.add(style.label(String.format("%-8s", name))
                    + style.bucket(name, blocks)
                    + String.format(Locale.ENGLISH, "%,7d", count));
        });
        int half = (cells.size() + 1) / 2;
        for (int i = 0; i < half; i++) {
            String right = half + i < cells.size() ? cells.get(half + i) : "";
            frame.add(
                    "  " + (i == 0 ? style.label("Debtors       ") : "              ") + cells.get(i) + "   " + right);
        }
    }

    private String note(Picture picture) {
        if (!picture.phase().isEmpty()) {
            return picture.phase();
        }
        return picture.connected()
                ? footer
                : "The server is away; the lender waits and will send again what was not answered.";
    }

    private String violations(Picture picture) {
        return picture.violations() == 0
                ? style.good("   none so far")
                : style.bad(String.format(Locale.ENGLISH, "%,7d", picture.violations()));
    }

    private String row(String label, String first, String second, String third) {
        return "  " + style.label(String.format("%-14s", label)) + first + second + third;
    }

    private String number(long value, String unit) {
        return style.strong(String.format(Locale.ENGLISH, "%,7d", value)) + style.quiet(String.format(" %-11s", unit));
    }

    private String hour(Picture picture, ZoneId zone, String name) {
        ZonedDateTime local = at(picture, zone);
        boolean open = local.getHour() >= 8 && local.getHour() < 20;
        String text = TIME.format(local) + " " + name;
        return open ? style.good(text) : style.quiet(text);
    }

    private String bar(double share) {
        int done = (int) Math.round(share * BAR);
        return style.accent("━".repeat(done)) + style.faint("─".repeat(BAR - done));
    }

    private String remaining(Picture picture, double share) {
        if (!picture.phase().isEmpty()) {
            return "";
        }
        long now = System.nanoTime();
        if (flowsFrom.equals(Instant.MIN)) {
            flowsFrom = picture.now();
            flowsSinceNanos = now;
        }
        double since = share - share(picture.start(), picture.end(), flowsFrom);
        if (since < 0.02 || share >= 1) {
            return "";
        }
        long left = (long) ((now - flowsSinceNanos) / since * (1 - share));
        return ", about " + minutes(left) + " left";
    }

    private String clock() {
        return minutes(System.nanoTime() - beganNanos);
    }

    private static String minutes(long nanos) {
        long seconds = Duration.ofNanos(nanos).toSeconds();
        return String.format(Locale.ENGLISH, "%d:%02d", seconds / 60, seconds % 60);
    }

    private static String contacts(Picture picture) {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<String, Integer> each : picture.contacts().entrySet()) {
            text.append(text.length() == 0 ? "" : " ")
                    .append(each.getKey().toLowerCase(Locale.ENGLISH))
                    .append(' ')
                    .append(String.format(Locale.ENGLISH, "%,d", each.getValue()));
        }
        return text.length() == 0 ? "none yet" : text.toString();
    }

    private static int late(Picture picture) {
        return picture.buckets().entrySet().stream()
                .filter(each -> !each.getKey().equals("CURRENT"))
                .mapToInt(Map.Entry::getValue)
                .sum();
    }

    private static double share(Picture picture) {
        return share(picture.start(), picture.end(), picture.now());
    }

    private static double share(Instant start, Instant end, Instant now) {
        double share = Duration.between(start, now).toMillis()
                / (double) Duration.between(start, end).toMillis();
        return Math.max(0, Math.min(1, share));
    }

    private static ZonedDateTime at(Picture picture, ZoneId zone) {
        return picture.now().atZone(zone);
    }
}
