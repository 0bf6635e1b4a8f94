package dev.janji.actors.journal.keys;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.nio.file.Path;

/**
 * {@code janji.actors.keys}.
 *
 * @param createMasterKey for development only
 */
public record KeySettings(Path masterKeyFile, boolean createMasterKey) {
    private static final String PATH = "janji.actors.keys";

    /** @throws ConfigException that names the key */
    public static KeySettings from(Config config) {
        Config keys = config.getConfig(PATH);
        String file = keys.getString("master-key-file");
        if (file.isBlank()) {
            throw new ConfigException.BadValue(PATH + ".master-key-file", "Expected a file, but it is empty");
        }
        return new KeySettings(Path.of(file), keys.getBoolean("create-master-key"));
    }

    /** @return the master key, created when it is not there and may be */
    public MasterKey masterKey() {
        return createMasterKey ? MasterKey.loadOrCreate(masterKeyFile) : MasterKey.load(masterKeyFile);
    }
}
