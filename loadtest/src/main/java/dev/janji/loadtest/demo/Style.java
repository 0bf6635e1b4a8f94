package dev.janji.loadtest.demo;

/** Quiet colours for a terminal; plain text elsewhere. Immutable. */
record Style(boolean on) {
    String strong(String text) {
        return paint("1", text);
    }

    String quiet(String text) {
        return paint("38;5;245", text);
    }

    String faint(String text) {
        return paint("38;5;238", text);
    }

    String label(String text) {
        return paint("38;5;109", text);
    }

    String accent(String text) {
        return paint("38;5;108", text);
    }

    String good(String text) {
        return paint("38;5;108", text);
    }

    String bad(String text) {
        return paint("1;38;5;167", text);
    }

    String bucket(String name, String text) {
        return switch (name) {
            case "CURRENT" -> paint("38;5;108", text);
            case "B1" -> paint("38;5;144", text);
            case "B2", "B3" -> paint("38;5;179", text);
            default -> paint("38;5;167", text);
        };
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
