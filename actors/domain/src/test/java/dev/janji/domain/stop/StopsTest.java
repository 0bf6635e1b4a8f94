package dev.janji.domain.stop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.DeskId;
import dev.janji.domain.id.LenderId;
import dev.janji.domain.id.PersonId;
import dev.janji.domain.id.StopId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a stop covers, and when who is stopped looks again. */
class StopsTest {
    private static final LenderId A = new LenderId("bank-a");
    private static final LenderId B = new LenderId("bank-b");
    private static final Instant NOW = Instant.parse("2026-06-02T02:00:00Z");

    @Test
    void shouldHaltEverythingOfTheLenderAndNothingOfAnother() {
        Stops stops = standing(stop("s1", new StopScope.WholeLender(A), NOW));

        assertThat(halts(stops, A, Channel.SMS, "due", "plan-1")).isTrue();
        assertThat(halts(stops, B, Channel.SMS, "due", "plan-1")).isFalse();
        assertThat(stops.ofPlan(A, "plan-1")).isNotNull();
        assertThat(stops.ofPlan(B, "plan-1")).isNull();
    }

    @Test
    void shouldHaltAChannelOfOneLenderOrOfAll() {
        Stops one = standing(stop("s1", new StopScope.OfChannel(A, Channel.SMS), NOW));
        Stops all = standing(stop("s1", new StopScope.OfChannel(null, Channel.SMS), NOW));

        assertThat(halts(one, A, Channel.SMS, "due", "plan-1")).isTrue();
        assertThat(halts(one, A, Channel.EMAIL, "due", "plan-1")).isFalse();
        assertThat(halts(one, B, Channel.SMS, "due", "plan-1")).isFalse();
        assertThat(halts(all, B, Channel.SMS, "due", "plan-1")).isTrue();
        assertThat(all.ofPlan(A, "plan-1")).as("a hand-over is no contact").isNull();
    }

    @Test
    void shouldHaltATemplateOfOneLenderOrOfAll() {
        Stops one = standing(stop("s1", new StopScope.OfTemplate(A, "due"), NOW));
        Stops all = standing(stop("s1", new StopScope.OfTemplate(null, "due"), NOW));

        assertThat(halts(one, A, Channel.EMAIL, "due", "plan-1")).isTrue();
        assertThat(halts(one, A, Channel.EMAIL, "due-soon", "plan-1")).isFalse();
        assertThat(halts(one, B, Channel.EMAIL, "due", "plan-1")).isFalse();
        assertThat(halts(all, B, Channel.EMAIL, "due", "plan-1")).isTrue();
        assertThat(all.ofPlan(A, "plan-1")).isNull();
    }

    @Test
    void shouldKeepADeskFromDialingWhenItOrTheLenderOrAllCallsAreStopped() {
        DeskId desk = new DeskId("main");
        Stops own = standing(stop("s1", new StopScope.OfDesk(desk), NOW));
        Stops calls = standing(stop("s1", new StopScope.OfChannel(A, Channel.VOICE), NOW));

        assertThat(own.ofDesk(desk, A)).isNotNull();
        assertThat(own.ofDesk(new DeskId("other"), A)).isNull();
        assertThat(halts(own, A, Channel.VOICE, "due", "plan-1"))
                .as("no message is a desk's")
                .isFalse();
        assertThat(calls.ofDesk(desk, A)).isNotNull();
        assertThat(calls.ofDesk(desk, B)).isNull();
        assertThat(standing(stop("s1", new StopScope.WholeLender(B), NOW)).ofDesk(desk, B))
                .isNotNull();
        assertThat(standing(stop("s1", new StopScope.OfChannel(null, Channel.SMS), NOW))
                        .ofDesk(desk, B))
                .isNull();
        assertThat(standing(stop("s1", new StopScope.OfTemplate(null, "due"), NOW))
                        .ofDesk(desk, B))
                .isNull();
    }

    @ParameterizedTest
    @CsvSource({
        "card, card-3, true",
        "card, card-12, true",
        "card-3, card-3, true",
        "card-3, card-4, false",
        "card-3, card-33, false",
        "card, card, true",
        "card, card-gold-3, false",
        "card, cards-3, false",
        "card, card-, false",
        "gold, card-gold, false"
    })
    void shouldHaltAPlanByItsNameOrOneVersionOfIt(String strategy, String version, boolean halted) {
        Stops stops = standing(stop("s1", new StopScope.OfStrategy(null, strategy), NOW));

        assertThat(stops.ofPlan(A, version) != null).isEqualTo(halted);
        assertThat(halts(stops, A, Channel.SMS, "due", version)).isEqualTo(halted);
        assertThat(stops.ofContact(A, Channel.SMS, "due", Set.of("other-1", version)) != null)
                .as("also when it stands for a step of another plan")
                .isEqualTo(halted);
    }

    @Test
    void shouldNameTheOldestOfSeveral() {
        Stop later = stop("s1", new StopScope.WholeLender(A), NOW.plusSeconds(1));
        Stop earlier = stop("s2", new StopScope.OfChannel(null, Channel.SMS), NOW);
        Stops stops = standing(later, earlier);

        assertThat(stops.ofContact(A, Channel.SMS, "due", Set.of("plan-1"))).isEqualTo(earlier);
        assertThat(stops.ofContact(A, Channel.EMAIL, "due", Set.of("plan-1"))).isEqualTo(later);
        assertThat(stops.find(new StopId("s1"))).isEqualTo(later);
        assertThat(stops.find(new StopId("s3"))).isNull();
    }

    @Test
    void shouldBringNoHerdWhenItIsLifted() {
        TreeSet<Instant> moments = new TreeSet<>();
        for (int i = 0; i < 1_000; i++) {
            DebtorKey debtor = new DebtorKey(A, new DebtorId("client-" + i));
            Instant again = Stops.NONE.lookAgain(debtor, NOW);
            assertThat(again).isAfter(NOW).isBeforeOrEqualTo(NOW.plus(Stops.LOOK_AGAIN_EVERY));
            assertThat(Stops.NONE.lookAgain(debtor, again)).isEqualTo(again.plus(Stops.LOOK_AGAIN_EVERY));
            moments.add(again);
        }
        assertThat(moments).as("of 600 seconds").hasSizeGreaterThan(300);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  "})
    void shouldWantAReason(String reason) {
        assertThatThrownBy(() ->
                        new Stop(new StopId("s1"), new StopScope.WholeLender(A), reason, new PersonId("ayu"), NOW))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAReasonThatIsTooLongAndATimeThatIsTooShort() {
        String longest = "x".repeat(Stop.LONGEST_REASON);
        assertThat(new Stop(new StopId("s1"), new StopScope.WholeLender(A), longest, new PersonId("ayu"), NOW).reason())
                .isEqualTo(longest);
        assertThatThrownBy(() -> new Stop(
                        new StopId("s1"), new StopScope.WholeLender(A), longest + "x", new PersonId("ayu"), NOW))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Stops(List.of(), Duration.ofMillis(999)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static boolean halts(Stops stops, LenderId lender, Channel channel, String template, String strategy) {
        return stops.ofContact(lender, channel, template, Set.of(strategy)) != null;
    }

    private static Stops standing(Stop... stops) {
        return new Stops(List.of(stops), Stops.LOOK_AGAIN_EVERY);
    }

    private static Stop stop(String id, StopScope scope, Instant placedAt) {
        return new Stop(new StopId(id), scope, "a wrong text", new PersonId("ayu"), placedAt);
    }
}
