package dev.janji.actors.channel;

import dev.janji.actors.telemetry.Telemetry;
import dev.janji.domain.contact.Channel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The metrics of one gateway, summed over the gateways of a channel. Confined to the gateway actor. */
final class ChannelMetrics {
    private final String channel;
    private final Telemetry.Gauge waiting;
    private final Telemetry.Gauge inFlight;
    private final Telemetry.Timer answerTime;
    private final Map<String, Telemetry.Counter> counters = new HashMap<>();

    ChannelMetrics(Channel channel) {
        this.channel = word(channel);
        this.waiting = Telemetry.gauge(Telemetry.CHANNEL_WAITING, "channel", this.channel);
        this.inFlight = Telemetry.gauge(Telemetry.CHANNEL_IN_FLIGHT, "channel", this.channel);
        this.answerTime = Telemetry.timer(Telemetry.CHANNEL_ANSWER_TIME, "channel", this.channel);
    }

    void waiting(int more) {
        waiting.add(more);
    }

    void inFlight(int more) {
        inFlight.add(more);
    }

    void answered(SendAnswer answer, Duration after) {
        answerTime.record(after);
        count(Telemetry.CHANNEL_ANSWERS, wordOf(answer));
    }

    void withdrawal(ChannelGateway.WithdrawAnswer answer) {
        count(Telemetry.CHANNEL_WITHDRAWALS, answer.getClass().getSimpleName());
    }

    void lookUp(LookUpAnswer answer) {
        count(Telemetry.CHANNEL_LOOK_UPS, answer.getClass().getSimpleName());
    }

    void breakerOpened() {
        Telemetry.count(Telemetry.CHANNEL_BREAKERS_OPENED, "channel", channel);
    }

    void odd(String answer) {
        count(Telemetry.CHANNEL_ODD_ANSWERS, answer);
    }

    private void count(String name, String answer) {
        counters.computeIfAbsent(
                        name + ' ' + answer, key -> Telemetry.counter(name, "channel", channel, "answer", answer))
                .increment();
    }

    private static String wordOf(SendAnswer answer) {
        return answer.match(new SendAnswer.Cases<>() {
            @Override
            public String handedOver(SendAnswer.HandedOver handedOver) {
                return "handed-over";
            }

            @Override
            public String refused(SendAnswer.Refused refused) {
                return "refused-" + word(refused.reason());
            }

            @Override
            public String notSent(SendAnswer.NotSent notSent) {
                return word(notSent.cause());
            }

            @Override
            public String unknown(SendAnswer.Unknown unknown) {
                return "unknown";
            }
        });
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
