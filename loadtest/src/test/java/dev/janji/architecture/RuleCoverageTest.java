package dev.janji.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.rules.Policies;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule that docs/rules.md promises is named by a test, and every rule of a shipped pack stands in docs/rules.md. */
class RuleCoverageTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern ID = Pattern.compile(
            "\\b(?:ID|US|UK|WA|AB)-\\d\\d\\b|\\bUS-TCPA\\b|\\bUS-VALIDATION\\b|\\bOPT-OUT\\b|\\bPACK-VALIDITY\\b");

    /** Of visits, which nobody makes yet. */
    private static final Set<String> OF_NOTHING_THAT_IS_DONE = Set.of("ID-06", "ID-15");

    @Test
    void shouldHaveATestThatNamesEachRule() throws IOException {
        // given
        Set<String> promised = ids(Files.readString(HOME.resolve("docs/rules.md")));
        promised.removeAll(OF_NOTHING_THAT_IS_DONE);

        // when
        Set<String> named = new TreeSet<>();
        for (String module : List.of("actors/domain", "actors/runtime", "gateways", "orchestrator", "loadtest")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(each -> each.toString().endsWith("Test.java"))
                        .toList()) {
                    if (!file.endsWith("RuleCoverageTest.java")) {
                        named.addAll(ids(Files.readString(file)));
                    }
                }
            }
        }

        // then
        assertThat(promised).hasSizeGreaterThan(30);
        assertThat(named).containsAll(promised);
    }

    @Test
    void shouldDescribeEveryRuleOfTheShippedPacks() throws IOException {
        // given
        Set<String> described = ids(Files.readString(HOME.resolve("docs/rules.md")));

        // when
        Set<String> shipped = new TreeSet<>();
        for (String name : Policies.SHIPPED) {
            PolicyPack pack = new Policies(null).read(List.of(name), Set.of());
            shipped.add(pack.zoneRuleId());
            for (PolicyRule rule : pack.rules()) {
                shipped.add(rule.id());
                if (rule.consent() != null) {
                    shipped.add(rule.consent().id());
                }
            }
        }

        // then
        assertThat(described).containsAll(shipped);
    }

    private static Set<String> ids(String text) {
        Set<String> ids = new TreeSet<>();
        Matcher found = ID.matcher(text);
        while (found.find()) {
            ids.add(found.group());
        }
        return ids;
    }
}
