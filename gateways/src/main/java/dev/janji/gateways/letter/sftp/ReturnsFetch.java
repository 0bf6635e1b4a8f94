package dev.janji.gateways.letter.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Fetches {@code *.csv} from the server's folder of returns into ours. A file leaves the server when it is on our disk; its name here has the hash of what is in it, so one
 * that is fetched again is the same file, and another one of the same name is another. Confined to one thread.
 */
final class ReturnsFetch {
    private static final Logger LOG = LoggerFactory.getLogger(ReturnsFetch.class);
    private static final int LONGEST_FILE = 64 << 20;
    /** The server's names become ours: nothing in them may lead out of the folder. */
    private static final String NAME = "[A-Za-z0-9_][A-Za-z0-9._ -]{0,99}\\.csv";

    private static final int HASH_DIGITS = 12;

    private final String there;
    private final Path here;
    private final Set<String> refused = new HashSet<>();

    /** @param there folder of the server. @param here our folder, with {@code done} in it */
    ReturnsFetch(String there, Path here) {
        this.there = there;
        this.here = here;
    }

    /** @return files that were fetched. @throws IOException when the server or the disk fails; what is not fetched stays there */
    int fetch(SftpConnection server) throws IOException {
        int fetched = 0;
        for (Map.Entry<String, Long> each : new TreeMap<>(server.sizes(there)).entrySet()) {
            String name = each.getKey();
            if (!name.endsWith(".csv")) {
                continue;
            }
            if (!name.matches(NAME) || each.getValue() > LONGEST_FILE) {
                if (refused.add(name)) {
                    LOG.error(
                            "Expected a file of returns with a plain name and at most {} bytes, but one is not: left on the server [folder={}, bytes={}]",
                            LONGEST_FILE,
                            there,
                            each.getValue());
                }
                continue;
            }
            take(name, server);
            fetched++;
        }
        return fetched;
    }

    private void take(String name, SftpConnection server) throws IOException {
        byte[] content = server.read(there + "/" + name, LONGEST_FILE);
        String known = name.substring(0, name.length() - ".csv".length()) + "-" + hash(content) + ".csv";
        if (!Files.exists(here.resolve("done").resolve(known))) {
            Path part = here.resolve(".fetched.part");
            Files.write(
                    part,
                    content,
                    StandardOpenOption.CREATE,
                    StandardOpenOption.WRITE,
                    StandardOpenOption.TRUNCATE_EXISTING,
                    StandardOpenOption.SYNC);
            Files.move(part, here.resolve(known), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        }
        server.remove(there + "/" + name);
        LOG.info("What came back of letters is fetched from the print house [file={}]", known);
    }

    private static String hash(byte[] content) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(content))
                    .substring(0, HASH_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to have SHA-256", e);
        }
    }
}
