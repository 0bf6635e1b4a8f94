package dev.janji.actors.desk;

import dev.janji.actors.rules.FolderFiles;
import dev.janji.actors.rules.RuleFileRefused;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The files of an operator's folder as they are written. Immutable.
 *
 * @param texts by their paths, sorted: {@code operator.yaml}, and {@code NAME.yaml} in {@code desks} and {@code teams}
 */
public record OperatorFiles(Map<String, String> texts) {
    static final String OPERATOR = "operator.yaml";
    static final String DESKS = "desks/";
    static final String TEAMS = "teams/";

    private static final FolderFiles KIND = new FolderFiles(
            OPERATOR,
            Pattern.compile("operator\\.yaml|(desks|teams)/[A-Za-z0-9-]{1,64}\\.yaml"),
            "NAME.yaml in desks or teams",
            1_000,
            16 * 1024 * 1024);

    private static final int SHOWN_OF_HASH = 12;

    /** @throws RuleFileRefused when there are too many, they are too long, or one is none of an operator's files */
    public OperatorFiles {
        texts = KIND.checked(texts);
    }

    /** Reads a folder. What begins with a dot, and {@code README.md}, is not read. @throws RuleFileRefused names the file */
    public static OperatorFiles in(Path folder) {
        return new OperatorFiles(KIND.read(folder, "an operator"));
    }

    /** Writes every file, into folders that it makes. @throws IOException when one is there already, or can't be written */
    public void writeTo(Path folder) throws IOException {
        FolderFiles.write(texts, folder);
    }

    /** @return the same for the same files, another for others */
    String version() {
        return FolderFiles.hash(new TreeMap<>(texts)).substring(0, SHOWN_OF_HASH);
    }
}
