package dev.janji.orchestrator.http;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.orchestrator.telemetry.EventCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class StatusPageTest {

    @Test
    void shouldShowWhatAnOperatorAsksFirst() {
        String page = StatusPage.html(status(List.of(), 3600.0));

        assertThat(page)
                .contains(
                        ">Ready<",
                        "2026-03-04 05:06:07 UTC",
                        "scaled, at most 3,600 times as fast",
                        "1 day 2:03:04",
                        "<dd>1,234,567</dd>",
                        "<td>handed-over</td><td>42</td>",
                        "ACCOUNT_UNKNOWN",
                        "<th scope=\"row\">bank-a</th><td>3</td><td>p2p-2</td><td>id-3+id-p2p-2</td><td>ayu</td>",
                        "Standing stops",
                        "channel SMS of every lender",
                        "a &lt;wrong&gt; text",
                        "<a href=\"/api/v1/status\">");
    }

    @Test
    void shouldSayWhatItWaitsForWhenItIsNotReady() {
        assertThat(StatusPage.html(status(List.of("Cassandra"), null)))
                .contains("class=\"bad\">Not ready, waits for Cassandra<", "<dd>real</dd>");
    }

    @Test
    void shouldNeedNothingFromElsewhereAndNoInlineCode() {
        assertThat(StatusPage.html(status(List.of(), null)))
                .doesNotContain("<style", "style=", "onclick", "<script>", "//cdn")
                .contains("<script src=\"/status.js\" defer></script>");
    }

    @Test
    void shouldShowMarkupAsTextWhenItComesFromElsewhere() {
        assertThat(StatusPage.html(status(List.of("<b>\"&"), null))).contains("&lt;b&gt;&quot;&amp;");
    }

    private static ServerStatus status(List<String> waitsFor, @Nullable Double factor) {
        return new ServerStatus(
                "1.2.3",
                Instant.EPOCH,
                Duration.ofDays(1).plusHours(2).plusMinutes(3).plusSeconds(4),
                new ServerStatus.Clock("kind", Instant.parse("2026-03-04T05:06:07.8Z"), factor, List.of()),
                new ServerStatus.Ready(waitsFor.isEmpty(), waitsFor),
                new EventCounts.Totals(1_234_567, 2, 3, Map.of("ACCOUNT_UNKNOWN", 3L)),
                Map.of("sms", Map.of("handed-over", 42L)),
                List.of(new ServerStatus.ActiveFolder("bank-a", 3, "p2p-2", "id-3+id-p2p-2", "ayu", Instant.EPOCH)),
                List.of(new ServerStatus.StandingStop(
                        "s-1", "channel SMS of every lender", "a <wrong> text", "ayu", Instant.EPOCH)),
                new ServerStatus.WakeUps(4, 5, 6),
                new ServerStatus.Store("embedded", true, 1, 1),
                List.of(new ServerStatus.Link("Status as JSON", "/api/v1/status")));
    }
}
