package dev.janji.orchestrator.cli;

/** Quiet colours for a terminal; plain text elsewhere. Immutable. */
record Ink(boolean on) {
    /** Colours when a person reads it on a terminal that has not asked for none. */
    static Ink ofTerminal() {
        return new Ink(System.console() != null && System.getenv("NO_COLOR") == null);
    }

    String strong(String text) {
        return paint("1", text);
    }

    String quiet(String text) {
        return paint("38;5;245", text);
    }

    /** By the kind of event: money and promises, contacts that may leave, contacts that may not, the rest. */
    String event(String kind, String text) {
        return switch (kind) {
            case "PaymentReceived", "PromiseSettled", "PromiseRecorded", "OfferMade", "OfferAnswered" ->
                paint("38;5;108", text);
            case "ContactAuthorized", "AttemptAnswered", "AttemptSettled", "OutcomeReceived" -> paint("38;5;109", text);
            case "ContactDeferred", "ContactRefused", "BucketEntered", "PaymentReversed" -> paint("38;5;179", text);
            default -> text;
        };
    }

    private String paint(String code, String text) {
        return on ? "\u001b[" + code + "m" + text + "\u001b[0m" : text;
    }
}
