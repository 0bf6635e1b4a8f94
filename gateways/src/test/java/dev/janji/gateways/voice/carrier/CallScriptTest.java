package dev.janji.gateways.voice.carrier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.janji.actors.voice.CallEvent.Answered.By;
import dev.janji.domain.id.AttemptId;
import dev.janji.gateways.voice.carrier.CallScript.Ending;
import dev.janji.gateways.voice.carrier.CallScript.Fate;
import dev.janji.gateways.voice.carrier.CallScript.Reception;
import dev.janji.gateways.voice.carrier.CallScript.Way;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CallScriptTest {
    private static final int MANY = 40_000;
    private static final String NUMBER = "+6281100099";

    private static CallScript script(String own) {
        return CarrierBench.settings(Path.of("nowhere"), "script { " + own + " }")
                .script();
    }

    private static List<Fate> fates(CallScript script, int hour) {
        return IntStream.range(0, MANY)
                .mapToObj(i -> script.fateOf(new AttemptId("acme~debtor-" + i + "~7"), NUMBER, hour))
                .toList();
    }

    private static double share(List<Fate> fates, Predicate<Fate> those) {
        return (double) fates.stream().filter(those).count() / fates.size();
    }

    @Test
    void shouldDecideTheSameWhenAskedAgainAndOtherwiseForAnotherSeed() {
        assertThat(fates(script(""), 10)).isEqualTo(fates(script(""), 10));
        assertThat(fates(script("seed = 2"), 10)).isNotEqualTo(fates(script(""), 10));
        AttemptId attempt = new AttemptId("acme~debtor-1~7");
        assertThat(script("").takingOf(attempt, NUMBER)).isEqualTo(script("").takingOf(attempt, NUMBER));
    }

    @Test
    void shouldBeAnsweredAsOftenAsTheHourSays() {
        CallScript script = script("busy = 0, rejected = 0, vacant = 0, reorder = 0, no-circuit = 0, failed = 0");
        assertThat(share(fates(script, 18), fate -> fate.way().isAnswered())).isCloseTo(0.41, within(0.03));
        assertThat(share(fates(script, 2), fate -> fate.way().isAnswered())).isCloseTo(0.06, within(0.01));
    }

    @Test
    void shouldFailInTheNetworkAsOftenAsTheScriptSays() {
        List<Fate> fates = fates(script("busy = 0.2, vacant = 0.1, reorder = 0.05, no-circuit = 0.04"), 10);
        assertThat(share(fates, fate -> fate.way() == Way.BUSY)).isCloseTo(0.2, within(0.01));
        assertThat(share(fates, fate -> fate.way() == Way.VACANT)).isCloseTo(0.1, within(0.01));
        assertThat(share(fates, fate -> fate.way() == Way.REORDER)).isCloseTo(0.05, within(0.005));
        assertThat(share(fates, fate -> fate.way() == Way.NO_CIRCUIT)).isCloseTo(0.04, within(0.005));
    }

    @Test
    void shouldMistakeMachinesAndPersonsAsOftenAsTheScriptSays() {
        List<Fate> fates = fates(script("machine = 0.5, machine-missed = 0.1, person-mistaken = 0.05"), 18);
        List<Fate> machines =
                fates.stream().filter(fate -> fate.way() == Way.MACHINE).toList();
        List<Fate> persons =
                fates.stream().filter(fate -> fate.way() == Way.PERSON).toList();
        assertThat((double) machines.size() / persons.size()).isCloseTo(1, within(0.1));
        assertThat(share(machines, fate -> fate.heardAs() == By.PERSON)).isCloseTo(0.1, within(0.02));
        assertThat(share(persons, fate -> fate.heardAs() == By.MACHINE)).isCloseTo(0.05, within(0.015));
    }

    @Test
    void shouldNeverRingOrTalkForLongerThanTheLimits() {
        CallScript script = script("ring { mean = 40 s }, ring-limit = 20 s, talk { mean = 20 m, longest = 25 m }");
        for (Fate fate : fates(script, 18)) {
            assertThat(fate.ring()).isLessThanOrEqualTo(Duration.ofSeconds(20));
            assertThat(fate.talk()).isLessThanOrEqualTo(Duration.ofMinutes(25));
            assertThat(fate.way() == Way.NO_ANSWER && fate.ring().toSeconds() != 20)
                    .isFalse();
        }
    }

    @Test
    void shouldDrawRingsAndTalksOfTheMeanAndSpreadThatAreAskedFor() {
        SplittableRandom random = new SplittableRandom(1);
        double[] rings = IntStream.range(0, MANY)
                .mapToDouble(
                        i -> Lots.gamma(random, Duration.ofSeconds(10), 2.5).toMillis())
                .toArray();
        assertThat(mean(rings)).isCloseTo(10_000, within(150.0));
        assertThat(deviation(rings)).isCloseTo(10_000 / Math.sqrt(2.5), within(150.0));
        double[] flat = IntStream.range(0, MANY)
                .mapToDouble(
                        i -> Lots.gamma(random, Duration.ofSeconds(10), 0.5).toMillis())
                .toArray();
        assertThat(mean(flat)).isCloseTo(10_000, within(300.0));
        assertThat(deviation(flat)).isCloseTo(10_000 / Math.sqrt(0.5), within(500.0));
        double[] talks = IntStream.range(0, MANY)
                .mapToDouble(
                        i -> Lots.logNormal(random, Duration.ofMinutes(2), 1).toMillis())
                .toArray();
        assertThat(mean(talks)).isCloseTo(120_000, within(3_000.0));
        assertThat(deviation(talks)).isCloseTo(120_000, within(15_000.0));
        assertThat(Lots.logNormal(random, Duration.ofMinutes(2), 0)).isEqualTo(Duration.ofMinutes(2));
    }

    private static double mean(double[] values) {
        return IntStream.range(0, values.length)
                .mapToDouble(i -> values[i])
                .average()
                .orElseThrow();
    }

    private static double deviation(double[] values) {
        double mean = mean(values);
        return Math.sqrt(IntStream.range(0, values.length)
                .mapToDouble(i -> (values[i] - mean) * (values[i] - mean))
                .average()
                .orElseThrow());
    }

    @ParameterizedTest
    @CsvSource({
        "00, BUSY, PERSON",
        "01, VACANT, PERSON",
        "02, MACHINE, MACHINE",
        "03, PERSON, PERSON",
        "04, NO_ANSWER, PERSON",
        "05, REJECTED, PERSON",
        "06, NO_CIRCUIT, PERSON",
        "07, FAILED, PERSON",
        "08, PERSON, PERSON",
        "09, MACHINE, PERSON",
        "10, PERSON, MACHINE"
    })
    void shouldDoAsTheNumbersEndingSaysWhateverTheSeed(String ending, Way way, By heardAs) {
        CallScript one = script("refused = 0.5, lost-before = 0.5");
        for (int seed = 0; seed < 200; seed++) {
            CallScript script = new CallScript(seed, one.setup(), one.answering(), one.times(), one.endings());
            AttemptId attempt = new AttemptId("acme~debtor-1~" + seed);
            assertThat(script.takingOf(attempt, "+62811" + ending).reception()).isEqualTo(Reception.TAKEN);
            Fate fate = script.fateOf(attempt, "+62811" + ending, 3);
            assertThat(fate.way()).isEqualTo(way);
            if (way.isAnswered()) {
                assertThat(fate.heardAs()).isEqualTo(heardAs);
                assertThat(fate.ring()).isLessThan(Duration.ofSeconds(30));
            }
        }
    }

    @Test
    void shouldFollowTheLongestEnding() {
        CallScript script = script("endings { \"1100\" = answers }");
        AttemptId attempt = new AttemptId("acme~debtor-1~7");
        assertThat(script.fateOf(attempt, "+62811100", 3).way()).isEqualTo(Way.PERSON);
        assertThat(script.fateOf(attempt, "+62811200", 3).way()).isEqualTo(Way.BUSY);
        assertThat(script("endings = null").endings()).isEmpty();
        assertThat(script("").endings().values()).contains(Ending.IMPATIENT).doesNotContain(Ending.REFUSED);
    }
}
