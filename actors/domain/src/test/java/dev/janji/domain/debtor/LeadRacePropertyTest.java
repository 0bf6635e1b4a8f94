package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.PaymentId;
import dev.janji.domain.lender.LenderEvent;
import dev.janji.domain.testing.Property;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * A payment races a desk whose messages to and from the debtor take any time and are answered in any order among the others: nobody begins to talk
 * after an ack that does not say that a contact is in doubt.
 */
class LeadRacePropertyTest {
    /** Kinds of events that this test meets, and says so. */
    static final Set<Class<?>> EVENTS = Set.of(
            DebtorEvent.LeadOffered.class,
            DebtorEvent.TalkBegan.class,
            DebtorEvent.LeadRecalled.class,
            DebtorEvent.LeadClosed.class);

    static final Set<Class<?>> FOLLOW_UPS = Set.of(FollowUp.OfferLead.class, FollowUp.RecallLead.class);

    @TestFactory
    Stream<DynamicTest> shouldLetNobodyBeginToTalkAfterTheAckOfAPayment() {
        return Property.of(2_000, 60).holds((seed, steps) -> {
            Race race = new Race(seed);
            for (int i = 0; i < steps; i++) {
                race.step();
            }
            race.end();
        });
    }

    /** Else the other test proves nothing. */
    @TestFactory
    Stream<DynamicTest> shouldComeUponEveryPlaceOfTheRace() {
        return Stream.of(DynamicTest.dynamicTest("places", () -> {
            Set<String> places = new HashSet<>();
            Set<Class<?>> met = new HashSet<>();
            for (long seed = 0; seed < 400; seed++) {
                Race race = new Race(seed);
                for (int i = 0; i < 60; i++) {
                    race.step();
                }
                race.end();
                places.addAll(race.places);
                race.story.journal.forEach(event -> met.add(event.getClass()));
                met.addAll(race.followUps);
            }
            assertThat(met).containsAll(EVENTS).containsAll(FOLLOW_UPS);
            assertThat(places)
                    .contains(
                            "paid while waiting", "paid while calling", "paid while talking", "in doubt", "late talk");
        }));
    }

    /** One debtor, one desk that may hold one lead, and the messages between them. */
    private static final class Race {
        private final SplittableRandom random;
        private final DebtorStory story = DeskStories.offered();
        private final Deque<FollowUp> toDesk = new ArrayDeque<>(story.followUps);
        private final Deque<DebtorCommand> toDebtor = new ArrayDeque<>();
        private final Set<String> places = new HashSet<>();
        private final Set<Class<?>> followUps = new HashSet<>();
        private @Nullable LeadOffer held;
        private boolean rings;
        private boolean talks;
        private boolean paid;
        private boolean acked;
        private boolean sure;

        private Race(long seed) {
            this.random = new SplittableRandom(seed);
            story.followUps.forEach(followUp -> followUps.add(followUp.getClass()));
        }

        private void step() {
            switch (random.nextInt(10)) {
                case 0, 1 -> deskReads();
                case 2, 3 -> debtorReads();
                case 4 -> dial();
                case 5 -> answered();
                case 6 -> over();
                case 7 -> channelAnswers();
                case 8 -> pay();
                default -> pass(random.nextInt(4) == 0 ? 40 : 2);
            }
        }

        private void end() {
            pay();
            for (int i = 0; i < 40; i++) {
                deskReads();
                debtorReads();
                channelAnswers();
                pass(40);
            }
            talks = false;
            pass(6 * 3_600);
            pass(60);
            assertThat(acked).isTrue();
            assertThat(story.known().lead()).isNull();
        }

        private void deskReads() {
            FollowUp read = toDesk.poll();
            if (read instanceof FollowUp.OfferLead offer && held == null) {
                held = offer.lead();
            } else if (read instanceof FollowUp.RecallLead recall) {
                LeadOffer mine = held;
                if (mine != null && mine.id().equals(recall.lead()) && talks) {
                    toDebtor.add(new DebtorCommand.RecordTalk(recall.lead(), DeskStories.AGENT));
                } else {
                    toDebtor.add(new DebtorCommand.CloseLead(recall.lead(), LeadResult.RECALLED));
                    if (mine != null && mine.id().equals(recall.lead())) {
                        held = null;
                        rings = false;
                    }
                }
            }
        }

        private void debtorReads() {
            DebtorCommand command = toDebtor.poll();
            if (command != null) {
                tell(command);
            }
        }

        private boolean tell(DebtorCommand command) {
            Decision decision = story.decide(command);
            if (decision instanceof Decision.Accepted accepted) {
                boolean inDoubt = accepted.events().stream().anyMatch(LeadRacePropertyTest::isDoubt);
                story.accept(command);
                assertThat(story.state).as("what was foreseen").isEqualTo(accepted.after());
                toDesk.addAll(story.followUps);
                story.followUps.forEach(followUp -> followUps.add(followUp.getClass()));
                if (paid && !acked && !story.known().mayStillContact()) {
                    acked = true;
                    sure = !inDoubt;
                    if (inDoubt) {
                        places.add("in doubt");
                    }
                    if (command instanceof DebtorCommand.RecordTalk) {
                        places.add("late talk");
                    }
                }
                return accepted.refusal() == null;
            }
            return false;
        }

        private void dial() {
            LeadOffer mine = held;
            if (mine != null && !rings && !talks) {
                if (tell(new DebtorCommand.DialLead(mine.id(), null))) {
                    rings = true;
                } else {
                    held = null;
                }
            }
        }

        private void answered() {
            LeadOffer mine = held;
            if (mine != null && rings) {
                assertThat(acked && sure).as("a talk begins after the ack").isFalse();
                rings = false;
                talks = true;
                toDebtor.add(new DebtorCommand.RecordTalk(mine.id(), DeskStories.AGENT));
            }
        }

        private void over() {
            LeadOffer mine = held;
            if (mine != null && (rings || talks)) {
                toDebtor.add(
                        new DebtorCommand.CloseLead(mine.id(), talks ? LeadResult.TALKED : LeadResult.NOT_REACHED));
                rings = false;
                talks = false;
                held = null;
            }
        }

        private void channelAnswers() {
            Attempt open = story.known().openAttempt();
            if (open != null) {
                tell(new DebtorCommand.RecordAnswer(open.id(), Answer.HANDED_OVER, "", ""));
            }
        }

        private void pay() {
            if (!paid) {
                LiveLead lead = story.known().lead();
                if (lead != null) {
                    places.add(
                            "paid while " + (lead.isWaiting() ? "waiting" : lead.isTalking() ? "talking" : "calling"));
                }
                paid = true;
                tell(story.command(new LenderEvent.PaymentReceived(
                        DebtorStory.CARD,
                        new PaymentId("p1"),
                        DebtorStory.rupiah(100),
                        story.context().today(story.state))));
            }
        }

        private void pass(int seconds) {
            Instant then = story.now().plusSeconds(seconds);
            for (Instant next = next(); next != null && !next.isAfter(then); next = next()) {
                story.at(next.isAfter(story.now()) ? next : story.now());
                tell(new DebtorCommand.WakeUp());
            }
            story.at(then);
        }

        private @Nullable Instant next() {
            return DebtorRules.outstanding(story.state, story.context()).nextWakeUp();
        }
    }

    private static boolean isDoubt(DebtorEvent event) {
        return event instanceof DebtorEvent.LeadClosed closed && closed.result() == LeadResult.IN_DOUBT
                || event instanceof DebtorEvent.AttemptAnswered answered && answered.answer() == Answer.IN_DOUBT;
    }
}
