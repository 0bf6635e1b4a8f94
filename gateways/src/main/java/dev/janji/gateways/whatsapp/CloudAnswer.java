package dev.janji.gateways.whatsapp;

import com.fasterxml.jackson.databind.JsonNode;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.gateways.once.ProviderReply;
import org.jspecify.annotations.Nullable;

/** What the Cloud API's answers mean. Its codes are listed in the provider's description of error codes. */
final class CloudAnswer {
    /** The message cannot be delivered: the number has no WhatsApp, or does not take messages of a business. */
    static final int UNDELIVERABLE = 131_026;

    private static final int OK = 200;
    private static final int TOO_MANY = 429;
    private static final int FIRST_OF_SERVER = 500;
    private static final int MOST_REFERENCE = 500;

    private CloudAnswer() {}

    static SendAnswer read(ProviderReply reply) {
        JsonNode error = reply.json().path("error");
        if (reply.status() == OK && error.isMissingNode()) {
            String id = reply.json().path("messages").path(0).path("id").asText("");
            return id.isEmpty() || id.length() > MOST_REFERENCE
                    ? new SendAnswer.Unknown("the answer has no id of a message")
                    : new SendAnswer.HandedOver(id);
        }
        int code = error.path("code").asInt(-1);
        String detail = "HTTP " + reply.status() + (code < 0 ? "" : ", code " + code);
        RefusalReason reason = code < 0 ? ofStatus(reply.status()) : ofCode(code, reply.status());
        return reason == null ? new SendAnswer.Unknown(detail) : new SendAnswer.Refused(reason, detail);
    }

    /** @return null when it says nothing of whether the message was taken */
    private static @Nullable RefusalReason ofCode(int code, int status) {
        return switch (code) {
            // Of the app, the account, the number, or of this pair of numbers.
            case 4, 80_007, 130_429, 131_048, 131_056 -> RefusalReason.THROTTLED;
            // The service is down for a while, and says so.
            case 2, 131_016, 131_057 -> RefusalReason.TEMPORARY;
            // The token, its permissions, or the account is locked.
            case 0, 3, 10, 190, 368, 131_005, 131_031, 131_042, 131_045, 133_010 -> RefusalReason.NOT_AUTHORISED;
            case UNDELIVERABLE -> RefusalReason.INVALID_ADDRESS;
            // Something went wrong there: it may have been taken.
            case 1, 131_000 -> null;
            default -> code >= 200 && code < 300 ? RefusalReason.NOT_AUTHORISED : refusedBy(status);
        };
    }

    private static @Nullable RefusalReason refusedBy(int status) {
        return status >= FIRST_OF_SERVER ? null : RefusalReason.REJECTED;
    }

    private static @Nullable RefusalReason ofStatus(int status) {
        return switch (status) {
            case TOO_MANY -> RefusalReason.THROTTLED;
            case 401, 403 -> RefusalReason.NOT_AUTHORISED;
            default -> status >= 400 && status < FIRST_OF_SERVER ? RefusalReason.REJECTED : null;
        };
    }
}
