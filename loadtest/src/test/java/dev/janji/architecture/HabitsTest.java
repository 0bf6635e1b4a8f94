package dev.janji.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.simpleName;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchRule;
import dev.janji.architecture.wrong.TestThatSleeps;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** Habits of this code base that a compiler does not know. */
final class HabitsTest {
    private static final ArchRule TESTS_DO_NOT_SLEEP = noClasses()
            .that(describe(
                    "are tests of one process",
                    type -> !type.getName().matches(".*IT(\\$.*)?")
                            // What JMH makes of a benchmark is nobody's test.
                            && !type.getPackageName().endsWith(".jmh_generated")))
            .should()
            .callMethodWhere(describe(
                    "sleeps",
                    call -> call.getName().equals("sleep")
                            && (call.getTargetOwner().isEquivalentTo(Thread.class)
                                    || call.getTargetOwner().isEquivalentTo(TimeUnit.class))));

    private static final int MOST_LINES = 500;
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final JavaClasses HOUSE = House.mainClasses().that(describe("are written", House::isWritten));

    @Test
    void shouldNotSleepInTestsWhenTheyAreOfOneProcess() {
        TESTS_DO_NOT_SLEEP.check(House.testClasses());
    }

    @Test
    void shouldFindTheTestThatSleeps() {
        assertThat(TESTS_DO_NOT_SLEEP
                        .evaluate(House.fixtures())
                        .getFailureReport()
                        .getDetails())
                .anySatisfy(line -> assertThat(line).contains(TestThatSleeps.class.getSimpleName()));
    }

    @Test
    void shouldFindPackageInfoInEveryPackage() {
        TreeSet<String> packages =
                HOUSE.stream().map(JavaClass::getPackageName).collect(Collectors.toCollection(TreeSet::new));
        TreeSet<String> described = HOUSE.stream()
                .filter(type -> type.getSimpleName().equals("package-info"))
                .filter(type -> type.isAnnotatedWith(NullMarked.class))
                .map(JavaClass::getPackageName)
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(packages).hasSizeGreaterThan(10);
        packages.removeAll(described);
        assertThat(packages).as("packages without a @NullMarked package-info").isEmpty();
    }

    @Test
    void shouldKeepFilesShort() throws IOException {
        List<Path> sources = new ArrayList<>();
        Files.walkFileTree(ROOT, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
                String name = String.valueOf(folder.getFileName());
                return name.equals("target") || name.startsWith(".")
                        ? FileVisitResult.SKIP_SUBTREE
                        : FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (file.toString().endsWith(".java")) {
                    sources.add(file);
                }
                return FileVisitResult.CONTINUE;
            }
        });

        assertThat(sources).hasSizeGreaterThan(1_000);
        assertThat(sources)
                .allSatisfy(file -> assertThat(Files.readAllLines(file))
                        .as("%s has more than %d lines", ROOT.relativize(file), MOST_LINES)
                        .hasSizeLessThanOrEqualTo(MOST_LINES));
    }

    @Test
    void shouldDeclareClassesFinalOrSealed() {
        classes()
                .that()
                .areTopLevelClasses()
                .and()
                .areNotInterfaces()
                .and()
                .doNotHaveModifier(JavaModifier.ABSTRACT)
                .and(describe("are no enum with bodies", type -> !type.isEnum()))
                .and(describe(
                        "are not package-info",
                        type -> !simpleName("package-info").test(type)))
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(HOUSE);
    }
}
