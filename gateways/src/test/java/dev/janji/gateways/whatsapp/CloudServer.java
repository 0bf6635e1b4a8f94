package dev.janji.gateways.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.sun.net.httpserver.HttpExchange;
import dev.janji.gateways.once.TestHttp;
import java.io.IOException;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;

/**
 * The Cloud API's {@code /{line}/messages} as its maker describes it: what it does not describe is refused as code 100, and what becomes of a message is said by the end of
 * the number.
 */
final class CloudServer implements AutoCloseable {
    static final String TOKEN = "token-1";
    static final String LINE = "106540352242922";

    private static final JsonMapper JSON = JsonMapper.builder().build();
    private static final Set<String> KEYS = Set.of(
            "messaging_product",
            "recipient_type",
            "to",
            "type",
            "text",
            "template",
            "biz_opaque_callback_data",
            "context");
    private static final Pattern NAME = Pattern.compile("[a-z0-9_]{1,512}");

    /** A message as it was taken. */
    record Taken(String line, String id, JsonNode message) {}

    /** An answer instead of the usual one. */
    record Refusal(int status, int code) {}

    final List<Taken> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger asked = new AtomicInteger();
    private final Map<String, Refusal> refusals = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final TestHttp http = new TestHttp(this::handle);

    String url() {
        return http.url() + "/v23.0";
    }

    void setDown(boolean down) {
        http.setDown(down);
    }

    void refuse(String ending, int status, int code) {
        refusals.put(ending, new Refusal(status, code));
    }

    private void handle(HttpExchange exchange) throws IOException {
        asked.incrementAndGet();
        byte[] body = exchange.getRequestBody().readAllBytes();
        String[] path = exchange.getRequestURI().getPath().split("/");
        if (!("Bearer " + TOKEN).equals(exchange.getRequestHeaders().getFirst("Authorization"))) {
            refuse(exchange, new Refusal(401, 190));
            return;
        }
        boolean isMessage = exchange.getRequestMethod().equals("POST")
                && path.length == 4
                && path[1].equals("v23.0")
                && path[3].equals("messages")
                && "application/json".equals(exchange.getRequestHeaders().getFirst("Content-Type"));
        JsonNode message = isMessage ? JSON.readTree(body) : null;
        if (message == null || !isDescribed(message)) {
            refuse(exchange, new Refusal(400, 100));
            return;
        }
        String to = message.get("to").asText();
        String ending = to.substring(to.length() - 2);
        Refusal refusal = refusals.get(ending);
        if (refusal != null) {
            refuse(exchange, refusal);
            return;
        }
        if (ending.equals("93")) {
            exchange.close();
            return;
        }
        String id = "wamid.HBgL" + ids.incrementAndGet() + "==";
        taken.add(new Taken(path[2], id, message));
        if (ending.equals("94")) {
            exchange.close();
            return;
        }
        TestHttp.answer(exchange, 200, """
                {"messaging_product":"whatsapp","contacts":[{"input":"%s","wa_id":"%s"}],"messages":[{"id":"%s","message_status":"accepted"}]}""".formatted(to, to, id));
    }

    private static boolean isDescribed(JsonNode message) {
        for (Iterator<String> keys = message.fieldNames(); keys.hasNext(); ) {
            if (!KEYS.contains(keys.next())) {
                return false;
            }
        }
        boolean isHead = message.path("messaging_product").asText().equals("whatsapp")
                && message.path("recipient_type").asText().equals("individual")
                && message.path("to").asText().matches("[1-9][0-9]{6,14}")
                && message.path("biz_opaque_callback_data").asText().length() <= 512;
        return isHead
                && switch (message.path("type").asText()) {
                    case "text" ->
                        message.path("template").isMissingNode()
                                && !message.path("text").path("body").asText().isEmpty();
                    case "template" -> message.path("text").isMissingNode() && isTemplate(message.path("template"));
                    default -> false;
                };
    }

    private static boolean isTemplate(JsonNode template) {
        boolean isNamed = NAME.matcher(template.path("name").asText()).matches()
                && !template.path("language").path("code").asText().isEmpty();
        for (JsonNode component : template.path("components")) {
            isNamed &= component.path("type").asText().equals("body");
            for (JsonNode parameter : component.path("parameters")) {
                isNamed &= parameter.path("type").asText().equals("text")
                        && parameter.path("parameter_name").asText().matches("[a-z_]+")
                        && !parameter.path("text").asText().isEmpty();
            }
        }
        return isNamed;
    }

    private static void refuse(HttpExchange exchange, Refusal refusal) throws IOException {
        TestHttp.answer(exchange, refusal.status(), """
                {"error":{"message":"(#%d) not +6281","type":"OAuthException","code":%d,"error_data":{"messaging_product":"whatsapp","details":"no"},"fbtrace_id":"A"}}""".formatted(refusal.code(), refusal.code()));
    }

    @Override
    public void close() {
        http.close();
    }
}
