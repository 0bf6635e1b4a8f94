package dev.janji.domain.allocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.allocation.DeskDecision.OfferCallback;
import dev.janji.domain.allocation.DeskDecision.TakeBack;
import dev.janji.domain.id.AgentId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.id.SkillId;
import dev.janji.domain.money.Money;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The rules of docs/desks.md, one by one. */
class DeskTest {
    private static final AgentId ADI = new AgentId("adi");
    private static final AgentId SARI = new AgentId("sari");
    private static final LenderId SATU = PlayedDesk.SATU;
    private static final LenderId DUA = PlayedDesk.DUA;

    private final PlayedDesk desk = new PlayedDesk();

    @Test
    void shouldPlayTheWorkedExample() {
        desk.at("09:58").ready(SARI);
        desk.at("09:59").ready(ADI);

        assertThat(desk.at("10:00").bring(desk.inbound("call")).offers())
                .containsExactly("sari: call, LONGEST_IDLE, ON_THE_LINE");
        assertThat(desk.bring(desk.outbound("S1", SATU, 0)).offers()).containsExactly("adi: S1, LONGEST_IDLE, CAME");
        assertThat(desk.accept(SARI, "call")
                        .accept(ADI, "S1")
                        .at("10:01")
                        .bring(desk.outbound("S2", SATU, 0))
                        .offers())
                .isEmpty();
        assertThat(desk.at("10:02")
                        .bring(desk.outbound("D1", DUA, 0))
                        .bring(desk.outbound("S3", SATU, 10_000_000))
                        .offers())
                .isEmpty();
        assertThat(desk.at("10:04:45")
                        .endTalk(ADI, "S1")
                        .at("10:05")
                        .endWrapUp(ADI)
                        .offers())
                .containsExactly("adi: D1, FREE, SHARE");
        desk.accept(ADI, "D1").at("10:05:45").endTalk(SARI, "call");
        assertThat(desk.at("10:06").endWrapUp(SARI).offers()).containsExactly("sari: S3, FREE, SHARE");
        assertThat(desk.lastOffer().reason().sentence())
                .isEqualTo(
                        "Agent: free, and able to take it, free for 0 s. Lead: its lender and queue are furthest behind their"
                                + " shares, and it is first there by age and worth; waited 240 s, brought forward 1800 s by its worth"
                                + " [lender=bank-satu, queue=satu]");
        assertThat(desk.accept(SARI, "S3")
                        .at("10:07")
                        .bring(desk.callback("C", "10:10"))
                        .offers())
                .isEmpty();
        assertThat(desk.at("10:07:45")
                        .endTalk(ADI, "D1")
                        .at("10:08")
                        .endWrapUp(ADI)
                        .offers())
                .containsExactly("adi: C, FREE, PROMISED");
        assertThat(desk.lastOffer().callAt()).isEqualTo(desk.instant("10:10"));
    }

    @Test
    void shouldGiveNothingToWhomLanguageSkillOrCertificateIsMissing() {
        Capability able = PlayedDesk.able();
        desk.at("10:00")
                .ready(new AgentId("no-language"), new Capability(Set.of("en"), able.skills(), able.certificates()));
        desk.ready(
                new AgentId("low-level"),
                new Capability(able.languages(), Map.of(new SkillId("legal"), 2), able.certificates()));
        desk.ready(
                new AgentId("uncertified"),
                new Capability(able.languages(), able.skills(), Map.of(DUA, PlayedDesk.DAY)));

        assertThat(desk.bring(desk.needing("lead", "legal", 3)).offers()).isEmpty();

        assertThat(desk.ready(ADI, able).offers()).containsExactly("adi: lead, FREE, SHARE");
    }

