package dev.janji.gateways.email;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What somebody wrote, without what their program quoted and signed. Where that leaves nothing, all of it counts: a "stop" under or between quoted lines is never
 * lost. Pure.
 */
final class WrittenText {
    private static final int MOST_CHARACTERS = 64 * 1024;
    private static final int MOST_KEPT = 4_000;
    /** How far below "From:" the other lines of a quoted header stand. */
    private static final int HEADER_LINES = 5;

    private static final int LONGEST_ATTRIBUTION = 300;

    private static final int LEAST_UNDERSCORES = 5;
    private static final Set<String> DIVIDED =
            Set.of("original message", "pesan asli", "forwarded message", "pesan terusan");
    private static final Pattern FROM = Pattern.compile("^\\s*\\*?(from|dari)\\s?:.*");
    private static final Pattern SENT = Pattern.compile("^\\s*\\*?(sent|date|dikirim|terkirim|tanggal)\\s?:.*");
    private static final Pattern ATTRIBUTED = Pattern.compile(".*(wrote|menulis|tulis|said)\\s?:\\s*$");
    private static final Pattern ATTRIBUTION_STARTS = Pattern.compile("^\\s*(on|pada)\\s.*");

    private static final int LONGEST_TAG = 20;
    /** Tags with what stands in them. */
    private static final List<String> UNREAD = List.of("style", "script", "head");

    private static final List<String> BLOCKS = List.of("br", "p", "div", "hr", "li", "tr", "h1", "h2", "h3", "table");

    private WrittenText() {}

    /** @param text of the whole mail */
    static String of(String text) {
        String bounded = text.substring(0, Math.min(text.length(), MOST_CHARACTERS));
        List<String> lines = List.of(clean(bounded).split("\n", -1));
        List<String> written = new ArrayList<>();
        int end = end(lines);
        for (int i = 0; i < end; i++) {
            String line = lines.get(i);
            if (!line.stripLeading().startsWith(">")) {
                written.add(line);
            }
        }
        String own = String.join("\n", written).strip();
        return kept(
                own.isEmpty()
                        ? String.join("\n", lines)
                                .replaceAll("(?m)^[> \\t]+", "")
                                .strip()
                        : own);
    }

    /** The first line that is not the writer's any more, when there is something before it. */
    private static int end(List<String> lines) {
        boolean isWritten = false;
        for (int i = 0; i < lines.size(); i++) {
            if (isWritten && (isSignature(lines.get(i)) || beginsQuote(lines, i))) {
                return i;
            }
            isWritten |= !lines.get(i).isBlank() && !lines.get(i).stripLeading().startsWith(">");
        }
        return lines.size();
    }

    private static boolean isSignature(String line) {
        return line.equals("-- ") || line.equals("--");
    }

    private static boolean beginsQuote(List<String> lines, int at) {
        String line = small(lines.get(at));
        if (isDivider(line) || isHeader(lines, at) || isUnderscores(line) && isHeader(lines, at + 1)) {
            return true;
        }
        if (!ATTRIBUTION_STARTS.matcher(line).matches()) {
            return false;
        }
        String next = at + 1 < lines.size() ? small(lines.get(at + 1)) : "";
        return ATTRIBUTED.matcher(line).matches() && isQuotedAfter(lines, at + 1)
                || ATTRIBUTED.matcher(next).matches() && isQuotedAfter(lines, at + 2);
    }

    private static boolean isDivider(String line) {
        String text = line.strip();
        if (!text.startsWith("--") || !text.endsWith("--")) {
            return false;
        }
        int start = 0;
        int end = text.length();
        while (start < end && (text.charAt(start) == '-' || text.charAt(start) == ' ')) {
            start++;
        }
        while (end > start && (text.charAt(end - 1) == '-' || text.charAt(end - 1) == ' ')) {
            end--;
        }
        return DIVIDED.contains(text.substring(start, end));
    }

    private static boolean isUnderscores(String line) {
        String text = line.strip();
        return text.length() >= LEAST_UNDERSCORES && text.chars().allMatch(letter -> letter == '_');
    }

