package dev.janji.gateways.sms;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.jsmpp.DefaultPDUSender;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.SynchronizedPDUSender;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.Command;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.OptionalParameter;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.PendingResponse;
import org.jsmpp.extra.SessionState;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.MessageReceiverListener;
import org.jsmpp.session.SMPPSession;
import org.jsmpp.session.SubmitSmCommandTask;

/**
 * One connection, bound as a transceiver. The library's session with one change: whoever submits does not wait, but is told, so one thread fills the window. It
 * is never bound twice; a new connection is a new line. Thread-safe; one thread submits.
 */
final class SmppLine extends SMPPSession {
    /** The first request of a connection. */
    private static final int NUMBER_OF_BIND = 1;

    private static final byte HAS_HEADER = 0x40;
    private static final int FEWEST_QUEUED = 100;
    /** Answers in order, and what comes in does not hold them up for long. */
    private static final int PROCESSORS = 3;

    /** An answer that comes so many timeouts late is awaited no more. */
    private static final int LATE_TIMEOUTS = 30;

    private final SmppAccount account;
    private final BoundedPdus pdus;
    private final Map<Integer, SubmittedSegment> open = new ConcurrentHashMap<>();
    /** Since when a write lasts, 0 for none. */
    private volatile long writingSince;

    /** @param receiver hears what the provider has for us */
    SmppLine(SmppAccount account, SmppSockets sockets, MessageReceiverListener receiver) {
        this(account, sockets, receiver, new BoundedPdus());
    }

    private SmppLine(SmppAccount account, SmppSockets sockets, MessageReceiverListener receiver, BoundedPdus pdus) {
        super(new SynchronizedPDUSender(new DefaultPDUSender()), pdus, sockets);
        this.account = account;
        this.pdus = pdus;
        setTransactionTimer(account.answerTimeout().toMillis());
        setEnquireLinkTimer(Math.toIntExact(account.heartbeat().toMillis()));
        setPduProcessorDegree(PROCESSORS);
        setQueueCapacity(Math.max(FEWEST_QUEUED, 4 * account.window()));
        setMessageReceiverListener(receiver);
        addSessionStateListener((now, before, session) -> {
            if (now == SessionState.CLOSED) {
                end();
            }
        });
    }

    /** @throws IOException when the provider is not there, or does not want us; {@link #bindStatus} tells which */
    void bind() throws IOException {
        connectAndBind(
                account.host(),
                account.port(),
                new BindParameter(
                        BindType.BIND_TRX,
                        account.systemId(),
                        account.password(),
                        account.systemType(),
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null),
                account.answerTimeout().toMillis());
    }

    /** What the provider answered to the bind; OK as long as it has not refused. */
    int bindStatus() {
        return pdus.bindStatus();
    }

    boolean isUp() {
        return getSessionState() == SessionState.BOUND_TRX;
    }

    /**
     * Writes one segment. Its answer, or that there is none, is told to the segment.
     *
     * @return whether it was written; if not, the line was over before
     * @throws PDUException when nothing was written because a field cannot be
     * @throws IOException when nobody knows what was written; the line is over
     */
    boolean submit(SubmittedSegment segment) throws PDUException, IOException {
        int number = sequence().nextValue();
        open.put(number, segment);
        if (!isUp()) {
            // Whoever ended the line may have looked before the segment was there.
            return open.remove(number) == null;
        }
        SmsAddress from = segment.from();
        SmsAddress to = segment.to();
        byte[] content = segment.content();
        List<OptionalParameter> parameters = new ArrayList<>(2);
        if (segment.isPayload()) {
            parameters.add(new OptionalParameter.Message_payload(content));
        }
        segment.userMessageReference()
                .ifPresent(
                        reference -> parameters.add(new OptionalParameter.User_message_reference((short) reference)));
        writingSince = System.nanoTime() | 1;
        try {
            new SubmitSmCommandTask(
                            pduSender(),
                            "",
                            TypeOfNumber.valueOf(from.typeOfNumber()),
                            NumberingPlanIndicator.valueOf(from.numberingPlan()),
                            from.digits(),
                            TypeOfNumber.valueOf(to.typeOfNumber()),
                            NumberingPlanIndicator.valueOf(to.numberingPlan()),
                            to.digits(),
                            new ESMClass(segment.hasHeader() ? HAS_HEADER : 0),
                            (byte) 0,
                            (byte) 0,
                            null,
                            segment.validityPeriod(),
                            new RegisteredDelivery(segment.registeredDelivery()),
                            (byte) 0,
                            new RawDataCoding(segment.dataCoding()),
                            (byte) 0,
                            segment.isPayload() ? new byte[0] : content,
                            parameters.toArray(OptionalParameter[]::new))
                    .executeTask(connection().getOutputStream(), number);
            return true;
        } catch (PDUException e) {
            open.remove(number);
            throw e;
        } finally {
            writingSince = 0;
        }
    }

    @Override
    protected PendingResponse<Command> removePendingResponse(int sequenceNumber) {
        SubmittedSegment segment = open.remove(sequenceNumber);
        return segment != null ? new SegmentAnswer(segment) : super.removePendingResponse(sequenceNumber);
    }

    /** Told by the library instead of somebody who waits. */
    private static final class SegmentAnswer extends PendingResponse<Command> {
        private final SubmittedSegment segment;

        SegmentAnswer(SubmittedSegment segment) {
            super(0);
            this.segment = segment;
        }

        @Override
        public void done(Command answer) {
            segment.answered(answer.getCommandStatus(), SegmentIds.idIn(answer));
        }

        @Override
        public void doneWithInvalidResponse(InvalidResponseException nack) {
            segment.answered(SegmentIds.statusIn(nack), "");
        }
    }

    /** Looks for answers that are overdue, and for a write that a provider does not read. */
    void sweep(long nowNanos) {
        long timeout = account.answerTimeout().toNanos();
        open.forEach((number, segment) -> {
            long age = nowNanos - segment.sinceNanos();
            if (age > timeout * LATE_TIMEOUTS) {
                open.remove(number);
            }
            if (age > timeout) {
                segment.inDoubt("no answer within " + TimeUnit.NANOSECONDS.toMillis(timeout) + " ms");
            }
        });
        long since = writingSince;
        if (since != 0 && nowNanos - since > timeout) {
            abort();
        }
    }

    /** Ends the connection without a word; a write that hangs fails. */
    void abort() {
        try {
            connection().close();
        } catch (IOException e) {
            end();
        }
    }

    private void end() {
        PendingResponse<Command> bind = super.removePendingResponse(NUMBER_OF_BIND);
        if (bind != null) {
            bind.doneWithInvalidResponse(new InvalidResponseException("the connection ended before the answer"));
        }
        open.keySet().forEach(number -> {
            SubmittedSegment segment = open.remove(number);
            if (segment != null) {
                segment.inDoubt("the connection ended before the answer");
            }
        });
    }

    /** Says good-bye, waits a little for the provider to say so, too. */
    void hangUp(long patienceMillis) {
        setTransactionTimer(patienceMillis);
        if (getSessionState().isBound()) {
            unbindAndClose();
        } else {
            close();
        }
    }
}
