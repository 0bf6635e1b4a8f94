package dev.janji.gateways.email.mailbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import dev.janji.actors.channel.OutboundMessage;
import dev.janji.actors.channel.SendAnswer;
import dev.janji.actors.channel.SendPermit;
import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.domain.id.DebtorId;
import dev.janji.domain.id.DebtorKey;
import dev.janji.domain.id.LenderId;
import dev.janji.gateways.contract.Answers;
import dev.janji.gateways.contract.ContractClock;
import dev.janji.gateways.email.SmtpEmailPort;
import dev.janji.gateways.email.SmtpSettings;
import dev.janji.gateways.simulator.AttemptLog;
import dev.janji.gateways.simulator.LoggedAttempt;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Our adapter and the demo's mail server, over a real socket. */
final class MailboxServerTest {
    private static final DebtorKey DEBTOR = new DebtorKey(new LenderId("acme"), new DebtorId("debtor-1"));
    private static final Instant WALL = Instant.parse("2026-11-21T10:00:00.123456Z");

    @TempDir
    Path folder;

    private final ContractClock clock = new ContractClock();
    private Path log;
    private MailboxServer mailbox;

    @BeforeEach
    void start() {
        log = folder.resolve("mailbox.jsonl");
        mailbox = MailboxServer.start(0, log, 3, () -> WALL);
    }

    @AfterEach
    void stop() {
        mailbox.close();
    }

    @Test
    void shouldLogEveryMailBeforeItsSenderIsAnswered() {
        try (SmtpEmailPort port = port("trace-headers = on")) {
            SendPermit permit = permit();
            assertThat(send(port, 1, permit)).isInstanceOf(SendAnswer.HandedOver.class);
            SendPermit.Claim claim = permit.claimed().orElseThrow();
            LoggedAttempt line = lines().get(0);
            assertThat(line.attempt()).isEqualTo("acme~debtor-1~1");
            assertThat(line.lender()).isEqualTo("acme");
            assertThat(line.debtor()).isEqualTo("debtor-1");
            assertThat(line.channel()).isEqualTo("EMAIL");
            assertThat(line.contactPoint()).isEqualTo("cp-1");
            assertThat(line.atVirtual()).isEqualTo(ContractClock.START);
            assertThat(line.atWallMicros()).isEqualTo(WALL.getEpochSecond() * 1_000_000 + 123_456);
            assertThat(line.claimedWallMicros()).hasValue(claim.wallMicros());
        }
    }

    @Test
    void shouldKeepTheNewestMailsReadableAndCountAll() {
        try (SmtpEmailPort port = port("trace-headers = on")) {
            for (int i = 1; i <= 5; i++) {
                assertThat(send(port, i, permit())).isInstanceOf(SendAnswer.HandedOver.class);
            }
        }
        assertThat(mailbox.count()).isEqualTo(5);
        assertThat(mailbox.strangerCount()).isZero();
        assertThat(mailbox.newest()).hasSize(3);
        MailboxServer.Mail newest = mailbox.newest().get(2);
        assertThat(newest.subject()).isEqualTo("Pengingat 5 – “résumé”");
        assertThat(newest.text().strip().replace("\r", "")).isEqualTo("Yth. Ibu Ñame,\n.\n..titik\nRp1.250.000 ✓");
        assertThat(lines())
                .extracting(LoggedAttempt::attempt)
                .doesNotHaveDuplicates()
                .hasSize(5);
    }

    @Test
    void shouldCountButNotLogAMailWithoutItsTrace() {
        try (SmtpEmailPort port = port("trace-headers = off")) {
            assertThat(send(port, 1, permit())).isInstanceOf(SendAnswer.HandedOver.class);
        }
        assertThat(mailbox.count()).isEqualTo(1);
        assertThat(mailbox.strangerCount()).isEqualTo(1);
        assertThat(lines()).isEmpty();
    }

    @Test
    void shouldGoOnWithItsLogWhenRestarted() {
        try (SmtpEmailPort port = port("trace-headers = on")) {
            send(port, 1, permit());
        }
        mailbox.close();
        mailbox = MailboxServer.start(0, log, 3, () -> WALL);
        try (SmtpEmailPort port = port("trace-headers = on")) {
            send(port, 2, permit());
        }
        assertThat(lines()).hasSize(2);
    }

    private SmtpEmailPort port(String own) {
        return SmtpEmailPort.start(
                SmtpSettings.from(
                        ConfigFactory.parseString(own + ", host = 127.0.0.1, security = NONE, port = " + mailbox.port())
                                .withFallback(ConfigFactory.parseResources("reference.conf")
                                        .resolve()
                                        .getConfig("janji.gateways.email.smtp"))),
                clock);
    }

    private SendPermit permit() {
        return new SendPermit(clock, ContractClock.START.plusSeconds(30), () -> false);
    }

    private static SendAnswer send(SmtpEmailPort port, int number, SendPermit permit) {
        return Answers.get(port.send(
                new OutboundMessage(
                        AttemptId.of(DEBTOR, number),
                        DEBTOR,
                        new ContactPointId("cp-1"),
                        "debtor@example.test",
                        "Pengingat " + number + " – “résumé”",
                        "Yth. Ibu Ñame,\n.\n..titik\nRp1.250.000 ✓",
                        "due-1",
                        Set.of("plan-1"),
                        ContractClock.START.plusSeconds(30)),
                permit));
    }

    private List<LoggedAttempt> lines() {
        List<LoggedAttempt> lines = new ArrayList<>();
        AttemptLog.read(log, lines::add);
        return lines;
    }
}