    /** Whether the header of a quoted mail begins here, as some programs write it. */
    private static boolean isHeader(List<String> lines, int at) {
        return at < lines.size()
                && FROM.matcher(small(lines.get(at))).matches()
                && lines.subList(at + 1, Math.min(lines.size(), at + HEADER_LINES)).stream()
                        .anyMatch(next -> SENT.matcher(small(next)).matches());
    }

    /** Whether only quoted lines follow: whoever answers below what is quoted is read to the end. */
    private static boolean isQuotedAfter(List<String> lines, int from) {
        return from <= lines.size()
                && lines.subList(from, lines.size()).stream()
                        .allMatch(line -> line.isBlank() || line.stripLeading().startsWith(">"));
    }

    private static String small(String line) {
        return line.substring(0, Math.min(line.length(), LONGEST_ATTRIBUTION)).toLowerCase(Locale.ROOT);
    }

    private static String clean(String text) {
        return text.replace("\r\n", "\n")
                .replace('\r', '\n')
                .replace('\u00a0', ' ')
                .replaceAll("[\\p{Cntrl}&&[^\\n\\t]]", "");
    }

    private static String kept(String text) {
        if (text.length() <= MOST_KEPT) {
            return text;
        }
        return text.substring(0, Character.isHighSurrogate(text.charAt(MOST_KEPT - 1)) ? MOST_KEPT - 1 : MOST_KEPT);
    }

    /** The text of an HTML form: tags gone, lines where blocks end, quoted blocks marked as quoted. */
    static String ofHtml(String whole) {
        String html = whole.substring(0, Math.min(whole.length(), 4 * MOST_CHARACTERS));
        StringBuilder text = new StringBuilder();
        // What is never closed is looked for once.
        Set<String> unclosed = new HashSet<>();
        int lastClose = html.lastIndexOf('>');
        int quoted = 0;
        int at = 0;
        while (at < html.length()) {
            char letter = html.charAt(at);
            if (letter != '<' || at > lastClose) {
                text.append(letter == '\n' || letter == '\r' || letter == '<' ? ' ' : letter);
                at++;
                continue;
            }
            int close = html.indexOf('>', at);
            String tag = small(html.substring(at + 1, Math.min(close, at + LONGEST_TAG)));
            at = close + 1;
            Optional<String> unread =
                    UNREAD.stream().filter(name -> isTag(tag, name)).findFirst();
            if (unread.isPresent()) {
                at = unclosed.contains(unread.get()) ? at : after(html, at, unread.get(), unclosed);
            } else if (isTag(tag, "blockquote")) {
                quoted++;
                newLine(text, quoted);
            } else if (isTag(tag, "/blockquote")) {
                quoted = Math.max(0, quoted - 1);
                newLine(text, quoted);
            } else if (BLOCKS.stream().anyMatch(name -> isTag(tag, name) || isTag(tag, "/" + name))) {
                newLine(text, quoted);
            }
        }
        return unescaped(text.toString());
    }

    /** Behind the end of what nobody reads; where it has none, better to read a style sheet than to lose a "stop". */
    private static int after(String html, int from, String name, Set<String> unclosed) {
        for (int at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
            if (html.regionMatches(true, at + 2, name, 0, name.length())) {
                int close = html.indexOf('>', at);
                return close < 0 ? html.length() : close + 1;
            }
        }
        unclosed.add(name);
        return from;
    }

    private static boolean isTag(String tag, String name) {
        return tag.startsWith(name)
                && (tag.length() == name.length() || !Character.isLetterOrDigit(tag.charAt(name.length())));
    }

    private static void newLine(StringBuilder text, int quoted) {
        text.append('\n');
        if (quoted > 0) {
            text.append("> ");
        }
    }

    private static String unescaped(String text) {
        return text.replace("&nbsp;", " ")
                .replace("&#160;", " ")
                .replace("&lt;", "<")
                .replace("&gt;", ">")
                .replace("&quot;", "\"")
                .replace("&#39;", "'")
                .replace("&amp;", "&");
    }
}
