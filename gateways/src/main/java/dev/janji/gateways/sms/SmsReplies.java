package dev.janji.gateways.sms;

import dev.janji.actors.channel.InboundListener;
import dev.janji.actors.channel.InboundMessage;
import dev.janji.actors.time.HouseClock;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.once.SentLine;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;

/** Brings what debtors write, with the newest attempt to their number. Thread-safe. */
final class SmsReplies {
    private final HouseClock clock;
    private final SmsMemory memory;
    private final InboundListener listener;
    private final Executor searcher;

    /** @param searcher looks into the log, which may take a while */
    SmsReplies(HouseClock clock, SmsMemory memory, InboundListener listener, Executor searcher) {
        this.clock = clock;
        this.memory = memory;
        this.listener = listener;
        this.searcher = searcher;
    }

    /** @return completed when it is stored */
    CompletableFuture<Done> tell(
            String id, @Nullable LenderId lender, String from, String to, String text, Instant at) {
        HouseClock.Hold hold = clock.hold("sms-reply");
        try {
            return CompletableFuture.supplyAsync(
                            () -> new InboundMessage(id, Channel.SMS, lender, from, to, text, at, answered(from)),
                            searcher)
                    .thenCompose(listener::received)
                    .whenComplete((done, failure) -> hold.close());
        } catch (RejectedExecutionException e) {
            hold.close();
            return CompletableFuture.failedFuture(e);
        }
    }

    private InboundMessage.@Nullable Answered answered(String from) {
        SentLine newest = memory.newestTo(from);
        return newest == null
                ? null
                : new InboundMessage.Answered(newest.debtor(), newest.attempt(), newest.contactPoint());
    }
}
