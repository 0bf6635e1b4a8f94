package dev.janji.actors.desk;

import dev.janji.actors.rules.RuleFileRefused;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The files of an operator's folder as they are written. Immutable.
 *
 * @param texts by their paths, sorted: {@code operator.yaml}, and {@code NAME.yaml} in {@code desks} and {@code teams}
 */
public record OperatorFiles(Map<String, String> texts) {
    static final String OPERATOR = "operator.yaml";
    static final String DESKS = "desks/";
    static final String TEAMS = "teams/";

    private static final Pattern PATH = Pattern.compile("operator\\.yaml|(desks|teams)/[A-Za-z0-9-]{1,64}\\.yaml");
    private static final int MOST_FILES = 1_000;
    private static final int MOST_BYTES = 16 * 1024 * 1024;
    private static final int SHOWN_OF_HASH = 12;

    /** @throws RuleFileRefused when there are too many, they are too long, or one is none of an operator's files */
    public OperatorFiles {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        long bytes = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            if (!PATH.matcher(each.getKey()).matches()) {
                throw new RuleFileRefused(
                        each.getKey(),
                        "expected " + OPERATOR
                                + ", or NAME.yaml in desks or teams, where NAME is made of letters, digits"
                                + " and dashes; move it out of the folder");
            }
            bytes += each.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (texts.size() > MOST_FILES || bytes > MOST_BYTES) {
            throw new RuleFileRefused(
                    OPERATOR,
                    "expected a folder of up to " + MOST_FILES + " files and " + MOST_BYTES + " bytes, but found "
                            + texts.size() + " files and " + bytes + " bytes");
        }
    }

    /** Reads a folder. What begins with a dot, and {@code README.md}, is not read. @throws RuleFileRefused names the file */
    public static OperatorFiles in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new RuleFileRefused(folder.toString(), "expected the folder of an operator, but it is none");
        }
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!path.equals("README.md") && !path.startsWith(".") && !path.contains("/.")) {
                    texts.put(path, PATH.matcher(path).matches() ? Files.readString(file) : "");
                }
            }
        } catch (IOException e) {
            throw new RuleFileRefused(
                    folder.toString(),
                    "expected a folder to read, but " + e.getClass().getSimpleName());
        }
        return new OperatorFiles(texts);
    }

    /** Writes every file, into folders that it makes. @throws IOException when one is there already, or can't be written */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> each : texts.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, each.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }

    /** @return the same for the same files, another for others */
    String version() {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            texts.forEach((path, text) -> {
                hash.update(path.getBytes(StandardCharsets.UTF_8));
                hash.update((byte) 0);
                hash.update(text.getBytes(StandardCharsets.UTF_8));
                hash.update((byte) 0);
            });
            return HexFormat.of().formatHex(hash.digest()).substring(0, SHOWN_OF_HASH);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256, but this one has not", e);
        }
    }
}
