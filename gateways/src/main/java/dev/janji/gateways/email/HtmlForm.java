package dev.janji.gateways.email;

/** The HTML form of a text: paragraphs, line breaks and a link of ours, nothing else. What stands in the text is text, never markup. Pure. */
final class HtmlForm {
    private static final String HEAD =
            "<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"></head>\r\n"
                    + "<body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">\r\n";
    private static final String TAIL = "</body></html>\r\n";

    private HtmlForm() {}

    /**
     * @param text lines end with LF, CR or both; an empty line ends a paragraph
     * @param link that can be clicked where the text has it, whatever else looks like one; empty for none
     */
    static String of(String text, String link) {
        StringBuilder html = new StringBuilder(text.length() * 5 / 4 + HEAD.length() + TAIL.length()).append(HEAD);
        boolean isOpen = false;
        for (String line : text.split("\\R", -1)) {
            if (line.isBlank()) {
                if (isOpen) {
                    html.append("</p>\r\n");
                }
                isOpen = false;
            } else {
                html.append(isOpen ? "<br>\r\n" : "<p>");
                line(line, link, html);
                isOpen = true;
            }
        }
        return html.append(isOpen ? "</p>\r\n" : "").append(TAIL).toString();
    }

    private static void line(String line, String link, StringBuilder html) {
        int from = 0;
        int at = link.isEmpty() ? -1 : line.indexOf(link);
        while (at >= 0) {
            escape(line.substring(from, at), html);
            html.append("<a href=\"");
            escape(link, html);
            html.append("\">");
            escape(link, html);
            html.append("</a>");
            from = at + link.length();
            at = line.indexOf(link, from);
        }
        escape(line.substring(from), html);
    }

    private static void escape(String line, StringBuilder html) {
        for (int i = 0; i < line.length(); i++) {
            char letter = line.charAt(i);
            switch (letter) {
                case '&' -> html.append("&amp;");
                case '<' -> html.append("&lt;");
                case '>' -> html.append("&gt;");
                case '"' -> html.append("&quot;");
                case '\'' -> html.append("&#39;");
                default -> html.append(letter);
            }
        }
    }
}
