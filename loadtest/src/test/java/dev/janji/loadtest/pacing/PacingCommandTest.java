package dev.janji.loadtest.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The short version of {@code ./janji loadtest pacing}, and proof that it would see a rule that abandons too many. */
class PacingCommandTest {
    private static final Scenario STEADY = new Scenario(Scenario.Kind.STEADY, 30, 0.25);

    @Test
    void shouldKeepEveryBarOfSteadyShifts() {
        Run run = run("--seeds", "2", "--others", "1", "--scenario", "steady", "--agents", "10,30");

        assertThat(run.text()).contains("steady, 10 agents, p = 0.25", "steady, 30 agents, p = 0.10", "oracle");
        assertThat(run.text()).containsPattern("kept +utilisation of 79 / 88 / 94 %");
        assertThat(run.exit()).as(run.text()).isZero();
    }

    @Test
    void shouldKeepEveryBarWhenTheAnswerRateDoubles() {
        Run run = run("--seeds", "3", "--others", "1", "--scenario", "answers-double", "--agents", "10");

        assertThat(run.exit()).as(run.text()).isZero();
    }

    @Test
    void shouldKeepEveryBarWhenMachineDetectionAlonePassesTheLimit() {
        Run run = run("--seeds", "3", "--others", "1", "--scenario", "detection-errs", "--agents", "30");

        assertThat(run.exit()).as(run.text()).isZero();
    }

    @Test
    void shouldSayTheSameOfTheSameSeeds() {
        String[] arguments = {"--seeds", "2", "--others", "1", "--scenario", "agents-leave", "--agents", "10"};

        assertThat(figures(run(arguments))).isEqualTo(figures(run(arguments)));
    }

    @Test
    void shouldMissTheBarsWithARuleThatAbandonsTooMany() {
        PooledShifts three = pooled(Rule.RATIO_3, new Scenario(Scenario.Kind.STEADY, 10, 0.25));
        PooledShifts one = pooled(Rule.PROGRESSIVE, new Scenario(Scenario.Kind.STEADY, 10, 0.25));
        Bars bars = new Bars();

        bars.add(
                new Scenario(Scenario.Kind.STEADY, 10, 0.25),
                Map.of(Rule.LEARNED, three, Rule.KNOWN, three, Rule.PROGRESSIVE, one));

        assertThat(bars.areKept()).isFalse();
        assertThat(bars.lines())
                .anySatisfy(line -> assertThat(line)
                        .startsWith("MISSED  abandoned, pooled over seeds")
                        .endsWith("(steady, 10 agents, p = 0.25)"));
        assertThat(bars.lines()).anySatisfy(line -> assertThat(line).startsWith("MISSED  at most 3.0 % in 95 %"));
    }

    @Test
    void shouldMissTheBarsWithARuleThatLeavesAgentsIdle() {
        PooledShifts one = pooled(Rule.PROGRESSIVE, STEADY);
        PooledShifts known = pooled(Rule.KNOWN, STEADY);
        Bars bars = new Bars();

        bars.add(STEADY, Map.of(Rule.LEARNED, one, Rule.KNOWN, known, Rule.PROGRESSIVE, known));

        assertThat(bars.lines()).filteredOn(line -> line.startsWith("MISSED")).hasSize(3);
    }

    /** What pacing.md reports of the same model elsewhere: progressive 70 %, ratio 3 at 8 % abandoned with 10 agents. */
    @Test
    void shouldSimulateTheShiftThatOthersSimulated() {
        Scenario small = new Scenario(Scenario.Kind.STEADY, 10, 0.25);

        assertThat(pooled(Rule.PROGRESSIVE, small).utilisation()).isBetween(68.5, 71.5);
        assertThat(pooled(Rule.PROGRESSIVE, small).abandoned()).isZero();
        assertThat(pooled(Rule.RATIO_3, small).abandoned()).isBetween(7.0, 10.0);
        assertThat(pooled(Rule.RATIO_2, small).utilisation()).isBetween(81.0, 84.5);
        assertThat(pooled(Rule.ORACLE, small).utilisation()).isGreaterThan(99);
    }

    @Test
    void shouldSayWhichScenariosThereAre() {
        Run run = run("--scenario", "quiet");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.text())
                .contains("Expected --scenario to be one of steady, answers-halve, answers-double, agents-leave,"
                        + " longer-talks, shorter-talks, detection-errs, but got quiet");
    }

    @Test
    void shouldRefuseNumbersThatNoShiftHas() {
        assertThat(run("--agents", "0").text()).contains("Expected --agents from 1 to 1000, but got [0]");
        assertThat(run("--seeds", "0").text()).contains("Expected --seeds and --others from 1, but got 0 and 10");
    }

    private record Run(int exit, String text) {}

    private static Run run(String... arguments) {
        StringWriter text = new StringWriter();
        CommandLine command = new CommandLine(new PacingCommand())
                .setOut(new PrintWriter(text))
                .setErr(new PrintWriter(text));
        return new Run(command.execute(arguments), text.toString());
    }

    /** All but the time it took. */
    private static List<String> figures(Run run) {
        return run.text().lines().filter(line -> !line.contains(" s: ")).toList();
    }

    private static PooledShifts pooled(Rule rule, Scenario scenario) {
        return new PooledShifts(List.of(rule.shift(scenario, 1), rule.shift(scenario, 2)));
    }
}
