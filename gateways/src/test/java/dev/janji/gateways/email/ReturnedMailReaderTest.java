package dev.janji.gateways.email;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.actors.channel.InboundMessage.Answered;
import dev.janji.domain.contact.Outcome;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.email.ReturnedMail.Kind;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Mails in the form of Postfix, Exim, Exchange, feedback loops and people's programs; @bounce@ and @id@ are what our mail bore. */
final class ReturnedMailReaderTest {
    static final DebtorKey DEBTOR = new DebtorKey(new LenderId("acme"), new DebtorId("D-1001"));
    static final AttemptId ATTEMPT = AttemptId.of(DEBTOR, 17);
    static final ContactPointId POINT = new ContactPointId("mail-1");
    static final Answered ABOUT = new Answered(DEBTOR, ATTEMPT, POINT);
    private static final Instant NOW = Instant.parse("2026-03-02T01:00:00Z");
    private static final List<String> ALL = List.of(
            "postfix-unknown-user",
            "postfix-delayed",
            "postfix-expired",
            "exim-unrouteable",
            "exim-mailbox-full",
            "exchange-not-found",
            "exchange-blocked",
            "complaint",
            "complaint-without-id",
            "complaint-taken-back",
            "reply-outlook",
            "reply-gmail-html",
            "reply-below",
            "vacation",
            "bounce-in-prose");

    @TempDir
    static Path folder;

    private MailMarks marks;
    private ReturnedMailReader reader;

    @BeforeEach
    void open() {
        marks = new MailMarks(MailSeal.in(folder.resolve("key")), "bounces@bank.example", "+", "bank.example");
        reader = new ReturnedMailReader(marks);
    }

