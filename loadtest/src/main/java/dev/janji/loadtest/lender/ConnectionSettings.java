package dev.janji.loadtest.lender;

import io.grpc.ChannelCredentials;
import io.grpc.Grpc;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.TlsChannelCredentials;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;

/**
 * Where the server is and who we are.
 *
 * @param lender whose certificate is used
 * @param credentials folder of the development credentials: {@code authority.pem} and {@code lenders/ID/client.pem, client.key}
 */
public record ConnectionSettings(String host, int port, String lender, Path credentials) {
    private static final int LARGEST_MESSAGE = 1 << 20;

    /** Opens a channel; it connects when it is used. */
    public ManagedChannel open() {
        return builder().build();
    }

    /** Like {@link #open}, but answers are heard on the transport's own thread, which must not be kept waiting. */
    public ManagedChannel openDirect() {
        return builder().directExecutor().build();
    }

    /** Opens a channel to the same server for a person of the operator. */
    public ManagedChannel openAs(String person) {
        return builder(credentials.resolve("operators").resolve(person)).build();
    }

    private ManagedChannelBuilder<?> builder() {
        return builder(credentials.resolve("lenders").resolve(lender));
    }

    private ManagedChannelBuilder<?> builder(Path own) {
        try {
            ChannelCredentials tls = TlsChannelCredentials.newBuilder()
                    .trustManager(credentials.resolve("authority.pem").toFile())
                    .keyManager(
                            own.resolve("client.pem").toFile(),
                            own.resolve("client.key").toFile())
                    .build();
            return Grpc.newChannelBuilderForAddress(host, port, tls).maxInboundMessageSize(LARGEST_MESSAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected development credentials in " + own + ", but they cannot be read", e);
        }
    }
}
