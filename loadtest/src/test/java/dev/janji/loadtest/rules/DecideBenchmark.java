package dev.janji.loadtest.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.debtor.DebtorCommand;
import dev.janji.domain.debtor.DebtorEvent;
import dev.janji.domain.debtor.DebtorRules;
import dev.janji.domain.debtor.DebtorState;
import dev.janji.domain.debtor.Decision;
import dev.janji.domain.debtor.RuleContext;
import dev.janji.domain.id.AccountId;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/**
 * What one decision costs, by the age of the debtor: a wake-up that ends in a contact (the plan, every rule of the pack, the attempt), and a
 * payment. Not among the tests, because times gate nothing: {@code -Dtest=DecideBenchmark} runs it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class DecideBenchmark {
    /** Days that the debtor has been worked. */
    @Param({"90", "300"})
    public int days;

    /** One segment for everybody, and three with conditions. */
    @Param({"default", "credit-card"})
    public String strategy = "default";

    private DebtorState state = new DebtorState.Unknown();
    private RuleContext context = new WorkedDebtor(1, "default").context();
    private DebtorCommand payment = new DebtorCommand.WakeUp();

    @Setup
    public void work() {
        WorkedDebtor debtor = new WorkedDebtor(days, strategy);
        state = debtor.state();
        context = debtor.context();
        payment = debtor.lenderEvent(debtor.payment(new AccountId("loan")));
    }

    @Benchmark
    public Decision wakeUpThatEndsInAContact() {
        return DebtorRules.decide(state, new DebtorCommand.WakeUp(), context);
    }

    @Benchmark
    public Decision payment() {
        return DebtorRules.decide(state, payment, context);
    }

    /** A figure of something else than its name says would be worse than none. */
    @ParameterizedTest
    @CsvSource({"default, 90", "default, 300", "credit-card, 90", "credit-card, 300"})
    void shouldMeasureWhatItSays(String by, int age) {
        strategy = by;
        days = age;
        work();

        assertThat(((Decision.Accepted) wakeUpThatEndsInAContact()).events())
                .hasAtLeastOneElementOfType(DebtorEvent.ContactAuthorized.class);
        assertThat(((Decision.Accepted) payment()).events())
                .hasAtLeastOneElementOfType(DebtorEvent.LenderEventApplied.class);
    }

    @Test
    void measure() throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(DecideBenchmark.class.getName())
                        .forks(5)
                        .warmupIterations(4)
                        .warmupTime(TimeValue.seconds(2))
                        .measurementIterations(3)
                        .measurementTime(TimeValue.seconds(2))
                        .build())
                .run();
    }
}
