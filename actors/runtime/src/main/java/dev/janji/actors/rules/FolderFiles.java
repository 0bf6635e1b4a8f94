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
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A kind of folder of readable files: which files it may have. Immutable.
 *
 * @param head the one file that every such folder has; problems of the whole folder are said of it
 * @param path of every file that is read
 * @param expected the paths in words
 */
public record FolderFiles(String head, Pattern path, String expected, int mostFiles, int mostBytes) {
    /** Beside the rules, for people and their tools. */
    private static final Pattern NO_RULES = Pattern.compile("README\\.md|(.*/)?\\..*");

    /** @return the texts by path, sorted. @throws RuleFileRefused when there are too many, they are too long, or one is none of the folder's */
    public SortedMap<String, String> checked(Map<String, String> texts) {
        long bytes = 0;
        for (Map.Entry<String, String> each : texts.entrySet()) {
            if (!path.matcher(each.getKey()).matches()) {
                throw new RuleFileRefused(
                        each.getKey(),
                        "expected " + head + ", or " + expected
                                + ", where NAME is made of letters, digits and dashes; move it out of the folder");
            }
            bytes += each.getValue().getBytes(StandardCharsets.UTF_8).length;
        }
        if (texts.size() > mostFiles || bytes > mostBytes) {
            throw new RuleFileRefused(
                    head,
                    "expected a folder of up to " + mostFiles + " files and " + mostBytes + " bytes, but found "
                            + texts.size() + " files and " + bytes + " bytes");
        }
        return Collections.unmodifiableSortedMap(new TreeMap<>(texts));
    }

    /**
     * Reads a folder. What begins with a dot, and {@code README.md}, is not read.
     *
     * @param whose folder, for messages
     * @return the texts by path, to be {@link #checked}
     * @throws RuleFileRefused names the file
     */
    public Map<String, String> read(Path folder, String whose) {
        if (!Files.isDirectory(folder)) {
            throw new RuleFileRefused(folder.toString(), "expected the folder of " + whose + ", but it is none");
        }
        Map<String, String> texts = new TreeMap<>();
        try (Stream<Path> all = Files.walk(folder)) {
            List<Path> files = all.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                String name = folder.relativize(file).toString().replace('\\', '/');
                if (!NO_RULES.matcher(name).matches() && !name.startsWith(".") && !name.contains("/.")) {
                    texts.put(
                            name,
                            path.matcher(name).matches() ? RuleFiles.read(file).text() : "");
                }
            }
        } catch (IOException e) {
            throw new RuleFileRefused(
                    folder.toString(),
                    "expected a folder to read, but " + e.getClass().getSimpleName());
        }
        return texts;
    }

    /** Writes every file, into folders that it makes. @throws IOException when one is there already, or can't be written */
    public static void write(Map<String, String> texts, Path folder) throws IOException {
        for (Map.Entry<String, String> each : texts.entrySet()) {
            Path file = folder.resolve(each.getKey());
            Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
            Files.writeString(file, each.getValue(), StandardOpenOption.CREATE_NEW);
        }
    }

    /** @return SHA-256 of all paths and texts, as hexadecimal digits: the same for the same content */
    public static String hash(SortedMap<String, String> texts) {
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
}
