package dev.janji.gateways.letter.sftp;

import java.io.IOException;
import java.security.KeyPair;
import java.util.concurrent.TimeUnit;
import org.apache.sshd.client.ClientBuilder;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.SftpModuleProperties;
import org.apache.sshd.sftp.client.SftpClientFactory;
import org.apache.sshd.sftp.common.SftpConstants;
import org.apache.sshd.sftp.common.SftpException;

/** Connects to the one server, by what the settings say and nothing of this machine: no {@code ~/.ssh}, no agent. Thread-safe. */
final class SftpConnector implements AutoCloseable {
    private final SftpSettings settings;
    private final SshClient client;

    SftpConnector(SftpSettings settings) {
        this.settings = settings;
        HostKeys hostKeys = new HostKeys(settings);
        this.client = ClientBuilder.builder()
                .hostConfigEntryResolver(HostConfigEntryResolver.EMPTY)
                .serverKeyVerifier(hostKeys)
                .build();
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setSignatureFactories(hostKeys.knownFirst(client.getSignatureFactories()));
        // A server that says nothing for so long is away.
        CoreModuleProperties.IDLE_TIMEOUT.set(client, settings.answerTimeout());
        CoreModuleProperties.WINDOW_TIMEOUT.set(client, settings.answerTimeout());
        CoreModuleProperties.NIO2_MIN_WRITE_TIMEOUT.set(client, settings.answerTimeout());
        CoreModuleProperties.WAIT_FOR_SPACE_TIMEOUT.set(client, settings.answerTimeout());
        SftpModuleProperties.SFTP_CHANNEL_OPEN_TIMEOUT.set(client, settings.answerTimeout());
        client.start();
    }

    /** @throws IOException when the server is away, is another one, or refuses us; {@link #kind} says which */
    SftpConnection connect() throws IOException {
        ClientSession session;
        try {
            session = client.connect(settings.userName(), settings.host(), settings.port())
                    .verify(settings.connectTimeout())
                    .getSession();
        } catch (RuntimeException e) {
            // Such as a name that no address belongs to.
            throw new IOException("the server cannot be connected to", e);
        }
        try {
            for (KeyPair key : settings.keys()) {
                session.addPublicKeyIdentity(key);
            }
            if (!settings.password().isEmpty()) {
                session.addPasswordIdentity(settings.password());
            }
            session.auth().verify(settings.answerTimeout());
            return new SftpConnection(session, SftpClientFactory.instance().createSftpClient(session));
        } catch (IOException | RuntimeException e) {
            session.close(true);
            throw e;
        }
    }

    /** @return what went wrong; never the server's words, in which anything may stand */
    static String kind(IOException failure) {
        if (failure instanceof SftpException refused) {
            return "the server answers " + SftpConstants.getStatusName(refused.getStatus());
        }
        for (Throwable each = failure; each != null; each = each.getCause()) {
            if (each instanceof SshException ssh) {
                if (ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE) {
                    return "the server's key is none that we know";
                }
                if (ssh.getDisconnectCode() == SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE) {
                    return "the server refuses our credentials";
                }
            }
        }
        Throwable innermost = failure;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        return innermost.getClass().getSimpleName();
    }

    @Override
    public void close() {
        try {
            client.close(true).await(settings.answerTimeout().toMillis(), TimeUnit.MILLISECONDS);
        } catch (IOException e) {
            // It ends by itself; only the waiting was interrupted.
            Thread.currentThread().interrupt();
        }
    }
}
