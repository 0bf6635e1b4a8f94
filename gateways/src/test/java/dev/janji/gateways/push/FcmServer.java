package dev.janji.gateways.push;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.janji.gateways.once.TestHttp;
import java.io.IOException;
import java.math.BigInteger;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.Signature;
import java.security.interfaces.RSAPrivateCrtKey;
import java.security.spec.RSAPublicKeySpec;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** FCM's {@code messages:send} and the address of its tokens, as their maker describes them; what becomes of a message is said by the end of its token. */
final class FcmServer implements AutoCloseable {
    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KEYS =
            Set.of("token", "notification", "data", "android", "apns", "webpush", "fcm_options");

    /** An answer instead of the usual one. */
    record Refusal(int status, String body, String retryAfter) {}

    final List<JsonNode> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger tokens = new AtomicInteger();
    final AtomicInteger asked = new AtomicInteger();
    /** What the address of tokens answers; 200 for a token. */
    volatile int tokenStatus = 200;

    volatile int tokenSeconds = 3_599;
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final RSAPrivateCrtKey key;
    private final TestHttp http = new TestHttp(this::handle);

    FcmServer(RSAPrivateCrtKey key) {
        this.key = key;
    }

    String url() {
        return http.url();
    }

    void setDown(boolean down) {
        http.setDown(down);
    }

    void refuse(String ending, int status, String body, String retryAfter) {
        refusals.put(ending, new Refusal(status, body, retryAfter));
    }

    static String error(int status, String code, String detail) {
        return "{\"error\":{\"code\":" + status + ",\"message\":\"not to device-1\",\"status\":\"" + code
                + "\",\"details\":[" + detail + "]}}";
    }

    static String fcmError(String code) {
        return "{\"@type\":\"type.googleapis.com/google.firebase.fcm.v1.FcmError\",\"errorCode\":\"" + code + "\"}";
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        if (exchange.getRequestURI().getPath().equals("/token")) {
            token(exchange, body);
            return;
        }
        asked.incrementAndGet();
        if (!("Bearer token-" + tokens.get())
                .equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            TestHttp.answer(exchange, 401, error(401, "UNAUTHENTICATED", ""));
            return;
        }
        JsonNode message = JSON.readTree(body).path("message");
        if (!exchange.getRequestURI().getPath().equals("/v1/projects/janji-test/messages:send")
                || !exchange.getRequestMethod().equals("POST")
                || !isDescribed(message)) {
            TestHttp.answer(exchange, 400, error(400, "INVALID_ARGUMENT", ""));
            return;
        }
        String token = message.path("token").asText();
        String ending = token.substring(Math.max(0, token.length() - 2));
        Refusal refusal = refusals.get(ending);
        if (refusal != null) {
            if (!refusal.retryAfter().isEmpty()) {
                exchange.getResponseHeaders().set("Retry-After", refusal.retryAfter());
            }
            TestHttp.answer(exchange, refusal.status(), refusal.body());
            return;
        }
        if (ending.equals("93")) {
            exchange.close();
            return;
        }
        taken.add(message);
        if (ending.equals("94")) {
            exchange.close();
            return;
        }
        TestHttp.answer(exchange, 200, "{\"name\":\"projects/janji-test/messages/" + taken.size() + "\"}");
    }

    private static boolean isDescribed(JsonNode message) {
        for (Iterator<String> keys = message.fieldNames(); keys.hasNext(); ) {
            if (!KEYS.contains(keys.next())) {
                return false;
            }
        }
        for (JsonNode value : message.path("data")) {
            if (!value.isTextual()) {
                return false;
            }
        }
        return !message.path("token").asText().isEmpty()
                && !message.path("notification").path("body").asText().isEmpty()
                && message.path("android").path("ttl").asText().matches("[0-9]{1,7}(\\.[0-9]{1,9})?s");
    }

    private void token(HttpExchange exchange, String form) throws IOException {
        if (tokenStatus != 200 || !isSigned(form)) {
            TestHttp.answer(exchange, tokenStatus == 200 ? 400 : tokenStatus, "{\"error\":\"invalid_grant\"}");
            return;
        }
        TestHttp.answer(
                exchange,
                200,
                "{\"access_token\":\"token-" + tokens.incrementAndGet() + "\",\"expires_in\":" + tokenSeconds
                        + ",\"token_type\":\"Bearer\"}");
    }

    private boolean isSigned(String form) throws IOException {
        String grant = "";
        String assertion = "";
        for (String each : form.split("&")) {
            String[] pair = each.split("=", 2);
            String value = URLDecoder.decode(pair[1], StandardCharsets.UTF_8);
            grant = pair[0].equals("grant_type") ? value : grant;
            assertion = pair[0].equals("assertion") ? value : assertion;
        }
        String[] parts = assertion.split("\\.");
        if (!grant.equals("urn:ietf:params:oauth:grant-type:jwt-bearer") || parts.length != 3) {
            return false;
        }
        JsonNode claims = JSON.readTree(Base64.getUrlDecoder().decode(parts[1]));
        long seconds = claims.path("exp").asLong() - claims.path("iat").asLong();
        try {
            Signature signature = Signature.getInstance("SHA256withRSA");
            BigInteger exponent = key.getPublicExponent();
            signature.initVerify(
                    KeyFactory.getInstance("RSA").generatePublic(new RSAPublicKeySpec(key.getModulus(), exponent)));
            signature.update((parts[0] + '.' + parts[1]).getBytes(StandardCharsets.US_ASCII));
            return signature.verify(Base64.getUrlDecoder().decode(parts[2]))
                    && seconds > 0
                    && seconds <= 3_600
                    && claims.path("aud").asText().equals(url() + "/token")
                    && claims.path("scope").asText().endsWith("firebase.messaging");
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
