package dev.janji.actors.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.id.QueueId;
import dev.janji.domain.policy.ContactLimit;
import dev.janji.domain.policy.ContactLimit.WindowUnit;
import dev.janji.domain.policy.TimeLimit.Counted;
import dev.janji.domain.policy.TimeLimit.Unit;
import dev.janji.domain.strategy.Action;
import dev.janji.domain.strategy.Segment;
import dev.janji.domain.strategy.Split;
import dev.janji.domain.strategy.Step;
import dev.janji.domain.strategy.Strategies;
import dev.janji.domain.strategy.Strategy;
import dev.janji.domain.strategy.Trigger;
import dev.janji.domain.testing.TestRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Strategies of a folder: what they mean, and what is said of wrong ones. */
class StrategyFilesTest {
    private static final String GOOD = """
            strategy: house
            version: 2
            about: a test
            migration: when-current
            rest-days-after-payment: 1
            retry-minutes: 10
            tries-per-step: 3
            limits:
              - { id: SPACING, most: 1, hours: 20, channels: [sms] }
            split:
              name: pilot
              arms: { a: 60, b: 40 }
            segments:
              - segment: late
                when: dpd >= 8 && arm == "b"
                steps:
                  - { step: H+8, at: "09:00", until: "12:00", channels: [sms, email], template: t, wait: { for: read, hours: 24 } }
                  - &promise { step: promise-1, at: "10:00", channels: [sms], template: t }
                  - { step: bucket+0, of: [B2], at: "09:00", late: still-due, hand-over: agency }
              - segment: rest
                steps:
                  - { step: D-3, name: hello, at: "09:00", late: drop, channels: [email], template: t }
                  - { step: promise-broken+1, at: "10:00", channels: [sms], template: t }
                  - { step: payment-reversed+0, at: "10:00", channels: [sms], template: t }
                  - *promise
            """;

    private static final String FACTS =
            Arrays.stream(SegmentFact.values()).map(SegmentFact::written).collect(Collectors.joining(", "));
    private static final String STEP_KEYS =
            "at, call, channels, hand-over, late, name, of, recorded-call, skill, step, template, until, wait";

    private static final StrategyFiles.Vocabulary VOCABULARY = new StrategyFiles.Vocabulary(
            TestRules.BUCKETS, (template, channel) -> template.equals("t") && channel != Channel.PUSH);

    @TempDir
    private Path folder;

    private StrategyFiles.Checked read(String text) throws IOException {
        Files.writeString(folder.resolve("house.yaml"), text);
        return new StrategyFiles(folder).named("house", VOCABULARY);
    }

    /** Takes {@code \n} for a line break, {@code ...} for everything that stands there. */
    private static String changed(String old, String with) {
        String text = with.replace("\\n", "\n");
        if (old.equals("...")) {
            return text;
        }
        String replaced = old.replace("\\n", "\n");
        assertThat(GOOD).as("the file to change").contains(replaced);
        return GOOD.replace(replaced, text);
    }

    @Test
    void shouldReadEveryLineOfAFile() throws IOException {
        // when
        StrategyFiles.Checked checked = read(GOOD);
        Strategy strategy = checked.strategy();

        // then
        assertThat(checked.warnings()).isEmpty();
        assertThat(strategy.version()).isEqualTo("house-2");
        assertThat(strategy.migration()).isEqualTo(Strategy.Migration.WHEN_CURRENT);
        assertThat(List.of(strategy.restDaysAfterPayment(), strategy.retryMinutes(), strategy.triesPerStep()))
                .containsExactly(1, 10, 3);
        assertThat(strategy.limits()).singleElement().satisfies(limit -> {
            assertThat(limit.id()).isEqualTo("SPACING");
            assertThat(limit.test())
                    .isEqualTo(new ContactLimit(Counted.ATTEMPTS, Unit.PERSON, 1, 20, WindowUnit.HOURS));
            assertThat(limit.scope().channels()).containsExactly(Channel.SMS);
        });
        assertThat(strategy.split())
                .isEqualTo(new Split("pilot", List.of(new Split.Arm("a", 60), new Split.Arm("b", 40))));
        assertThat(strategy.borders()).isEqualTo(new Strategy.Borders(List.of(8, 9), List.of()));
        assertThat(strategy.segments()).extracting(Segment::name).containsExactly("late", "rest");
        assertThat(strategy.segments().get(1).isForEverybody()).isTrue();
    }

