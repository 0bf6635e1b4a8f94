package dev.janji.loadtest.email;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

final class EmailCommandTest {
    @Test
    void shouldTakeEachMailOnce() {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new EmailCommand())
                .setOut(new PrintWriter(out))
                .execute("--quick", "--mails", "200", "--rounds", "1");
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString()).contains("200 mails a round").contains("median ratio");
    }
}
