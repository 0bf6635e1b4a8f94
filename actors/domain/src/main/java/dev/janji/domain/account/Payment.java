package dev.janji.domain.account;

import dev.janji.domain.id.PaymentId;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Money that came in for an account.
 *
 * @param amountMinor at least 1
 * @param valueDate the day the money counts from
 * @param receivedAt when it was stored here
 * @param reversedAt when its reversal was stored here; null while it stands
 * @param sequenceNumber of the event that brought it, so that a repetition is answered alike
 */
public record Payment(
        PaymentId id,
        long amountMinor,
        LocalDate valueDate,
        Instant receivedAt,
        long sequenceNumber,
        @Nullable Instant reversedAt) {

    public boolean stands() {
        return reversedAt == null;
    }

    Payment reversed(Instant at) {
        return new Payment(id, amountMinor, valueDate, receivedAt, sequenceNumber, at);
    }
}
