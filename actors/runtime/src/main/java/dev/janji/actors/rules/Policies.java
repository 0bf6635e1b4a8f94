package dev.janji.actors.rules;

import dev.janji.domain.policy.PolicyPack;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where policy packs and calendars are found: in a folder of the installation, else among those that Janji ships. Thread-safe; reads a file
 * anew each time.
 */
public final class Policies {
    /** What Janji ships, in the order in which {@code janji policy show} lists them. */
    public static final List<String> SHIPPED =
            List.of("id", "id-p2p", "us-reg-f", "us-massachusetts", "us-florida", "uk");

    static final String RESOURCES = "policies/";

    private final RuleFiles files;

    /** @param folder with {@code NAME.yaml} and {@code calendars/NAME.yaml}; null when there is none */
    public Policies(@Nullable Path folder) {
        this(RuleFiles.in(folder, RESOURCES, "packs " + String.join(", ", SHIPPED) + "; calendar indonesia"));
    }

    private Policies(RuleFiles files) {
        this.files = files;
    }

    static Policies among(RuleFiles files) {
        return new Policies(files);
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
            packs.add(named(name, attested, problem -> new RuleFileRefused(name, problem)));
        }
        return PolicyPack.combined(packs);
    }

    /** @param missing says who asked for it */
    PolicyPack named(String name, Set<String> attested, Function<String, RuleFileRefused> missing) {
        return read(files.find(name + ".yaml", missing), attested);
    }

    /** A pack that stands in a file of its own, with the calendars that this knows. */
    public PolicyPack read(Path file, Set<String> attested) {
        return read(RuleFiles.read(file), attested);
    }

    private PolicyPack read(RuleFiles.Source source, Set<String> attested) {
        return new PolicyReader(this::calendar, attested).read(YamlValue.parse(source.name(), source.text()));
    }

    private Set<LocalDate> calendar(YamlValue name) {
        RuleFiles.Source source = files.find("calendars/" + name.text() + ".yaml", name::refused);
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
}
