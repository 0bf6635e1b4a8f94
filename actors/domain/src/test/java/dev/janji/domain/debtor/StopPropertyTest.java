package dev.janji.domain.debtor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import dev.janji.domain.stop.Stop;
import dev.janji.domain.stop.StopScope;
import dev.janji.domain.stop.Stops;
import dev.janji.domain.testing.Journey;
import dev.janji.domain.testing.Property;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Random lives under stops that are placed and lifted at random. */
class StopPropertyTest {
    private static final int COMMANDS = 500;

    /** How often a life met what it is about. */
    private static final class Met {
        private int halted;
        private int contacts;
        private int quiet;
    }

    @TestFactory
    Stream<DynamicTest> shouldNeverContactUnderAStopNorLoopNorRefuse() {
        return Property.of(60, COMMANDS).holds((seed, commands) -> live(seed, commands, new Met()));
    }

    /** A property that never meets a case proves nothing about it. */
    @Test
    void shouldMeetStopsThatHaltAndContactsBesideThem() {
        Met met = new Met();
        for (long seed = 0; seed < 20; seed++) {
            live(seed, COMMANDS, met);
        }
        assertThat(met.halted).as("contacts halted").isGreaterThan(50);
        assertThat(met.contacts).as("contacts made while something was stopped").isGreaterThan(20);
        assertThat(met.quiet)
                .as("wake-ups that stored nothing because the same stop stood")
                .isGreaterThan(100);
    }

    private static void live(long seed, int commands, Met met) {
        SplittableRandom random = new SplittableRandom(seed * 31 + 7);
        Journey journey = new Journey(seed);
        for (int i = 0; i < commands; i++) {
            if (random.nextInt(12) == 0) {
                journey.stopped(drawn(random, journey));
            }
            Journey.Step step = journey.next();
            Stops stops = step.context().stops();
            for (DebtorEvent event : step.events()) {
                if (event instanceof DebtorEvent.ContactAuthorized made) {
                    met.contacts += stops.all().isEmpty() ? 0 : 1;
                    assertThat(stops.ofContact(
                                    step.context().debtor().lender(),
                                    made.attempt().channel(),
                                    made.attempt().template(),
                                    Set.of(made.strategyVersion())))
                            .as("a stop over %s", made.attempt())
                            .isNull();
                } else if (event instanceof DebtorEvent.AccountHandedOver given) {
                    assertThat(stops.ofPlan(step.context().debtor().lender(), given.strategyVersion()))
                            .isNull();
                } else if (event instanceof DebtorEvent.ContactRefused refused) {
                    assertThat(refused.ruleIds()).doesNotContain(Halted.STOP);
                } else if (event instanceof DebtorEvent.ContactDeferred deferred) {
                    met.halted += deferred.stops().isEmpty() ? 0 : 1;
                    assertThat(deferred.stops())
                            .allSatisfy(id -> assertThat(stops.find(id)).isNotNull());
                    assertThat(deferred.ruleIds().contains(Halted.STOP))
                            .isEqualTo(!deferred.stops().isEmpty());
                }
            }
            if (step.command() instanceof DebtorCommand.WakeUp && step.events().isEmpty()) {
                Instant next =
                        DebtorRules.outstanding(step.after(), step.context()).nextWakeUp();
                assertThat(next == null || next.isAfter(step.context().now()))
                        .as(
                                "a wake-up at %s that stored nothing asks for one at %s",
                                step.context().now(), next)
                        .isTrue();
                met.quiet += stops.all().isEmpty() ? 0 : 1;
            }
        }
    }

    private static Stops drawn(SplittableRandom random, Journey journey) {
        List<Stop> standing = new ArrayList<>();
        for (int n = random.nextInt(3); n > 0; n--) {
            StopScope scope = switch (random.nextInt(4)) {
                case 0 -> new StopScope.WholeLender(journey.context().debtor().lender());
                case 1 -> new StopScope.OfChannel(null, random.nextBoolean() ? Channel.SMS : Channel.EMAIL);
                case 2 ->
                    new StopScope.OfStrategy(
                            null,
                            journey.context().rules().strategies().current().version());
                default -> new StopScope.OfTemplate(null, template(random, journey));
            };
            standing.add(new Stop(
                    new StopId("s-" + random.nextInt(5)),
                    scope,
                    "drawn",
                    new PersonId("ayu"),
                    journey.context().now()));
        }
        return new Stops(standing, Stops.LOOK_AGAIN_EVERY);
    }

    /** Of a contact that was made before, if there was one. */
    private static String template(SplittableRandom random, Journey journey) {
        List<String> made = journey.journal().stream()
                .filter(DebtorEvent.ContactAuthorized.class::isInstance)
                .map(event -> ((DebtorEvent.ContactAuthorized) event).attempt().template())
                .toList();
        return made.isEmpty() ? "none" : made.get(random.nextInt(made.size()));
    }
}
