package dev.janji.loadtest.sms;

import com.cloudhopper.smpp.PduAsyncResponse;
import com.cloudhopper.smpp.SmppConstants;
import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.DeliverSm;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.LoggingOptions;
import com.cloudhopper.smpp.type.RecoverablePduException;
import com.cloudhopper.smpp.type.SmppChannelException;
import com.cloudhopper.smpp.type.SmppInvalidArgumentException;
import com.cloudhopper.smpp.type.SmppTimeoutException;
import com.cloudhopper.smpp.type.UnrecoverablePduException;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * An SMS provider that does what a script says: it takes every message, answers or not, and brings a receipt again and again until it is acknowledged, also over
 * the next connection. Speaks SMPP by another implementation than the adapter. Thread-safe.
 */
public final class PlayedSmsProvider implements AutoCloseable {
    private static final int WINDOW = 500;
    private static final long ROOM_MILLIS = 1_000;
    private static final long AGAIN_MILLIS = 500;
    private static final long EXPIRES_MILLIS = 30_000;
    private static final int CONNECTIONS = 10;

    private final DefaultSmppServer server;
    private final int port;
    private final SmsScript script;
    private final AtomicInteger ids = new AtomicInteger();
    private final AtomicInteger binds = new AtomicInteger();
    private final DelayQueue<Owed> owed = new DelayQueue<>();
    private final Set<Owed> unacknowledged = ConcurrentHashMap.newKeySet();
    private final Thread bringer = new Thread(this::bring, "provider-receipts");
    private volatile @Nullable SmppServerSession session;
    private volatile boolean closed;

    /** A receipt that nobody has acknowledged. */
    private static final class Owed implements Delayed {
        final int id;
        final SubmitSm message;

        @Nullable
        SmppServerSession by;

        private volatile long dueNanos;

        Owed(int id, SubmitSm message, long dueNanos) {
            this.id = id;
            this.message = message;
            this.dueNanos = dueNanos;
        }

        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(dueNanos - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.signum(dueNanos - ((Owed) other).dueNanos);
        }
    }

    private PlayedSmsProvider(int port, SmsScript script) {
        this.port = port;
        this.script = script;
        SmppServerConfiguration configuration = new SmppServerConfiguration();
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setMaxConnectionSize(CONNECTIONS);
        configuration.setNonBlockingSocketsEnabled(true);
        configuration.setReuseAddress(true);
        configuration.setDefaultWindowSize(WINDOW);
        configuration.setDefaultRequestExpiryTimeout(EXPIRES_MILLIS);
        configuration.setDefaultWindowMonitorInterval(EXPIRES_MILLIS / 6);
        ThreadFactory daemons = work -> {
            Thread thread = new Thread(work, "provider");
            thread.setDaemon(true);
            return thread;
        };
        this.server = new DefaultSmppServer(
                configuration,
                new Bindings(),
                Executors.newCachedThreadPool(daemons),
                Executors.newSingleThreadScheduledExecutor(daemons));
        bringer.setDaemon(true);
    }

    /** @param port of this machine at which nobody listens */
    public static PlayedSmsProvider start(int port, SmsScript script) {
        PlayedSmsProvider provider = new PlayedSmsProvider(port, script);
        try {
            provider.server.start();
        } catch (SmppChannelException e) {
            throw new IllegalStateException("Expected to start a provider, but could not", e);
        }
        provider.bringer.start();
        return provider;
    }

    public int port() {
        return port;
    }

    /** Messages taken since the start. */
    public int taken() {
        return ids.get();
    }

    /** How often somebody bound. */
    public int binds() {
        return binds.get();
    }

    /** Receipts that will come and were not acknowledged yet. */
    public int owed() {
        return owed.size() + unacknowledged.size();
    }

