package dev.janji.orchestrator.desk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.contact.Channel;
import dev.janji.domain.contact.ContactPoint;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.debtor.PointHistory;
import dev.janji.domain.id.ContactPointId;
import dev.janji.orchestrator.words.Language;
import dev.janji.protocols.desk.v1.TriedPoint;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What an agent sees of numbers and addresses that were tried. */
class TriedPointsTest {
    private static final ZoneId JAKARTA = ZoneId.of("Asia/Jakarta");
    private static final Instant MAY = Instant.parse("2026-05-28T03:00:00Z");
    private static final PointHistory NOTHING = new PointHistory(0, 0, 0, null, null);

    private static ContactPoint point(String id, Channel channel, String address) {
        return new ContactPoint(
                new ContactPointId(id),
                channel,
                address,
                ContactPoint.Role.OWN,
                ContactPoint.Verification.VERIFIED,
                ContactPoint.Consent.GIVEN);
    }

    @Test
    void shouldShowTheCalledOneFirstThenTheNewestAndNothingThatWasNotTried() {
        List<ContactPoint> points = List.of(
                point("never", Channel.VOICE, "+628120000001"),
                point("mail", Channel.EMAIL, "debtor@mail.example"),
                point("phone", Channel.VOICE, "+628120000123"),
                point("token", Channel.PUSH, "fcm:1234567890"),
                point("letter", Channel.LETTER, "Debtor One 12345678"));
        Map<String, PointHistory> histories = Map.of(
                "mail", new PointHistory(2, 0, 2, MAY, Outcome.BOUNCED),
                "phone", new PointHistory(4, 1, 0, MAY.minusSeconds(86_400), Outcome.NO_ANSWER),
                "token", new PointHistory(1, 0, 0, MAY.plusSeconds(86_400), null),
                "letter", new PointHistory(1, 1, 0, MAY.minusSeconds(864_000), Outcome.DELIVERED));

        List<TriedPoint> shown = TriedPoints.of(
                points,
                point -> histories.getOrDefault(point.id().value(), NOTHING),
                new ContactPointId("phone"),
                Language.ENGLISH.phrases(),
                JAKARTA);

        assertThat(shown)
                .extracting(TriedPoint::getMaskedPoint)
                .containsExactly("+62 *** *** 123", "", "d***@mail.example", "");
        assertThat(shown)
                .extracting(TriedPoint::getHistory)
                .containsExactly(
                        "made 4, reached 1, failed 0; last on 27 May 2026: no answer",
                        "made 1, reached 0, failed 0; last on 29 May 2026: nothing reported",
                        "made 2, reached 0, failed 2; last on 28 May 2026:"
                                + " bounced; the address does not exist or refuses for good",
                        "made 1, reached 1, failed 0; last on 18 May 2026: delivered");
        assertThat(shown.toString())
                .doesNotContain("debtor@")
                .doesNotContain("1234567")
                .doesNotContain("0000123");
    }

    @Test
    void shouldShowTheTenThatWereTriedLast() {
        List<ContactPoint> points = IntStream.range(0, 15)
                .mapToObj(i -> point("p" + i, Channel.SMS, "+6281200001" + (10 + i)))
                .toList();

        List<TriedPoint> shown = TriedPoints.of(
                points,
                point -> new PointHistory(
                        1,
                        0,
                        0,
                        MAY.plusSeconds(Integer.parseInt(point.id().value().substring(1))),
                        null),
                null,
                Language.INDONESIAN.phrases(),
                JAKARTA);

        assertThat(shown).hasSize(10);
        assertThat(shown.get(0).getMaskedPoint()).endsWith("124");
        assertThat(shown.get(9).getMaskedPoint()).endsWith("115");
    }
}
