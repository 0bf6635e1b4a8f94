package dev.janji.actors.channel;

import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The answers already given, so that no attempt is sent twice. Bounded; forgets the oldest, and only what can no longer be sent
 * anyway because its {@code validUntil} has passed: when it is full of attempts that are still valid, it has no room. Confined
 * to its owner.
 */
final class AttemptMemory {
    /**
     * @param here whether the attempt itself was seen here, or only its withdrawal
     * @param claimed whether its permit was claimed, which is whether it may have reached the provider
     */
    record Remembered(SendAnswer answer, boolean here, boolean claimed, Instant validUntil) {
        /** What the answer says for certain about the attempt; empty when the provider must be asked. */
        Optional<LookUpAnswer> certainty() {
            if (!here || answer instanceof SendAnswer.Unknown) {
                return Optional.empty();
            }
            return answer instanceof SendAnswer.HandedOver handedOver
                    ? Optional.of(new LookUpAnswer.Sent(handedOver.providerReference()))
                    : Optional.of(new LookUpAnswer.NeverSent());
        }
    }

    private static final Duration BETWEEN_FULL_SCANS = Duration.ofSeconds(1);

    private final int capacity;
    private final Map<AttemptId, Remembered> remembered = new LinkedHashMap<>();
    private Instant nextScan = Instant.MIN;

    AttemptMemory(int capacity) {
        this.capacity = capacity;
    }

    Optional<Remembered> of(AttemptId attempt) {
        return Optional.ofNullable(remembered.get(attempt));
    }

    /** @param promised how many attempts are on their way in already */
    boolean hasRoom(int promised, Instant now) {
        if (remembered.size() + promised < capacity) {
            return true;
        }
        Iterator<Remembered> oldestFirst = remembered.values().iterator();
        while (remembered.size() + promised >= capacity && oldestFirst.hasNext()) {
            if (oldestFirst.next().validUntil().isAfter(now)) {
                break;
            }
            oldestFirst.remove();
        }
        if (remembered.size() + promised >= capacity && !now.isBefore(nextScan)) {
            remembered.values().removeIf(one -> !one.validUntil().isAfter(now));
            nextScan = now.plus(BETWEEN_FULL_SCANS);
        }
        return remembered.size() + promised < capacity;
    }

    void put(AttemptId attempt, Remembered answer) {
        remembered.put(attempt, answer);
    }

    /**
     * What a withdrawal can still do about an attempt that is not on its way. One that was never seen here is not sent should
     * it still come: either its withdrawal is remembered, or there is no room for the attempt.
     */
    ChannelGateway.WithdrawAnswer withdraw(AttemptId attempt, int promised, Instant now, Instant keepUntil) {
        Remembered known = remembered.get(attempt);
        if (known != null && known.here()) {
            return known.claimed() ? new ChannelGateway.AlreadySent(attempt) : new ChannelGateway.Withdrawn(attempt);
        }
        if (hasRoom(promised, now)) {
            SendAnswer withdrawn = new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN);
            put(attempt, new Remembered(withdrawn, false, false, keepUntil));
        }
        return new ChannelGateway.NotHere(attempt);
    }

    /** An answer that came after the sender was told "unknown": the next look-up knows more. */
    void amend(AttemptId attempt, SendAnswer late) {
        remembered.computeIfPresent(
                attempt,
                (key, known) -> known.answer() instanceof SendAnswer.Unknown
                        ? new Remembered(late, known.here(), known.claimed(), known.validUntil())
                        : known);
    }
}
