package dev.janji.loadtest.adapters;

import com.cloudhopper.smpp.SmppServerConfiguration;
import com.cloudhopper.smpp.SmppServerHandler;
import com.cloudhopper.smpp.SmppServerSession;
import com.cloudhopper.smpp.SmppSessionConfiguration;
import com.cloudhopper.smpp.impl.DefaultSmppServer;
import com.cloudhopper.smpp.impl.DefaultSmppSessionHandler;
import com.cloudhopper.smpp.pdu.BaseBind;
import com.cloudhopper.smpp.pdu.BaseBindResp;
import com.cloudhopper.smpp.pdu.PduRequest;
import com.cloudhopper.smpp.pdu.PduResponse;
import com.cloudhopper.smpp.pdu.SubmitSmResp;
import com.cloudhopper.smpp.type.LoggingOptions;
import com.cloudhopper.smpp.type.SmppChannelException;
import dev.janji.loadtest.sms.FreePort;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicLong;

/** An SMS provider that takes everything at once. Thread-safe. */
final class TakingSmsProvider implements AutoCloseable {
    private final DefaultSmppServer server;
    private final int port;
    private final AtomicLong taken = new AtomicLong();

    private TakingSmsProvider(int port) {
        this.port = port;
        SmppServerConfiguration configuration = new SmppServerConfiguration();
        configuration.setHost("127.0.0.1");
        configuration.setPort(port);
        configuration.setNonBlockingSocketsEnabled(true);
        configuration.setReuseAddress(true);
        this.server = new DefaultSmppServer(configuration, new Bindings(), Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "provider");
            thread.setDaemon(true);
            return thread;
        }));
    }

    static TakingSmsProvider start() {
        TakingSmsProvider provider = new TakingSmsProvider(FreePort.find());
        try {
            provider.server.start();
        } catch (SmppChannelException e) {
            throw new IllegalStateException("Expected to start a provider, but could not", e);
        }
        return provider;
    }

    int port() {
        return port;
    }

    /** Messages taken since the start. */
    long taken() {
        return taken.get();
    }

    // The library's own signatures.
    @SuppressWarnings("rawtypes")
    private final class Bindings implements SmppServerHandler {
        @Override
        public void sessionBindRequested(Long id, SmppSessionConfiguration configuration, BaseBind bind) {
            configuration.setLoggingOptions(new LoggingOptions());
        }

        @Override
        public void sessionCreated(Long id, SmppServerSession session, BaseBindResp answer) {
            session.serverReady(new DefaultSmppSessionHandler() {
                @Override
                public PduResponse firePduRequestReceived(PduRequest request) {
                    PduResponse response = request.createResponse();
                    if (response instanceof SubmitSmResp submitted) {
                        submitted.setMessageId(Long.toString(taken.incrementAndGet()));
                    }
                    return response;
                }
            });
        }

        @Override
        public void sessionDestroyed(Long id, SmppServerSession session) {
            session.destroy();
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
