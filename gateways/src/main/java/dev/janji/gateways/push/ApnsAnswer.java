package dev.janji.gateways.push;

import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;

/** What APNs' reasons mean. */
final class ApnsAnswer {
    private static final int TOO_MANY = 429;
    private static final int FIRST_OF_SERVER = 500;

    private ApnsAnswer() {}

    /** @param reason as the provider writes it; empty when it gives none */
    static SendAnswer refused(int status, String reason) {
        boolean isWord = reason.matches("[A-Za-z]{1,50}");
        String detail = "HTTP " + status + (isWord ? ", " + reason : "");
        return switch (reason) {
            case "BadDeviceToken", "Unregistered", "DeviceTokenNotForTopic", "ExpiredToken" ->
                new SendAnswer.Refused(RefusalReason.INVALID_ADDRESS, detail);
            case "TooManyRequests", "TooManyProviderTokenUpdates" ->
                new SendAnswer.Refused(RefusalReason.THROTTLED, detail);
            case "ServiceUnavailable", "Shutdown", "IdleTimeout" ->
                new SendAnswer.Refused(RefusalReason.TEMPORARY, detail);
            case "BadCertificate",
                    "BadCertificateEnvironment",
                    "ExpiredProviderToken",
                    "InvalidProviderToken",
                    "MissingProviderToken",
                    "UnrelatedKeyIdInToken",
                    "BadEnvironmentKeyIdInToken",
                    "Forbidden",
                    "TopicDisallowed",
                    "BadTopic",
                    "MissingTopic" -> new SendAnswer.Refused(RefusalReason.NOT_AUTHORISED, detail);
            case "InternalServerError" -> new SendAnswer.Unknown(detail);
            default -> ofStatus(status, detail);
        };
    }

    private static SendAnswer ofStatus(int status, String detail) {
        if (status == TOO_MANY) {
            return new SendAnswer.Refused(RefusalReason.THROTTLED, detail);
        }
        return status >= 400 && status < FIRST_OF_SERVER
                ? new SendAnswer.Refused(RefusalReason.REJECTED, detail)
                : new SendAnswer.Unknown(detail);
    }
}
