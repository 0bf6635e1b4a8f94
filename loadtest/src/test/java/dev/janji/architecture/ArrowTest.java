package dev.janji.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The house stands as drawn, and each rule that says so can fail. */
final class ArrowTest {
    private static final JavaClasses HOUSE = House.mainClasses();
    private static final JavaClasses WRONG = House.fixtures();

    @ParameterizedTest
    @EnumSource
    void shouldHoldInTheWholeHouse(Arrow arrow) {
        arrow.rule().check(HOUSE);
    }

    @ParameterizedTest
    @EnumSource
    void shouldFindTheFixtureThatBreaksIt(Arrow arrow) {
        // when
        String report = String.join(
                "\n", arrow.rule().evaluate(WRONG).getFailureReport().getDetails());

        // then
        assertThat(report).contains(arrow.breach().getSimpleName());
    }

    @Test
    void shouldSeeEveryRoomWhenItJudges() {
        Map<String, Integer> classesOfRoom = new TreeMap<>();
        for (JavaClass type : HOUSE) {
            String room = type.getPackageName().replaceFirst("^(dev\\.janji\\.[a-z]+).*", "$1");
            classesOfRoom.merge(room, type.getSimpleName().equals("package-info") ? 0 : 1, Integer::sum);
        }

        assertThat(classesOfRoom)
                .containsOnlyKeys(
                        "dev.janji.protocols",
                        "dev.janji.domain",
                        "dev.janji.actors",
                        "dev.janji.gateways",
                        "dev.janji.orchestrator",
                        "dev.janji.loadtest")
                .allSatisfy((room, count) -> assertThat(count).as(room).isGreaterThan(5));
    }
}
