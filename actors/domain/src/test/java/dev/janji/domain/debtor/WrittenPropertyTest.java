package dev.janji.domain.debtor;

import static dev.janji.domain.debtor.DebtorStory.CARD;
import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.HoldId;
import dev.janji.domain.id.LeadId;
import dev.janji.domain.id.PaymentId;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.lender.ConversationEvent.Intent;
import dev.janji.domain.lender.Hold;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.policy.ContactProposal;
import dev.janji.domain.testing.Property;
import java.time.Duration;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Debtors who write, pay and are held in any order, and agents who answer whenever they like: what leaves was allowed by the debtor as it was then. */
class WrittenPropertyTest {
    /** Kinds that this test meets, and says so. */
    static final Set<Class<?>> EVENTS = Set.of(DebtorEvent.AnswerWritten.class);

    static final Set<Class<?>> FOLLOW_UPS = Set.of(FollowUp.SendAnswer.class);

    /** What happens how often: most of the time the debtor writes and an agent does something. */
    private static final int[] PLACES = {
        0, 0, 0, 0, 0, 0, 1, 2, 3, 4, 4, 4, 4, 5, 5, 5, 6, 6, 7, 7, 7, 7, 7, 7, 8, 8, 8, 9, 9, 9, 10, 10, 10, 10, 10,
        10, 10, 10
    };

    @TestFactory
    Stream<DynamicTest> shouldLetNoAnswerLeaveThatTheDebtorDidNotAllow() {
        return Property.of(1_000, 60).holds((seed, steps) -> {
            Life life = new Life(seed);
            for (int i = 0; i < steps; i++) {
                life.step();
            }
        });
    }

    /** Else the other test proves nothing. */
    @TestFactory
    Stream<DynamicTest> shouldComeUponAnswersThatLeaveAndAnswersThatMayNot() {
        return Stream.of(DynamicTest.dynamicTest("places", () -> {
            Set<Class<?>> met = new HashSet<>();
            int sent = 0;
            int refused = 0;
            for (long seed = 0; seed < 500; seed++) {
                Life life = new Life(seed);
                for (int i = 0; i < 60; i++) {
                    life.step();
                }
                life.story.journal.forEach(event -> met.add(event.getClass()));
                met.addAll(life.followUps);
                sent += life.sent;
                refused += life.refused;
            }
            assertThat(met).containsAll(EVENTS).containsAll(FOLLOW_UPS);
            assertThat(sent).isGreaterThan(100);
            assertThat(refused).isGreaterThan(100);
        }));
    }

    /** One debtor and one agent. */
    private static final class Life {
        private final SplittableRandom random;
        private final DebtorStory story =
                DeskStories.debtor(DeskStories.rules().withRepliesIn(new QueueId("replies")), "2026-06-02T09:00");
        private final Set<Class<?>> followUps = new HashSet<>();
        private int named;
        private int sent;
        private int refused;

        private Life(long seed) {
            random = new SplittableRandom(seed);
        }

        private void step() {
            story.at(story.now().plus(Duration.ofMinutes(random.nextInt(20))));
            LiveLead lead = story.known().lead();
            LeadId id = lead == null ? LeadId.of(DebtorStory.DEBTOR, 1) : lead.id();
            switch (PLACES[random.nextInt(PLACES.length)]) {
                case 0 -> tell(SaidThings.reply("r" + ++named, Intent.OTHER, random.nextBoolean() ? "sms" : null));
                case 1 -> tell(SaidThings.reply("r" + ++named, Intent.PAID, "sms"));
                case 2 ->
                    tell(new LenderEvent.PaymentReceived(
                            CARD,
                            new PaymentId("p" + ++named),
                            DebtorStory.rupiah(1 + random.nextInt(30)),
                            LocalDate.parse("2026-06-02")));
                case 3 ->
                    tell(
                            random.nextBoolean()
                                    ? new LenderEvent.HoldPlaced(
                                            new Hold(new HoldId("h"), Hold.Kind.HARDSHIP, null, null))
                                    : new LenderEvent.HoldLifted(new HoldId("h")));
                case 4, 5 -> ask(new DebtorCommand.RecordTalk(id, DeskStories.AGENT));
                case 6 ->
                    ask(new DebtorCommand.CloseLead(
                            id, random.nextBoolean() ? LeadResult.TALKED : LeadResult.RETURNED));
                case 7 -> {
                    Attempt open = story.known().openAttempt();
                    if (open != null) {
                        ask(new DebtorCommand.RecordAnswer(open.id(), Answer.HANDED_OVER, "", "reference"));
                    }
                }
                case 8, 9 -> ask(new DebtorCommand.WakeUp());
                default ->
                    ask(new DebtorCommand.AnswerLead(
                            id,
                            DeskStories.AGENT,
                            new ContactProposal.Agent(LocalDate.parse("2026-12-31")),
                            "Terima kasih."));
            }
        }

        private void tell(LenderEvent event) {
            ask(story.command(event));
        }

        private void ask(DebtorCommand command) {
            DebtorState.Known before = story.known();
            Decision decision = story.decide(command);
            if (!(decision instanceof Decision.Accepted accepted)) {
                refused += command instanceof DebtorCommand.AnswerLead ? 1 : 0;
                return;
            }
            story.accept(command);
            refused += accepted.refusal() == null ? 0 : 1;
            for (FollowUp each : accepted.followUps()) {
                followUps.add(each.getClass());
                if (each instanceof FollowUp.SendAnswer answer) {
                    sent++;
                    LiveLead lead = before.lead();
                    assertThat(command).isInstanceOf(DebtorCommand.AnswerLead.class);
                    assertThat(before.openAttempt()).as("one at a time").isNull();
                    assertThat(lead != null && lead.isWritten() && lead.isTalking())
                            .as("of who took it up")
                            .isTrue();
                    assertThat(before.account(CARD).ledger().balanceMinor()).isPositive();
                    assertThat(before.holds()).isEmpty();
                    assertThat(accepted.events().get(0))
                            .isInstanceOfSatisfying(
                                    DebtorEvent.ContactAuthorized.class,
                                    made -> assertThat(made.attempt()).isEqualTo(answer.attempt()));
                    assertThat(story.known().openAttempt()).isEqualTo(answer.attempt());
                }
            }
        }
    }
}
