package dev.janji.gateways.email;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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

    private static final Pattern DIVIDER = Pattern.compile(
            "^\\s*(-{2,}|_{5,}).{0,40}(original message|pesan asli|forwarded message)?.{0,10}(-{2,}|_{5,})\\s*$");
    private static final Pattern FROM = Pattern.compile("^\\s*\\*?(from|dari)\\s?:.*");
    private static final Pattern SENT = Pattern.compile("^\\s*\\*?(sent|date|dikirim|terkirim|tanggal)\\s?:.*");
    private static final Pattern ATTRIBUTED = Pattern.compile(".*(wrote|menulis|tulis|said)\\s?:\\s*$");
    private static final Pattern ATTRIBUTION_STARTS = Pattern.compile("^\\s*(on|pada)\\s.*");

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
        if (DIVIDER.matcher(line).matches()) {
            return true;
        }
        if (FROM.matcher(line).matches()) {
            return lines.subList(at + 1, Math.min(lines.size(), at + HEADER_LINES)).stream()
                    .anyMatch(next -> SENT.matcher(small(next)).matches());
        }
        if (!ATTRIBUTION_STARTS.matcher(line).matches()) {
            return false;
        }
        String next = at + 1 < lines.size() ? small(lines.get(at + 1)) : "";
        return ATTRIBUTED.matcher(line).matches() && isQuotedAfter(lines, at + 1)
                || ATTRIBUTED.matcher(next).matches() && isQuotedAfter(lines, at + 2);
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
    static String ofHtml(String html) {
        StringBuilder text = new StringBuilder();
        int quoted = 0;
        int at = 0;
        int end = Math.min(html.length(), 4 * MOST_CHARACTERS);
        while (at < end) {
            char letter = html.charAt(at);
            if (letter != '<') {
                text.append(letter == '\n' || letter == '\r' ? ' ' : letter);
                at++;
                continue;
            }
            int close = html.indexOf('>', at);
            String tag = close < 0 ? "" : small(html.substring(at + 1, Math.min(close, at + 20)));
            if (close < 0) {
                text.append(' ');
                at++;
                continue;
            }
            at = close + 1;
            if (tag.startsWith("style")
                    || tag.startsWith("script")
                    || tag.startsWith("head") && !tag.startsWith("header")) {
                at = after(
                        html,
                        at,
                        tag.startsWith("style") ? "</style" : tag.startsWith("script") ? "</script" : "</head");
            } else if (tag.startsWith("blockquote")) {
                quoted++;
                newLine(text, quoted);
            } else if (tag.startsWith("/blockquote")) {
                quoted = Math.max(0, quoted - 1);
                newLine(text, quoted);
            } else if (isBlock(tag)) {
                newLine(text, quoted);
            }
        }
        return unescaped(text.toString());
    }

    private static int after(String html, int from, String tag) {
        for (int at = html.indexOf("</", from); at >= 0; at = html.indexOf("</", at + 2)) {
            if (html.regionMatches(true, at, tag, 0, tag.length())) {
                int close = html.indexOf('>', at);
                return close < 0 ? html.length() : close + 1;
            }
        }
        // Never closed: better to read a style sheet than to lose a "stop".
        return from;
    }

    private static boolean isBlock(String tag) {
        return tag.startsWith("br")
                || tag.startsWith("p")
                        && !tag.startsWith("pre")
                        && (tag.length() == 1 || !Character.isLetter(tag.charAt(1)))
                || tag.startsWith("/p")
                || tag.startsWith("div")
                || tag.startsWith("/div")
                || tag.startsWith("hr")
                || tag.startsWith("li")
                || tag.startsWith("tr")
                || tag.startsWith("/tr")
                || tag.startsWith("h1")
                || tag.startsWith("h2");
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
