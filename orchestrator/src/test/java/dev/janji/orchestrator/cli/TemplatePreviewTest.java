package dev.janji.orchestrator.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.janji.orchestrator.Main;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** The command as a manager types it. */
final class TemplatePreviewTest {
    @TempDir
    Path folder;

    private record Said(int code, String out, String err) {}

    private static Said preview(String... arguments) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        CommandLine commands = Main.commands().setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        int code = commands.execute(Stream.concat(Stream.of("template", "preview"), Stream.of(arguments))
                .toArray(String[]::new));
        return new Said(code, out.toString(), err.toString());
    }

    @Test
    void shouldShowATextWithValuesOptOutAndSegments() {
        Said said = preview("overdue-7", "--channel", "sms", "--language", "id");

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .matches("(?s)overdue-7  sms, id: \\d+ characters, GSM, [12] segments?\\R    .*")
                .contains("Budi Contoh")
                .contains("Rp1.250.000")
                .contains("Balas STOP")
                .doesNotContain("{")
                .doesNotContain("email");
    }

    @Test
    void shouldShowEverythingWhenNothingIsAskedFor() {
        Said said = preview();

        assertThat(said.code()).isZero();
        assertThat(said.out())
                .contains("pre-due-reminder  sms, en", "pre-due-reminder  email, id", "warning-letter-1  letter, id");
    }

    @Test
    void shouldWriteLettersAsPdf() throws IOException {
        Said said = preview(
                "warning-letter-1", "--letters", folder.resolve("letters").toString());

        assertThat(said.code()).isZero();
        for (String language : List.of("id", "en")) {
            byte[] pdf = Files.readAllBytes(folder.resolve("letters/warning-letter-1-" + language + ".pdf"));
            assertThat(new String(pdf, StandardCharsets.ISO_8859_1)).startsWith("%PDF-1.");
        }
    }

    @Test
    void shouldCountALinkAsLongAsItIs() {
        // given
        Main.commands()
                .execute(
                        "lender",
                        "new",
                        "acme",
                        folder.resolve("linked").toString(),
                        "--payment-link",
                        "https://pay.acme.example/bill");

        // when
        Said own = preview("--folder", folder.resolve("linked").toString(), "overdue-1", "--channel", "sms");
        Said shipped = preview("--payment-link", "overdue-1", "--channel", "sms", "--language", "id");
        Said without = preview("overdue-1", "--channel", "sms", "--language", "id");

        // then
        assertThat(own.code()).as(own.err()).isZero();
        assertThat(own.out()).containsPattern("https://pay\\.example\\.com/pay/[0-9A-Za-z]{30,55} ");
        assertThat(shipped.out())
                .containsPattern("overdue-1  sms, id: 2\\d\\d characters, GSM, 2 segments")
                .containsPattern("https://pay\\.example\\.com/pay/[0-9A-Za-z]{30,55} ");
        assertThat(without.out()).doesNotContain("http");
    }

    @Test
    void shouldShowTheTextsOfALender() {
        // given
        Main.commands().execute("lender", "new", "acme", folder.resolve("acme").toString(), "--name", "PT Acme");

        // when
        Said said = preview("--folder", folder.resolve("acme").toString(), "overdue-1", "--channel", "email");

        // then
        assertThat(said.code()).isZero();
        assertThat(said.out()).contains("overdue-1  email, id", "PT Acme").doesNotContain("Bank Contoh");
    }

    @Test
    void shouldSayWhatThereIsWhenANameIsWrong() {
        Said wrong = preview("overdue-8");
        Said none = preview("overdue-7", "--channel", "fax");

        assertThat(wrong.code()).isEqualTo(1);
        assertThat(wrong.err()).contains("overdue-7").contains("but found overdue-8");
        assertThat(none.code()).isEqualTo(1);
        assertThat(none.err()).contains("Expected a text for this channel and language");
    }
}
