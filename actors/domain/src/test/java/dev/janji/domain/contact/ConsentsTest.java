package dev.janji.domain.contact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Consents.Given;
import dev.janji.domain.contact.Consents.Scope;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** What the debtor agrees to and takes back: "ID-02", "US-03", "US-08" and OPT-OUT read it. */
class ConsentsTest {
    private static final Instant FIRST = Instant.parse("2026-06-01T03:00:00Z");
    private static final Instant LATER = Instant.parse("2026-06-02T03:00:00Z");

    private static Given outsideHours(@Nullable Channel channel, Instant at) {
        return new Given(Scope.OUTSIDE_HOURS, channel, at, null);
    }

    private static Given channel(@Nullable Channel channel) {
        return new Given(Scope.CHANNEL, channel, FIRST, null);
    }

    @Test
    void shouldKnowOfNothingAtFirst() {
        assertThat(Consents.NONE.given()).isEmpty();
        assertThat(Consents.NONE.optedOut()).isEmpty();
    }

    @ParameterizedTest(name = "for {0}, asked of {1}: {2}")
    @CsvSource({
        "SMS, SMS, true",
        "SMS, VOICE, false",
        "VOICE, WHATSAPP, false",
        ", SMS, true",
        ", LETTER, true",
    })
    void shouldCoverItsChannelOrEveryOne(@Nullable Channel of, Channel asked, boolean covers) {
        assertThat(outsideHours(of, FIRST).covers(asked)).as("ID-02").isEqualTo(covers);
    }

    @ParameterizedTest
    @EnumSource(
            value = Scope.class,
            names = {"OUTSIDE_HOURS", "CALL_FREQUENCY"})
    void shouldKeepTheNewestOfAScopeAndChannelWhenTheDebtorAgreesAgain(Scope scope) {
        // given
        Given first = new Given(scope, Channel.VOICE, FIRST, null);
        Given shorter = new Given(scope, Channel.VOICE, LATER, LATER.plusSeconds(60));

        // when
        Consents consents = Consents.NONE.with(first, true).with(shorter, true);

        // then
        assertThat(consents.given()).as("ID-02, US-03").containsExactly(shorter);
        assertThat(consents.optedOut()).isEmpty();
    }

    @Test
    void shouldKeepConsentsOfOtherChannelsAndScopesWhenTheDebtorAgrees() {
        // given
        Given sms = outsideHours(Channel.SMS, FIRST);
        Given voice = outsideHours(Channel.VOICE, FIRST);
        Given every = outsideHours(null, FIRST);
        Given calls = new Given(Scope.CALL_FREQUENCY, Channel.VOICE, FIRST, null);

        // when
        Consents consents = Consents.NONE
                .with(sms, true)
                .with(voice, true)
                .with(every, true)
                .with(calls, true);

        // then
        assertThat(consents.given()).containsExactlyInAnyOrder(sms, voice, every, calls);
    }

    @ParameterizedTest(name = "taken back for {0}: {1} remain")
    @CsvSource({
        "SMS, VOICE",
        "VOICE, SMS",
        // what is taken back for another channel leaves nothing of a consent to all of them
        "EMAIL, SMS VOICE",
        // for all of them: nothing remains
        ", ''"
    })
    void shouldDropWhateverOverlapsWhenTheDebtorTakesItBack(@Nullable Channel takenBack, String remaining) {
        // given
        Given calls = new Given(Scope.CALL_FREQUENCY, null, FIRST, null);
        Consents consents = Consents.NONE
                .with(outsideHours(Channel.SMS, FIRST), true)
                .with(outsideHours(Channel.VOICE, FIRST), true)
                .with(outsideHours(null, FIRST), true)
                .with(calls, true);

        // when
        Consents changed = consents.with(outsideHours(takenBack, LATER), false);

        // then
        List<Given> expected = new ArrayList<>();
        expected.add(calls);
        for (String name : remaining.isEmpty() ? new String[0] : remaining.split(" ")) {
            expected.add(outsideHours(Channel.valueOf(name), FIRST));
        }
        assertThat(changed.given()).as("ID-02").containsExactlyInAnyOrderElementsOf(expected);
        assertThat(changed.optedOut()).as("it opts nothing out").isEmpty();
    }

    @Test
    void shouldStandAgainWhenTheDebtorAgreesAfterTakingItBack() {
        Given again = outsideHours(Channel.SMS, LATER);

        Consents consents = Consents.NONE
                .with(outsideHours(null, FIRST), true)
                .with(outsideHours(null, FIRST), false)
                .with(again, true);

        assertThat(consents.given()).as("ID-02").containsExactly(again);
    }

    @Test
    void shouldChangeNothingWhenWhatWasNeverGivenIsTakenBack() {
        assertThat(Consents.NONE.with(outsideHours(null, FIRST), false)).isEqualTo(Consents.NONE);
    }

    @ParameterizedTest
    @EnumSource(Channel.class)
    void shouldOptOutOneChannelAndInAgain(Channel channel) {
        Consents out = Consents.NONE.with(channel(channel), false);

        assertThat(out.optedOut()).as("US-08, OPT-OUT").containsExactly(channel);
        assertThat(out.given()).isEmpty();
        assertThat(out.with(channel(channel), false)).isEqualTo(out);
        assertThat(out.with(channel(channel), true)).isEqualTo(Consents.NONE);
    }

    @Test
    void shouldOptOutEveryChannelAndInAgainWhenNoneIsNamed() {
        Consents out = Consents.NONE.with(channel(null), false);

        assertThat(out.optedOut()).as("US-08, OPT-OUT").containsExactlyInAnyOrder(Channel.values());
        assertThat(out.with(channel(Channel.SMS), true).optedOut())
                .containsExactlyInAnyOrderElementsOf(EnumSet.complementOf(EnumSet.of(Channel.SMS)));
        assertThat(out.with(channel(null), true)).isEqualTo(Consents.NONE);
    }

    @Test
    void shouldNotOptInTwiceWhenTheChannelWasNeverOptedOut() {
        assertThat(Consents.NONE.with(channel(Channel.SMS), true)).isEqualTo(Consents.NONE);
    }

    @Test
    void shouldKeepOptOutsAndStandingConsentsApart() {
        Given every = outsideHours(null, FIRST);

        Consents consents = Consents.NONE.with(every, true).with(channel(Channel.SMS), false);

        assertThat(consents).isEqualTo(new Consents(List.of(every), Set.of(Channel.SMS)));
        assertThat(consents.with(every, false)).isEqualTo(new Consents(List.of(), Set.of(Channel.SMS)));
        assertThat(consents.with(channel(null), true)).isEqualTo(new Consents(List.of(every), Set.of()));
    }

    @Test
    void shouldNotChangeWhenTheListsThatItWasMadeOfDo() {
        List<Given> given = new ArrayList<>(List.of(outsideHours(null, FIRST)));
        Set<Channel> out = EnumSet.of(Channel.SMS);
        Consents consents = new Consents(given, out);

        given.clear();
        out.clear();

        assertThat(consents.given()).hasSize(1);
        assertThat(consents.optedOut()).containsExactly(Channel.SMS);
        assertThatThrownBy(() -> consents.given().clear()).isInstanceOf(UnsupportedOperationException.class);
    }
}
