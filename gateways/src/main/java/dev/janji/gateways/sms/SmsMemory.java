package dev.janji.gateways.sms;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.once.SentLine;
import dev.janji.gateways.once.SentLog;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What this server knows of its attempts: the log, and for some seconds what cannot be put together yet, because a receipt came before the answer or an answer
 * was lost. Thread-safe.
 */
final class SmsMemory {
    private static final Logger LOG = LoggerFactory.getLogger(SmsMemory.class);
    private static final int MOST_EARLY = 10_000;
    /** More do not wait for a receipt; the oldest are let go. */
    static final int MOST_DOUBTED = 10_000;
    /** Real time, like the answers that are waited for. */
    private static final long EARLY_NANOS = Duration.ofMinutes(5).toNanos();

    /** What a receipt may bring back of an attempt whose answer was lost. */
    private record Carried(int userMessageReference, String numberHash) {}

    private record Early(DeliveryReport report, long sinceNanos) {}

    private final SentLog log;
    private final InstantSource clock;
    private final SmsReceipts receipts;
    private final boolean othersSend;
    /** By what the answer will call them; the oldest first. */
    private final Map<String, Early> early = new LinkedHashMap<>();
    /** Attempts whose answer was lost, by what they carried; the oldest first. */
    private final Map<Carried, SentLine> doubted = new LinkedHashMap<>();

    /**
     * @param unanswered what left in a former life, and whose answer was never seen, oldest first; a receipt may still tell
     * @param othersSend whether what is not in the log may have been sent all the same
     */
    SmsMemory(
            SentLog log, InstantSource clock, SmsReceipts receipts, Iterable<SentLine> unanswered, boolean othersSend) {
        this.log = log;
        this.clock = clock;
        this.receipts = receipts;
        this.othersSend = othersSend;
        unanswered.forEach(this::doubt);
    }

    /** @return 16 bits made of an attempt; two attempts may have the same */
    static int userMessageReference(AttemptId attempt) {
        int hash = attempt.value().hashCode();
        return (hash ^ (hash >>> 16)) & 0xFFFF;
    }

    private static String called(SmppAccount account, String id) {
        return account.systemId() + "@" + account.host() + "/" + id;
    }

    private SentLine line(SmsSend send, SentLine.Word word, String reference, String detail) {
        SendPermit.Claim claim = send.permit().claimed().orElseThrow();
        return new SentLine(
                word,
                send.message().attempt(),
                send.message().contactPoint(),
                send.numberHash(),
                clock.instant(),
                claim.wallMicros(),
                reference,
                detail);
    }

    /**
     * Notes that it is about to be written. What was written before is not written again.
     *
     * @return whether it may be written; otherwise it is answered
     */
    boolean leaving(SmsSend send) {
        AttemptId attempt = send.message().attempt();
        try {
            Optional<SentLine> before = log.of(attempt);
            if (before.isPresent()) {
                send.end(again(before.get()));
                return false;
            }
            log.append(line(send, SentLine.Word.LEAVING, "", ""));
            return true;
        } catch (IOException | UncheckedIOException e) {
            LOG.error("Expected to log an attempt before it leaves, but could not [attempt={}]", attempt, e);
            send.end(new SendAnswer.Refused(RefusalReason.ADAPTER_FAILED, "the log of messages cannot be written"));
            return false;
        }
    }

    private static SendAnswer again(SentLine before) {
        return switch (before.word()) {
            case TAKEN, REPORTED -> new SendAnswer.HandedOver(before.reference());
            case REFUSED -> new SendAnswer.Refused(RefusalReason.REJECTED, "it was refused before, " + before.detail());
            case LEAVING -> new SendAnswer.Unknown("it left before, and nobody knows what became of it");
        };
    }

    void taken(SmppAccount account, SmsSend send, String id) {
        String reference = called(account, account.receiptIds().remembered(id));
        SentLine taken = line(send, SentLine.Word.TAKEN, reference, "");
        note(taken);
        Early report;
        synchronized (early) {
            report = early.remove(reference);
        }
        if (report != null) {
            report(taken, report.report());
        }
    }

    void refused(SmsSend send, int status) {
        note(line(send, SentLine.Word.REFUSED, "", CommandStatus.written(status)));
    }

    /** A receipt may still say that it was taken, or may have said so while the answer was awaited. */
    void doubted(SmppAccount account, SmsSend send) {
        SentLine leaving = line(send, SentLine.Word.LEAVING, "", "");
        doubt(leaving);
        DeliveryReport report = takeEarly(userMessageReference(leaving.attempt()), leaving.to());
        if (report != null) {
            String reference = called(account, account.receiptIds().inAnswer(report.id()));
            lostAnswer(reference, report).ifPresent(taken -> report(taken, report));
        }
    }

