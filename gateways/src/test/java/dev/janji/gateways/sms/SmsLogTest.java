package dev.janji.gateways.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.ContractClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SmsLogTest {
    private final ContractClock clock = new ContractClock();

    @TempDir
    Path folder;

    @Test
    void shouldFindByAttemptByReferenceAndByNumber() throws IOException {
        try (SmsLog log = open()) {
            log.append(line(log, 1, LoggedSms.Word.LEAVING, ""));
            log.append(line(log, 1, LoggedSms.Word.TAKEN, "ref-1"));
            log.append(line(log, 2, LoggedSms.Word.LEAVING, ""));
            assertThat(log.of(attempt(1)).orElseThrow().word()).isEqualTo(LoggedSms.Word.TAKEN);
            assertThat(log.called("ref-1").orElseThrow().attempt()).isEqualTo(attempt(1));
            assertThat(log.newestTo("+62811").orElseThrow().attempt()).isEqualTo(attempt(2));
            assertThat(log.called("ref-2")).isEmpty();
            assertThat(log.newestTo("+62812")).isEmpty();
        }
    }

    @Test
    void shouldGoOnAfterALineThatBrokeOff() throws IOException {
        try (SmsLog log = open()) {
            log.append(line(log, 1, LoggedSms.Word.TAKEN, "ref-1"));
        }
        Files.writeString(folder.resolve("sms-2026-03-02.jsonl"), "{\"word\":\"TAK", StandardOpenOption.APPEND);
        List<LoggedSms> read = new ArrayList<>();
        try (SmsLog log = SmsLog.open(folder, clock, 2, read::add)) {
            log.append(line(log, 2, LoggedSms.Word.TAKEN, "ref-2"));
        }
        assertThat(read).hasSize(1);
        try (SmsLog log = open()) {
            assertThat(log.called("ref-1")).isPresent();
            assertThat(log.called("ref-2").orElseThrow().attempt()).isEqualTo(attempt(2));
        }
    }

    @Test
    void shouldForgetDaysThatAreOverAndSaySo() throws IOException {
        try (SmsLog log = open()) {
            log.append(line(log, 1, LoggedSms.Word.TAKEN, "ref-1"));
            clock.pass(Duration.ofDays(2));
            log.append(line(log, 2, LoggedSms.Word.TAKEN, "ref-2"));
            assertThat(log.called("ref-1")).isPresent();
            assertThat(log.isForgetful()).isFalse();
            clock.pass(Duration.ofDays(1));
            log.append(line(log, 3, LoggedSms.Word.TAKEN, "ref-3"));
            assertThat(log.called("ref-1")).isEmpty();
            assertThat(log.isForgetful()).isTrue();
        }
        try (SmsLog log = open()) {
            assertThat(log.isForgetful()).isTrue();
            assertThat(log.called("ref-2")).isPresent();
        }
    }

    @Test
    void shouldFindWhomWeWroteToAlsoInOlderFiles() throws IOException {
        try (SmsLog log = open()) {
            log.append(line(log, 1, LoggedSms.Word.LEAVING, ""));
            clock.pass(Duration.ofDays(1));
            log.append(line(log, 2, LoggedSms.Word.LEAVING, ""));
        }
        clock.pass(Duration.ofDays(60));
        try (SmsLog log = open()) {
            assertThat(log.newestTo("+62811").orElseThrow().attempt()).isEqualTo(attempt(2));
            assertThat(log.newestTo("+62812")).isEmpty();
        }
    }

    @Test
    void shouldWriteNoNumberAndKeepItsKeyToItself() throws IOException {
        try (SmsLog log = open()) {
            log.append(line(log, 1, LoggedSms.Word.LEAVING, "r\u00e9f \"1\""));
        }
        assertThat(Files.readString(folder.resolve("sms-2026-03-02.jsonl"))).doesNotContain("62811");
        assertThat(Files.getPosixFilePermissions(folder.resolve("number.key"))).hasSize(2);
    }

    @Test
    void shouldFindEachOfManyWhenItsIndexGrows() {
        OffsetIndex index = new OffsetIndex();
        for (long i = 0; i < 100_000; i++) {
            index.put(i * 0x9E3779B97F4A7C15L, i);
        }
        assertThat(index.size()).isEqualTo(100_000);
        for (long i = 0; i < 100_000; i++) {
            assertThat(index.placeOf(i * 0x9E3779B97F4A7C15L)).isEqualTo(i);
        }
        assertThat(index.placeOf(42)).isEqualTo(OffsetIndex.NOWHERE);
    }

    private SmsLog open() {
        return SmsLog.open(folder, clock, 2, line -> {});
    }

    private static AttemptId attempt(int number) {
        return new AttemptId("acme~debtor-1~" + number);
    }

    private LoggedSms line(SmsLog log, int number, LoggedSms.Word word, String reference) {
        return new LoggedSms(
                word,
                attempt(number),
                new ContactPointId("cp-1"),
                log.hashOf("62811"),
                clock.instant(),
                1,
                reference,
                "");
    }
}
