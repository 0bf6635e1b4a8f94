package dev.janji.gateways.letter.sftp;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.sshd.common.config.keys.FilePasswordProvider;
import org.apache.sshd.common.util.io.resource.PathResource;
import org.apache.sshd.common.util.security.SecurityUtils;

/**
 * How to reach the print house's SFTP server. Durations are real time, but for {@code keptDays}.
 *
 * @param password empty for none; then there are keys
 * @param keys by which we prove who we are; none: by password
 * @param knownHosts file of the server's keys in the form of OpenSSH; or {@code hostKeys}, never both
 * @param hostKeys fingerprints of the server's keys, such as {@code SHA256:...}
 * @param ready folder of the server in which batches appear
 * @param back folder of the server from which returns are fetched; empty: none are
 * @param every between two visits
 * @param connectTimeout until the connection stands
 * @param answerTimeout for each answer of the server
 * @param leastPause after a visit that failed; after each further one twice as long
 * @param keptDays so long a batch that was brought is kept, house clock
 */
public record SftpSettings(
        String host,
        int port,
        String userName,
        String password,
        List<KeyPair> keys,
        Optional<Path> knownHosts,
        Set<String> hostKeys,
        String ready,
        String back,
        Duration every,
        Duration connectTimeout,
        Duration answerTimeout,
        Duration leastPause,
        Duration mostPause,
        int keptDays) {
    private static final String FINGERPRINT = "SHA256:[A-Za-z0-9+/]{43}";

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public SftpSettings {
        keys = List.copyOf(keys);
        hostKeys = hostKeys.stream().map(each -> each.replaceFirst("=+$", "")).collect(Collectors.toUnmodifiableSet());
        demand(!host.isBlank(), "host", "not empty");
        demand(port >= 1 && port <= 65_535, "port", "from 1 to 65535");
        demand(!userName.isBlank(), "username", "not empty");
        demand(!password.isEmpty() || !keys.isEmpty(), "password, password-file or key-file", "not empty");
        demand(
                knownHosts.isPresent() != !hostKeys.isEmpty(),
                "one of known-hosts and host-keys",
                "there, for nothing is sent to a server that could be anybody's");
        demand(knownHosts.isEmpty() || Files.isReadable(knownHosts.get()), "known-hosts", "a file that can be read");
        demand(hostKeys.stream().allMatch(each -> each.matches(FINGERPRINT)), "host-keys", "such as SHA256:...");
        demand(!ready.isBlank(), "ready", "not empty");
        demand(!ready.equals(back), "back", "empty or another folder than ready");
        positive(every, "every");
        positive(connectTimeout, "connect-timeout");
        positive(answerTimeout, "answer-timeout");
        positive(leastPause, "reconnect.least");
        demand(mostPause.compareTo(leastPause) >= 0, "reconnect.most", "at least reconnect.least");
        demand(keptDays >= 1, "kept-days", "at least 1");
    }

    private static void positive(Duration value, String key) {
        demand(!value.isNegative() && !value.isZero(), key, "above 0");
    }

    private static void demand(boolean holds, String key, String range) {
        if (!holds) {
            throw new IllegalArgumentException("Expected " + key + " to be " + range + ", but it is not");
        }
    }

    /**
     * @return empty while host is empty
     * @throws ConfigException when a key is missing or out of its range, or a file cannot be read; the text names it
     */
    public static Optional<SftpSettings> from(Config config) {
        String host = config.getString("host");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        try {
            String known = config.getString("known-hosts");
            return Optional.of(new SftpSettings(
                    host,
                    config.getInt("port"),
                    config.getString("username"),
                    secret(config, "password"),
                    keys(config),
                    known.isEmpty() ? Optional.empty() : Optional.of(Path.of(known)),
                    Set.copyOf(config.getStringList("host-keys")),
                    config.getString("ready"),
                    config.getString("back"),
                    config.getDuration("every"),
                    config.getDuration("connect-timeout"),
                    config.getDuration("answer-timeout"),
                    config.getDuration("reconnect.least"),
                    config.getDuration("reconnect.most"),
                    config.getInt("kept-days")));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": sftp: " + e.getMessage(), e);
        }
    }

    private static String secret(Config config, String key) {
        String file = config.getString(key + "-file");
        if (file.isEmpty()) {
            return config.getString(key);
        }
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new IllegalArgumentException("Expected to read " + key + "-file " + file + ", but could not", e);
        }
    }

    private static List<KeyPair> keys(Config config) {
        String name = config.getString("key-file");
        if (name.isEmpty()) {
            return List.of();
        }
        Path file = Path.of(name);
        String passphrase = secret(config, "key-passphrase");
        List<KeyPair> keys = new ArrayList<>();
        try (InputStream in = Files.newInputStream(file)) {
            Iterable<KeyPair> read = SecurityUtils.loadKeyPairIdentities(
                    null,
                    new PathResource(file),
                    in,
                    passphrase.isEmpty() ? FilePasswordProvider.EMPTY : FilePasswordProvider.of(passphrase));
            if (read != null) {
                read.forEach(keys::add);
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalArgumentException(
                    "Expected key-file " + file + " to be a private key, with key-passphrase when it has one, but it"
                            + " cannot be read as that: " + e.getClass().getSimpleName(),
                    e);
        }
        demand(!keys.isEmpty(), "key-file", "a private key");
        return keys;
    }

    /** Without what is secret. */
    @Override
    public String toString() {
        return "SftpSettings[" + userName + "@" + host + ":" + port + ", ready=" + ready + ", back=" + back + "]";
    }
}
