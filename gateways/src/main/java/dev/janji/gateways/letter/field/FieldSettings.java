package dev.janji.gateways.letter.field;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.gateways.letter.LetterSettings;
import dev.janji.gateways.letter.sftp.SftpSettings;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The outbox of cases.
 *
 * @param folder of the outbox; one server a folder
 * @param letters whose lines of senders stand on letters that go with cases
 * @param sftp the field system's server, if we bring the cases there
 */
public record FieldSettings(Path folder, LetterSettings letters, Optional<SftpSettings> sftp) {
    /** Nothing is fetched from a field system. */
    private static final Config NOTHING_COMES_BACK = ConfigFactory.parseString("back = \"\"");

    /**
     * @param gateways {@code janji.gateways}
     * @return empty while there is no folder
     * @throws ConfigException when a key is missing or out of its range; the text names it
     */
    public static Optional<FieldSettings> from(Config gateways) {
        Config field = gateways.getConfig("field");
        String folder = field.getString("folder");
        if (folder.isEmpty()) {
            if (!field.getString("sftp.host").isEmpty()) {
                throw new ConfigException.Generic("Expected folder, too, but there are no cases to bring");
            }
            return Optional.empty();
        }
        return Optional.of(new FieldSettings(
                Path.of(folder),
                LetterSettings.from(gateways.getConfig("letter")),
                SftpSettings.from(NOTHING_COMES_BACK.withFallback(field.getConfig("sftp")))));
    }
}
