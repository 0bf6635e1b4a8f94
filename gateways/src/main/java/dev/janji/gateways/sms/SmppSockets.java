package dev.janji.gateways.sms;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.jsmpp.session.connection.Connection;
import org.jsmpp.session.connection.ConnectionFactory;
import org.jsmpp.session.connection.socket.SocketConnection;

/** Connections to a provider, in the clear or with TLS and a certificate that names the host. Immutable. */
final class SmppSockets implements ConnectionFactory {
    private final int connectMillis;
    private final Optional<SSLSocketFactory> tls;

    /** @throws IllegalArgumentException when the certificates cannot be read */
    SmppSockets(SmppAccount account) {
        this.connectMillis = Math.toIntExact(account.connectTimeout().toMillis());
        this.tls = account.tls()
                ? Optional.of(
                        account.trustedCertificates().map(SmppSockets::trusting).orElseGet(() ->
                                (SSLSocketFactory) SSLSocketFactory.getDefault()))
                : Optional.empty();
    }

    @Override
    public Connection createConnection(String host, int port) throws IOException {
        Socket plain = new Socket();
        try {
            plain.setTcpNoDelay(true);
            plain.connect(new InetSocketAddress(host, port), connectMillis);
            return new SocketConnection(tls.isPresent() ? secured(tls.get(), plain, host, port) : plain);
        } catch (IOException | RuntimeException e) {
            plain.close();
            throw e;
        }
    }

    private Socket secured(SSLSocketFactory factory, Socket plain, String host, int port) throws IOException {
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, host, port, true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(connectMillis);
        socket.startHandshake();
        return socket;
    }

    /** @param pem certificates to trust, and no others */
    private static SSLSocketFactory trusting(Path pem) {
        try (InputStream file = Files.newInputStream(pem)) {
            KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
            trusted.load(null, null);
            for (Certificate one : CertificateFactory.getInstance("X.509").generateCertificates(file)) {
                trusted.setCertificateEntry("trusted-" + trusted.size(), one);
            }
            TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
            trust.init(trusted);
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, trust.getTrustManagers(), null);
            return context.getSocketFactory();
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalArgumentException(
                    "Expected certificates in trusted-certificates " + pem + ", but could not read them", e);
        }
    }
}