    @Test
    void shouldReadACallOfAnAgent() throws IOException {
        String text = changed("hand-over: agency", "call: early, skill: senior, template: t");

        assertThat(read(text).strategy().segments().get(0).steps())
                .last()
                .extracting(Step::action)
                .isEqualTo(new Action.Call(new QueueId("early"), "senior", "t"));
        assertThat(read(changed("hand-over: agency", "call: early, template: t"))
                        .strategy()
                        .segments()
                        .get(0)
                        .steps())
                .last()
                .extracting(Step::action)
                .isEqualTo(new Action.Call(new QueueId("early"), "", "t"));
    }

    @Test
    void shouldReadEveryKindOfStep() throws IOException {
        // given
        Action sms = new Action.Contact(List.of(Channel.SMS), "t", null);
        Step promise = step("promise-1", Trigger.PROMISE_DUE, -1, 10, null, Step.Late.MERGE, Set.of(), sms);

        // when
        List<Segment> segments = read(GOOD).strategy().segments();

        // then
        assertThat(segments.get(0).steps())
                .containsExactly(
                        step(
                                "H+8",
                                Trigger.DUE_DATE,
                                8,
                                9,
                                LocalTime.NOON,
                                Step.Late.MERGE,
                                Set.of(),
                                new Action.Contact(
                                        List.of(Channel.SMS, Channel.EMAIL),
                                        "t",
                                        new Action.Response(Action.Sign.READ, Duration.ofHours(24)))),
                        promise,
                        step(
                                "bucket+0",
                                Trigger.BUCKET_ENTERED,
                                0,
                                9,
                                null,
                                Step.Late.STILL_DUE,
                                Set.of("B2"),
                                new Action.HandOver(Action.Receiver.AGENCY)));
        assertThat(segments.get(1).steps())
                .containsExactly(
                        step(
                                "hello",
                                Trigger.DUE_DATE,
                                -3,
                                9,
                                null,
                                Step.Late.DROP,
                                Set.of(),
                                new Action.Contact(List.of(Channel.EMAIL), "t", null)),
                        step("promise-broken+1", Trigger.PROMISE_BROKEN, 1, 10, null, Step.Late.MERGE, Set.of(), sms),
                        step(
                                "payment-reversed+0",
                                Trigger.PAYMENT_REVERSED,
                                0,
                                10,
                                null,
                                Step.Late.MERGE,
                                Set.of(),
                                sms),
                        promise);
    }

    private static Step step(
            String name,
            Trigger trigger,
            int day,
            int hour,
            LocalTime until,
            Step.Late late,
            Set<String> buckets,
            Action action) {
        return new Step(name, trigger, day, LocalTime.of(hour, 0), until, late, buckets, action);
    }

    @ParameterizedTest(name = "{0}: {1} {2}")
    @CsvSource({
        "D-3, DUE_DATE, -3",
        "H-3, DUE_DATE, -3",
        "D-0, DUE_DATE, 0",
        "D+0, DUE_DATE, 0",
        "H+7, DUE_DATE, 7",
        "H+7305, DUE_DATE, 7305",
        "bucket+2, BUCKET_ENTERED, 2",
        "bucket-0, BUCKET_ENTERED, 0",
        "promise-1, PROMISE_DUE, -1",
        "promise+0, PROMISE_DUE, 0",
        "promise-broken+1, PROMISE_BROKEN, 1",
        "offer-1, OFFER_DUE, -1",
        "offer+0, OFFER_DUE, 0",
        "payment-reversed+3, PAYMENT_REVERSED, 3"
    })
    void shouldReadAStepAsCollectorsWriteIt(String written, Trigger trigger, int day) {
        assertThat(StepToken.of(YamlValue.parse("f", written))).isEqualTo(new StepToken(trigger, day));
    }

