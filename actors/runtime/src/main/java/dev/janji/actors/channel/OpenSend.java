package dev.janji.actors.channel;

import dev.janji.actors.time.HouseClock;
import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.function.BooleanSupplier;
import org.apache.pekko.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/** An attempt between its arrival at the gateway and its one answer. Confined to the gateway actor, but for its permit. */
final class OpenSend {
    private static final int MOST_SENDERS = 8;

    private final OutboundMessage message;
    private final SendPermit permit;
    private final HouseClock.Hold hold;
    private final long arrivedNanos;
    private final Deque<ActorRef<ChannelGateway.Answered>> senders = new ArrayDeque<>(1);
    private boolean answered;

    /** @param halted whether a stop covers the message now */
    OpenSend(ChannelGateway.Send send, HouseClock clock, BooleanSupplier halted, long nowNanos) {
        this.message = send.message();
        this.permit = new SendPermit(clock, message.validUntil(), halted);
        this.hold = clock.hold("channel-send");
        this.arrivedNanos = nowNanos;
        senders.add(send.replyTo());
    }

    OutboundMessage message() {
        return message;
    }

    AttemptId attempt() {
        return message.attempt();
    }

    SendPermit permit() {
        return permit;
    }

    boolean isAnswered() {
        return answered;
    }

    boolean wasClaimed() {
        return permit.state() == SendPermit.State.CLAIMED;
    }

    Duration age(long nowNanos) {
        return Duration.ofNanos(nowNanos - arrivedNanos);
    }

    /** The same attempt came again; of very many senders only the newest get the answer. */
    void alsoAnswer(ActorRef<ChannelGateway.Answered> sender) {
        if (senders.size() == MOST_SENDERS) {
            senders.removeFirst();
        }
        senders.addLast(sender);
    }

    /** Gives the one answer and lets the clock go on. From here on the permit is not claimed any more, if it was not. */
    void answer(SendAnswer answer) {
        answered = true;
        permit.revoke();
        List<ActorRef<ChannelGateway.Answered>> all = new ArrayList<>(senders);
        all.forEach(sender -> sender.tell(new ChannelGateway.Answered(attempt(), answer)));
        hold.close();
    }

    /** What the adapter's answer, or its failure, is worth in the light of the permit. */
    SendAnswer judge(@Nullable SendAnswer given, @Nullable Throwable failure) {
        SendPermit.State before = permit.state();
        boolean unclaimed = permit.revoke();
        if (given == null) {
            return unclaimed
                    ? surelyNotSent(before, RefusalReason.ADAPTER_FAILED, nameOf(failure))
                    : new SendAnswer.Unknown("the adapter failed after its claim: " + nameOf(failure));
        }
        if (given instanceof SendAnswer.NotSent && !unclaimed) {
            return new SendAnswer.Unknown("the adapter says not sent, but it had claimed its permit");
        }
        return given;
    }

    /** What the adapter's silence means. */
    SendAnswer judgeSilence(Duration after) {
        SendPermit.State before = permit.state();
        return permit.revoke()
                ? surelyNotSent(before, RefusalReason.UNREACHABLE, "silent for " + after + ", permit not claimed")
                : new SendAnswer.Unknown("silent for " + after);
    }

    /** How the adapter broke the contract of the port, if it did. */
    Optional<String> oddity(@Nullable SendAnswer given) {
        if (given instanceof SendAnswer.HandedOver && !wasClaimed()) {
            return Optional.of("handed-over-unclaimed");
        }
        if (given instanceof SendAnswer.NotSent && wasClaimed()) {
            return Optional.of("not-sent-but-claimed");
        }
        return Optional.empty();
    }

    private static SendAnswer surelyNotSent(SendPermit.State before, RefusalReason otherwise, String detail) {
        switch (before) {
            case REVOKED:
                return new SendAnswer.NotSent(SendAnswer.NotSent.Cause.WITHDRAWN);
            case EXPIRED:
                return new SendAnswer.NotSent(SendAnswer.NotSent.Cause.EXPIRED);
            case WAITING:
            case CLAIMED:
            default:
                return new SendAnswer.Refused(otherwise, detail);
        }
    }

    /** The kind of a failure; never its text, which may hold an address. */
    static String nameOf(@Nullable Throwable failure) {
        if (failure instanceof CompletionException && failure.getCause() != null) {
            return nameOf(failure.getCause());
        }
        return failure == null ? "no answer at all" : failure.getClass().getSimpleName();
    }
}
