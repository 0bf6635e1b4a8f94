package dev.janji.actors.store;

import java.util.ArrayList;
import java.util.List;

/** Takes a CQL file apart into its statements. Knows comments and quoted text, so a semicolon in them ends nothing. */
final class CqlScript {

    private final String text;
    private final List<String> statements = new ArrayList<>();
    private final StringBuilder statement = new StringBuilder();
    private int at;

    private CqlScript(String text) {
        this.text = text;
    }

    static List<String> statementsOf(String text) {
        return new CqlScript(text).split();
    }

    private List<String> split() {
        while (at < text.length()) {
            char c = text.charAt(at);
            if (startsWith("--") || startsWith("//")) {
                skipTo("\n");
            } else if (startsWith("/*")) {
                skipTo("*/");
                at = Math.min(text.length(), at + 2);
            } else if (c == '\'' || c == '"') {
                copyQuoted(c);
            } else if (c == ';') {
                end();
                at++;
            } else {
                statement.append(c);
                at++;
            }
        }
        end();
        return List.copyOf(statements);
    }

    private boolean startsWith(String prefix) {
        return text.startsWith(prefix, at);
    }

    private void skipTo(String end) {
        int found = text.indexOf(end, at);
        at = found < 0 ? text.length() : found;
    }

    /** A doubled quote inside ends one quoted text and begins the next, which copies the same. */
    private void copyQuoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        if (end < 0) {
            throw new IllegalArgumentException("Expected quoted text to end, but it does not");
        }
        statement.append(text, at, end + 1);
        at = end + 1;
    }

    private void end() {
        String whole = statement.toString().strip();
        if (!whole.isEmpty()) {
            statements.add(whole);
        }
        statement.setLength(0);
    }
}
