package dev.janji.actors.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import dev.janji.domain.id.DebtorKey;
import java.io.NotSerializableException;
import java.time.Instant;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.javadsl.Adapter;
import org.apache.pekko.serialization.SerializationExtension;
import org.apache.pekko.serialization.SerializerWithStringManifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The small parts of the index, each by itself. */
class WakeUpPartsTest {

    @Test
    void shouldKnowTheNextMinuteLikeASortedSetDoes() {
        // given
        SplittableRandom random = new SplittableRandom(4);
        MinuteSet minutes = new MinuteSet();
        TreeSet<Long> expected = new TreeSet<>();
        for (int i = 0; i < 20_000; i++) {
            long minute = random.nextLong(-5_000, 20_000);
            // when
            if (random.nextInt(3) > 0) {
                assertThat(minutes.add(minute)).isEqualTo(expected.add(minute));
            } else {
                minutes.remove(minute);
                expected.remove(minute);
            }
            // then
            long from = random.nextLong(-6_000, 21_000);
            Long next = expected.ceiling(from);
            assertThat(minutes.ceiling(from)).isEqualTo(next == null ? MinuteSet.NONE : next);
            assertThat(minutes.first()).isEqualTo(expected.isEmpty() ? MinuteSet.NONE : expected.first());
            assertThat(minutes.contains(minute)).isEqualTo(expected.contains(minute));
        }
    }

    @Test
    void shouldLetNoMoreThroughThanThePace() {
        // given
        Pace pace = new Pace(1_000, 0);
        long now = 0;
        int taken = 0;
        // when: asked as often as possible for two seconds
        while (now < 2_000_000_000L) {
            long wait = pace.take(now);
            if (wait == 0) {
                taken++;
            } else {
                now += wait;
            }
        }
        // then: two seconds and the burst of a tenth
        assertThat(taken).isBetween(2_090, 2_110);
    }

    @ParameterizedTest
    @CsvSource({
        "janji.slices, 0",
        "janji.wake-ups.parallelism, 0",
        "janji.wake-ups.per-second, -1",
        "janji.wake-ups.answer-timeout, 0s",
        "janji.wake-ups.waiting-limit, 1"
    })
    void shouldNameTheKeyWhenASettingIsWrong(String key, String value) {
        assertThatThrownBy(() -> WakeUpSettings.from(ConfigFactory.parseString(key + " = " + value)
                        .withFallback(ConfigFactory.load("janji-store.conf"))))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key);
    }

    @Test
    void shouldSendItsMessagesBetweenNodes() throws Exception {
        ActorTestKit kit = ActorTestKit.create("wake-ups", ConfigFactory.load());
        try {
            // given
            SerializerWithStringManifest serializer =
                    (SerializerWithStringManifest) SerializationExtension.get(Adapter.toClassic(kit.system()))
                            .serializerFor(WakeUpSlice.Register.class);
            DebtorKey debtor = DebtorKey.parse("bank~a");
            Instant due = Instant.parse("2026-01-05T01:00:10.000001Z");
            Object[] messages = {
                new WakeUpSlice.Register(
                        debtor,
                        due,
                        kit.<WakeUpSlice.Registered>createTestProbe().getRef()),
                new WakeUpSlice.Registered(debtor, due),
                new WakeUpSlice.KeepAlive(
                        7, kit.<WakeUpSlice.Working>createTestProbe().getRef()),
                new WakeUpSlice.Working(7)
            };
            // when, then
            assertThat(serializer).isInstanceOf(WakeUpSerializer.class);
            assertThat(WakeUpSlice.Wire.class.getPermittedSubclasses()).hasSize(messages.length);
            for (Object message : messages) {
                assertThat(serializer.fromBinary(serializer.toBinary(message), serializer.manifest(message)))
                        .isEqualTo(message);
            }
            assertThatThrownBy(() -> serializer.fromBinary(new byte[2], serializer.manifest(messages[0])))
                    .isInstanceOf(NotSerializableException.class);
            assertThatThrownBy(() -> serializer.fromBinary(new byte[0], "wake-up.Unknown.9"))
                    .isInstanceOf(NotSerializableException.class)
                    .hasMessageContaining("wake-up.Unknown.9");
        } finally {
            kit.shutdownTestKit();
        }
    }
}
