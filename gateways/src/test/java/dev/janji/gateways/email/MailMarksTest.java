package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.janji.actors.channel.InboundMessage.Answered;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MailMarksTest {
    private static final DebtorKey DEBTOR = new DebtorKey(new LenderId("acme"), new DebtorId("D-1001"));
    private static final AttemptId ATTEMPT = AttemptId.of(DEBTOR, 17);
    private static final ContactPointId POINT = new ContactPointId("mail-1");
    private static final Instant UNTIL = Instant.parse("2026-06-01T00:00:00Z");

    @TempDir
    Path folder;

    private MailMarks marks(String key, String delimiter) {
        return new MailMarks(
                MailSeal.in(folder.resolve(key)), "bounces@bank.example.test", delimiter, "mail.example.test");
    }

    @Test
    void shouldFindTheAttemptInEverythingThatAMailBears() {
        // given
        MailMarks sender = marks("key", "+");
        // when
        MailMarks afterRestart = marks("key", "+");
        // then
        assertThat(afterRestart.inBounceAddress(sender.bounceTo(ATTEMPT))).contains(ATTEMPT);
        assertThat(afterRestart.inIds("<other@example.test> " + sender.messageId(ATTEMPT, POINT)))
                .contains(new Answered(DEBTOR, ATTEMPT, POINT));
        assertThat(afterRestart.inLink(sender.unsubscribeWord(ATTEMPT, POINT, UNTIL)))
                .contains(new MailMarks.Link(new Answered(DEBTOR, ATTEMPT, POINT), UNTIL));
    }

    @Test
    void shouldSayNothingOfTheDebtorAndTheSameOfTheSameAttempt() {
        MailMarks marks = marks("key", "+");
        assertThat(marks.messageId(ATTEMPT, POINT)).isEqualTo(marks.messageId(ATTEMPT, POINT));
        assertThat(marks.messageId(ATTEMPT, POINT)).isNotEqualTo(marks.messageId(AttemptId.of(DEBTOR, 18), POINT));
        assertThat(marks.bounceTo(ATTEMPT) + marks.messageId(ATTEMPT, POINT))
                .doesNotContain("acme")
                .doesNotContain("1001");
    }

    @Test
    void shouldStayWithinTheLengthOfAnAddressWhenAnIdIsLong() {
        // given
        AttemptId longOne = AttemptId.of(new DebtorKey(new LenderId("l".repeat(40)), new DebtorId("d".repeat(60))), 9);
        MailMarks marks = marks("key", "+");
        // then
        assertThat(marks.bounceTo(longOne)).isEqualTo("bounces@bank.example.test");
        assertThat(marks.bounceTo(ATTEMPT).indexOf('@')).isLessThanOrEqualTo(64);
        assertThat(marks.inIds(marks.messageId(longOne, POINT)).orElseThrow().attempt())
                .isEqualTo(longOne);
        assertThat(marks("key", "").bounceTo(ATTEMPT)).isEqualTo("bounces@bank.example.test");
    }

    @Test
    void shouldNotBelieveWhatAnotherKeyOrAnotherPurposeMade() {
        MailMarks ours = marks("key", "+");
        MailMarks theirs = marks("other", "+");
        assertThat(ours.inBounceAddress(theirs.bounceTo(ATTEMPT))).isEmpty();
        assertThat(ours.inIds(theirs.messageId(ATTEMPT, POINT))).isEmpty();
        assertThat(ours.inLink(theirs.unsubscribeWord(ATTEMPT, POINT, UNTIL))).isEmpty();
        String id = ours.messageId(ATTEMPT, POINT);
        assertThat(ours.inLink(id.substring(1, id.indexOf('@')))).isEmpty();
        assertThat(ours.inBounceAddress("bounces+" + id.substring(1, id.indexOf('@')) + "@bank.example.test"))
                .isEmpty();
    }

    @Test
    void shouldRefuseEveryWordOfWhichOneBitWasChanged() {
        MailMarks marks = marks("key", "+");
        String word = marks.unsubscribeWord(ATTEMPT, POINT, UNTIL);
        String alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        for (int place = 0; place < word.length() - 1; place++) {
            char other = alphabet.charAt(alphabet.indexOf(word.charAt(place)) ^ 1);
            String forged = word.substring(0, place) + other + word.substring(place + 1);
            assertThat(marks.inLink(forged)).as("place " + place).isEmpty();
        }
    }

    @Test
    void shouldFindNothingInNoise() {
        long seed = Long.getLong("seed", 20260302L);
        SplittableRandom random = new SplittableRandom(seed);
        MailMarks marks = marks("key", "+");
        for (int i = 0; i < 5_000; i++) {
            byte[] bytes = new byte[random.nextInt(300)];
            random.nextBytes(bytes);
            String noise =
                    new String(bytes, random.nextBoolean() ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8);
            assertThat(marks.inLink(noise)).as("seed " + seed).isEmpty();
            assertThat(marks.inBounceAddress("bounces+" + noise + "@x")).isEmpty();
            assertThat(marks.inIds("<" + noise + "@x>")).isEmpty();
        }
    }

    @Test
    void shouldKeepTheKeyToItsOwnerAndRefuseABrokenOne() throws Exception {
        marks("key", "+");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("key"))))
                .isEqualTo("rw-------");
        Files.write(folder.resolve("short"), new byte[3]);
        assertThatThrownBy(() -> marks("short", "+"))
                .hasMessageContaining("short")
                .hasRootCauseMessage("Expected a key of 32 bytes, but found 3");
    }
}
