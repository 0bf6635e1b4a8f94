package dev.janji.gateways.whatsapp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What one call of the provider brings. Immutable; personal.
 *
 * @param statuses of messages that we sent
 * @param written by people
 * @param unread kinds of things that we do not read, one an occurrence, of a few words only
 */
record CloudNews(List<Status> statuses, List<Written> written, List<String> unread) {
    /** What a status of a message is about. */
    enum Progress {
        SENT,
        DELIVERED,
        READ,
        FAILED
    }

    /**
     * @param reference what the provider calls the message
     * @param ours what we gave along with it; empty when there is nothing
     * @param seconds since 1970, as the provider says; null when it does not
     * @param fault code of a failure; 0 when there is none
     */
    record Status(
            String reference,
            Progress progress,
            String ours,
            @Nullable Long seconds,
            int fault) {}

    /**
     * @param line that it came in on
     * @param number of the line, as people see it; empty when it is not said
     * @param from number of the writer; digits
     * @param id what the provider calls it
     * @param text personal
     * @param seconds since 1970, as the provider says; null when it does not
     * @param answers what the provider calls the message that it answers; empty when the writer did not say
     */
    record Written(
            String line,
            String number,
            String from,
            String id,
            String text,
            @Nullable Long seconds,
            String answers) {}

    private static final int DEEPEST = 50;
    private static final int LONGEST_ID = 500;
    private static final int MOST_DIGITS = 15;

    private static final JsonMapper JSON = JsonMapper.builder(JsonFactory.builder()
                    .streamReadConstraints(StreamReadConstraints.builder()
                            .maxNestingDepth(DEEPEST)
                            .build())
                    .disable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    /** @return empty when it is not what the provider describes */
    static Optional<CloudNews> read(byte[] body) {
        JsonNode root;
        try {
            root = JSON.readTree(body);
        } catch (IOException e) {
            return Optional.empty();
        }
        if (root == null
                || !"whatsapp_business_account".equals(root.path("object").asText(""))
                || !root.path("entry").isArray()) {
            return Optional.empty();
        }
        CloudNews news = new CloudNews(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
        for (JsonNode entry : root.path("entry")) {
            for (JsonNode change : entry.path("changes")) {
                if (!"messages".equals(change.path("field").asText(""))) {
                    news.unread.add("change");
                    continue;
                }
                JsonNode value = change.path("value");
                value.path("statuses").forEach(news::status);
                JsonNode line = value.path("metadata");
                value.path("messages").forEach(message -> news.message(line, message));
            }
        }
        return Optional.of(news);
    }

    private void status(JsonNode status) {
        Progress progress = switch (status.path("status").asText("")) {
            case "sent" -> Progress.SENT;
            case "delivered" -> Progress.DELIVERED;
            case "read" -> Progress.READ;
            case "failed" -> Progress.FAILED;
            default -> null;
        };
        String id = id(status.path("id"));
        if (progress == null || id.isEmpty()) {
            unread.add("status");
            return;
        }
        statuses.add(new Status(
                id,
                progress,
                id(status.path("biz_opaque_callback_data")),
                seconds(status),
                status.path("errors").path(0).path("code").asInt(0)));
    }

    private void message(JsonNode line, JsonNode message) {
        String from = digits(message.path("from"));
        String id = id(message.path("id"));
        String text = textOf(message);
        if (from.isEmpty() || id.isEmpty() || text.isBlank()) {
            unread.add("message");
            return;
        }
        written.add(new Written(
                id(line.path("phone_number_id")),
                digits(line.path("display_phone_number")),
                from,
                id,
                text,
                seconds(message),
                id(message.path("context").path("id"))));
    }

    /** @return empty when it has none that can be read */
    private static String textOf(JsonNode message) {
        String type = message.path("type").asText("");
        JsonNode content = message.path(type);
        return switch (type) {
            case "text" -> content.path("body").asText("");
            case "button" -> content.path("text").asText("");
            case "interactive" ->
                content.path("button_reply")
                        .path("title")
                        .asText(content.path("list_reply").path("title").asText(""));
            case "image", "video", "document" -> content.path("caption").asText("");
            default -> "";
        };
    }

    private static String id(JsonNode node) {
        String text = node.asText("");
        return text.length() <= LONGEST_ID && text.chars().allMatch(c -> c > ' ' && c < 127) ? text : "";
    }

    /** The provider writes numbers as digits, and its own sometimes as people do. */
    private static String digits(JsonNode node) {
        String digits = node.asText("").replaceAll("[ +()-]", "");
        return digits.length() <= MOST_DIGITS && digits.chars().allMatch(c -> c >= '0' && c <= '9') ? digits : "";
    }

    private static @Nullable Long seconds(JsonNode node) {
        String text = node.path("timestamp").asText("");
        try {
            long seconds = Long.parseLong(text);
            return seconds > 0 && seconds < 100_000_000_000L ? seconds : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** How much, not what. */
    @Override
    public String toString() {
        return "CloudNews[" + statuses.size() + " statuses, " + written.size() + " messages, " + unread.size()
                + " unread]";
    }
}
