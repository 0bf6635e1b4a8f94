package dev.janji.loadtest.adapters;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

final class AdaptersCommandTest {
    @ParameterizedTest
    @EnumSource
    void shouldTakeEachMessageOnceAndKeepNothingOfAnOutage(AdapterKind kind) {
        StringWriter out = new StringWriter();
        int exit = new CommandLine(new AdaptersCommand())
                .setOut(new PrintWriter(out))
                .execute("--quick", "--only", kind.name(), "--messages", "300", "--rounds", "1");
        assertThat(exit).as(out.toString()).isZero();
        assertThat(out.toString())
                .contains(kind.title() + ", 300 messages a round")
                .contains("median ratio")
                .contains("0 handed over");
    }
}
