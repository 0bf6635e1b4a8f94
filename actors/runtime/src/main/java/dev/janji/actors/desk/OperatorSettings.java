package dev.janji.actors.desk;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.actors.rules.FolderRefused;
import dev.janji.actors.rules.RuleFileRefused;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * Where the operator of an installation says what its desks are. Immutable.
 *
 * @param folder empty when the installation has no desk
 * @param book what the folder said when it was read; {@link OperatorBook#NONE} without one
 * @param lookEvery how often it is looked at for changes, in real time
 */
public record OperatorSettings(Optional<Path> folder, Duration lookEvery, OperatorBook book) {
    private static final String AT = "janji.orchestrator.desk";

    /**
     * Reads the keys; the folder itself is read, too, so that a start that must fail fails early.
     *
     * @param root the whole configuration
     * @throws ConfigException that names the key at fault, and what is wrong with the folder
     */
    public static OperatorSettings from(Config root) {
        String folder = root.getString(AT + ".operator-folder");
        Duration every = root.getDuration(AT + ".look-every");
        if (every.isZero() || every.isNegative()) {
            throw new ConfigException.BadValue(AT + ".look-every", "Expected more than zero, but got " + every);
        }
        if (folder.isEmpty()) {
            return new OperatorSettings(Optional.empty(), every, OperatorBook.NONE);
        }
        try {
            return new OperatorSettings(
                    Optional.of(Path.of(folder)), every, OperatorReader.read(OperatorFiles.in(Path.of(folder))));
        } catch (FolderRefused | RuleFileRefused e) {
            throw new ConfigException.BadValue(AT + ".operator-folder", e.getMessage(), e);
        }
    }
}