    private void bring() {
        try {
            while (!closed) {
                Owed next = owed.take();
                // Counted all the time: in one place or the other.
                unacknowledged.add(next);
                bring(next);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void bring(Owed next) throws InterruptedException {
        SmppServerSession to = session;
        if (to == null || !to.isBound()) {
            again(next);
            return;
        }
        next.by = to;
        try {
            DeliverSm receipt = receipt(next);
            receipt.setReferenceObject(next);
            to.sendRequestPdu(receipt, ROOM_MILLIS, false);
        } catch (SmppTimeoutException | SmppChannelException e) {
            // No room, or nobody there any more.
            again(next);
        } catch (RecoverablePduException | UnrecoverablePduException e) {
            throw new IllegalStateException("Expected to write a receipt, but could not", e);
        }
    }

    private void again(Owed receipt) {
        if (unacknowledged.contains(receipt)) {
            receipt.dueNanos = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(AGAIN_MILLIS);
            owed.add(receipt);
            unacknowledged.remove(receipt);
        }
    }

    /** What became of a message, in the text alone, as the specification's appendix B made a habit of. */
    private static DeliverSm receipt(Owed of) {
        DeliverSm receipt = new DeliverSm();
        receipt.setEsmClass(SmppConstants.ESM_CLASS_MT_SMSC_DELIVERY_RECEIPT);
        receipt.setSourceAddress(of.message.getDestAddress());
        receipt.setDestAddress(of.message.getSourceAddress());
        Tlv reference = of.message.getOptionalParameter(SmppConstants.TAG_USER_MESSAGE_REFERENCE);
        if (reference != null) {
            receipt.setOptionalParameter(reference);
        }
        try {
            receipt.setShortMessage(("id:" + of.id
                            + " sub:001 dlvrd:001 submit date:2607010900 done date:2607010901 stat:DELIVRD err:000")
                    .getBytes(StandardCharsets.US_ASCII));
        } catch (SmppInvalidArgumentException e) {
            throw new IllegalStateException("Expected a receipt to be short, but it is not", e);
        }
        return receipt;
    }

    // The library's own signatures.
    @SuppressWarnings("rawtypes")
    private final class Bindings implements SmppServerHandler {
        @Override
        public void sessionBindRequested(Long id, SmppSessionConfiguration configuration, BaseBind bind) {
            configuration.setLoggingOptions(new LoggingOptions());
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession fresh, BaseBindResp answer) {
            binds.incrementAndGet();
            fresh.serverReady(new Handling());
            session = fresh;
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession ended) {
            ended.destroy();
            unacknowledged.stream().filter(each -> each.by == ended).forEach(PlayedSmsProvider.this::again);
        }
    }

    @SuppressWarnings("rawtypes")
    private final class Handling extends DefaultSmppSessionHandler {
        @Override
        public @Nullable PduResponse firePduRequestReceived(PduRequest request) {
            if (!(request instanceof SubmitSm message)) {
                return request.createResponse();
            }
            long now = System.nanoTime();
            int id = ids.incrementAndGet();
            SmsScript.Fate fate = script.taken(
                    message.getDestAddress().getAddress(),
                    new String(message.getShortMessage(), StandardCharsets.ISO_8859_1),
                    id,
                    now);
            for (int copy = 0; copy < fate.receipts(); copy++) {
                owed.add(new Owed(
                        id, message, now + TimeUnit.MILLISECONDS.toNanos((long) fate.receiptMillis() * (copy + 1))));
            }
            if (!fate.isAnswered()) {
                return null;
            }
            SubmitSmResp answer = (SubmitSmResp) request.createResponse();
            answer.setMessageId(Integer.toString(id));
            return answer;
        }

        @Override
        public void fireExpectedPduResponseReceived(PduAsyncResponse response) {
            if (response.getRequest().getReferenceObject() instanceof Owed receipt) {
                if (response.getResponse().getCommandStatus() == SmppConstants.STATUS_OK) {
                    script.acknowledged(receipt.id);
                    unacknowledged.remove(receipt);
                } else {
                    again(receipt);
                }
            }
        }

        @Override
        public void firePduRequestExpired(PduRequest request) {
            if (request.getReferenceObject() instanceof Owed receipt) {
                again(receipt);
            }
        }
    }

    @Override
    public void close() {
        closed = true;
        bringer.interrupt();
        server.destroy();
    }
}
