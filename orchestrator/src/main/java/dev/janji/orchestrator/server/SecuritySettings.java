package dev.janji.orchestrator.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.id.LenderId;
import dev.janji.orchestrator.security.Credentials;
import dev.janji.orchestrator.security.DevelopmentCredentials;
import dev.janji.orchestrator.security.TlsFiles;
import dev.janji.orchestrator.security.TokenHash;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the gRPC port needs to know its callers. Immutable.
 *
 * @param folder of development credentials; empty when the operator brings its own
 */
record SecuritySettings(TlsFiles tls, Credentials credentials, String folder) {
    private static final String PATH = "janji.orchestrator.security";

    /**
     * Makes development credentials when they are enabled and missing.
     *
     * @throws ConfigException naming the key that is missing or wrong
     * @throws IOException when development credentials can't be read or written
     */
    static SecuritySettings from(Config root) throws IOException {
        Config config = root.getConfig(PATH);
        if (config.getBoolean("development.enabled")) {
            DevelopmentCredentials made = DevelopmentCredentials.in(
                    Path.of(config.getString("development.folder")), developmentLenders(config));
            return new SecuritySettings(
                    made.tls(),
                    made.credentials(),
                    made.folder().toAbsolutePath().toString());
        }
        return new SecuritySettings(
                new TlsFiles(
                        file(config, "tls.certificate"), file(config, "tls.key"), file(config, "tls.client-authority")),
                lenders(config.getConfig("lenders")),
                "");
    }

    private static List<LenderId> developmentLenders(Config config) {
        return config.getStringList("development.lenders").stream()
                .map(id -> lender(id, PATH + ".development.lenders"))
                .toList();
    }

    private static Credentials lenders(Config lenders) {
        Map<LenderId, List<TokenHash>> hashes = new LinkedHashMap<>();
        for (String id : lenders.root().keySet()) {
            String at = PATH + ".lenders." + id;
            List<TokenHash> tokens = lenders.getStringList(ConfigUtil.joinPath(id, "token-sha256")).stream()
                    .map(hash -> hash(hash, at + ".token-sha256"))
                    .toList();
            hashes.put(lender(id, at), tokens);
        }
        return Credentials.of(hashes);
    }

    private static LenderId lender(String id, String at) {
        try {
            return new LenderId(id);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(at, String.valueOf(e.getMessage()), e);
        }
    }

    private static TokenHash hash(String hex, String at) {
        try {
            return TokenHash.parse(hex);
        } catch (IllegalArgumentException e) {
            throw new ConfigException.BadValue(at, "Expected 64 hexadecimal digits", e);
        }
    }

    private static Path file(Config config, String key) {
        String name = config.getString(key);
        Path file = Path.of(name);
        if (name.isEmpty() || !Files.isReadable(file)) {
            throw new ConfigException.BadValue(PATH + "." + key, "Expected a readable PEM file");
        }
        return file;
    }
}
