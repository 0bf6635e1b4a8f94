package dev.janji.gateways.sms;

import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * One message as the provider sees it: a segment of ours, or all of them as a payload. Whatever comes of it is told to its {@link SmsSend}: the first word counts
 * at once, a late answer is still noted. Thread-safe; personal.
 */
final class SubmittedSegment {
    /** What is the same for all segments of a message. */
    record Envelope(
            SmsAddress from, SmsAddress to, byte dataCoding, String validityPeriod, OptionalInt userMessageReference) {
        /** Not the number. */
        @Override
        public String toString() {
            return "Envelope[dataCoding=" + dataCoding + "]";
        }
    }

    private final SmsSend send;
    private final Envelope envelope;
    private final byte[] content;
    private final boolean hasHeader;
    private final boolean isPayload;
    private final byte registeredDelivery;
    private final long sinceNanos = System.nanoTime();
    private final AtomicBoolean settled = new AtomicBoolean();

    SubmittedSegment(
            SmsSend send,
            Envelope envelope,
            byte[] content,
            boolean hasHeader,
            boolean isPayload,
            byte registeredDelivery) {
        this.send = send;
        this.envelope = envelope;
        this.content = content;
        this.hasHeader = hasHeader;
        this.isPayload = isPayload;
        this.registeredDelivery = registeredDelivery;
    }

    SmsAddress from() {
        return envelope.from();
    }

    SmsAddress to() {
        return envelope.to();
    }

    byte dataCoding() {
        return envelope.dataCoding();
    }

    String validityPeriod() {
        return envelope.validityPeriod();
    }

    OptionalInt userMessageReference() {
        return envelope.userMessageReference();
    }

    byte[] content() {
        return content;
    }

    boolean hasHeader() {
        return hasHeader;
    }

    boolean isPayload() {
        return isPayload;
    }

    byte registeredDelivery() {
        return registeredDelivery;
    }

    /** When it was made, which is just before it is written; of {@link System#nanoTime}. */
    long sinceNanos() {
        return sinceNanos;
    }

    /** The provider's answer, also when it was given up before. */
    void answered(int status, String id) {
        boolean first = settled.compareAndSet(false, true);
        if (status == CommandStatus.OK) {
            send.taken(id, first);
        } else if (first && CommandStatus.isDoubtful(status)) {
            send.doubted(CommandStatus.written(status));
        } else if (first) {
            send.refused(status);
        }
    }

    /** Nobody knows, and there is no answer up to now. */
    void inDoubt(String detail) {
        if (settled.compareAndSet(false, true)) {
            send.doubted(detail);
        }
    }

    /** It was not written, and never will be. */
    void notWritten(int status) {
        if (settled.compareAndSet(false, true)) {
            send.refused(status);
        }
    }
}