    private void doubt(SentLine leaving) {
        synchronized (doubted) {
            doubted.put(new Carried(userMessageReference(leaving.attempt()), leaving.to()), leaving);
            if (doubted.size() > MOST_DOUBTED) {
                doubted.remove(doubted.keySet().iterator().next());
            }
        }
    }

    private void note(SentLine line) {
        try {
            log.append(line);
        } catch (IOException e) {
            LOG.error(
                    "Expected to log what the SMS provider said, but could not; a receipt will not be understood [attempt={}]",
                    line.attempt(),
                    e);
        }
    }

    /**
     * What the provider tells of a message.
     *
     * @return whether it is kept; otherwise the provider is asked to come again
     */
    boolean reported(SmppAccount account, DeliveryReport report) {
        if (receipts.isFull()) {
            return false;
        }
        String reference = called(account, account.receiptIds().inAnswer(report.id()));
        try {
            Optional<SentLine> known = log.called(reference);
            if (known.isEmpty()) {
                known = lostAnswer(reference, report);
            }
            if (known.isPresent()) {
                return report(known.get(), report);
            }
            keepEarly(reference, report);
            // The answer may have come in between, or was given up.
            Optional<SentLine> meanwhile = log.called(reference);
            if (meanwhile.isPresent()) {
                return !takeEarly(reference) || report(meanwhile.get(), report);
            }
            Optional<SentLine> givenUp = lostAnswer(reference, report);
            if (givenUp.isPresent()) {
                takeEarly(reference);
                return report(givenUp.get(), report);
            }
            return true;
        } catch (UncheckedIOException e) {
            LOG.error("Expected to find the attempt of a receipt, but could not", e);
            return false;
        }
    }

    /** An attempt whose answer was lost is found by the number that it carried, if the debtor's number fits, too. */
    private Optional<SentLine> lostAnswer(String reference, DeliveryReport report) {
        if (report.userMessageReference().isEmpty()) {
            return Optional.empty();
        }
        Carried carried = new Carried(report.userMessageReference().getAsInt(), log.hashOf(report.from()));
        SentLine leaving;
        synchronized (doubted) {
            leaving = doubted.remove(carried);
        }
        if (leaving == null) {
            return Optional.empty();
        }
        SentLine taken = leaving.with(SentLine.Word.TAKEN, clock.instant(), reference, "");
        note(taken);
        return Optional.of(taken);
    }

    private void keepEarly(String reference, DeliveryReport report) {
        synchronized (early) {
            long now = System.nanoTime();
            Iterator<Early> oldestFirst = early.values().iterator();
            while (oldestFirst.hasNext()) {
                boolean isOver = now - oldestFirst.next().sinceNanos() > EARLY_NANOS;
                if (!isOver && early.size() < MOST_EARLY) {
                    break;
                }
                oldestFirst.remove();
            }
            early.put(reference, new Early(report, now));
        }
    }

    private boolean takeEarly(String reference) {
        synchronized (early) {
            return early.remove(reference) != null;
        }
    }

    /** @return what was told of a message that carried this number and went to this one; null when nothing was */
    private @Nullable DeliveryReport takeEarly(int carried, String numberHash) {
        synchronized (early) {
            Iterator<Early> each = early.values().iterator();
            while (each.hasNext()) {
                DeliveryReport report = each.next().report();
                if (report.userMessageReference().orElse(-1) == carried
                        && log.hashOf(report.from()).equals(numberHash)) {
                    each.remove();
                    return report;
                }
            }
        }
        return null;
    }

    private boolean report(SentLine taken, DeliveryReport report) {
        Outcome outcome = report.outcome().orElse(null);
        if (outcome == null) {
            return true;
        }
        SentLine reported = taken.with(SentLine.Word.REPORTED, clock.instant(), taken.reference(), outcome.name());
        try {
            log.append(reported);
        } catch (IOException e) {
            LOG.error("Expected to log a receipt, but could not [attempt={}]", taken.attempt(), e);
            return false;
        }
        receipts.bring(reported);
        return true;
    }

    /** What stands in the log for a number. */
    String hashOf(String number) {
        return log.hashOf(number);
    }

    /** @return the newest attempt that went to a number */
    @Nullable
    SentLine newestTo(String number) {
        return log.newestTo(number).orElse(null);
    }

    LookUpAnswer lookUp(DoubtedAttempt attempt) {
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
                new LookUpAnswer.CannotTell(
                        "it left, the answer was lost, and SMPP finds a message by the id in that answer only");
        };
    }
}