    @Test
    void shouldTakeAnOfferBackWhenTheCertificateEndsWithTheDayAndGiveNothingMore() {
        Capability able = PlayedDesk.able();
        Capability ends = new Capability(
                able.languages(), able.skills(), Map.of(SATU, PlayedDesk.DAY, DUA, PlayedDesk.DAY.plusDays(1)));
        desk.at("10:00").ready(ADI, ends);
        assertThat(desk.bring(desk.outbound("S1", SATU, 0)).offers()).hasSize(1);

        desk.tick(PlayedDesk.DAY.plusDays(1));

        assertThat(desk.decisions())
                .startsWith(
                        new DeskDecision.CertificateExpired(ADI, SATU, PlayedDesk.DAY),
                        new TakeBack(ADI, new LeadId("S1"), TakeBack.Why.NOT_ABLE));
        assertThat(desk.offers()).isEmpty();
        assertThat(desk.bring(desk.outbound("D1", DUA, 0)).offers()).containsExactly("adi: D1, LONGEST_IDLE, CAME");
    }

    @Test
    void shouldKeepALeadForItsOwnerForATimeAndThenGiveItToAnybody() {
        desk.at("10:00").ready(ADI).ready(SARI).goAway(SARI);

        assertThat(desk.bring(desk.owned("S1", SARI)).offers())
                .as("Adi is free, Sari is on a break")
                .isEmpty();
        assertThat(desk.at("11:59").tick().offers()).isEmpty();
        assertThat(desk.at("12:00").tick().offers()).containsExactly("adi: S1, LONGEST_IDLE, CAME");
    }

    @Test
    void shouldGiveALeadToItsOwnerBeforeWhoIsIdleForLonger() {
        desk.at("10:00").ready(ADI).at("10:30").ready(SARI);

        assertThat(desk.bring(desk.owned("S1", SARI)).offers()).containsExactly("sari: S1, OWNER, CAME");
    }

    @Test
    void shouldGiveALeadToAnybodyWhenItsOwnerLeaves() {
        desk.at("10:00").ready(ADI).ready(SARI).goAway(SARI).bring(desk.owned("S1", SARI));

        assertThat(desk.leave(SARI).offers()).containsExactly("adi: S1, LONGEST_IDLE, CAME");
    }

    @Test
    void shouldSeekAnAgentForACallbackAheadOfItsTimeAndNotBefore() {
        desk.at("10:00").ready(ADI);

        assertThat(desk.bring(desk.callback("C", "11:00")).offers()).isEmpty();
        assertThat(desk.nextDue()).isEqualTo(desk.instant("10:55"));
        assertThat(desk.at("10:54").tick().offers()).isEmpty();
        assertThat(desk.at("10:55").tick().offers()).containsExactly("adi: C, LONGEST_IDLE, PROMISED");
        assertThat(desk.lastOffer().callAt()).isEqualTo(desk.instant("11:00"));
    }

    @Test
    void shouldGiveAnotherLeadAfterNineUrgentOnesInARow() {
        desk.at("10:00").ready(ADI);
        desk.bring(desk.outbound("first", SATU, 0)).bring(desk.outbound("waits", SATU, 0));
        for (int i = 0; i < 11; i++) {
            desk.bring(desk.inbound("call-" + i));
        }
        desk.accept(ADI, "first");
        for (int i = 0; i < 9; i++) {
            assertThat(desk.work(ADI).offers()).containsExactly("adi: call-" + i + ", FREE, ON_THE_LINE");
        }

        assertThat(desk.work(ADI).offers()).containsExactly("adi: waits, FREE, TURN_OF_OTHERS");
        assertThat(desk.work(ADI).offers()).containsExactly("adi: call-9, FREE, ON_THE_LINE");
    }

    @Test
    void shouldShareTurnsByTheWeightsOfLenders() {
        desk.at("10:00").ready(ADI).bring(desk.outbound("now", SATU, 0));
        for (int i = 0; i < 100; i++) {
            desk.bring(desk.outbound("S" + i, SATU, 1_000)).bring(desk.outbound("D" + i, DUA, 9_000_000));
        }
        desk.accept(ADI, "now");
        Map<String, Integer> turns = new HashMap<>();
        for (int i = 0; i < 90; i++) {
            desk.work(ADI);
            turns.merge(desk.lastOffer().reason().lender().value(), 1, Integer::sum);
        }

        assertThat(turns).as("weights 2 and 1").isEqualTo(Map.of("bank-satu", 60, "bank-dua", 30));
    }

