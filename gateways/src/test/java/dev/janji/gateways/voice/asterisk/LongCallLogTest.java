package dev.janji.gateways.voice.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.DoubtedAttempt;
import dev.janji.actors.channel.LookUpAnswer;
import dev.janji.domain.contact.Channel;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ChannelPortContract;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.simulator.AttemptLog;
import dev.janji.gateways.simulator.LoggedAttempt;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** More calls stand in the log than memory holds. */
final class LongCallLogTest {
    private static final int MORE_THAN_IT_HOLDS = 200_010;
    private static final Instant FIRST = ContractClock.START.minus(Duration.ofDays(3));

    @TempDir
    Path folder;

    @Test
    void shouldBeSureOfAttemptsThatWereAuthorisedAfterWhatItForgot() throws Exception {
        try (AttemptLog log = AttemptLog.open(folder.resolve("voice.jsonl"))) {
            for (int number = 1; number <= MORE_THAN_IT_HOLDS; number++) {
                log.append(dialed(number, FIRST.plusMillis(number)));
            }
        }
        // The first ten are forgotten.
        Instant forgotten = FIRST.plusMillis(10);
        try (AriBench bench = new AriBench(folder, "other-servers-dial = off")) {
            assertThat(lookUp(bench, 1, forgotten.minusSeconds(1))).isInstanceOf(LookUpAnswer.CannotTell.class);
            assertThat(lookUp(bench, 300_000, forgotten.plus(Duration.ofHours(1))))
                    .isInstanceOf(LookUpAnswer.CannotTell.class);
            assertThat(lookUp(
                            bench, 300_000, forgotten.plus(Duration.ofHours(1)).plusNanos(1)))
                    .isInstanceOf(LookUpAnswer.NeverSent.class);
            assertThat(lookUp(bench, MORE_THAN_IT_HOLDS, ContractClock.START))
                    .isNotInstanceOf(LookUpAnswer.NeverSent.class);
        }
    }

    private static LookUpAnswer lookUp(AriBench bench, int number, Instant authorizedAt) {
        return Answers.get(bench.port().lookUp(new DoubtedAttempt(ChannelPortContract.attempt(number), authorizedAt)));
    }

    private static LoggedAttempt dialed(int number, Instant at) {
        return new LoggedAttempt(
                ChannelPortContract.attempt(number).value(),
                "acme",
                "debtor-1",
                Channel.VOICE.name(),
                "cp-1",
                at,
                0,
                OptionalLong.empty());
    }
}
