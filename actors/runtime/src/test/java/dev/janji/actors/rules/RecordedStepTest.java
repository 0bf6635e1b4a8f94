package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.testing.TestRules;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Steps in which a machine calls. */
final class RecordedStepTest {
    private static final Set<String> SPOKEN = Set.of("recorded-greeting", "recorded-late", "call-overdue");

    private static Action read(String step, Set<String> spoken) {
        StrategyFiles.Vocabulary vocabulary = new StrategyFiles.Vocabulary(
                TestRules.BUCKETS,
                (template, channel) ->
                        channel == Channel.VOICE ? spoken.contains(template) : template.equals("sms-text"));
        String text = """
                strategy: house
                version: 1
                migration: at-once
                rest-days-after-payment: 1
                retry-minutes: 10
                tries-per-step: 3
                segments:
                  - segment: everybody
                    steps:
                      - { step: H+3, at: "09:00", %s }
                """.formatted(step);
        return new StrategyReader(vocabulary)
                .read(YamlValue.parse("house", text))
                .segments()
                .get(0)
                .steps()
                .get(0)
                .action();
    }

    @Test
    void shouldBeAContactByVoiceThatNeedsNobody() {
        Action.Contact contact = (Action.Contact) read("recorded-call: recorded-late", SPOKEN);

        assertThat(contact.channels()).containsExactly(Channel.VOICE);
        assertThat(contact.template()).isEqualTo("recorded-late");
        assertThat(contact.response()).isNull();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            recorded-call: call-overdue                              | whose name begins with `recorded-`
            recorded-call: recorded-greeting                         | other than `recorded-greeting`
            recorded-call: recorded-none                             | `recorded-none` that has a text for voice
            recorded-call: recorded-late, template: recorded-late    | found `template` as well
            recorded-call: recorded-late, channels: [sms]            | found `channels` as well
            recorded-call: recorded-late, skill: senior              | found `skill` as well
            recorded-call: recorded-late, hand-over: legal           | found `recorded-call` as well
            recorded-call: recorded-late, call: early, template: t   | found `recorded-call` as well
            call: early, template: recorded-late                     | write `recorded-call`
            channels: [voice], template: recorded-late               | `recorded-call` with a template when a machine does
            """)
    void shouldBeRefusedWhenItIsWrittenOtherwise(String step, String problem) {
        assertThatThrownBy(() -> read(step, SPOKEN))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageStartingWith("house:")
                .hasMessageContaining(problem);
    }

    @Test
    void shouldBeRefusedWhenNobodyIsGreeted() {
        assertThatThrownBy(() -> read("recorded-call: recorded-late", Set.of("recorded-late")))
                .hasMessageContaining("`recorded-greeting` that has a text for voice");
    }
}
