package dev.janji.actors.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of one kind of rules: in a folder of the installation, else among those that Janji ships. Thread-safe; reads a file anew each time.
 *
 * @param folder null when there is none
 * @param resources where the shipped ones are
 * @param shipped their names, for messages
 */
record RuleFiles(@Nullable Path folder, String resources, String shipped) {
    private static final Pattern NAME = Pattern.compile("(calendars/)?[A-Za-z0-9-]{1,64}\\.yaml");

    /** @param name of the file, for messages */
    record Source(String name, String text) {}

    /** @param refusal says who asked for it */
    Source find(String name, Function<String, RuleFileRefused> refusal) {
        if (!NAME.matcher(name).matches()) {
            throw refusal.apply("expected a name of letters, digits and dashes, but found `" + name + "`");
        }
        if (folder != null && Files.exists(folder.resolve(name))) {
            return read(folder.resolve(name));
        }
        try (InputStream found = RuleFiles.class.getResourceAsStream(resources + name)) {
            if (found == null) {
                throw refusal.apply("expected " + name + (folder == null ? "" : " in " + folder + " or")
                        + " among what Janji ships (" + shipped + "), but it is not there");
            }
            return new Source(name, new String(found.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + name + ", but could not", e);
        }
    }

    static Source read(Path file) {
        try {
            return new Source(file.toString(), Files.readString(file));
        } catch (IOException e) {
            throw new RuleFileRefused(
                    file.toString(),
                    "expected a text file to read, but " + e.getClass().getSimpleName());
        }
    }
}
