package dev.janji.loadtest.sms;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class SmsCommandTest {
    @Test
    void shouldTakeEachMessageOnceAndKeepNothingOfAnOutage() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new SmsCommand())
                .setOut(new PrintWriter(out))
                .execute("--quick", "--messages", "500", "--rounds", "1");
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("median ratio").contains("0 handed over");
    }
}
