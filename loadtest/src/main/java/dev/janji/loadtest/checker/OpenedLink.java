package dev.janji.loadtest.checker;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A payment link of a mail that a simulated debtor opened, and what the server answered. Immutable.
 *
 * @param attempt in whose mail it was, by the mail's header
 * @param openedAt virtual time that the server's clock had not passed
 * @param status of HTTP
 * @param forged status of HTTP of the same link with another last letter
 * @param token what whoever opened it brought to the lender's page; null when it led nowhere
 */
public record OpenedLink(
        String attempt,
        Instant openedAt,
        int status,
        int forged,
        @Nullable Token token) {
    /**
     * The claims of a token.
     *
     * @param signed whether the public key of the server says so
     */
    public record Token(
            boolean signed, String lender, String attempt, List<String> accounts, Instant madeAt, Instant until) {
        public Token {
            accounts = List.copyOf(accounts);
        }
    }

    static OpenedLink of(JsonNode line) {
        JsonNode claims = line.path("claims");
        List<String> accounts = new ArrayList<>();
        claims.path("accounts").forEach(each -> accounts.add(each.asText()));
        return new OpenedLink(
                line.path("attempt").asText(),
                Instant.parse(line.path("openedAt").asText()),
                line.path("status").asInt(),
                line.path("forged").asInt(),
                claims.isObject()
                        ? new Token(
                                line.path("signed").asBoolean(),
                                claims.path("aud").asText(),
                                claims.path("attempt").asText(),
                                accounts,
                                Instant.ofEpochSecond(claims.path("iat").asLong()),
                                Instant.ofEpochSecond(claims.path("exp").asLong()))
                        : null);
    }

    /** {@code <lender>~<debtor>}. */
    String key() {
        int end = attempt.lastIndexOf('~');
        return end < 0 ? attempt : attempt.substring(0, end);
    }

    /** One line of a history. */
    String shown() {
        return "link of " + attempt + " opened by " + openedAt + ": " + status
                + (token == null ? "" : " with " + token);
    }
}
