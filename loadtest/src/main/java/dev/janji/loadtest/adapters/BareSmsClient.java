package dev.janji.loadtest.adapters;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jsmpp.InvalidResponseException;
import org.jsmpp.PDUException;
import org.jsmpp.bean.BindType;
import org.jsmpp.bean.ESMClass;
import org.jsmpp.bean.NumberingPlanIndicator;
import org.jsmpp.bean.RawDataCoding;
import org.jsmpp.bean.RegisteredDelivery;
import org.jsmpp.bean.TypeOfNumber;
import org.jsmpp.extra.NegativeResponseException;
import org.jsmpp.extra.ResponseTimeoutException;
import org.jsmpp.session.BindParameter;
import org.jsmpp.session.SMPPSession;

/** The SMPP library as its manual uses it: a thread for each place in the window, no log, no permit. */
final class BareSmsClient {
    private BareSmsClient() {}

    /** Sends so many messages and returns when each is taken. */
    static void send(int port, int messages, int window, String text) throws IOException, InterruptedException {
        SMPPSession session = new SMPPSession();
        session.setTransactionTimer(30_000);
        session.connectAndBind(
                "127.0.0.1",
                port,
                new BindParameter(
                        BindType.BIND_TRX,
                        "bare",
                        "secret",
                        "",
                        TypeOfNumber.UNKNOWN,
                        NumberingPlanIndicator.UNKNOWN,
                        null));
        byte[] content = text.getBytes(StandardCharsets.US_ASCII);
        AtomicInteger left = new AtomicInteger(messages);
        ExecutorService threads = Executors.newFixedThreadPool(window);
        try {
            List<Future<?>> ends = new ArrayList<>();
            for (int i = 0; i < window; i++) {
                ends.add(threads.submit(() -> {
                    for (int next = left.decrementAndGet(); next >= 0; next = left.decrementAndGet()) {
                        submit(session, SmsPeer.number(next), content);
                    }
                    return null;
                }));
            }
            for (Future<?> end : ends) {
                end.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException("Expected the bare client to send, but it could not", e);
        } finally {
            threads.shutdownNow();
            session.unbindAndClose();
        }
    }

    private static void submit(SMPPSession session, String number, byte[] content)
            throws PDUException, ResponseTimeoutException, InvalidResponseException, NegativeResponseException,
                    IOException {
        session.submitShortMessage(
                "",
                TypeOfNumber.NETWORK_SPECIFIC,
                NumberingPlanIndicator.UNKNOWN,
                "12345",
                TypeOfNumber.INTERNATIONAL,
                NumberingPlanIndicator.ISDN,
                number,
                new ESMClass(),
                (byte) 0,
                (byte) 0,
                null,
                "000000010000000R",
                new RegisteredDelivery(1),
                (byte) 0,
                new RawDataCoding((byte) 0),
                (byte) 0,
                content);
    }
}
