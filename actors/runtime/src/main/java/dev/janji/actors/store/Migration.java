package dev.janji.actors.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One numbered CQL file, {@code cql/NNNN-name.cql}, listed in {@code cql/migrations.txt}. Its statements can be repeated, since
 * a start may end between two of them. Immutable.
 *
 * @param number from 1, without gaps
 * @param name of the file
 */
record Migration(int number, String name, String text) {

    private static final Pattern NAME = Pattern.compile("(\\d{4})-[a-z0-9-]+\\.cql");
    private static final String FOLDER = "/cql/";

    /** All files of this release, in order. */
    static List<Migration> all() {
        List<Migration> all = new ArrayList<>();
        for (String line : resource("migrations.txt").split("\n")) {
            String name = line.strip();
            if (!name.isEmpty()) {
                all.add(of(name, resource(name)));
            }
        }
        return inOrder(all);
    }

    static Migration of(String name, String text) {
        Matcher matcher = NAME.matcher(name);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("Expected NNNN-name.cql, but got " + name);
        }
        return new Migration(Integer.parseInt(matcher.group(1)), name, text.replace("\r\n", "\n"));
    }

    static List<Migration> inOrder(List<Migration> migrations) {
        for (int i = 0; i < migrations.size(); i++) {
            if (migrations.get(i).number() != i + 1) {
                throw new IllegalArgumentException("Expected migration " + (i + 1) + ", but found "
                        + migrations.get(i).name());
            }
        }
        return List.copyOf(migrations);
    }

    /** SHA-256 of the text, in hexadecimal digits. */
    String checksum() {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Expected every JDK to know SHA-256, but this one does not", e);
        }
    }

    List<String> statements(String keyspace) {
        return CqlScript.statementsOf(text.replace("${keyspace}", keyspace));
    }

    private static String resource(String name) {
        try (InputStream stream = Migration.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("Expected the resource cql/" + name + ", but it is missing");
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
