package dev.janji.actors.channel;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** An adapter whose every move a test makes. Confined to the test's thread. */
final class HandPort implements ChannelPort {
    /** One message that the gateway handed over. */
    static final class Taken {
        final OutboundMessage message;
        final SendPermit permit;
        final CompletableFuture<SendAnswer> answer = new CompletableFuture<>();

        Taken(OutboundMessage message, SendPermit permit) {
            this.message = message;
            this.permit = permit;
        }

        /** Does what a sound adapter does when the provider takes the message. */
        void accept() {
            answer.complete(permit.claim() ? new SendAnswer.HandedOver("ref-" + message.attempt()) : permit.denial());
        }
    }

    final List<Taken> taken = new ArrayList<>();
    final List<AttemptId> lookedUp = new ArrayList<>();
    LookUpAnswer lookUpAnswer = new LookUpAnswer.NeverSent();

    @Nullable
    RuntimeException broken;

    @Override
    public Channel channel() {
        return Channel.SMS;
    }

    @Override
    public CompletionStage<SendAnswer> send(OutboundMessage message, SendPermit permit) {
        if (broken != null) {
            throw broken;
        }
        Taken one = new Taken(message, permit);
        taken.add(one);
        return one.answer;
    }

    @Override
    public CompletionStage<LookUpAnswer> lookUp(DoubtedAttempt attempt) {
        lookedUp.add(attempt.id());
        return CompletableFuture.completedFuture(lookUpAnswer);
    }

    @Override
    public void close() {}
}
