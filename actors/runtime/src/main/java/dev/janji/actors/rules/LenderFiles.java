package dev.janji.actors.rules;

import java.io.IOException;
import java.nio.ByteBuffer;
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

    private static final Pattern PATH =
            Pattern.compile("lender\\.yaml|(strategies|policies|calendars|templates)/[A-Za-z0-9-]{1,64}\\.yaml");
    /** Beside the rules, for people and their tools. */
    private static final Pattern NO_RULES = Pattern.compile("README\\.md|(.*/)?\\..*");

    private static final int MOST_FILES = 300;
    private static final int MOST_BYTES = 512 * 1024;

    /** @throws RuleFileRefused when there are too many, they are too long, or one is none of a lender's files */
    public LenderFiles {
        texts = Collections.unmodifiableSortedMap(new TreeMap<>(texts));
        long bytes = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            if (!PATH.matcher(each.getKey()).matches()) {
                throw new RuleFileRefused(
                        each.getKey(),
                        "expected " + LENDER
                                + ", or NAME.yaml in strategies, policies, calendars or templates, where NAME"
                                + " is made of letters, digits and dashes; move it out of the folder");
            }
            bytes += each.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (texts.size() > MOST_FILES || bytes > MOST_BYTES) {
            throw new RuleFileRefused(
                    LENDER,
                    "expected a folder of up to " + MOST_FILES + " files and " + MOST_BYTES + " bytes, but found "
                            + texts.size() + " files and " + bytes + " bytes");
        }
    }

    /** Reads a folder. Files that begin with a dot, and {@code README.md}, are not read. @throws RuleFileRefused names the file */
    public static LenderFiles in(Path folder) {
        if (!Files.isDirectory(folder)) {
            throw new RuleFileRefused(folder.toString(), "expected the folder of a lender, but it is none");
        }
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                String path = folder.relativize(file).toString().replace('\\', '/');
                if (!NO_RULES.matcher(path).matches() && !path.startsWith(".") && !path.contains("/.")) {
                    texts.put(
                            path,
                            PATH.matcher(path).matches() ? RuleFiles.read(file).text() : "");
                }
            }
        } catch (IOException e) {
            throw new RuleFileRefused(
                    folder.toString(),
                    "expected a folder to read, but " + e.getClass().getSimpleName());
        }
        return new LenderFiles(texts);
    }

    /** Writes every file, into folders that it makes. @throws IOException when one is there already, or can't be written */
    public void writeTo(Path folder) throws IOException {
        for (Map.Entry<String, String> each : texts.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, each.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }

    /** @return SHA-256 of all paths and texts, as hexadecimal digits: the same for the same content */
    public String hash() {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            texts.forEach((path, text) -> {
                add(digest, path);
                add(digest, text);
            });
            return HexFormat.of().formatHex(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected SHA-256 in every Java, but it is missing", e);
        }
    }

    private static void add(MessageDigest digest, String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        digest.update(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        digest.update(bytes);
    }

    /** @return names of the files in one of the folders, without {@code .yaml}, sorted */
    List<String> names(String folder) {
        return texts.keySet().stream()
                .filter(path -> path.startsWith(folder))
                .map(path -> path.substring(folder.length(), path.length() - ".yaml".length()))
                .toList();
    }
}
