package dev.janji.gateways.whatsapp;

import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.janji.actors.channel.OutboundMessage;
import java.util.TreeMap;

/** A message as the Cloud API wants it. The attempt goes along as opaque data, and comes back with every status. */
final class CloudMessage {
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private CloudMessage() {}

    /** Words of our own. */
    static String text(OutboundMessage message, String to) {
        ObjectNode root = head(message, to, "text");
        root.putObject("text").put("preview_url", false).put("body", message.body());
        return root.toString();
    }

    /** Words that are registered with the provider; the values go by the names of our variables, with an underscore for each dash. */
    static String template(OutboundMessage message, String to, String name, String language) {
        ObjectNode root = head(message, to, "template");
        ObjectNode template = root.putObject("template").put("name", name);
        template.putObject("language").put("code", language);
        if (!message.wording().values().isEmpty()) {
            ArrayNode parameters = template.putArray("components")
                    .addObject()
                    .put("type", "body")
                    .putArray("parameters");
            new TreeMap<>(message.wording().values())
                    .forEach((variable, value) -> parameters
                            .addObject()
                            .put("type", "text")
                            .put("parameter_name", variable.replace('-', '_'))
                            .put("text", value));
        }
        return root.toString();
    }

    private static ObjectNode head(OutboundMessage message, String to, String type) {
        return JSON.createObjectNode()
                .put("messaging_product", "whatsapp")
                .put("recipient_type", "individual")
                .put("to", to)
                .put("biz_opaque_callback_data", message.attempt().value())
                .put("type", type);
    }
}
