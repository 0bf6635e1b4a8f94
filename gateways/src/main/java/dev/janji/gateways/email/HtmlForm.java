package dev.janji.gateways.email;

/** The HTML form of a text: paragraphs and line breaks, nothing else. What stands in the text is text, never markup. Pure. */
final class HtmlForm {
    private static final String HEAD =
            "<!DOCTYPE html>\r\n<html><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\"></head>\r\n"
                    + "<body style=\"font-family:sans-serif;line-height:1.5;max-width:40em\">\r\n";
    private static final String TAIL = "</body></html>\r\n";

    private HtmlForm() {}

    /** @param text lines end with LF, CR or both; an empty line ends a paragraph */
    static String of(String text) {
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
                escape(line, html);
                isOpen = true;
            }
        }
        return html.append(isOpen ? "</p>\r\n" : "").append(TAIL).toString();
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
