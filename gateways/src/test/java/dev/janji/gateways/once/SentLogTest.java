package dev.janji.gateways.once;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.domain.id.AttemptId;
import dev.janji.domain.id.ContactPointId;
import dev.janji.gateways.contract.ContractClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SentLogTest {
    private static final Instant FIRST_DAY = Instant.parse("2026-03-02T00:00:00Z");

    private final ContractClock clock = new ContractClock();

    @TempDir
    Path folder;

    @Test
    void shouldFindByAttemptByReferenceAndByNumber() throws IOException {
        try (SentLog log = open()) {
            log.append(line(log, 1, SentLine.Word.LEAVING, ""));
            log.append(line(log, 1, SentLine.Word.TAKEN, "ref-1"));
            log.append(line(log, 2, SentLine.Word.LEAVING, ""));
            assertThat(log.of(attempt(1)).orElseThrow().word()).isEqualTo(SentLine.Word.TAKEN);
            assertThat(log.called("ref-1").orElseThrow().attempt()).isEqualTo(attempt(1));
            assertThat(log.newestTo("+62811").orElseThrow().attempt()).isEqualTo(attempt(2));
            assertThat(log.called("ref-2")).isEmpty();
            assertThat(log.newestTo("+62812")).isEmpty();
        }
    }

    @Test
    void shouldGoOnAfterALineThatBrokeOff() throws IOException {
        try (SentLog log = open()) {
            log.append(line(log, 1, SentLine.Word.TAKEN, "ref-1"));
        }
        Files.writeString(folder.resolve("sms-2026-03-02.jsonl"), "{\"word\":\"TAK", StandardOpenOption.APPEND);
        List<SentLine> read = new ArrayList<>();
        try (SentLog log = SentLog.open(folder, "sms", clock, 2, read::add)) {
            log.append(line(log, 2, SentLine.Word.TAKEN, "ref-2"));
        }
        assertThat(read).hasSize(1);
        try (SentLog log = open()) {
            assertThat(log.called("ref-1")).isPresent();
            assertThat(log.called("ref-2").orElseThrow().attempt()).isEqualTo(attempt(2));
        }
    }

    @Test
    void shouldForgetDaysThatAreOverAndSaySo() throws IOException {
        try (SentLog log = open()) {
            log.append(line(log, 1, SentLine.Word.TAKEN, "ref-1"));
            clock.pass(Duration.ofDays(2));
            log.append(line(log, 2, SentLine.Word.TAKEN, "ref-2"));
            assertThat(log.called("ref-1")).isPresent();
            assertThat(log.knowsAllSince(FIRST_DAY)).isTrue();
            clock.pass(Duration.ofDays(1));
            log.append(line(log, 3, SentLine.Word.TAKEN, "ref-3"));
            assertThat(log.called("ref-1")).isEmpty();
            assertThat(log.knowsAllSince(FIRST_DAY.plus(Duration.ofDays(1)).minusNanos(1)))
                    .isFalse();
            assertThat(log.knowsAllSince(FIRST_DAY.plus(Duration.ofDays(1)))).isTrue();
        }
        try (SentLog log = open()) {
            assertThat(log.knowsAllSince(FIRST_DAY.plus(Duration.ofDays(1)).minusNanos(1)))
                    .isFalse();
            assertThat(log.knowsAllSince(FIRST_DAY.plus(Duration.ofDays(1)))).isTrue();
            assertThat(log.called("ref-2")).isPresent();
        }
    }

    @Test
    void shouldNotBeSureOfDaysWhoseFilesTheOperatorTookAway() throws IOException {
        try (SentLog log = open()) {
            log.append(line(log, 1, SentLine.Word.LEAVING, ""));
        }
        clock.pass(Duration.ofDays(10));
        Files.delete(folder.resolve("sms-2026-03-02.jsonl"));
        try (SentLog log = open()) {
            assertThat(log.knowsAllSince(ContractClock.START)).isFalse();
            assertThat(log.knowsAllSince(clock.instant())).isTrue();
        }
    }

    @Test
    void shouldBeSureOfNothingWhenClosed() throws IOException {
        SentLog log = open();
        log.close();
        assertThat(log.knowsAllSince(clock.instant())).isFalse();
    }

    @Test
    void shouldFindWhomWeWroteToAlsoInOlderFiles() throws IOException {
        try (SentLog log = open()) {
            log.append(line(log, 1, SentLine.Word.LEAVING, ""));
            clock.pass(Duration.ofDays(1));
            log.append(line(log, 2, SentLine.Word.LEAVING, ""));
        }
        clock.pass(Duration.ofDays(60));
        try (SentLog log = open()) {
            assertThat(log.newestTo("+62811").orElseThrow().attempt()).isEqualTo(attempt(2));
            assertThat(log.newestTo("+62812")).isEmpty();
        }
    }

    @Test
    void shouldWriteNoNumberAndKeepItsKeyToItself() throws IOException {
        try (SentLog log = open()) {
            log.append(line(log, 1, SentLine.Word.LEAVING, "r\u00e9f \"1\""));
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

    private SentLog open() {
        return SentLog.open(folder, "sms", clock, 2, line -> {});
    }

    private static AttemptId attempt(int number) {
        return new AttemptId("acme~debtor-1~" + number);
    }

    private SentLine line(SentLog log, int number, SentLine.Word word, String reference) {
        return new SentLine(
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
