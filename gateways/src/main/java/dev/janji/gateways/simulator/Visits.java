package dev.janji.gateways.simulator;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Messages on their way to a provider that is played, and its answers back, in real time. Whatever happens to the provider, each is answered once, and one that was
 * not sent when the provider stopped never is. Thread-safe.
 */
public final class Visits {
    private static final Logger LOG = LoggerFactory.getLogger(Visits.class);

    private final String provider;
    private final ScheduledExecutorService time;
    private final Set<Visit> open = ConcurrentHashMap.newKeySet();

    /**
     * @param provider as sentences call it, such as "the simulated carrier"
     * @param time on whose threads everything happens; another's to end
     */
    public Visits(String provider, ScheduledExecutorService time) {
        this.provider = provider;
        this.time = time;
    }

    /**
     * @param halfWay until it arrives
     * @param arrival what the provider does then
     */
    public CompletionStage<SendAnswer> begin(
            OutboundMessage message, SendPermit permit, Duration halfWay, Consumer<Visit> arrival) {
        Visit visit = new Visit(message, permit, halfWay);
        open.add(visit);
        visit.answer.whenComplete((answer, failure) -> open.remove(visit));
        visit.later(halfWay, () -> arrival.accept(visit));
        return visit.answer;
    }

    /** Answers every send. Once nothing of the provider works any more. */
    public void abandon() {
        open.forEach(Visit::abandon);
    }

    /** The name that a message has at a played provider. */
    public static String reference(AttemptId attempt) {
        return "simulated-" + attempt;
    }

    /** One message there, and its answer back. */
    public final class Visit {
        private final OutboundMessage message;
        private final SendPermit permit;
        private final Duration halfWay;
        private final CompletableFuture<SendAnswer> answer = new CompletableFuture<>();

        private Visit(OutboundMessage message, SendPermit permit, Duration halfWay) {
            this.message = message;
            this.permit = permit;
            this.halfWay = halfWay;
        }

        public OutboundMessage message() {
            return message;
        }

        public SendPermit permit() {
            return permit;
        }

        /** @return the line of the provider's log that says it was sent; only once the permit was claimed */
        public LoggedAttempt line(Channel channel) {
            SendPermit.Claim claim = permit.claimed().orElseThrow();
            return new LoggedAttempt(
                    message.attempt().value(),
                    message.debtor().lender().value(),
                    message.debtor().debtor().value(),
                    channel.name(),
                    message.contactPoint().value(),
                    claim.at(),
                    claim.wallMicros(),
                    OptionalLong.empty(),
                    channel == Channel.VOICE ? Optional.empty() : Optional.of(message.deliverUntil()));
        }

        /** It may not be sent. */
        public void deny() {
            answer.complete(permit.denial());
        }

        /** Nothing comes of it, at once. @param why for people */
        public void unreachable(String why) {
            answer.complete(new SendAnswer.Refused(RefusalReason.UNREACHABLE, why));
        }

        /** The provider says that it has it. */
        public void handedOver() {
            answerAfter(halfWay, new SendAnswer.HandedOver(reference(message.attempt())));
        }

        /** The provider says no. */
        public void refused(RefusalReason reason) {
            answerAfter(halfWay, refusal(reason));
        }

        /** Nothing is heard of the provider. @param patience until nobody waits for it any more */
        public void unknown(Duration patience, String why) {
            answerAfter(patience, new SendAnswer.Unknown(why));
        }

        private void answerAfter(Duration delay, SendAnswer given) {
            later(delay, () -> answer.complete(given));
        }

        private void later(Duration delay, Runnable work) {
            Runnable guarded = () -> {
                try {
                    work.run();
                } catch (RuntimeException e) {
                    LOG.error("Expected {} to work, but it failed [attempt={}]", provider, message.attempt(), e);
                    answer.completeExceptionally(e);
                }
            };
            try {
                time.schedule(guarded, delay.toNanos(), TimeUnit.NANOSECONDS);
            } catch (RejectedExecutionException e) {
                abandon();
            }
        }

        private void abandon() {
            answer.complete(
                    permit.revoke()
                            ? refusal(RefusalReason.STOPPING)
                            : new SendAnswer.Unknown(provider + " was stopped"));
        }

        private SendAnswer refusal(RefusalReason reason) {
            return new SendAnswer.Refused(reason, "by " + provider);
        }
    }
}
