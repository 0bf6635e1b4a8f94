package dev.janji.loadtest.races;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.pacing.PacingMode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A small day of {@code ./janji loadtest races}: nobody begins to talk after the acknowledgement, and whoever judges that can see it. */
final class RaceHouseTest {
    private static final int DEBTORS = 250;

    @TempDir
    private Path folder;

    private int houses;

    @ParameterizedTest
    @EnumSource(
            value = PacingMode.class,
            names = {"PREVIEW", "PROGRESSIVE", "POWER"})
    void shouldLoseNoRaceWhereverTheWordMeetsTheLead(PacingMode mode) {
        RaceTally tally = house(mode, Planted.NOTHING);

        assertThat(tally.violations()).isEmpty();
        assertThat(tally.races()).isGreaterThan(DEBTORS);
        assertThat(tally.talkingWhenAcked()).isPositive();
        assertThat(tally.calledAgain()).isPositive();
        List<Stage> aims = mode == PacingMode.PREVIEW ? RaceBook.PREVIEW_STAGES : RaceBook.PACED_STAGES;
        assertThat(tally.met().keySet())
                .containsAll(aims.stream()
                        .filter(stage -> stage != Stage.ANSWERED || mode == PacingMode.POWER)
                        .toList());
    }

    @Test
    void shouldSeeTheSameWhenTheSeedIsTheSame() {
        assertThat(house(PacingMode.POWER, Planted.NOTHING).digest())
                .isEqualTo(house(PacingMode.POWER, Planted.NOTHING).digest());
    }

    @ParameterizedTest
    @EnumSource(value = Planted.class, mode = EnumSource.Mode.EXCLUDE, names = "NOTHING")
    void shouldFindTheFaultThatIsPlanted(Planted planted) {
        assertThat(house(PacingMode.PROGRESSIVE, planted).violations()).isNotEmpty();
    }

    @ParameterizedTest
    @EnumSource(value = Misfortune.class, mode = EnumSource.Mode.EXCLUDE, names = "NONE")
    void shouldLeaveNoCallBehindAndBringEveryCaseAgainWhenFiveHundredCallsMeetMisfortune(Misfortune misfortune) {
        RaceTally tally = run(RaceTerms.usual(7, 2_200, PacingMode.POWER).with(misfortune, 700, 500));

        assertThat(tally.violations()).isEmpty();
        assertThat(tally.talks()).isGreaterThan(300);
    }

    private RaceTally house(PacingMode mode, Planted planted) {
        return run(RaceTerms.usual(7, DEBTORS, mode).with(planted));
    }

    private RaceTally run(RaceTerms terms) {
        try (RaceHouse house = new RaceHouse(terms, folder.resolve("house-" + ++houses))) {
            return house.run();
        }
    }
}
