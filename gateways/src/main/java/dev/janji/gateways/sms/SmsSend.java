package dev.janji.gateways.sms;

import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.RefusalReason;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * One message on its way: it waits, then all its segments leave at once, and when each has an answer, or none, it is answered. Thread-safe; personal.
 */
final class SmsSend {
    /** Hears what becomes of it; called with the lock of the send, so it is short. */
    interface Listener {
        /** A segment needs its place in the window no more. */
        void placeFree(SmsSend send, boolean isThrottled);

        /** The provider has a segment and calls it so. */
        void taken(SmsSend send, String id);

        /** The provider has nothing of it. */
        void refused(SmsSend send, int status);

        /** Nobody knows. */
        void doubted(SmsSend send);
    }

    private enum Stage {
        WAITING,
        LEAVING,
        OVER
    }

    private final OutboundMessage message;
    private final SendPermit permit;
    private final SmsText text;
    private final SmsAddress to;
    private final String numberHash;
    private final String source;
    private final int submissions;
    private final Listener listener;
    private final long sinceNanos = System.nanoTime();
    private final CompletableFuture<SendAnswer> answer = new CompletableFuture<>();
    private Stage stage = Stage.WAITING;
    private int unanswered;
    private int taken;
    private int refusedWith;
    private @Nullable String doubt;
    private String reference = "";

    /**
     * @param numberHash what stands in the log for the number
     * @param source what the debtor sees
     * @param submissions messages as the provider counts them
     */
    SmsSend(
            OutboundMessage message,
            SendPermit permit,
            SmsText text,
            SmsAddress to,
            String numberHash,
            String source,
            int submissions,
            Listener listener) {
        this.message = message;
        this.permit = permit;
        this.text = text;
        this.to = to;
        this.numberHash = numberHash;
        this.source = source;
        this.submissions = submissions;
        this.unanswered = submissions;
        this.listener = listener;
    }

    OutboundMessage message() {
        return message;
    }

    SendPermit permit() {
        return permit;
    }

    SmsText text() {
        return text;
    }

    SmsAddress to() {
        return to;
    }

    /** What stands in the log for the number. */
    String numberHash() {
        return numberHash;
    }

    String source() {
        return source;
    }

    int submissions() {
        return submissions;
    }

    CompletionStage<SendAnswer> answer() {
        return answer.minimalCompletionStage();
    }

    /** Since when it waits, of {@link System#nanoTime}. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** @return whether it waited, and leaves now; nobody else answers it from here on */
    synchronized boolean begin() {
        if (stage != Stage.WAITING) {
            return false;
        }
        stage = Stage.LEAVING;
        return true;
    }

    /** Answers it while it waits. */
    void refuse(RefusalReason reason, String detail) {
        endWaiting(new SendAnswer.Refused(reason, detail));
    }

    void endWaiting(SendAnswer given) {
        if (begin()) {
            end(given);
        }
    }

    synchronized boolean isOver() {
        return stage == Stage.OVER;
    }

    /** Answers it, once. */
    void end(SendAnswer given) {
        synchronized (this) {
            stage = Stage.OVER;
        }
        answer.complete(given);
    }

    /** Nobody waits for it any more: the adapter is closed. */
    void abandon() {
        end(
                permit.revoke()
                        ? new SendAnswer.Refused(RefusalReason.STOPPING, "the adapter is stopping")
                        : new SendAnswer.Unknown("the adapter was stopped"));
    }

    /** @param isFirst whether nothing else was said of this segment before */
    void taken(String id, boolean isFirst) {
        SendAnswer given;
        synchronized (this) {
            listener.taken(this, id);
            if (!isFirst) {
                return;
            }
            taken++;
            reference = reference.isEmpty() ? id : reference;
            given = answered(false);
        }
        endWith(given);
    }

    void refused(int status) {
        SendAnswer given;
        synchronized (this) {
            refusedWith = status;
            given = answered(CommandStatus.isThrottling(status));
        }
        endWith(given);
    }

    void doubted(String detail) {
        SendAnswer given;
        synchronized (this) {
            doubt = detail;
            given = answered(false);
        }
        endWith(given);
    }

    private void endWith(@Nullable SendAnswer given) {
        if (given != null) {
            end(given);
        }
    }

    /** @return the answer to the whole when that was the last segment */
    private @Nullable SendAnswer answered(boolean isThrottled) {
        unanswered--;
        listener.placeFree(this, isThrottled);
        if (unanswered > 0) {
            return null;
        }
        if (taken == submissions) {
            return new SendAnswer.HandedOver(reference.isEmpty() ? "without-id" : reference);
        }
        if (taken == 0 && doubt == null) {
            listener.refused(this, refusedWith);
            return new SendAnswer.Refused(CommandStatus.reason(refusedWith), CommandStatus.written(refusedWith));
        }
        listener.doubted(this);
        return new SendAnswer.Unknown(
                doubt != null
                        ? doubt
                        : taken + " of " + submissions + " segments were taken, then "
                                + CommandStatus.written(refusedWith));
    }

    /** Ids only. */
    @Override
    public String toString() {
        return "SmsSend[attempt=" + message.attempt() + "]";
    }
}
