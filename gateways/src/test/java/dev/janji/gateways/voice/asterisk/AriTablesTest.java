package dev.janji.gateways.voice.asterisk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.voice.CallEvent.Ended.End;
import dev.janji.domain.id.CallId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Hang-up causes, names of channels, and that the description would notice a wrong request. */
final class AriTablesTest {
    private static final ChannelNames NAMES = new ChannelNames("janji");

    @ParameterizedTest
    @CsvSource({
        "0, NO_ANSWER",
        "1, NOT_IN_SERVICE",
        "2, FAILED",
        "3, NOT_IN_SERVICE",
        "14, NOT_IN_SERVICE",
        "16, NO_ANSWER",
        "17, BUSY",
        "18, NO_ANSWER",
        "19, NO_ANSWER",
        "20, NO_ANSWER",
        "21, REJECTED",
        "22, NOT_IN_SERVICE",
        "26, FAILED",
        "27, FAILED",
        "28, NOT_IN_SERVICE",
        "31, NO_ANSWER",
        "34, CONGESTION",
        "38, FAILED",
        "41, CONGESTION",
        "42, CONGESTION",
        "44, CONGESTION",
        "52, REJECTED",
        "58, FAILED",
        "66, FAILED",
        "111, FAILED",
        "127, NO_ANSWER",
        "-1, FAILED",
        "999, FAILED"
    })
    void shouldSayWhyACallWasNotAnswered(int cause, End end) {
        assertThat(HangupCauses.endOfUnanswered(cause, 0)).isEqualTo(end);
    }

    @ParameterizedTest
    @CsvSource({
        "17, 486, BUSY",
        "21, 603, REJECTED",
        "21, 403, REJECTED",
        "21, 401, FAILED",
        "21, 407, FAILED",
        "3, 420, FAILED",
        "19, 480, NO_ANSWER",
        "19, 483, FAILED",
        "102, 504, CONGESTION",
        "27, 502, FAILED"
    })
    void shouldNotTakeTheTrunksFaultForTheNumbers(int cause, int status, End end) {
        assertThat(HangupCauses.endOfUnanswered(cause, status)).isEqualTo(end);
    }

    @ParameterizedTest
    @ValueSource(strings = {"acme~debtor-1~7", "acme~D_1/?&%:,#~7", "ari~1772413200.17", "a"})
    void shouldFindTheCallOfAChannelAgain(String id) {
        CallId call = new CallId(id);
        String channel = NAMES.of(call);
        assertThat(NAMES.dialed(channel).or(() -> NAMES.inbound(channel))).contains(call);
        assertThat(channel).matches("[A-Za-z0-9.~_-]+");
    }

    @Test
    void shouldNotTakeTheChannelsOfAnotherServerForOurs() {
        String other = new ChannelNames("janji-2").of(new CallId("acme~debtor-1~7"));
        assertThat(NAMES.dialed(other)).isEmpty();
        assertThat(NAMES.isLine("janji-2.line.agent-1")).isFalse();
        assertThat(NAMES.dialed("janji.call._")).isEmpty();
        assertThat(NAMES.dialed("janji.call._ZZ")).isEmpty();
        assertThat(NAMES.dialed("janji.call.")).isEmpty();
    }

    @Test
    void shouldNoticeWrongRequests() {
        assertThat(AriDescription.faultsOf("PUT", List.of("channels"), Map.of()))
                .isNotEmpty();
        assertThat(AriDescription.faultsOf("POST", List.of("channels", "x"), Map.of("app", "janji")))
                .anyMatch(fault -> fault.contains("endpoint is missing"));
        assertThat(AriDescription.faultsOf("GET", List.of("channels"), Map.of("state", "Up")))
                .isNotEmpty();
        assertThat(AriDescription.faultsOf(
                        "POST", List.of("channels", "x"), Map.of("endpoint", "e", "app", "a", "context", "c")))
                .isNotEmpty();
        assertThat(AriDescription.faultsOf("DELETE", List.of("channels", "x"), Map.of("reason", "bored")))
                .anyMatch(fault -> fault.contains("reason is never bored"));
        assertThat(AriDescription.faultsOf("POST", List.of("bridges", "b", "addChannel"), Map.of("channel", "c")))
                .isEmpty();
    }

    @Test
    void shouldGiveUpIdleConnectionsBeforeAnAsteriskDoes(@TempDir Path folder) {
        AsteriskSettings settings = AriBench.settings("http://127.0.0.1:8088/ari", folder, "");
        try (AriClient client = new AriClient(settings, Runnable::run)) {
            assertThat(client).isNotNull();
            assertThat(Integer.getInteger(AriClient.KEEP_ALIVE)).isBetween(1, 14);
        }
    }

    @Test
    void shouldNotShowThePassword() {
        assertThat(AriBench.settings("http://127.0.0.1:8088/ari", Path.of("nowhere"), "")
                        .toString())
                .doesNotContain(AriFake.PASSWORD);
    }
}
