package dev.janji.orchestrator.server;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigUtil;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.orchestrator.security.Caller;
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
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

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
     * @param agents who get development credentials, too, beside those that the configuration names
     * @throws ConfigException naming the key that is missing or wrong
     * @throws IOException when development credentials can't be read or written
     */
    static SecuritySettings from(Config root, Set<AgentId> agents) throws IOException {
        Config config = root.getConfig(PATH);
        if (config.getBoolean("development.enabled")) {
            DevelopmentCredentials made = DevelopmentCredentials.in(
                    Path.of(config.getString("development.folder")), developmentCallers(config, agents));
            return new SecuritySettings(
                    made.tls(),
                    made.credentials(),
                    made.folder().toAbsolutePath().toString());
        }
        return new SecuritySettings(
                new TlsFiles(
                        file(config, "tls.certificate"), file(config, "tls.key"), file(config, "tls.client-authority")),
                credentials(config),
                "");
    }

    private static List<Caller> developmentCallers(Config config, Set<AgentId> agents) {
        return Stream.of(
                        config.getStringList("development.lenders").stream()
                                .map(id -> caller(SecuritySettings::lender, id, PATH + ".development.lenders")),
                        config.getStringList("development.operators").stream()
                                .map(id -> caller(SecuritySettings::person, id, PATH + ".development.operators")),
                        config.getStringList("development.agents").stream()
                                .map(id -> caller(SecuritySettings::agent, id, PATH + ".development.agents")),
                        agents.stream().sorted().map(agent -> (Caller) new Caller.OfAgent(agent)))
                .flatMap(each -> each)
                .distinct()
                .toList();
    }

    private static Credentials credentials(Config config) {
        Map<Caller, List<TokenHash>> hashes = new LinkedHashMap<>();
        read(config, "lenders", SecuritySettings::lender, hashes);
        read(config, "operators", SecuritySettings::person, hashes);
        read(config, "agents", SecuritySettings::agent, hashes);
        return Credentials.of(hashes);
    }

    private static void read(
            Config config, String kind, Function<String, Caller> make, Map<Caller, List<TokenHash>> hashes) {
        for (String id : config.getObject(kind).keySet()) {
            String at = PATH + "." + kind + "." + id;
            List<TokenHash> tokens = config.getStringList(ConfigUtil.joinPath(kind, id, "token-sha256")).stream()
                    .map(hash -> hash(hash, at + ".token-sha256"))
                    .toList();
            hashes.put(caller(make, id, at), tokens);
        }
    }

    private static Caller lender(String id) {
        return new Caller.OfLender(new LenderId(id));
    }

    private static Caller person(String id) {
        return new Caller.OfOperator(new PersonId(id));
    }

    private static Caller agent(String id) {
        return new Caller.OfAgent(new AgentId(id));
    }

    private static Caller caller(Function<String, Caller> make, String id, String at) {
        try {
            return make.apply(id);
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