    @Test
    void shouldLetNobodyBeOvertakenByWhoCameLaterThanTheMostHeadStart() {
        desk.at("10:00")
                .ready(ADI)
                .bring(desk.outbound("now", SATU, 0))
                .bring(desk.outbound("old", SATU, 0))
                .accept(ADI, "now");
        desk.at("17:59").bring(desk.outbound("dear", SATU, Money.LARGEST_MINOR));
        desk.at("18:01").bring(desk.outbound("late", SATU, Money.LARGEST_MINOR));

        assertThat(desk.work(ADI).offers()).containsExactly("adi: dear, FREE, SHARE");
        assertThat(desk.work(ADI).offers()).containsExactly("adi: old, FREE, SHARE");
        assertThat(desk.work(ADI).offers()).containsExactly("adi: late, FREE, SHARE");
    }

    @Test
    void shouldSendAwayWhoDoesNotAnswerAndOfferTheLeadToTheNext() {
        desk.at("10:00").ready(ADI).ready(SARI).bring(desk.inbound("call"));

        desk.at("10:00:20").tick();

        assertThat(desk.decisions())
                .startsWith(
                        new TakeBack(ADI, new LeadId("call"), TakeBack.Why.NO_ANSWER),
                        new DeskDecision.SeatMoved(ADI, SeatState.AWAY, BreakReason.NO_ANSWER));
        assertThat(desk.offers()).containsExactly("sari: call, LONGEST_IDLE, ON_THE_LINE");
        assertThat(desk.accept(ADI, "call").refusals()).containsExactly(DeskRefusal.OFFER_OVER);
    }

    @Test
    void shouldLetARejectedLeadRestAndSendAwayWhoRejectsACall() {
        desk.at("10:00").ready(ADI).bring(desk.outbound("S1", SATU, 0));
        assertThat(desk.reject(ADI, "S1").offers()).isEmpty();
        assertThat(desk.at("10:04:59").tick().offers()).isEmpty();
        assertThat(desk.at("10:05").tick().offers()).containsExactly("adi: S1, LONGEST_IDLE, CAME");
        desk.accept(ADI, "S1").work(ADI).bring(desk.inbound("call"));

        desk.reject(ADI, "call");

        assertThat(desk.decisions()).contains(new DeskDecision.SeatMoved(ADI, SeatState.AWAY, BreakReason.DECLINED));
        assertThat(desk.ready(ADI).offers()).containsExactly("adi: call, FREE, ON_THE_LINE");
    }

    @Test
    void shouldNeverOfferAWithdrawnLeadAndTellWhoTalksWithIt() {
        desk.at("10:00")
                .bring(desk.outbound("waits", SATU, 0))
                .withdraw("waits")
                .ready(ADI);
        assertThat(desk.offers()).isEmpty();

        desk.bring(desk.outbound("offered", SATU, 0)).withdraw("offered");
        assertThat(desk.decisions())
                .contains(new TakeBack(ADI, new LeadId("offered"), TakeBack.Why.WITHDRAWN))
                .contains(new DeskDecision.SeatMoved(ADI, SeatState.READY, null));

        desk.bring(desk.outbound("talks", SATU, 0)).accept(ADI, "talks").withdraw("talks");
        assertThat(desk.decisions()).containsExactly(new DeskDecision.OnTheLine(ADI, new LeadId("talks")));
        assertThat(desk.withdraw("waits").refusals()).containsExactly(DeskRefusal.LEAD_UNKNOWN);
    }

    @Test
    void shouldAnnounceAndOfferACallbackWhenNobodyIsFree() {
        desk.at("10:00").ready(ADI).bring(desk.outbound("S1", SATU, 0)).accept(ADI, "S1");
        LeadId call = new LeadId("call");

        assertThat(desk.bring(desk.inbound("call")).decisions())
                .containsExactly(new DeskDecision.Announce(call, Duration.ZERO));
        assertThat(desk.at("10:00:30").tick().decisions())
                .containsExactly(new OfferCallback(call, OfferCallback.Why.WAITS_LONG));
        assertThat(desk.at("10:01").tick().decisions())
                .containsExactly(new DeskDecision.Announce(call, Duration.ofMinutes(1)));
    }