    @Test
    void shouldReadACurrentVersionAndEarlierOnes() throws IOException {
        // given
        read(GOOD);
        Files.writeString(folder.resolve("old.yaml"), GOOD.replace("version: 2", "version: 1"));

        // when
        Strategies strategies = new StrategyFiles(folder).read("house", List.of("old"), VOCABULARY);

        // then
        assertThat(strategies.current().version()).isEqualTo("house-2");
        assertThat(strategies.find("house-1")).isNotNull();
        assertThatThrownBy(() -> new StrategyFiles(folder).read("house", List.of("house"), VOCABULARY))
                .hasMessageContaining("two of house-2");
    }

    @Test
    void shouldReadAFileOfItsOwn() throws IOException {
        Path file = folder.resolve("any name.yml");
        Files.writeString(file, GOOD);

        assertThat(StrategyFiles.read(file, VOCABULARY).strategy().version()).isEqualTo("house-2");
    }

    @Test
    void shouldSayEverythingThatIsWrongAtOnce() {
        // given: lines 18 and 20 of one segment, the latter the same step as line 19, and a line of another
        String text = GOOD.replace("H+8", "H8")
                .replace("bucket+0, of: [B2]", "promise-1")
                .replace("D-3", "D3");

        // then
        assertThatThrownBy(() -> read(text))
                .isInstanceOfSatisfying(
                        RuleFileRefused.class,
                        refused -> assertThat(String.join("\n", refused.problems()))
                                .isEqualTo(refused.getMessage())
                                .matches(
                                        "(?s).*:\\d+: expected a step[^\n]*`H8`\n.*promise-1[^\n]*\n.*:\\d+: expected a step[^\n]*`D3`"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "nobody | nobody: expected nobody.yaml in {folder} or among what Janji ships (default, consumer-finance, p2p,"
                        + " credit-card, credit-card-desk, credit-card-omnichannel, desk-collection), but it is not there",
                "../house | ../house: expected a name of letters, digits and dashes, but found `../house.yaml`"
            })
    void shouldSayWhichStrategyIsNotThere(String name, String problem) {
        assertThatThrownBy(() -> new StrategyFiles(folder).named(name, VOCABULARY))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessage(problem.replace("{folder}", folder.toString()));
    }

    @ParameterizedTest(name = "{0} becomes {1}: line {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // not YAML
                "[B2] | [B2 | 19 | expected YAML, but expected ',' or ']', but got }",
                "*promise | *promises | 25 | expected YAML, but found undefined alias promises",
                "... | hello | 1 | expected keys with values, but found `hello`",
                // keys
                "version: 2 | edition: 2 | 2 | expected one of about, limits, migration, rest-days-after-payment, retry-minutes,"
                        + " segments, split, strategy, tries-per-step, version, but found `edition`",
                "version: 2\\n | ~~ | 1 | expected `version`, but it is missing",
                "strategy: house\\n | ~~ | 1 | expected `strategy`, but it is missing",
                "migration: when-current\\n | ~~ | 1 | expected `migration`, but it is missing",
                "tries-per-step: 3\\n | ~~ | 1 | expected `tries-per-step`, but it is missing",
                "when: dpd | if: dpd | 15 | expected one of segment, steps, when, but found `if`",
                "segment: rest | name: rest | 20 | expected one of segment, steps, when, but found `name`",
                "hours: 20, | hours: 20, each: 1, | 9 | expected one of channels, days, hours, id, most, of, per, but found `each`",
                "name: pilot | names: pilot | 11 | expected one of arms, name, but found `names`",
                "name: hello, | nom: hello, | 22 | expected one of {step keys}, but found `nom`",
                "hand-over: agency | call: early, template: t, channels: [sms] | 19 | expected either `call` or `channels`, but"
                        + " found `channels` as well",
                "hand-over: agency | call: Early, template: t | 19 | expected a queue of a-z",
                "hand-over: agency | call: early, template: t, skill: Senior | 19 | expected a skill of a-z",
                "hand-over: agency | call: early, template: u | 19 | expected a template that has a text for voice, but found `u`",
                "hand-over: agency | channels: [sms], template: t, skill: senior | 19 | expected `skill` with a `call` only",
                "at: \"09:00\", until | until | 17 | expected `at`, but it is missing",
                "[email], template: t | [email] | 22 | expected `template`, but it is missing",
                "channels: [email], | ~~ | 22 | expected `channels`, but it is missing",
                "{ for: read, hours: 24 } | { of: read, hours: 24 } | 17 | expected one of for, hours, but found `of`",
                "{ for: read, hours: 24 } | { for: read } | 17 | expected `hours`, but it is missing",
                "about: a test | about: [a] | 3 | expected a text, but found a list",
                "version: 2 | version: 2\\nversion: 3 | 3 | expected `version` once, but it is there twice",
                // numbers, words, times
                "version: 2 | version: 0 | 2 | expected a number from 1 to 2147483647, but found 0",
                "payment: 1 | payment: -1 | 5 | expected a number from 0 to 10000, but found -1",
                "minutes: 10 | minutes: 0 | 6 | expected a number from 1 to 10000, but found 0",
                "per-step: 3 | per-step: 0 | 7 | expected a number from 1 to 10000, but found 0",
                "when-current | later | 4 | expected one of at-once, at-the-next-due-date, when-current, but found `later`",
                "still-due | keep | 19 | expected one of drop, merge, still-due, but found `keep`",
                "hand-over: agency | hand-over: police | 19 | expected one of field, agency, legal, but found `police`",
                "for: read | for: heard | 17 | expected one of delivered, read, answered, but found `heard`",
                "hours: 24 | hours: 0 | 17 | expected a number from 1 to 10000, but found 0",
                "at: \"09:00\", until | at: 9am, until | 17 | expected a time such as \"08:00\", but found `9am`",
                "at: \"09:00\", until | at: \"09:00:30\", until | 17 | expected step H+8 at a whole minute at most 7305 days from its"
                        + " trigger, but got day 8 at 09:00:30",
                "\"12:00\" | \"09:00\" | 17 | expected step H+8 to end after it begins, but got 09:00 to 09:00",
                "[email] | [mail] | 22 | expected one of sms, email, push, whatsapp, letter, voice, but found `mail`",
                "[email] | [] | 22 | expected one or more, but the list is empty",
                "[sms, email] | [sms, sms] | 17 | expected every channel once, but found sms twice",
                "[sms, email] | [sms, voice] | 17 | expected a channel of messages, but found `voice`: write `call` with a queue"
                        + " when an agent calls, or `recorded-call` with a template when a machine does",
                "channels: [email], template: t | channels: [email], template: u | 22 | expected a template that has a text for"
                        + " email, but found `u`",
                "[email] | [email, push] | 22 | expected a template that has a text for push, but found `t`",
                // steps
                "H+8 | 8 days | 17 | expected a step such as D-3, H+7, bucket+0, promise-1, promise-broken+1,"
                        + " offer-1 or payment-reversed+0, but found `8 days`",
                "H+8 | h+8 | 17 | expected a step such as D-3, H+7, bucket+0, promise-1, promise-broken+1,"
                        + " offer-1 or payment-reversed+0, but found `h+8`",
                "H+8 | H8 | 17 | expected a step such as D-3, H+7, bucket+0, promise-1, promise-broken+1,"
                        + " offer-1 or payment-reversed+0, but found `H8`",
                "H+8 | H+7306 | 17 | expected a step at most 7305 days away, but found `H+7306`",
                "promise-1 | promise+1 | 18 | expected a reminder by the promised day, such as promise-1 or promise+0, but found"
                        + " `promise+1`",
                "promise-1 | offer+1 | 18 | expected a reminder by the last day of the offer, such as offer-1 or offer+0, but"
                        + " found `offer+1`",
                "promise-broken+1 | promise-broken-1 | 23 | expected a step on or after that day, since nobody knows it before,"
                        + " but found `promise-broken-1`",
                "bucket+0 | bucket-2 | 19 | expected a step on or after that day, since nobody knows it before, but found"
                        + " `bucket-2`",
                "[B2] | [B9] | 19 | expected a bucket of B1, B2, B3, B4, CURRENT, but found `B9`",
                "[B2] | [] | 19 | expected one or more, but the list is empty",
                "step: H+8, | step: H+8, of: [B1], | 17 | expected `of` with a step such as bucket+0 only, but found it with `H+8`",
                "- *promise | - { step: D-4, at: \"09:00\", channels: [sms], template: t } | 25 | expected step D-4 of segment rest"
                        + " to come after hello, but it does not",
                "- *promise | - { step: D-3, at: \"09:00\", channels: [sms], template: t } | 25 | expected step D-3 of segment rest"
                        + " to come after hello, but it does not",
                "- *promise | - { step: D-1, name: hello, at: \"09:00\", channels: [sms], template: t } | 25 | expected every step"
                        + " of segment rest to have its own name, but there are two of hello",
                "- *promise | - *promise\\n      - { step: promise+0, at: \"09:00\", channels: [sms], template: t } | 22 | expected"
                        + " one reminder of a promise at most, but found more",
                "- *promise | - { step: offer-1, at: \"09:00\", channels: [sms], template: t }\\n      - { step: offer+0, at:"
                        + " \"09:00\", channels: [sms], template: t } | 22 | expected one reminder of an offer at most, but found"
                        + " more",
                "- *promise | - { step: offer-1, at: \"09:00\", hand-over: agency } | 25 | expected a contact that reminds of the"
                        + " offer, but found `hand-over`",
                "hand-over: agency | hand-over: agency, channels: [sms] | 19 | expected either `hand-over` or a contact, but found"
                        + " `channels` as well",
                "hand-over: agency | hand-over: agency, template: t | 19 | expected either `hand-over` or a contact, but found"
                        + " `template` as well",
                "[sms, email] | [sms] | 17 | expected a channel to try after the wait, but the step names one only",
                "segment: rest | segment: late | 20 | expected every segment to have its own name, but there are two of late",
                // split and limits
                "b: 40 | b: 30 | 12 | expected the shares of split pilot to make 100, but they make 90",
                "b: 40 | b: 0 | 12 | expected a number from 1 to 100, but found 0",
                "hours: 20 | hours: 20, days: 1 | 9 | expected either `days` or `hours`, but found both",
                "hours: 20, | ~~ | 9 | expected either `days` or `hours`, but found neither",
                "most: 1 | most: 17 | 9 | expected a number from 1 to 16, but found 17",
                // conditions
                "dpd >= 8 && | days >= 8 && | 15 | expected a condition, but character 1 of `days >= 8 && arm == \"b\"`:"
                        + " there is no fact `days`; facts are {facts}",
                "dpd >= 8 && arm == \"b\" | dpd >= \"8\" | 15 | expected a condition, but character 5 of `dpd >= \"8\"`: found no"
                        + " matching overload for '_>=_' applied to '(int, string)'; facts are {facts}",
                "dpd >= 8 && arm == \"b\" | dpd | 15 | expected a condition, but character 1 of `dpd`: expected type 'bool'"
                        + " but found 'int'; facts are {facts}",
                "dpd >= 8 && arm == \"b\" | dpd >= | 15 | expected a condition, but character 7 of `dpd >=`: mismatched input '<EOF>'; facts",
                "dpd >= 8 | dpd + 1 > 3 | 15 | expected `dpd` to be compared with a number, as in `dpd >= 8`, but found it"
                        + " elsewhere in `dpd + 1 > 3 && arm == \"b\"`",
                "dpd >= 8 | dpd > payments | 15 | expected `dpd` to be compared with a number, as in `dpd >= 8`, but found it"
                        + " elsewhere in `dpd > payments && arm == \"b\"`",
                "dpd >= 8 | days_since_payment * 2 > 3 | 15 | expected `days_since_payment` to be compared with a number, as in"
                        + " `days_since_payment >= 8`, but found it elsewhere in `days_since_payment * 2 > 3 && arm == \"b\"`",
                "dpd >= 8 | true == [1, 2].exists(d, dpd == d) | 15 | expected `dpd` to be compared with a number, as in `dpd >= 8`, but"
                        + " found it elsewhere in `true == [1, 2].exists(d, dpd == d) && arm == \"b\"`",
                "dpd >= 8 | dpd >= 2147483647 | 15 | expected days, but found 2147483647",
                "dpd >= 8 | dpd >= 7.5 | 15 | expected a condition, but character 5 of `dpd >= 7.5 && arm == \"b\"`: found no matching"
                        + " overload for '_>=_' applied to '(int, double)'; facts are {facts}",
                "arm == \"b\" | arm == \"c\" | 15 | expected one of a, b for `arm`, but found `c`",
                "arm == \"b\" | bucket == \"B7\" | 15 | expected one of B1, B2, B3, B4, CURRENT for `bucket`, but found `B7`",
                "arm == \"b\" | bucket in [\"B1\", \"B7\"] | 15 | expected one of B1, B2, B3, B4, CURRENT for `bucket`, but found `B7`",
                "arm == \"b\" | \"fax\" in contactable | 15 | expected one of email, letter, push, sms, voice, whatsapp for `contactable`, but"
                        + " found `fax`",
                "arm == \"b\" | last_disposition == \"REFUSED\" | 15 | expected one of ABUSIVE, ATTORNEY, BANKRUPTCY, CEASE_CONTACT, DECEASED,"
                        + " FRAUD_CLAIM, LANGUAGE, NONE, RPC_CALLBACK, RPC_DISPUTE, RPC_HARDSHIP, RPC_HUNG_UP, RPC_NO_COMMITMENT,"
                        + " RPC_PAID_CLAIMED, RPC_PTP, RPC_REFUSED, SKIP_TRACE, TPC_MESSAGE_LEFT, WRONG_NUMBER for `last_disposition`,"
                        + " but found `REFUSED`",
                "when: dpd >= 8 && arm == \"b\" | when: | 15 | expected a text, but found nothing"
            })
    void shouldSayWhereAFileIsWrongAndWhatToWrite(String old, String with, int line, String problem) {
        String text = changed(old, with);

        assertThatThrownBy(() -> read(text))
                .isInstanceOf(RuleFileRefused.class)
                .hasMessageStartingWith(folder.resolve("house.yaml") + ":" + line + ": "
                        + problem.replace("{facts}", FACTS).replace("{step keys}", STEP_KEYS));
    }

