package dev.janji.gateways.letter.sftp;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.SocketAddress;
import java.nio.file.Path;
import java.security.PublicKey;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.client.config.hosts.KnownHostEntry;
import org.apache.sshd.client.keyverifier.KnownHostsServerKeyVerifier;
import org.apache.sshd.client.keyverifier.RejectAllServerKeyVerifier;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.NamedFactory;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.digest.BuiltinDigests;
import org.apache.sshd.common.signature.Signature;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Which keys the server may have; with any other one nothing is said to it. Thread-safe. */
final class HostKeys implements ServerKeyVerifier {
    private static final Logger LOG = LoggerFactory.getLogger(HostKeys.class);

    private final SftpSettings settings;
    private final ServerKeyVerifier known;

    HostKeys(SftpSettings settings) {
        this.settings = settings;
        this.known = settings.knownHosts()
                .<ServerKeyVerifier>map(
                        file -> new KnownHostsServerKeyVerifier(RejectAllServerKeyVerifier.INSTANCE, file))
                .orElse(RejectAllServerKeyVerifier.INSTANCE);
    }

    @Override
    public boolean verifyServerKey(ClientSession session, SocketAddress address, PublicKey key) {
        String fingerprint = KeyUtils.getFingerPrint(BuiltinDigests.sha256, key);
        boolean good = settings.hostKeys().contains(fingerprint) || known.verifyServerKey(session, address, key);
        if (!good) {
            LOG.error(
                    "Expected the print house's server to have a key of {}, but it has another one: nothing is sent [server={}:{}, type={}, key={}]",
                    settings.knownHosts().map(Path::toString).orElse("host-keys"),
                    settings.host(),
                    settings.port(),
                    KeyUtils.getKeyType(key),
                    fingerprint);
        }
        return good;
    }

    /**
     * A server shows one key, of the kind that the client likes best: those that the file knows come first, as OpenSSH does it.
     *
     * @return the same, in another order
     */
    List<NamedFactory<Signature>> knownFirst(List<NamedFactory<Signature>> signatures) {
        if (settings.knownHosts().isEmpty()) {
            return signatures;
        }
        Set<String> kinds;
        try {
            kinds = KnownHostEntry.readKnownHostEntries(settings.knownHosts().get()).stream()
                    .filter(entry ->
                            entry.getHashedEntry() != null || entry.isHostMatch(settings.host(), settings.port()))
                    .map(entry -> entry.getKeyEntry().getKeyType())
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(
                    "Expected to read known-hosts " + settings.knownHosts().get() + ", but could not", e);
        }
        return signatures.stream()
                .sorted((one, other) ->
                        Boolean.compare(kinds.contains(kindOf(other.getName())), kinds.contains(kindOf(one.getName()))))
                .toList();
    }

    private static String kindOf(String signature) {
        return signature.matches("rsa-sha2-\\d+") ? "ssh-rsa" : signature;
    }
}
