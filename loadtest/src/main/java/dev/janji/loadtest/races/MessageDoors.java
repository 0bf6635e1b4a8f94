package dev.janji.loadtest.races;

import dev.janji.actors.channel.ChannelDispatcher;
import dev.janji.actors.channel.ChannelGateway;
import dev.janji.actors.channel.ChannelPort;
import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.javadsl.Behaviors;

/** Where messages come by and are looked at: the way from the debtors to the gateways, and the way from a gateway to its adapter. */
final class MessageDoors {
    private MessageDoors() {}

    /**
     * The way to the gateways. What comes back from them is looked at by {@code back}, see {@link #back}.
     *
     * @param sent is told of each message that enters a gateway
     */
    static Behavior<ChannelDispatcher.Message> to(
            ActorRef<ChannelDispatcher.Message> gateways,
            ActorRef<ChannelGateway.Answered> back,
            Map<AttemptId, ActorRef<ChannelGateway.Answered>> askers,
            MessageFault planted,
            Consumer<OutboundMessage> sent) {
        return Behaviors.receiveMessage(message -> {
            if (message instanceof ChannelDispatcher.Dispatch dispatch
                    && dispatch.request() instanceof ChannelGateway.Send send) {
                askers.put(send.message().attempt(), send.replyTo());
                gateways.tell(new ChannelDispatcher.Dispatch(
                        dispatch.channel(), dispatch.lender(), new ChannelGateway.Send(send.message(), back)));
                sent.accept(send.message());
            } else if (planted == MessageFault.WITHDRAWAL_NEVER_REACHES_THE_GATEWAY
                    && message instanceof ChannelDispatcher.Dispatch dispatch
                    && dispatch.request() instanceof ChannelGateway.Withdraw withdraw) {
                withdraw.replyTo().tell(new ChannelGateway.Withdrawn(withdraw.attempt()));
            } else {
                gateways.tell(message);
            }
            return Behaviors.same();
        });
    }

    /** The way back. @param answered is told of each message that its gateway has answered for good */
    static Behavior<ChannelGateway.Answered> back(
            Map<AttemptId, ActorRef<ChannelGateway.Answered>> askers, Consumer<AttemptId> answered) {
        return Behaviors.receiveMessage(answer -> {
            answered.accept(answer.attempt());
            ActorRef<ChannelGateway.Answered> asker = askers.remove(answer.attempt());
            if (asker != null) {
                asker.tell(answer);
            }
            return Behaviors.same();
        });
    }

    /** Who looks at an adapter. */
    interface Witness {
        /** @param asksIn until it asks for leave */
        void comes(OutboundMessage message, SendPermit permit, Duration asksIn);

        /** The provider has it. */
        void left(OutboundMessage message, Instant at);
    }

    /** An adapter that is looked at, and takes its time before it asks for leave. */
    static final class Watched implements ChannelPort {
        private final ChannelPort adapter;
        private final Timeline timeline;
        private final SplittableRandom random;
        private final int longestMillis;
        private final Witness witness;
        private boolean isSlow = true;

        /** @param longestMillis that it takes before it asks for leave, until it hurries */
        Watched(ChannelPort adapter, Timeline timeline, SplittableRandom random, int longestMillis, Witness witness) {
            this.adapter = adapter;
            this.timeline = timeline;
            this.random = random;
            this.longestMillis = longestMillis;
            this.witness = witness;
        }

        /** From now on it asks for leave at once. */
        void hurry() {
            isSlow = false;
        }

        @Override
        public Channel channel() {
            return adapter.channel();
        }

        @Override
        public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
            Duration asksIn = isSlow ? Duration.ofMillis(random.nextInt(longestMillis)) : Duration.ZERO;
            witness.comes(message, permit, asksIn);
            if (!isSlow) {
                return sent(message, permit);
            }
            CompletableFuture<SendAnswer> answer = new CompletableFuture<>();
            timeline.after(asksIn, () -> sent(message, permit).thenAccept(answer::complete));
            return answer;
        }

        private CompletionStage<SendAnswer> sent(OutboundMessage message, SendPermit permit) {
            return adapter.send(message, permit)
                    .thenCompose(answer -> adapter.lookUp(new DoubtedAttempt(message.attempt(), Instant.EPOCH))
                            .thenApply(found -> {
                                if (found instanceof LookUpAnswer.Sent) {
                                    witness.left(
                                            message,
                                            permit.claimed().orElseThrow().at());
                                }
                                return answer;
                            }));
        }

        @Override
        public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
            return adapter.lookUp(attempt);
        }

        @Override
        public void close() {
            adapter.close();
        }
    }
}
