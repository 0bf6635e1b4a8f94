package dev.janji.gateways.letter;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.letter.sftp.SftpSettings;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The outbox of letters.
 *
 * @param folder of the outbox; one server a folder
 * @param sender lines of whoever sends, for lenders without lines of their own
 * @param senders lines of a lender
 * @param closesAfter a batch is closed so long after its first letter, house clock
 * @param mostLetters a batch with so many is closed at once
 * @param comesBackEvery how often the folder of what came back is looked at, real time
 * @param keptDays so long what comes back finds its letter, and a letter that comes again is known, house clock
 * @param sftp the print house's server, if we bring the batches there
 */
public record LetterSettings(
        Path folder,
        List<String> sender,
        Map<LenderId, List<String>> senders,
        Duration closesAfter,
        int mostLetters,
        Duration comesBackEvery,
        int keptDays,
        Optional<SftpSettings> sftp) {
    private static final int MOST_LINES = 5;

    /** @throws IllegalArgumentException when a value is out of its range; the text names it */
    public LetterSettings {
        sender = List.copyOf(sender);
        senders = Map.copyOf(senders);
        demandLines("sender", sender);
        senders.forEach((lender, lines) -> demandLines("lenders." + lender + ".sender", lines));
        if (closesAfter.isNegative() || closesAfter.isZero()) {
            throw new IllegalArgumentException("Expected closes-after to be above zero, but it is " + closesAfter);
        }
        if (mostLetters < 1) {
            throw new IllegalArgumentException("Expected most-letters to be at least 1, but it is " + mostLetters);
        }
        if (comesBackEvery.isNegative() || comesBackEvery.isZero()) {
            throw new IllegalArgumentException(
                    "Expected comes-back-every to be above zero, but it is " + comesBackEvery);
        }
        if (keptDays < 1) {
            throw new IllegalArgumentException("Expected kept-days to be at least 1, but it is " + keptDays);
        }
    }

    private static void demandLines(String key, List<String> lines) {
        if (lines.isEmpty() || lines.size() > MOST_LINES || lines.stream().anyMatch(String::isBlank)) {
            throw new IllegalArgumentException("Expected " + key + " to have 1 to " + MOST_LINES
                    + " lines, none of them empty, but it has " + lines.size());
        }
    }

    /** @throws ConfigException when a key is missing or out of its range; the text names it */
    public static LetterSettings from(Config config) {
        Map<LenderId, List<String>> senders = new HashMap<>();
        Config lenders = config.getConfig("lenders");
        for (String lender : lenders.root().keySet()) {
            senders.put(
                    new LenderId(lender),
                    lenders.getConfig("\"" + lender + "\"").getStringList("sender"));
        }
        try {
            return new LetterSettings(
                    Path.of(config.getString("folder")),
                    config.getStringList("sender"),
                    senders,
                    config.getDuration("closes-after"),
                    config.getInt("most-letters"),
                    config.getDuration("comes-back-every"),
                    config.getInt("kept-days"),
                    SftpSettings.from(config.getConfig("sftp")));
        } catch (IllegalArgumentException e) {
            throw new ConfigException.Generic(config.origin().description() + ": " + e.getMessage(), e);
        }
    }

    /** @return lines of whoever sends for a lender */
    public List<String> senderOf(LenderId lender) {
        return senders.getOrDefault(lender, sender);
    }
}
