package dev.janji.actors.rules;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of a lender's folder as they are written. Immutable.
 *
 * @param texts by their paths, sorted: {@code lender.yaml}, and {@code NAME.yaml} in {@code strategies}, {@code policies}, {@code calendars} and
 *     {@code templates}
 */
public record LenderFiles(Map<String, String> texts) {
    /** The one file that every folder has. */
    public static final String LENDER = "lender.yaml";

    static final String STRATEGIES = "strategies/";
    static final String POLICIES = "policies/";
    static final String CALENDARS = "calendars/";
    static final String TEMPLATES = "templates/";

    private static final FolderFiles KIND = new FolderFiles(
            LENDER,
            Pattern.compile("lender\\.yaml|(strategies|policies|calendars|templates)/[A-Za-z0-9-]{1,64}\\.yaml"),
            "NAME.yaml in strategies, policies, calendars or templates",
            300,
            512 * 1024);

    /** @throws RuleFileRefused when there are too many, they are too long, or one is none of a lender's files */
    public LenderFiles {
        texts = KIND.checked(texts);
    }

    /** Reads a folder. Files that begin with a dot, and {@code README.md}, are not read. @throws RuleFileRefused names the file */
    public static LenderFiles in(Path folder) {
        return new LenderFiles(KIND.read(folder, "a lender"));
    }

    /** Writes every file, into folders that it makes. @throws IOException when one is there already, or can't be written */
    public void writeTo(Path folder) throws IOException {
        FolderFiles.write(texts, folder);
    }

    /** @return SHA-256 of all paths and texts, as hexadecimal digits: the same for the same content */
    public String hash() {
        return FolderFiles.hash(new TreeMap<>(texts));
    }

    /** @return names of the files in one of the folders, without {@code .yaml}, sorted */
    List<String> names(String folder) {
        return texts.keySet().stream()
                .filter(path -> path.startsWith(folder))
                .map(path -> path.substring(folder.length(), path.length() - ".yaml".length()))
                .toList();
    }
}
