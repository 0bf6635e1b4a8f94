package dev.janji.domain.account;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.PauseId;
import dev.janji.domain.testing.DomainGenerators;
import dev.janji.domain.testing.Property;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Against a twin that walks from day to day and knows nothing of spans. */
class AgeingPropertyTest {
    private static final LocalDate START = LocalDate.of(2026, 2, 20);
    private static final int DAYS = 120;

    private static List<Ageing.Pause> pauses(DomainGenerators gen, int most) {
        List<Ageing.Pause> pauses = new ArrayList<>();
        for (int i = gen.random().nextInt(most + 1); i > 0; i--) {
            LocalDate from = START.plusDays(gen.random().nextInt(-20, DAYS));
            pauses.add(new Ageing.Pause(
                    gen.oneOf(Ageing.Cause.class),
                    new PauseId("z" + i),
                    from,
                    gen.percent(6) ? null : from.plusDays(gen.random().nextInt(gen.percent(80) ? 9 : 60))));
        }
        return pauses;
    }

    private static boolean isPaused(List<Ageing.Pause> pauses, LocalDate day) {
        return pauses.stream()
                .anyMatch(each -> !day.isBefore(each.from()) && (each.until() == null || day.isBefore(each.until())));
    }

    private static int counted(List<Ageing.Pause> pauses, LocalDate after, LocalDate until) {
        int counted = 0;
        for (LocalDate day = after.plusDays(1); !day.isAfter(until); day = day.plusDays(1)) {
            counted += isPaused(pauses, day) ? 0 : 1;
        }
        return counted;
    }

    private static @Nullable LocalDate dayAfter(List<Ageing.Pause> pauses, LocalDate from, int days) {
        LocalDate day = from;
        for (int counted = 0; counted < days; ) {
            day = day.plusDays(1);
            if (day.isAfter(START.plusYears(2))) {
                return null;
            }
            counted += isPaused(pauses, day) ? 0 : 1;
        }
        return day;
    }

    @TestFactory
    Stream<DynamicTest> shouldCountAndFindDaysAsWhoeverWalksFromDayToDay() {
        return Property.of(300, 6).holds((seed, most) -> {
            DomainGenerators gen = new DomainGenerators(seed);
            List<Ageing.Pause> pauses = pauses(gen, most);
            Ageing ageing = Ageing.of(pauses);
            for (int i = 0; i < 40; i++) {
                LocalDate from = START.plusDays(gen.random().nextInt(-30, DAYS));
                LocalDate until = from.plusDays(gen.random().nextInt(150));
                int days = gen.random().nextInt(90);

                assertThat(ageing.spanOn(from) != null).isEqualTo(isPaused(pauses, from));
                assertThat(ageing.countedDays(from, until)).isEqualTo(counted(pauses, from, until));
                assertThat(ageing.dayAfter(from, days))
                        .as("%s days after %s with %s", days, from, pauses)
                        .isEqualTo(dayAfter(pauses, from, days));
                assertThat(ageing.dayAfter(from, -days)).isEqualTo(from.minusDays(days));
            }
        });
    }

    /** No stage is skipped and none comes twice: each age has a first day of its own, and the day before it is younger. */
    @TestFactory
    Stream<DynamicTest> shouldReachEveryAgeOnceAndInOrder() {
        return Property.of(200, 6).holds((seed, most) -> {
            DomainGenerators gen = new DomainGenerators(seed);
            Ageing ageing = Ageing.of(pauses(gen, most));
            LocalDate dueDate = START.plusDays(gen.random().nextInt(20));
            LocalDate before = dueDate;
            for (int age = 1; age < 200; age++) {
                LocalDate day = ageing.dayAfter(dueDate, age);
                if (day == null) {
                    assertThat(ageing.dayAfter(dueDate, age + 1)).isNull();
                    continue;
                }
                assertThat(day).isAfter(before);
                assertThat(ageing.countedDays(dueDate, day)).isEqualTo(age);
                assertThat(ageing.countedDays(dueDate, day.minusDays(1))).isEqualTo(age - 1);
                before = day;
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> shouldBeTheSameInWhateverOrderPausesAreTold() {
        return Property.of(100, 6).holds((seed, most) -> {
            DomainGenerators gen = new DomainGenerators(seed);
            List<Ageing.Pause> pauses = pauses(gen, most);
            Ageing told = Ageing.NONE;
            Collections.shuffle(pauses, new Random(seed));
            for (Ageing.Pause pause : pauses) {
                told = told.with(new Ageing.Pause(pause.cause(), pause.id(), pause.from(), null))
                        .with(pause);
            }

            assertThat(told).isEqualTo(Ageing.of(pauses));
            for (int i = 1; i < told.spans().size(); i++) {
                assertThat(told.spans().get(i - 1).until())
                        .isNotNull()
                        .isBefore(told.spans().get(i).from());
            }
        });
    }
}