    static String vector(String name, MailMarks marks) {
        try (InputStream in = ReturnedMailReaderTest.class.getResourceAsStream("/email/" + name + ".eml")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .replace("@bounce@", marks.bounceTo(ATTEMPT))
                    .replace("@id@", marks.messageId(ATTEMPT, POINT));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ReturnedMail read(String mail) {
        return reader.read(mail.getBytes(StandardCharsets.UTF_8), NOW);
    }

    @ParameterizedTest
    @CsvSource({
        "postfix-unknown-user, BOUNCED",
        "postfix-expired, UNDELIVERED",
        "exim-unrouteable, BOUNCED",
        "exim-mailbox-full, UNDELIVERED",
        "exchange-not-found, BOUNCED",
        "exchange-blocked, UNDELIVERED"
    })
    void shouldTellWhatBecameOfTheAttemptWhenAServerReportsIt(String vector, Outcome outcome) {
        assertThat(read(vector(vector, marks))).isEqualTo(new ReturnedMail.Reported(ATTEMPT, outcome));
    }

    @Test
    void shouldFindTheAttemptByTheReturnedHeaderWhenTheAddressLostIt() {
        String mail = vector("postfix-unknown-user", marks).replace(marks.bounceTo(ATTEMPT), "bounces@bank.example");
        assertThat(read(mail)).isEqualTo(new ReturnedMail.Reported(ATTEMPT, Outcome.BOUNCED));
    }

    @Test
    void shouldAskAPersonWhenAReportIsForgedOrOfOthers() {
        MailMarks theirs =
                new MailMarks(MailSeal.in(folder.resolve("theirs")), "bounces@bank.example", "+", "bank.example");
        assertThat(read(vector("postfix-unknown-user", theirs))).isInstanceOf(ReturnedMail.Strange.class);
        assertThat(read(vector("complaint-without-id", theirs).replace("Original-Rcpt-To", "X-Removed")))
                .isInstanceOf(ReturnedMail.Strange.class);
    }

    @Test
    void shouldWaitWhenAServerStillTries() {
        assertThat(read(vector("postfix-delayed", marks))).isEqualTo(new ReturnedMail.Ignored(Kind.DELAYED));
    }

    @Test
    void shouldStopWhenSomebodyComplains() {
        assertThat(read(vector("complaint", marks))).isEqualTo(new ReturnedMail.Stop(Kind.COMPLAINT, ABOUT));
        assertThat(read(vector("complaint-without-id", marks)))
                .isEqualTo(new ReturnedMail.StopAt(Kind.COMPLAINT, "somebody@provider.example"));
        assertThat(read(vector("complaint-taken-back", marks))).isEqualTo(new ReturnedMail.Ignored(Kind.AUTOMATIC));
    }

    @Test
    void shouldReadWhatWasWrittenWithoutWhatWasQuoted() {
        assertThat(read(vector("reply-outlook", marks)))
                .isEqualTo(new ReturnedMail.Written(
                        "writer@mail.example",
                        "help@bank.example",
                        "Saya sudah bayar kemarin, terima kasih.\n\nIbu Ñame",
                        ABOUT));
        assertThat(read(vector("reply-gmail-html", marks)))
                .isEqualTo(new ReturnedMail.Written(
                        "writer@mail.example", "help@bank.example", "Tolong berhenti mengirim", ABOUT));
    }

    @Test
    void shouldKeepTheStopBelowWhatWasQuoted() {
        assertThat(((ReturnedMail.Written) read(vector("reply-below", marks))).text())
                .endsWith("STOP");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "STOP\\n\\n> quoted | STOP",
                "> STOP\\n> quoted | STOP\\nquoted",
                "STOP\\n-- \\nIbu Name, Jalan Dua | STOP",
                "On second thought I paid it.\\nThanks | On second thought I paid it.\\nThanks",
                "From: me, to you\\nplease call | From: me, to you\\nplease call",
                "Ya\\n-----Original Message-----\\nBalas STOP | Ya",
                "Pada Sen, 2 Mar 2026 Bank <b@x>\\nmenulis:\\n> a\\n\\nSTOP | Pada Sen, 2 Mar 2026 Bank <b@x>\\nmenulis:\\n\\nSTOP",
                "Ya\\n\\nPada Sen, 2 Mar 2026 Bank <b@x>\\nmenulis:\\n> a\\n>b | Ya",
                "-----Original Message-----\\nBank\\n\\nSTOP | -----Original Message-----\\nBank\\n\\nSTOP"
            })
    void shouldDropWhatIsSurelyQuotedAndNothingElse(String mail, String text) {
        assertThat(WrittenText.of(mail.replace("\\n", "\n"))).isEqualTo(text.replace("\\n", "\n"));
    }

    @Test
    void shouldReadTheSubjectWhenItSaysStopOrNothingElseIsThere() {
        String head = "From: w@mail.example\r\nTo: help@bank.example\r\nSubject: ";
        assertThat(((ReturnedMail.Written) read(head + "STOP\r\n\r\nThanks to all of you and good bye")).text())
                .startsWith("STOP\n");
        assertThat(((ReturnedMail.Written) read(head + "Berhenti\r\n\r\n")).text())
                .isEqualTo("Berhenti");
        assertThat(((ReturnedMail.Written) read(head + "Re: Tagihan\r\n\r\nYa")).text())
                .isEqualTo("Ya");
    }

    @Test
    void shouldStopWhenAMailProgramUnsubscribes() {
        String word = marks.unsubscribeWord(ATTEMPT, POINT, NOW.plusSeconds(60));
        String mail = "From: w@mail.example\r\nTo: stop@bank.example\r\nSubject: unsubscribe " + word + "\r\n\r\n";
        assertThat(read(mail)).isEqualTo(new ReturnedMail.Stop(Kind.UNSUBSCRIBED, ABOUT));
        assertThat(read(mail.replace(word, "A".repeat(60)))).isInstanceOf(ReturnedMail.Written.class);
    }

    @Test
    void shouldIgnoreMachinesAndShowBouncesInProseToAPerson() {
        assertThat(read(vector("vacation", marks))).isEqualTo(new ReturnedMail.Ignored(Kind.AUTOMATIC));
        assertThat(read(vector("bounce-in-prose", marks))).isInstanceOf(ReturnedMail.Strange.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Content-Type: text/plain; charset=no-such-charset\r\n\r\nSTOP",
                "Content-Type: text/plain; charset=\"\r\n\r\nSTOP",
                "Content-Type: %%%\r\n\r\nSTOP",
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: no-such\r\n\r\nSTOP",
                "Content-Type: multipart/mixed\r\n\r\nSTOP",
                "Content-Type: multipart/mixed; boundary=b\r\n\r\nno part at all",
                "Content-Type: text/plain\r\nContent-Transfer-Encoding: base64\r\n\r\n!!!!STOP====",
                "References: " + "<a@b> ",
                ""
            })
    void shouldAnswerSomethingWhenAMailIsBroken(String rest) {
        assertThat(read("From: w@mail.example\r\nTo: help@bank.example\r\n" + rest))
                .isNotNull();
    }

    @Test
    void shouldNotDrownInDepthOrWidth() {
        StringBuilder deep = new StringBuilder("From: w@mail.example\r\nTo: h@bank.example\r\n");
        for (int i = 0; i < 2_000; i++) {
            deep.append("Content-Type: multipart/mixed; boundary=b")
                    .append(i)
                    .append("\r\n\r\n--b")
                    .append(i)
                    .append("\r\n");
        }
        assertThat(read(deep.append("\r\n\r\nSTOP").toString())).isNotNull();
        String part = "--w\r\nContent-Type: text/plain\r\n\r\nx\r\n";
        assertThat(read("From: w@mail.example\r\nContent-Type: multipart/mixed; boundary=w\r\n\r\n"
                        + part.repeat(20_000)))
                .isNotNull();
        assertThat(read("From: " + "<".repeat(100_000) + "\r\nReferences: " + "<a".repeat(100_000) + "\r\n\r\nx"))
                .isNotNull();
        assertThat(WrittenText.of(WrittenText.ofHtml("<".repeat(200_000)))).isNotNull();
        assertThat(WrittenText.of(WrittenText.ofHtml("<style>".repeat(30_000) + "STOP")))
                .endsWith("STOP");
        assertThat(WrittenText.of("x\n" + ("-".repeat(299) + "x\n").repeat(200)))
                .startsWith("x");
        assertThat(WrittenText.of("x\n" + ("from: " + "wrote:".repeat(50) + "\n").repeat(200)))
                .startsWith("x");
        assertThat(WrittenText.of("-".repeat(200_000))).isNotNull();
    }

    @Test
    void shouldNeverFailAndNeverBringWhatNobodySaidWhenMailsAreMangled() {
        // given
        long seed = Long.getLong("seed", 20260302L);
        SplittableRandom random = new SplittableRandom(seed);
        List<byte[]> vectors = ALL.stream()
                .map(name -> vector(name, marks).getBytes(StandardCharsets.UTF_8))
                .toList();
        for (int round = 0; round < 4_000; round++) {
            byte[] mail = mangled(vectors.get(random.nextInt(vectors.size())), vectors, random);
            // when
            ReturnedMail read = reader.read(mail, NOW);
            // then
            assertThat(read).as("seed %s, round %s", seed, round).isNotNull();
            if (read instanceof ReturnedMail.Reported reported) {
                assertThat(reported.attempt()).isEqualTo(ATTEMPT);
            } else if (read instanceof ReturnedMail.Stop stop) {
                assertThat(stop.about()).isEqualTo(ABOUT);
            }
            assertThat(read.toString()).doesNotContain("mail.example").doesNotContain("provider.example");
        }
    }

    private static byte[] mangled(byte[] mail, List<byte[]> others, SplittableRandom random) {
        byte[] bytes = mail.clone();
        int changes = 1 + random.nextInt(20);
        for (int i = 0; i < changes; i++) {
            int at = random.nextInt(bytes.length);
            switch (random.nextInt(5)) {
                case 0 -> bytes[at] = (byte) random.nextInt(256);
                case 1 -> bytes = Arrays.copyOf(bytes, Math.max(1, at));
                case 2 -> bytes = joined(Arrays.copyOf(bytes, at), others.get(random.nextInt(others.size())));
                case 3 -> bytes[at] = '\n';
                default -> {
                    int length = Math.min(bytes.length - at, random.nextInt(60));
                    bytes = joined(bytes, Arrays.copyOfRange(bytes, at, at + length));
                }
            }
        }
        return bytes;
    }

    private static byte[] joined(byte[] first, byte[] second) {
        ByteArrayOutputStream both = new ByteArrayOutputStream();
        both.writeBytes(first);
        both.writeBytes(second);
        return both.toByteArray();
    }
}