    @Test
    void shouldOfferACallbackAtOnceWhenNoAgentCouldTakeTheCall() {
        assertThat(desk.at("10:00").bring(desk.inbound("call")).decisions())
                .contains(new OfferCallback(new LeadId("call"), OfferCallback.Why.NOBODY_SEATED));
    }

    @Test
    void shouldGrantABreakAfterwardsAndCutOffWhoLeavesWhileTalking() {
        desk.at("10:00")
                .ready(ADI)
                .bring(desk.outbound("S1", SATU, 0))
                .accept(ADI, "S1")
                .goAway(ADI);
        desk.endTalk(ADI, "S1").endWrapUp(ADI);
        assertThat(desk.decisions()).containsExactly(new DeskDecision.SeatMoved(ADI, SeatState.AWAY, BreakReason.MEAL));

        desk.ready(ADI).bring(desk.outbound("S2", SATU, 0)).accept(ADI, "S2").leave(ADI);
        assertThat(desk.decisions()).containsExactly(new DeskDecision.CutOff(ADI, new LeadId("S2")));
    }

    @Test
    void shouldGiveNobodyALeadThatAReturningAgentTalksWith() {
        desk.at("10:00").bring(desk.outbound("S1", SATU, 0)).resume(ADI, desk.outbound("S1", SATU, 0));

        assertThat(desk.ready(SARI).offers()).isEmpty();
        assertThat(desk.bring(desk.outbound("S1", SATU, 0)).refusals()).containsExactly(DeskRefusal.LEAD_KNOWN);
        assertThat(desk.resume(new AgentId("tini"), desk.outbound("S1", SATU, 0))
                        .refusals())
                .containsExactly(DeskRefusal.LEAD_TAKEN);
    }

    @Test
    void shouldRefuseMoreLinesThanTheTermsAllowAndForgetThoseThatNobodyUses() {
        PlayedDesk small = new PlayedDesk(PlayedDesk.terms(2));
        small.at("10:00").bring(small.needing("one", "legal", 1)).bring(small.needing("two", "legal", 2));

        assertThat(small.bring(small.needing("three", "legal", 3)).refusals())
                .containsExactly(DeskRefusal.TOO_MANY_LINES);
        assertThat(small.withdraw("one")
                        .bring(small.needing("three", "legal", 3))
                        .refusals())
                .isEmpty();
        assertThat(small.ready(ADI).offers()).containsExactly("adi: two, FREE, SHARE");
    }

    @Test
    void shouldRefuseTermsThatMakeNoSense() {
        DeskTerms good = PlayedDesk.terms(10);
        assertThatThrownBy(() -> new DeskTerms(List.of(), good.queues(), good.timing(), 9, 10))
                .hasMessageContaining("lender of the desk");
        assertThatThrownBy(() -> new DeskTerms(good.lenders(), List.of(), good.timing(), 9, 10))
                .hasMessageContaining("at least one queue");
        assertThatThrownBy(() -> new DeskTerms.LenderTerms(SATU, 0, true)).hasMessageContaining("weight of 1 to 1000");
        assertThatThrownBy(() -> new DeskTerms.QueueTerms(
                        new QueueId("q"), SATU, 1, new Money(0, PlayedDesk.IDR), Duration.ZERO))
                .hasMessageContaining("hour to be worth");
        DeskTerms.Timing usual = DeskTerms.Timing.USUAL;
        assertThatThrownBy(() -> new DeskTerms.Timing(
                        usual.lease(),
                        usual.wrapUp(),
                        Duration.ofMinutes(1),
                        usual.rest(),
                        usual.ownerFirst(),
                        usual.announceEvery(),
                        usual.offerCallbackAfter()))
                .hasMessageContaining("would break the promise");
    }
}
