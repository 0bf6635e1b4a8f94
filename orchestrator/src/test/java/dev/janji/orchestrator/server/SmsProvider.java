package dev.janji.orchestrator.server;

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
import com.cloudhopper.smpp.type.Address;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A provider that speaks SMPP by another implementation than ours: takes every message, and brings what debtors write back. */
final class SmsProvider implements AutoCloseable {
    private static final long PATIENCE_MILLIS = 60_000;

    private final DefaultSmppServer server;
    private final int port;
    private final BlockingQueue<SubmitSm> taken = new LinkedBlockingQueue<>();
    private volatile SmppServerSession session;
    private int ids;

    SmsProvider() throws Exception {
        port = freePort();
        SmppServerConfiguration configuration = new SmppServerConfiguration();
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setNonBlockingSocketsEnabled(true);
        configuration.setReuseAddress(true);
        server = new DefaultSmppServer(configuration, new Bindings(), Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "sms-provider");
            thread.setDaemon(true);
            return thread;
        }));
        server.start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    int port() {
        return port;
    }

    /** @return the next message that it took; null when none came in time */
    SubmitSm next() throws InterruptedException {
        return taken.poll(2 * PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** How many it took that nobody has looked at. */
    int more() {
        return taken.size();
    }

    /** Whoever got the message writes back. @return the status of our answer, 0 when it is kept */
    int reply(SubmitSm to, String text) throws Exception {
        DeliverSm reply = new DeliverSm();
        reply.setSourceAddress(to.getDestAddress());
        reply.setDestAddress(
                new Address((byte) 3, (byte) 0, to.getSourceAddress().getAddress()));
        reply.setShortMessage(text.getBytes(StandardCharsets.US_ASCII));
        var answer = session.sendRequestPdu(reply, PATIENCE_MILLIS, true);
        answer.await();
        return answer.getResponse().getCommandStatus();
    }

    @Override
    public void close() {
        server.destroy();
    }

    private final class Bindings implements SmppServerHandler {
        @Override
        public void sessionBindRequested(Long id, SmppSessionConfiguration configuration, BaseBind bind) {
            // Whoever comes is let in.
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession created, BaseBindResp answer) {
            session = created;
            created.serverReady(new Taking());
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession destroyed) {
            destroyed.destroy();
        }
    }

    private final class Taking extends DefaultSmppSessionHandler {
        @Override
        public synchronized PduResponse firePduRequestReceived(PduRequest request) {
            PduResponse answer = request.createResponse();
            if (request instanceof SubmitSm message) {
                ((SubmitSmResp) answer).setMessageId(Integer.toString(++ids));
                taken.add(message);
            }
            return answer;
        }
    }
}
