package dev.janji.gateways.sms;

import com.cloudhopper.commons.util.windowing.WindowFuture;
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
import com.cloudhopper.smpp.pdu.EnquireLink;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSm;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.ssl.SslConfiguration;
import com.cloudhopper.smpp.tlv.Tlv;
import com.cloudhopper.smpp.type.Address;
import com.cloudhopper.smpp.type.SmppProcessingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** A provider that speaks SMPP by another implementation than ours, and does what the last digits of a number say. */
final class SmppProvider implements AutoCloseable {
    static final String PASSWORD = "secret";

    /** A message as it was taken. */
    record Taken(String id, SubmitSm message) {
        int userMessageReference() {
            Tlv tlv = message.getOptionalParameter(SmppConstants.TAG_USER_MESSAGE_REFERENCE);
            try {
                return tlv == null ? -1 : tlv.getValueAsUnsignedShort();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        byte[] payload() {
            Tlv tlv = message.getOptionalParameter(SmppConstants.TAG_MESSAGE_PAYLOAD);
            return tlv == null ? new byte[0] : tlv.getValue();
        }
    }

    private final int port;
    private final @Nullable SslConfiguration tls;
    private final List<SmppServerSession> sessions = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> statuses = new ConcurrentHashMap<>();
    private @Nullable DefaultSmppServer server;

    final List<Taken> taken = new CopyOnWriteArrayList<>();
    final AtomicInteger binds = new AtomicInteger();
    final AtomicInteger enquiries = new AtomicInteger();
    final AtomicInteger ids = new AtomicInteger();
    /** Runs when a message was taken, before its answer. */
    volatile BiConsumer<SmppServerSession, Taken> onTaken = (session, message) -> {};

    /** Of a text in several segments this one is refused; 0 for none. */
    volatile int refusedSegment;

    volatile boolean answersEnquiries = true;
    volatile int bindStatus = SmppConstants.STATUS_OK;

    SmppProvider(int port, @Nullable SslConfiguration tls) {
        this.port = port;
        this.tls = tls;
        setDown(false);
    }

    int port() {
        return port;
    }

    /** Messages to numbers with this ending are refused so. */
    void refuse(String ending, int status) {
        statuses.put(ending, status);
    }

    synchronized void setDown(boolean down) {
        try {
            if (down && server != null) {
                drop();
                server.destroy();
                server = null;
            } else if (!down && server == null) {
                SmppServerConfiguration configuration = new SmppServerConfiguration();
                configuration.setHost("127.0.0.1");
                configuration.setPort(port);
                configuration.setMaxConnectionSize(10);
                configuration.setNonBlockingSocketsEnabled(true);
                configuration.setReuseAddress(true);
                configuration.setDefaultWindowSize(1000);
                if (tls != null) {
                    configuration.setSslConfiguration(tls);
                }
                DefaultSmppServer fresh =
                        new DefaultSmppServer(configuration, new Bindings(), Executors.newCachedThreadPool(work -> {
                            Thread thread = new Thread(work, "provider");
                            thread.setDaemon(true);
                            return thread;
                        }));
                fresh.start();
                server = fresh;
            }
        } catch (Exception e) {
            throw new IllegalStateException("Expected to start or stop the provider, but could not", e);
        }
    }

    /** Ends every connection. */
    void drop() {
        // Not all that are there at the end: the other side may be back already.
        List<SmppServerSession> ended = List.copyOf(sessions);
        ended.forEach(session -> {
            session.close();
            session.destroy();
        });
        sessions.removeAll(ended);
    }

    SmppServerSession session() {
        return sessions.get(sessions.size() - 1);
    }

    boolean isBound() {
        return !sessions.isEmpty();
    }

    private final class Bindings implements SmppServerHandler {
        @Override
        public void sessionBindRequested(Long id, SmppSessionConfiguration configuration, BaseBind bind)
                throws SmppProcessingException {
            if (bindStatus != SmppConstants.STATUS_OK) {
                throw new SmppProcessingException(bindStatus);
            }
            if (!PASSWORD.equals(configuration.getPassword())) {
                throw new SmppProcessingException(SmppConstants.STATUS_INVPASWD);
            }
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession session, BaseBindResp answer) {
            binds.incrementAndGet();
            sessions.add(session);
            session.serverReady(new Handling(session));
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession session) {
            sessions.remove(session);
            session.destroy();
        }
    }

    private final class Handling extends DefaultSmppSessionHandler {
        private final SmppServerSession session;

        Handling(SmppServerSession session) {
            this.session = session;
        }

        @Override
        public @Nullable PduResponse firePduRequestReceived(PduRequest request) {
            if (request instanceof EnquireLink) {
                enquiries.incrementAndGet();
                return answersEnquiries ? request.createResponse() : null;
            }
            if (!(request instanceof SubmitSm message)) {
                return request.createResponse();
            }
            String number = message.getDestAddress().getAddress();
            String ending = number.substring(number.length() - 2);
            Integer status =
                    isRefusedSegment(message) ? Integer.valueOf(SmppConstants.STATUS_THROTTLED) : statuses.get(ending);
            if (status != null) {
                PduResponse refusal = request.createResponse();
                refusal.setCommandStatus(status);
                return refusal;
            }
            if (ending.equals("93")) {
                session.close();
                return null;
            }
            Taken one = new Taken(Integer.toString(ids.incrementAndGet()), message);
            taken.add(one);
            if (ending.equals("94")) {
                session.close();
                return null;
            }
            if (ending.equals("95")) {
                return null;
            }
            onTaken.accept(session, one);
            SubmitSmResp answer = (SubmitSmResp) request.createResponse();
            answer.setMessageId(one.id());
            return answer;
        }
    }

    private boolean isRefusedSegment(SubmitSm message) {
        return refusedSegment > 0
                && message.getEsmClass() == SmppConstants.ESM_CLASS_UDHI_MASK
                && message.getShortMessage()[5] == refusedSegment;
    }

    /** Tells what became of a message, in the text alone. */
    static DeliverSm receipt(Taken of, String id, String state) {
        try {
            DeliverSm receipt = new DeliverSm();
            receipt.setEsmClass(SmppConstants.ESM_CLASS_MT_SMSC_DELIVERY_RECEIPT);
            receipt.setSourceAddress(of.message().getDestAddress());
            receipt.setDestAddress(of.message().getSourceAddress());
            receipt.setShortMessage(("id:" + id + " sub:001 dlvrd:001 submit date:2603020800 done date:2603020801 stat:"
                            + state + " err:000 text:Yth")
                    .getBytes(StandardCharsets.US_ASCII));
            return receipt;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What somebody writes. */
    static DeliverSm text(String from, String to, byte dataCoding, byte[] content) {
        try {
            DeliverSm text = new DeliverSm();
            text.setSourceAddress(new Address((byte) 1, (byte) 1, from));
            text.setDestAddress(new Address((byte) 3, (byte) 0, to));
            text.setDataCoding(dataCoding);
            text.setShortMessage(Arrays.copyOf(content, content.length));
            return text;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** @return the status of our answer */
    int deliver(DeliverSm message) {
        try {
            WindowFuture<Integer, PduRequest, PduResponse> answer = session().sendRequestPdu(message, 10_000, true);
            answer.await();
            return answer.getResponse().getCommandStatus();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public synchronized void close() {
        setDown(true);
    }
}
