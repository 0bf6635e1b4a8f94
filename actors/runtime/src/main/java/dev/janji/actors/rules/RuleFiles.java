package dev.janji.actors.rules;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Files of one kind of rules: those of the installation or of a lender, else those that Janji ships. Thread-safe; reads a file anew each time.
 *
 * @param own finds a file by its name before the shipped ones
 * @param place where {@code own} looks, for messages; empty when nowhere
 * @param resources where the shipped ones are
 * @param shipped their names, for messages
 */
record RuleFiles(Function<String, Optional<Source>> own, String place, String resources, String shipped) {
    private static final Pattern NAME = Pattern.compile("(calendars/)?[A-Za-z0-9-]{1,64}\\.yaml");

    /** @param name of the file, for messages */
    record Source(String name, String text) {}

    /** @param folder null when there is none */
    static RuleFiles in(@Nullable Path folder, String resources, String shipped) {
        return folder == null
                ? new RuleFiles(name -> Optional.empty(), "", resources, shipped)
                : new RuleFiles(
                        name -> Files.exists(folder.resolve(name))
                                ? Optional.of(read(folder.resolve(name)))
                                : Optional.empty(),
                        folder.toString(),
                        resources,
                        shipped);
    }

    /** @param refusal says who asked for it */
    Source find(String name, Function<String, RuleFileRefused> refusal) {
        if (!NAME.matcher(name).matches()) {
            throw refusal.apply("expected a name of letters, digits and dashes, but found `" + name + "`");
        }
        return own.apply(name)
                .or(() -> shipped(resources, name))
                .orElseThrow(() -> refusal.apply("expected " + name + (place.isEmpty() ? "" : " in " + place + " or")
                        + " among what Janji ships (" + shipped + "), but it is not there"));
    }

    static Optional<Source> shipped(String resources, String name) {
        try (InputStream found = RuleFiles.class.getResourceAsStream(resources + name)) {
            return found == null
                    ? Optional.empty()
                    : Optional.of(new Source(name, new String(found.readAllBytes(), StandardCharsets.UTF_8)));
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
