package dev.janji.gateways.voice.asterisk;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.CallId;
import dev.janji.gateways.simulator.AttemptLog;
import dev.janji.gateways.simulator.LoggedAttempt;
import dev.janji.gateways.voice.NewestCalls;
import dev.janji.gateways.voice.asterisk.AriClient.Reply;
import java.io.IOException;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Pattern;
import org.apache.pekko.Done;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Dials, once an attempt, and says what became of that. An attempt stands in the log before the Asterisk hears of it; whatever stands there is never
 * dialed again. Confined to the adapter's loop.
 */
final class AriDialing {
    private static final Logger LOG = LoggerFactory.getLogger(AriDialing.class);
    /** Anything else could mean something else to a dialplan. */
    private static final Pattern NUMBER = Pattern.compile("\\+?[0-9]{3,15}");
    /** Attempts in memory; older ones are past being sent again. */
    private static final int MOST_REMEMBERED = 200_000;

    private static final long FORMER_LIFE = -1;

    /** What is known of an attempt. */
    private static final class Dialed {
        private final long epoch;
        private final Instant at;
        private boolean isHeardOf;
        private boolean isRefused;

        Dialed(long epoch, Instant at) {
            this.epoch = epoch;
            this.at = at;
        }
    }

    private final AsteriskSettings settings;
    private final Ari ari;
    private final ChannelNames names;
    private final AttemptLog log;
    private final Map<String, Dialed> dialed = new LinkedHashMap<>();
    private final NewestCalls hungUp = new NewestCalls();
    /** When the last of those was dialed that are not in memory any more. */
    private Instant forgotten = Instant.MIN;

    AriDialing(AsteriskSettings settings, Ari ari, ChannelNames names) {
        this.settings = settings;
        this.ari = ari;
        this.names = names;
        AttemptLog.read(
                settings.log(), attempt -> remember(attempt.attempt(), new Dialed(FORMER_LIFE, attempt.atVirtual())));
        this.log = AttemptLog.open(settings.log());
    }

    private void remember(String attempt, Dialed what) {
        dialed.put(attempt, what);
        if (dialed.size() > MOST_REMEMBERED) {
            Iterator<Dialed> oldestFirst = dialed.values().iterator();
            Instant at = oldestFirst.next().at;
            oldestFirst.remove();
            forgotten = at.isAfter(forgotten) ? at : forgotten;
        }
    }

    void heardOf(CallId call) {
        Dialed known = dialed.get(call.value());
        if (known != null) {
            known.isHeardOf = true;
        }
    }

    /** A call that was not dialed yet never is. */
    void hungUp(CallId call) {
        if (!dialed.containsKey(call.value())) {
            hungUp.add(call);
        }
    }

    CompletableFuture<SendAnswer> send(AriConnection connection, OutboundMessage message, SendPermit permit) {
        AttemptId attempt = message.attempt();
        if (!connection.isUp()) {
            return refused(RefusalReason.UNREACHABLE, "the Asterisk is not there");
        }
        if (!NUMBER.matcher(message.address()).matches()) {
            return refused(RefusalReason.INVALID_ADDRESS, "not a telephone number");
        }
        if (hungUp.has(CallId.of(attempt))) {
            permit.revoke();
        }
        if (!permit.claim()) {
            return CompletableFuture.completedFuture(permit.denial());
        }
        Dialed known = dialed.get(attempt.value());
        if (known != null) {
            return again(attempt, known);
        }
        SendPermit.Claim claim = permit.claimed().orElseThrow();
        try {
            log.append(new LoggedAttempt(
                    attempt.value(),
                    message.debtor().lender().value(),
                    message.debtor().debtor().value(),
                    Channel.VOICE.name(),
                    message.contactPoint().value(),
                    claim.at(),
                    claim.wallMicros(),
                    OptionalLong.of(claim.wallMicros())));
        } catch (IOException e) {
            LOG.error("Expected to log an attempt before it is dialed, but could not [attempt={}]", attempt, e);
            return refused(RefusalReason.ADAPTER_FAILED, "the attempt log cannot be written");
        }
        Dialed dialing = new Dialed(connection.epoch(), claim.at());
        remember(attempt.value(), dialing);
        AriCall call = connection.board().dialing(CallId.of(attempt));
        return ari.dial(call.channel, message.address())
                .handle((reply, failure) -> failure == null
                        ? said(connection, call, dialing, reply)
                        : look(connection, call, dialing, true))
                .thenCompose(answer -> answer)
                .whenComplete((answer, failure) -> call.asked.complete(Done.getInstance()));
    }

