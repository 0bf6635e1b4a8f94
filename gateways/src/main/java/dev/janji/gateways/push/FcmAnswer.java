package dev.janji.gateways.push;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.gateways.once.ProviderReply;
import org.jspecify.annotations.Nullable;

/** What the answers of FCM HTTP v1 mean. */
final class FcmAnswer {
    private static final int OK = 200;
    private static final int MOST_REFERENCE = 500;

    private FcmAnswer() {}

    static SendAnswer read(ProviderReply reply) {
        if (reply.status() == OK) {
            String name = reply.json().path("name").asText("");
            return name.isEmpty() || name.length() > MOST_REFERENCE
                    ? new SendAnswer.Unknown("the answer has no name of a message")
                    : new SendAnswer.HandedOver(name);
        }
        String code = codeOf(reply.json().path("error"));
        String detail = "HTTP " + reply.status() + (code.isEmpty() ? "" : ", " + code);
        RefusalReason reason = reasonOf(reply, code);
        return reason == null ? new SendAnswer.Unknown(detail) : new SendAnswer.Refused(reason, detail);
    }

    /** @return FCM's own code, or else the general one; words of the provider's list only, so nothing personal */
    private static String codeOf(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            String code = detail.path("errorCode").asText("");
            if (code.matches("[A-Z_]{1,50}")) {
                return code;
            }
        }
        String status = error.path("status").asText("");
        return status.matches("[A-Z_]{1,50}") ? status : "";
    }

    /** @return null when it says nothing of whether the message was taken */
    private static @Nullable RefusalReason reasonOf(ProviderReply reply, String code) {
        return switch (code) {
            case "UNREGISTERED" -> RefusalReason.INVALID_ADDRESS;
            case "INVALID_ARGUMENT" ->
                isAboutTheToken(reply.json().path("error")) ? RefusalReason.INVALID_ADDRESS : RefusalReason.REJECTED;
            case "QUOTA_EXCEEDED", "RESOURCE_EXHAUSTED" -> RefusalReason.THROTTLED;
            case "UNAVAILABLE" -> RefusalReason.TEMPORARY;
            case "SENDER_ID_MISMATCH" -> RefusalReason.REJECTED;
            case "THIRD_PARTY_AUTH_ERROR", "UNAUTHENTICATED", "PERMISSION_DENIED" -> RefusalReason.NOT_AUTHORISED;
            case "INTERNAL" -> null;
            default -> ofStatus(reply.status());
        };
    }

    private static @Nullable RefusalReason ofStatus(int status) {
        return switch (status) {
            case 429 -> RefusalReason.THROTTLED;
            case 401, 403 -> RefusalReason.NOT_AUTHORISED;
            case 503 -> RefusalReason.TEMPORARY;
            default -> status >= 400 && status < 500 ? RefusalReason.REJECTED : null;
        };
    }

    /** An argument that is wrong may be ours, and then the token is not at fault. */
    private static boolean isAboutTheToken(JsonNode error) {
        for (JsonNode detail : error.path("details")) {
            for (JsonNode violation : detail.path("fieldViolations")) {
                if (violation.path("field").asText("").equals("message.token")) {
                    return true;
                }
            }
        }
        return false;
    }
}
