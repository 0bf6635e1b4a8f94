package dev.janji.gateways.once;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/**
 * What a provider answered. Its text may quote an address, so it goes into no log and no answer. Immutable.
 *
 * @param status of HTTP
 * @param json missing when the text is none
 * @param retryAfter when the provider wants to hear of us again, if it says so in seconds
 */
public record ProviderReply(int status, JsonNode json, Optional<Duration> retryAfter) {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    /** Longer answers are cut, and so are none that can be read. */
    private static final int MOST_BYTES = 65_536;

    private static final long LONGEST_PAUSE_SECONDS = 3_600;

    public static ProviderReply of(HttpResponse<String> response) {
        return new ProviderReply(
                response.statusCode(),
                parsed(response.body()),
                response.headers().firstValue("Retry-After").flatMap(ProviderReply::seconds));
    }

    /** Reads no more of an answer than it must. */
    public static HttpResponse.BodyHandler<String> bounded() {
        return head -> new FirstBytes(MOST_BYTES, bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    /** @return missing when it is no JSON */
    public static JsonNode parsed(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    private static Optional<Duration> seconds(String value) {
        try {
            return Optional.of(Duration.ofSeconds(Math.max(0, Math.min(LONGEST_PAUSE_SECONDS, Long.parseLong(value)))));
        } catch (NumberFormatException e) {
            return Optional.empty();
        }
    }

    /** Not the text. */
    @Override
    public String toString() {
        return "ProviderReply[" + status + "]";
    }
}