    @Test
    void shouldSayThatAnArmNeedsASplit() {
        String text = GOOD.replaceFirst("(?s)split:.*?segments:", "segments:");

        assertThatThrownBy(() -> read(text))
                .hasMessage(folder.resolve("house.yaml")
                        + ":12: expected a `split` whose arms a condition can name, but found `b`");
    }

    @ParameterizedTest(name = "{0} becomes {1}: line {2}: {3}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "dpd >= 8 | dpd >= 8 && dpd <= 7 | 14 | segment late takes no account: no account fulfils its condition that no"
                        + " segment before it takes",
                "segment: rest | segment: rest\\n    when: dpd >= 9 && arm == \"b\" | 20 | segment rest takes no account: no"
                        + " account fulfils its condition that no segment before it takes",
                "H+8 | H+7 | 17 | step H+7 of segment late is never taken: when its time comes, no account is in this segment",
                "[B2] | [CURRENT] | 19 | step bucket+0 of segment late is never taken: when its time comes, no account is in this"
                        + " segment",
                "arm == \"b\" | broken_promises == 0 | ~~ | ~~",
                "segment: rest | segment: rest\\n    when: dpd <= 100 | 20 | accounts that no segment takes are not worked; a last"
                        + " segment without `when` takes them",
                "segment: rest | segment: rest\\n    when: broken_promises == 0 | 24 | step promise-broken+1 of segment rest is"
                        + " never taken: when its time comes, no account is in this segment"
            })
    void shouldWarnOfWhatTheAuthorMayNotHaveMeant(String old, String with, String line, String warning)
            throws IOException {
        // when
        List<String> warnings = read(changed(old, with)).warnings();

        // then
        if (warning.isEmpty()) {
            assertThat(warnings).isEmpty();
        } else {
            assertThat(warnings).contains(folder.resolve("house.yaml") + ":" + line + ": " + warning);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attributes.vip == true",
                "has(attributes.score) && attributes.score > 700",
                "attributes[\"since\"] < \"2026-01-01\""
            })
    void shouldNotWarnOfAConditionOverWhatAnybodyMayWrite(String condition) throws IOException {
        assertThat(read(changed("dpd >= 8 && arm == \"b\"", "'" + condition + "'"))
                        .warnings())
                .isEmpty();
    }
}
