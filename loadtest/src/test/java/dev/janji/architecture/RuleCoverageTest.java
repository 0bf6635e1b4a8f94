package dev.janji.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.rules.Policies;
import dev.janji.domain.debtor.HouseRule;
import dev.janji.domain.policy.FieldTerms;
import dev.janji.domain.policy.PolicyPack;
import dev.janji.domain.policy.PolicyRule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Every rule that docs/rules.md and docs/pacing.md promise is named by a test, and every rule of a shipped pack stands in docs/rules.md. */
class RuleCoverageTest {
    private static final Path HOME = Path.of("..");
    private static final Pattern ID = Pattern.compile(
            "\\b(?:ID|US|UK|WA|AB)-\\d\\d\\b|\\bUS-TCPA\\b|\\bUS-VALIDATION\\b|\\bOPT-OUT\\b|\\bPACK-VALIDITY\\b");

    /** What the laws and the benchmarks were read as, by the ids of that reading. */
    private static final Set<String> SPECIFIED = Set.of(
            "ID-01", "ID-02", "ID-03", "ID-04", "ID-05", "ID-06", "ID-07", "ID-08", "ID-10", "ID-11", "ID-12", "ID-13",
            "ID-14", "ID-15", "ID-16", "ID-17", "US-01", "US-02", "US-03", "US-04", "US-05", "US-06", "US-07", "US-08",
            "US-09", "US-10", "US-11", "US-12", "AB-01", "AB-03", "AB-05");

    @Test
    void shouldHaveATestThatNamesEachRule() throws IOException {
        // given
        Set<String> promised = ids(Files.readString(HOME.resolve("docs/rules.md")));
        promised.addAll(ids(Files.readString(HOME.resolve("docs/pacing.md"))));
        assertThat(promised).as("ids in the documents").containsAll(SPECIFIED);

        // when
        Set<String> named = new TreeSet<>();
        eachTest(text -> named.addAll(ids(text)));

        // then
        assertThat(promised).hasSizeGreaterThan(30);
        assertThat(named).containsAll(promised);
    }

    /** Of disputes, holds, promises, offers, conversations, calls: as a string, which is what an event and an explanation have. */
    @Test
    void shouldHaveATestThatNamesEachRuleOfTheHouse() throws IOException {
        // given
        String document = Files.readString(HOME.resolve("docs/rules.md"));

        // when
        Set<HouseRule> named = EnumSet.noneOf(HouseRule.class);
        eachTest(text -> Stream.of(HouseRule.values())
                .filter(rule -> text.contains('"' + rule.id() + '"'))
                .forEach(named::add));

        // then
        assertThat(named).containsExactlyInAnyOrder(HouseRule.values());
        assertThat(HouseRule.values()).allSatisfy(rule -> assertThat(document).contains(rule.id()));
    }

    private static void eachTest(Consumer<String> reader) throws IOException {
        for (String module : List.of("actors/domain", "actors/runtime", "gateways", "orchestrator", "loadtest")) {
            try (Stream<Path> files = Files.walk(HOME.resolve(module).resolve("src/test/java"))) {
                for (Path file : files.filter(each -> each.toString().endsWith("Test.java"))
                        .toList()) {
                    if (!file.endsWith("RuleCoverageTest.java")) {
                        reader.accept(Files.readString(file));
                    }
                }
            }
        }
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
            for (FieldTerms terms : pack.field()) {
                shipped.add(terms.id());
                shipped.add(terms.hoursId());
            }
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
