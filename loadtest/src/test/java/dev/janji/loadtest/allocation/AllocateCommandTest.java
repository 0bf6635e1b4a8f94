package dev.janji.loadtest.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LenderId;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** The small form of {@code ./janji loadtest allocate}, and proof that its measures would see a difference. */
class AllocateCommandTest {
    @Test
    void shouldPassEveryBarThatIsNoTime() {
        StringWriter out = new StringWriter();

        int exit = new CommandLine(new AllocateCommand())
                .setOut(new PrintWriter(out))
                .execute("--quick", "--seed", "7");

        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains(
                        "Jain index", "lender's share", "idle while a lead waits", "messages a second beside an actor")
                .contains("Every bar is passed")
                .doesNotContain("NOT PASSED");
    }

    @Test
    void shouldComeToTheSameForTheSameSeed() {
        assertThat(Shift.busy(3, 20, Duration.ofHours(1))).isEqualTo(Shift.busy(3, 20, Duration.ofHours(1)));
        assertThat(Shift.quiet(3, 20, Duration.ofHours(1))).isEqualTo(Shift.quiet(3, 20, Duration.ofHours(1)));
    }

    @Test
    void shouldSeeAnAgentWhoIsIdleInVainAndForHowLong() {
        DeskWorld world = new DeskWorld(1);
        AgentId agent = DeskWorld.agent(0);
        IdleAudit audit = new IdleAudit(DeskWorld.DAY);
        audit.seated(agent, world.wholeCapability());
        audit.free(agent);
        audit.look(DeskWorld.START);
        var lead = world.lead();
        audit.waits(lead);
        audit.look(DeskWorld.START.plusMillis(50));
        audit.look(DeskWorld.START.plusMillis(150));
        audit.taken(agent, lead);
        audit.look(DeskWorld.START.plusMillis(171));

        assertThat(audit.longest(DeskWorld.START.plusSeconds(9))).isEqualTo(Duration.ofMillis(121));
    }

    @Test
    void shouldSeeUnequalWorkAndUnequalShares() {
        DeskWorld world = new DeskWorld(1);
        Map<LenderId, Long> exact = new HashMap<>();
        world.terms().lenders().forEach(lender -> exact.put(lender.lender(), lender.weight() * 1_000L));
        Map<LenderId, Long> short3 = new HashMap<>(exact);
        short3.computeIfPresent(new LenderId("lender-0"), (lender, amount) -> amount - 30);

        assertThat(Fairness.jain(List.of(5L, 5L, 5L))).isEqualTo(1);
        assertThat(Fairness.jain(List.of(9L, 0L, 0L))).isEqualTo(1 / 3.0, Offset.offset(1e-9));
        assertThat(Fairness.shareError(world.terms().lenders(), exact)).isZero();
        assertThat(Fairness.shareError(world.terms().lenders(), short3)).isBetween(0.029, 0.031);
    }
}
