package dev.janji.actors.desk;

import static dev.janji.actors.desk.DeskWorld.AGENT;
import static dev.janji.actors.desk.DeskWorld.OTHER;
import static dev.janji.actors.desk.DeskWorld.PREVIEW;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.allocation.BreakReason;
import dev.janji.domain.allocation.Lead;
import dev.janji.domain.debtor.LeadResult;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.pacing.PacingMode;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is asked first to write with a debtor, or to keep a promised call. */
final class OwnersTest {
    private static final Duration FIRST =
            DeskWorld.setup(PacingMode.PREVIEW).terms().timing().ownerFirst().get(Lead.Kind.WRITTEN);

    private final DeskWorld world = DeskWorld.of(PacingMode.PREVIEW);

    private void owns(AgentId agent, String debtor) {
        world.callers.put(new DebtorKey(DeskWorld.BANK, new DebtorId(debtor)), new KnownCaller(agent, null));
    }

    private List<LeadId> offered(AgentId agent) {
        return world.told(agent, AgentNotice.Offered.class).stream()
                .map(AgentNotice.Offered::lead)
                .toList();
    }

    private DeskWorld.Debtor writes(String name) {
        DeskWorld.Debtor debtor = world.offer(name, PREVIEW, Lead.Kind.WRITTEN, null);
        world.settle();
        return debtor;
    }

    @Test
    void shouldOfferAWrittenLeadToWhoWroteLastThoughAnotherIsFreeForLonger() {
        world.ready(AGENT);
        world.pass(Duration.ofMinutes(5));
        world.ready(OTHER);
        owns(OTHER, "ayu");

        DeskWorld.Debtor ayu = writes("ayu");
        DeskWorld.Debtor budi = writes("budi");

        assertThat(offered(OTHER)).containsExactly(ayu.offer.id());
        assertThat(offered(AGENT)).as("nobody owns the other").containsExactly(budi.offer.id());
    }

    @Test
    void shouldOfferItToAnybodyOnceTheOwnersTimeIsOver() {
        world.ready(OTHER);
        world.ask(OTHER, new AgentRequest.GoAway(BreakReason.MEAL)).settle();
        world.ready(AGENT);
        owns(OTHER, "ayu");
        DeskWorld.Debtor ayu = writes("ayu");

        world.pass(FIRST.minusSeconds(1));
        assertThat(offered(AGENT)).as("the owner has a seat").isEmpty();
        world.pass(Duration.ofSeconds(1));
        assertThat(offered(AGENT)).containsExactly(ayu.offer.id());
    }

    @Test
    void shouldOfferItToAnybodyAtOnceWhenTheOwnerIsNotThereOrNobodyCanBeAsked() {
        world.ready(AGENT);
        owns(OTHER, "ayu");
        DeskWorld.Debtor ayu = writes("ayu");
        assertThat(offered(AGENT)).containsExactly(ayu.offer.id());

        world.ready(OTHER);
        world.callers.put(new DebtorKey(DeskWorld.BANK, new DebtorId("budi")), DeskWorld.LOST);
        DeskWorld.Debtor budi = writes("budi");
        assertThat(offered(OTHER)).containsExactly(budi.offer.id());
    }

    @Test
    void shouldOfferAPromisedCallToWhoTalkedLast() {
        world.ready(AGENT);
        world.ready(OTHER);
        owns(OTHER, "ayu");

        DeskWorld.Debtor ayu = world.offer(
                "ayu", PREVIEW, Lead.Kind.CALLBACK, world.clock.instant().plus(Duration.ofMinutes(4)));
        world.settle();

        assertThat(offered(OTHER)).containsExactly(ayu.offer.id());
        assertThat(offered(AGENT)).isEmpty();
    }

    @Test
    void shouldNotOfferWhatWasTakenBackBeforeTheOwnerWasKnown() {
        world.ready(AGENT);
        DeskWorld.Debtor ayu = world.offer("ayu", PREVIEW, Lead.Kind.WRITTEN, null);
        world.recall(ayu);
        world.settle();

        assertThat(offered(AGENT)).isEmpty();
        assertThat(ayu.closed).containsExactly(LeadResult.RECALLED);
        assertThat(world.violations).isEmpty();
    }
}
