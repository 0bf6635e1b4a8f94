package dev.janji.actors.channel;

import dev.janji.domain.contact.Channel;
import java.util.concurrent.CompletionStage;

/**
 * A way out of the house: what an adapter for a provider implements. Called from any thread; an adapter brings its own
 * threads and never blocks the caller. {@code docs/channels.md} holds the contract, {@code ChannelPortContract} tests it.
 */
public interface ChannelPort extends AutoCloseable {
    Channel channel();

    /**
     * Sends one message, at most once. The adapter asks the permit for leave as its last act before the content is written to
     * the provider, exactly once; when the permit says no, nothing may reach the provider.
     *
     * @return completes with exactly one answer, and never exceptionally for a fault that can be expected. When it is not
     *     certain that the provider did not get the message, the answer is {@link SendAnswer.Unknown}.
     */
    CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit);

    /**
     * Asks the provider, or the adapter's own durable record, what became of an attempt. {@link LookUpAnswer.NeverSent} only
     * says that nothing was sent up to now: the caller trusts it for good after the attempt's {@code validUntil} only. A record
     * that does not reach back to {@link DoubtedAttempt#notSentBefore} cannot tell of what it does not hold.
     */
    CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt);

    /** Ends connections and threads; sends that have not claimed their permit are refused, all are answered. Idempotent. */
    @Override
    void close();
}