    private CompletableFuture<SendAnswer> said(AriConnection connection, AriCall call, Dialed dialing, Reply reply) {
        if (reply.isOk() || Ari.isThereAlready(reply)) {
            return handedOver(call.channel, dialing);
        }
        int status = reply.status();
        LOG.warn("Expected the Asterisk to dial, but it says {} [call={}]", status, call.id);
        if (status >= 500) {
            return look(connection, call, dialing, false);
        }
        return notDialed(
                connection,
                call,
                dialing,
                switch (status) {
                    case 401, 403 -> RefusalReason.NOT_AUTHORISED;
                    case 429 -> RefusalReason.THROTTLED;
                    default -> RefusalReason.REJECTED;
                },
                status);
    }

    /** @param isSilent the Asterisk may still dial; otherwise it said that it failed */
    private CompletableFuture<SendAnswer> look(
            AriConnection connection, AriCall call, Dialed dialing, boolean isSilent) {
        return ari.channel(call.channel)
                .handle((reply, failure) -> {
                    if (failure == null && reply.isOk()) {
                        return handedOver(call.channel, dialing);
                    }
                    if (!isSilent && failure == null && Ari.isNotThere(reply) && !dialing.isHeardOf) {
                        return notDialed(connection, call, dialing, RefusalReason.TEMPORARY, reply.status());
                    }
                    return unknown("the Asterisk was asked to dial and did not answer");
                })
                .thenCompose(answer -> answer);
    }

    /** The same attempt once more: it was dialed, or may have been. */
    private CompletableFuture<SendAnswer> again(AttemptId attempt, Dialed known) {
        String channel = names.of(CallId.of(attempt));
        return ari.channel(channel)
                .handle((reply, failure) -> {
                    if (known.isHeardOf || failure == null && reply.isOk()) {
                        return handedOver(channel, known);
                    }
                    return unknown("the attempt was dialed before, and nobody knows what became of it");
                })
                .thenCompose(answer -> answer);
    }

    CompletableFuture<LookUpAnswer> lookUp(@Nullable AriConnection connection, DoubtedAttempt attempt) {
        String channel = names.of(CallId.of(attempt.id()));
        return ari.channel(channel).handle((reply, failure) -> {
            Dialed known = dialed.get(attempt.id().value());
            if (known != null && known.isHeardOf || failure == null && reply.isOk()) {
                return new LookUpAnswer.Sent(channel);
            }
            if (known != null && known.isRefused) {
                return new LookUpAnswer.NeverSent();
            }
            if (failure != null || !Ari.isNotThere(reply)) {
                return new LookUpAnswer.CannotTell("the Asterisk does not say which channels are there");
            }
            if (known == null) {
                return settings.othersDial() || !forgotten.isBefore(attempt.notSentBefore())
                        ? new LookUpAnswer.CannotTell("it is not in this server's log")
                        : new LookUpAnswer.NeverSent();
            }
            // Whoever listened all the time would have heard of it.
            return connection != null && connection.isUp() && connection.epoch() == known.epoch
                    ? new LookUpAnswer.NeverSent()
                    : new LookUpAnswer.CannotTell("it was to be dialed, and nobody listened all the time since");
        });
    }

    private static CompletableFuture<SendAnswer> handedOver(String channel, Dialed dialing) {
        dialing.isHeardOf = true;
        return CompletableFuture.completedFuture(new SendAnswer.HandedOver(channel));
    }

    private static CompletableFuture<SendAnswer> notDialed(
            AriConnection connection, AriCall call, Dialed dialing, RefusalReason reason, int status) {
        dialing.isRefused = true;
        connection.board().notDialed(call);
        return refused(reason, "the Asterisk says " + status);
    }

    private static CompletableFuture<SendAnswer> refused(RefusalReason reason, String detail) {
        return CompletableFuture.completedFuture(new SendAnswer.Refused(reason, detail));
    }

    private static CompletableFuture<SendAnswer> unknown(String detail) {
        return CompletableFuture.completedFuture(new SendAnswer.Unknown(detail));
    }

    void close() {
        try {
            log.close();
        } catch (IOException e) {
            LOG.warn("Expected to close the attempt log, but could not", e);
        }
    }
}
