package dev.janji.gateways.failover;

import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.CircuitBreaker;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.contact.Channel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Two accounts of one channel. A message that the first account surely did not send, because nobody claimed its permit, goes by the second. What was claimed stays where it
 * was claimed, whatever became of it: so no attempt is ever with both providers. After some failures in a row the first is left alone for a while. Thread-safe.
 */
public final class FailoverPort implements ChannelPort {
    private static final Logger LOG = LoggerFactory.getLogger(FailoverPort.class);

    /** What says something of the account and nothing of the message. */
    private static final Set<RefusalReason> OF_THE_ACCOUNT = EnumSet.of(
            RefusalReason.UNREACHABLE,
            RefusalReason.NOT_AUTHORISED,
            RefusalReason.THROTTLED,
            RefusalReason.TEMPORARY,
            RefusalReason.QUEUE_FULL,
            RefusalReason.ADAPTER_FAILED);

    /** What says that the account is of no use at all. */
    private static final Set<RefusalReason> AWAY =
            EnumSet.of(RefusalReason.UNREACHABLE, RefusalReason.NOT_AUTHORISED, RefusalReason.ADAPTER_FAILED);

    private final ChannelPort first;
    private final ChannelPort second;
    private final FailoverSettings settings;
    private final LongSupplier nanos;
    private final CircuitBreaker breaker;

    /**
     * @param first by which messages leave; closed with this
     * @param second for what the first did not send; of the same channel, closed with this
     * @throws IllegalArgumentException when the channels differ
     */
    public FailoverPort(ChannelPort first, ChannelPort second, FailoverSettings settings) {
        this(first, second, settings, System::nanoTime);
    }

    /** @param nanos real time that only grows */
    FailoverPort(ChannelPort first, ChannelPort second, FailoverSettings settings, LongSupplier nanos) {
        if (first.channel() != second.channel()) {
            throw new IllegalArgumentException("Expected two accounts of one channel, but they are of "
                    + first.channel() + " and " + second.channel());
        }
        this.first = first;
        this.second = second;
        this.settings = settings;
        this.nanos = nanos;
        this.breaker = new CircuitBreaker(
                settings.failuresToLeave(), settings.leftFor().toNanos());
    }

    @Override
    public Channel channel() {
        return first.channel();
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        if (!mayTryFirst()) {
            return bySecond(message, permit);
        }
        CompletionStage<SendAnswer> answer;
        try {
            answer = first.send(message, permit);
        } catch (RuntimeException e) {
            answer = CompletableFuture.failedFuture(e);
        }
        return answer.<CompletionStage<SendAnswer>>handle((given, failure) -> {
                    learn(given);
                    if (permit.state() == SendPermit.State.WAITING && isOfTheAccount(given)) {
                        return bySecond(message, permit);
                    }
                    return given == null
                            ? CompletableFuture.failedFuture(failure == null ? new CompletionException(null) : failure)
                            : CompletableFuture.completedFuture(given);
                })
                .thenCompose(stage -> stage);
    }

    private synchronized boolean mayTryFirst() {
        boolean may = breaker.maySend(nanos.getAsLong());
        if (may) {
            breaker.started();
        }
        return may;
    }

    /** @param given null when the adapter failed */
    private synchronized void learn(@Nullable SendAnswer given) {
        long now = nanos.getAsLong();
        boolean isLeft = given == null || isAway(given) ? breaker.failed(now) : breaker.learn(given, now);
        if (isLeft) {
            LOG.warn(
                    "Expected the first account to be there, but it is not; all goes by the second for {} [channel={}]",
                    settings.leftFor(),
                    channel());
        }
    }

    private static boolean isAway(SendAnswer given) {
        return given instanceof SendAnswer.Refused refused && AWAY.contains(refused.reason());
    }

    private static boolean isOfTheAccount(@Nullable SendAnswer given) {
        return given == null
                || given instanceof SendAnswer.Refused refused && OF_THE_ACCOUNT.contains(refused.reason());
    }

    private CompletionStage<SendAnswer> bySecond(OutboundMessage message, SendPermit permit) {
        Telemetry.count(
                Telemetry.CHANNEL_SECOND_ACCOUNT, "channel", channel().name().toLowerCase(Locale.ROOT));
        return second.send(message, permit);
    }

    /** Sent when either has it; never sent when neither has. */
    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        return first.lookUp(attempt).thenCombine(second.lookUp(attempt), FailoverPort::surest);
    }

    private static LookUpAnswer surest(LookUpAnswer one, LookUpAnswer other) {
        if (one instanceof LookUpAnswer.Sent || other instanceof LookUpAnswer.NeverSent) {
            return one;
        }
        return other instanceof LookUpAnswer.Sent || one instanceof LookUpAnswer.NeverSent ? other : one;
    }

    @Override
    public void close() {
        first.close();
        second.close();
    }
}
