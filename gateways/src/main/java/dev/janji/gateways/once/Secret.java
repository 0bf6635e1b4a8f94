package dev.janji.gateways.once;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A word that only we and a provider know. Immutable. */
public final class Secret {
    private final String value;

    private Secret(String value) {
        this.value = value;
    }

    /**
     * @param key its own, or with {@code -file} behind it that of a file of one line, which wins
     * @throws ConfigException when the file can't be read, or both are empty; names the key
     */
    public static Secret from(Config config, String key) {
        String file = config.getString(key + "-file");
        try {
            String value = file.isEmpty()
                    ? config.getString(key)
                    : Files.readString(Path.of(file)).strip();
            if (value.isEmpty() || value.chars().anyMatch(Character::isISOControl)) {
                throw new ConfigException.BadValue(
                        key, "Expected one line that is not empty, here or in " + key + "-file");
            }
            return new Secret(value);
        } catch (IOException e) {
            throw new ConfigException.BadValue(key + "-file", "Expected a file of one line, but it can't be read", e);
        }
    }

    public String value() {
        return value;
    }

    /** Never the value. */
    @Override
    public String toString() {
        return "Secret[]";
    }
}
