package dev.janji.actors.rules;

import dev.janji.domain.policy.PolicyPack;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where policy packs and calendars are found: in a folder of the installation, else among those that Janji ships. Thread-safe; reads a file
 * anew each time.
 */
public final class Policies {
    /** What Janji ships, in the order in which {@code janji policy show} lists them. */
    public static final List<String> SHIPPED =
            List.of("id", "id-p2p", "us-reg-f", "us-massachusetts", "us-florida", "uk");

    private static final String RESOURCES = "policies/";
    private static final Pattern NAME = Pattern.compile("(calendars/)?[A-Za-z0-9-]{1,64}\\.yaml");

    private final @Nullable Path folder;

    /** @param folder with {@code NAME.yaml} and {@code calendars/NAME.yaml}; null when there is none */
    public Policies(@Nullable Path folder) {
        this.folder = folder;
    }

    /**
     * @param names of packs that are laid over each other, the first one names the zone rule
     * @param attested what the lender has declared
     * @throws RuleFileRefused that names file, line, and what to write instead
     */
    public PolicyPack read(List<String> names, Set<String> attested) {
        if (names.isEmpty()) {
            throw new RuleFileRefused("packs", "expected a policy pack such as [id], but found none");
        }
        List<PolicyPack> packs = new ArrayList<>();
        for (String name : names) {
            packs.add(read(source(name + ".yaml", problem -> new RuleFileRefused(name, problem)), attested));
        }
        return PolicyPack.combined(packs);
    }

    /** A pack that stands in a file of its own, with the calendars that this knows. */
    public PolicyPack read(Path file, Set<String> attested) {
        return read(new Source(file.toString(), text(file)), attested);
    }

    private PolicyPack read(Source source, Set<String> attested) {
        return new PolicyReader(this::calendar, attested).read(YamlValue.parse(source.name(), source.text()));
    }

    private Set<LocalDate> calendar(YamlValue name) {
        Source source = source("calendars/" + name.text() + ".yaml", name::refused);
        YamlValue calendar = YamlValue.parse(source.name(), source.text()).only("calendar", "decree", "dates");
        calendar.get("decree").text();
        Set<LocalDate> dates = new HashSet<>();
        for (YamlValue each : calendar.get("dates").list()) {
            each.only("date", "name").get("name").text();
            if (!dates.add(each.get("date").date())) {
                throw each.refused("expected every date once, but found "
                        + each.get("date").text() + " twice");
            }
        }
        return dates;
    }

    /** @param name of the file, for messages */
    private record Source(String name, String text) {}

    /** @param refusal says who asked for it */
    private Source source(String name, Function<String, RuleFileRefused> refusal) {
        if (!NAME.matcher(name).matches()) {
            throw refusal.apply("expected a name of letters, digits and dashes, but found `" + name + "`");
        }
        if (folder != null && Files.exists(folder.resolve(name))) {
            Path file = folder.resolve(name);
            return new Source(file.toString(), text(file));
        }
        try (InputStream shipped = Policies.class.getResourceAsStream(RESOURCES + name)) {
            if (shipped == null) {
                throw refusal.apply("expected " + name + (folder == null ? "" : " in " + folder + " or")
                        + " among what Janji ships (packs " + String.join(", ", SHIPPED)
                        + "; calendar indonesia), but it is not there");
            }
            return new Source(name, new String(shipped.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("Expected to read " + name + ", but could not", e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new RuleFileRefused(
                    file.toString(),
                    "expected a text file to read, but " + e.getClass().getSimpleName());
        }
    }
}
