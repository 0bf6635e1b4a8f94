package dev.janji.gateways.once;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.AttemptId;
import java.io.Closeable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What one server knows of the attempts of a channel whose provider cannot be asked: what stands in its log is never sent again. Thread-safe. */
public final class SentMemory implements Closeable {
    private static final Logger LOG = LoggerFactory.getLogger(SentMemory.class);

    private final SentLog log;
    private final InstantSource clock;
    private final boolean othersSend;

    private SentMemory(SentLog log, InstantSource clock, boolean othersSend) {
        this.log = log;
        this.clock = clock;
        this.othersSend = othersSend;
    }

    /**
     * Reads the log of a folder, or makes one.
     *
     * @param stem of the names of its files
     * @param clock the house clock
     * @param keptDays days before today that are remembered, in UTC
     * @param othersSend whether what is not in the log may have been sent by another server
     */
    public static SentMemory open(Path folder, String stem, InstantSource clock, int keptDays, boolean othersSend) {
        return new SentMemory(SentLog.open(folder, stem, clock, keptDays, line -> {}), clock, othersSend);
    }

    /**
     * Claims the permit and notes that the content is about to leave, as the last act before it does.
     *
     * @return null when it may leave; otherwise nothing may, and this is the answer
     */
    public synchronized @Nullable SendAnswer leave(OutboundMessage message, SendPermit permit) {
        AttemptId attempt = message.attempt();
        try {
            Optional<SentLine> before = log.of(attempt);
            if (before.isPresent()) {
                return again(before.get());
            }
            if (!permit.claim()) {
                return permit.denial();
            }
            log.append(line(message, permit, SentLine.Word.LEAVING, "", ""));
            return null;
        } catch (IOException | UncheckedIOException e) {
            LOG.error("Expected to log an attempt before it leaves, but could not [attempt={}]", attempt, e);
            return new SendAnswer.Refused(RefusalReason.ADAPTER_FAILED, "the log of messages cannot be written");
        }
    }

    /** @return the answer of an attempt that has left before; empty when none is known to */
    public Optional<SendAnswer> before(AttemptId attempt) {
        return log.of(attempt).map(SentMemory::again);
    }

    private static SendAnswer again(SentLine before) {
        return switch (before.word()) {
            case TAKEN, REPORTED -> new SendAnswer.HandedOver(before.reference());
            case REFUSED -> new SendAnswer.Refused(RefusalReason.REJECTED, "it was refused before, " + before.detail());
            case LEAVING -> new SendAnswer.Unknown("it left before, and nobody knows what became of it");
        };
    }

    /** Notes what the provider said of what has left; of an unknown answer nothing. */
    public void answered(OutboundMessage message, SendPermit permit, SendAnswer answer) {
        SentLine line = null;
        if (answer instanceof SendAnswer.HandedOver taken) {
            line = line(message, permit, SentLine.Word.TAKEN, taken.providerReference(), "");
        } else if (answer instanceof SendAnswer.Refused refused) {
            line = line(message, permit, SentLine.Word.REFUSED, "", refused.detail());
        }
        if (line == null) {
            return;
        }
        try {
            log.append(line);
        } catch (IOException e) {
            LOG.error(
                    "Expected to log what the provider said, but could not; the attempt stays in doubt for this server [attempt={}]",
                    message.attempt(),
                    e);
        }
    }

    private SentLine line(
            OutboundMessage message, SendPermit permit, SentLine.Word word, String reference, String detail) {
        return new SentLine(
                word,
                message.attempt(),
                message.contactPoint(),
                log.hashOf(message.address()),
                clock.instant(),
                permit.claimed().orElseThrow().wallMicros(),
                reference,
                detail);
    }

    /** @return what the provider calls so; empty when it is not remembered */
    public Optional<SentLine> called(String reference) {
        return log.called(reference);
    }

    /** @return the newest attempt to an address; older files are searched line by line, which takes a while */
    public Optional<SentLine> newestTo(String address) {
        return log.newestTo(address);
    }

    public LookUpAnswer lookUp(DoubtedAttempt attempt) {
        Optional<SentLine> known = log.of(attempt.id());
        if (known.isEmpty()) {
            return othersSend || !log.knowsAllSince(attempt.notSentBefore())
                    ? new LookUpAnswer.CannotTell("it is not in this server's log")
                    : new LookUpAnswer.NeverSent();
        }
        return switch (known.get().word()) {
            case TAKEN, REPORTED -> new LookUpAnswer.Sent(known.get().reference());
            case REFUSED -> new LookUpAnswer.NeverSent();
            case LEAVING ->
                new LookUpAnswer.CannotTell("it left, the answer was lost, and this provider cannot be asked");
        };
    }

    @Override
    public void close() throws IOException {
        log.close();
    }
}
