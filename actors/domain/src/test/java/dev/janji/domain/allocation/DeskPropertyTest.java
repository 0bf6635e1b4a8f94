package dev.janji.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.testing.Property;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What holds for every desk, whatever happens at it. */
class DeskPropertyTest {
    private static final int TRACES = 10_000;
    private static final int COMMANDS = 120;

    @TestFactory
    Stream<DynamicTest> shouldDecideAsThePlainRulesDo() {
        return Property.of(TRACES, COMMANDS).holds((seed, commands) -> {
            // given
            DeskDraws draws = new DeskDraws(seed);
            Desk desk = new Desk(draws.terms());
            PlainDesk plain = new PlainDesk(draws.terms());
            for (int i = 0; i < commands; i++) {
                // when
                DeskDraws.Moment moment = draws.next(plain);
                List<DeskDecision> wanted = plain.decide(moment.command(), moment.at(), moment.date());
                List<DeskDecision> decided = desk.decide(moment.command(), moment.at(), moment.date());

                // then
                assertThat(comparable(decided))
                        .as("command %d, %s at %s", i, moment.command(), moment.at())
                        .isEqualTo(comparable(wanted));
                assertThat(plain.isIdleInVain())
                        .as("command %d: an agent is idle while a lead waits that the agent may take", i)
                        .isFalse();
            }
            plain.seats().forEach(seat -> assertThat(desk.stateOf(seat.agent)).isEqualTo(seat.state));
            assertThat(desk.figures().leads()).isEqualTo(plain.leads().size());
        });
    }

    /** A comparison of two that never do a thing would say nothing of it. */
    @Test
    void shouldDrawEveryDecisionEveryReasonAndEveryRefusal() {
        Set<Object> seen = new HashSet<>();
        for (long seed = 0; seed < 100; seed++) {
            DeskDraws draws = new DeskDraws(seed);
            PlainDesk world = new PlainDesk(draws.terms());
            for (int i = 0; i < COMMANDS; i++) {
                DeskDraws.Moment moment = draws.next(world);
                seen.add(moment.command().getClass());
                for (DeskDecision decision : world.decide(moment.command(), moment.at(), moment.date())) {
                    seen.add(decision.getClass());
                    if (decision instanceof DeskDecision.Offer offer) {
                        seen.add(offer.reason().whyAgent());
                        seen.add(offer.reason().whyLead());
                        seen.add(offer.callAt() == null ? "at once" : "later");
                    } else if (decision instanceof DeskDecision.TakeBack back) {
                        seen.add(back.why());
                    } else if (decision instanceof DeskDecision.OfferCallback callback) {
                        seen.add(callback.why());
                    } else if (decision instanceof DeskDecision.Refused refused) {
                        seen.add(refused.reason());
                    }
                }
            }
        }

        assertThat(seen)
                .contains((Object[]) DeskCommand.class.getPermittedSubclasses())
                .contains((Object[]) DeskDecision.class.getPermittedSubclasses())
                .contains((Object[]) OfferReason.WhyAgent.values())
                .contains((Object[]) OfferReason.WhyLead.values())
                .contains((Object[]) DeskDecision.TakeBack.Why.values())
                .contains((Object[]) DeskDecision.OfferCallback.Why.values())
                .contains("at once", "later")
                .containsAll(EnumSet.complementOf(EnumSet.of(DeskRefusal.TOO_MANY_LINES)));
    }

    /** Read from the decisions alone, with nothing of the desk's. */
    @TestFactory
    Stream<DynamicTest> shouldNeverGiveALeadTwiceNorToWhomItMustNotGo() {
        return Property.of(2_000, COMMANDS).holds((seed, commands) -> {
            DeskDraws draws = new DeskDraws(seed);
            PlainDesk world = new PlainDesk(draws.terms());
            Desk desk = new Desk(draws.terms());
            Map<AgentId, LeadId> holders = new HashMap<>();
            Set<LeadId> withdrawn = new HashSet<>();
            for (int i = 0; i < commands; i++) {
                DeskDraws.Moment moment = draws.next(world);
                Map<AgentId, Capability> before = new HashMap<>();
                world.seats().forEach(seat -> before.put(seat.agent, seat.capability));
                world.decide(moment.command(), moment.at(), moment.date());
                List<DeskDecision> decided = desk.decide(moment.command(), moment.at(), moment.date());
                boolean refused = decided.stream().anyMatch(DeskDecision.Refused.class::isInstance);
                if (moment.command() instanceof DeskCommand.ResumeSeat c && !refused) {
                    withdrawn.remove(c.lead().id());
                    holders.put(c.agent(), c.lead().id());
                }
                if (moment.command() instanceof DeskCommand.BringLead c && !refused) {
                    withdrawn.remove(c.lead().id());
                }
                for (DeskDecision decision : decided) {
                    if (decision instanceof DeskDecision.SeatMoved moved && moved.state() != SeatState.TALKING) {
                        holders.remove(moved.agent());
                    }
                    if (decision instanceof DeskDecision.Offer offer) {
                        if (moment.command() instanceof DeskCommand.LeaveSeat c) {
                            holders.remove(c.agent(), offer.lead());
                        }
                        assertThat(holders.values())
                                .as("each lead is with one agent")
                                .doesNotContain(offer.lead());
                        assertThat(holders).as("each agent has one lead").doesNotContainKey(offer.agent());
                        assertThat(withdrawn)
                                .as("a withdrawn lead is never offered")
                                .doesNotContain(offer.lead());
                        holders.put(offer.agent(), offer.lead());
                        assertCertified(world, before, draws, offer, moment);
                    }
                }
                if (moment.command() instanceof DeskCommand.LeaveSeat c && !refused) {
                    holders.remove(c.agent());
                }
                if (moment.command() instanceof DeskCommand.WithdrawLead c
                        && decided.stream()
                                .noneMatch(d ->
                                        d instanceof DeskDecision.Refused || d instanceof DeskDecision.OnTheLine)) {
                    assertThat(holders.values())
                            .as("a withdrawn lead is with nobody")
                            .doesNotContain(c.lead());
                    withdrawn.add(c.lead());
                }
            }
        });
    }

    private static void assertCertified(
            PlainDesk world,
            Map<AgentId, Capability> before,
            DeskDraws draws,
            DeskDecision.Offer offer,
            DeskDraws.Moment moment) {
        boolean demanded = draws.terms().lenders().stream()
                .anyMatch(lender -> lender.lender().equals(offer.reason().lender()) && lender.certificateDemanded());
        // What time brings comes before the command, so the agent may have been offered it with what was known before.
        Stream<Capability> known = Stream.concat(
                Stream.ofNullable(before.get(offer.agent())),
                world.seats().stream()
                        .filter(seat -> seat.agent.equals(offer.agent()))
                        .map(seat -> seat.capability));
        assertThat(!demanded
                        || known.anyMatch(
                                each -> each.isCertified(offer.reason().lender(), moment.date())))
                .as("an expired certificate gets nothing")
                .isTrue();
    }

    /** The sentence of a refusal is for people. */
    private static List<DeskDecision> comparable(List<DeskDecision> decisions) {
        List<DeskDecision> compared = new ArrayList<>();
        for (DeskDecision decision : decisions) {
            compared.add(
                    decision instanceof DeskDecision.Refused refused
                            ? new DeskDecision.Refused(refused.reason(), "")
                            : decision);
        }
        return compared;
    }
}
