package dev.janji.gateways.push;

import dev.janji.domain.id.AttemptId;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/** What a platform and a device may call an attempt: always the same, and nothing of lender or debtor in it. */
final class MessageNames {
    private MessageNames() {}

    static UUID of(AttemptId attempt) {
        return UUID.nameUUIDFromBytes(attempt.value().getBytes(StandardCharsets.UTF_8));
    }
}
