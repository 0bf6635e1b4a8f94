package dev.janji.orchestrator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.janji.protocols.desk.v1.ClientMessage.BodyCase;
import dev.janji.protocols.lender.v1.Disposition;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An agent answers in writing, by keyboard alone, in a real browser. */
@ExtendWith(Browser.Extension.class)
class ConsoleWrittenIT {
    private ScriptedDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = ScriptedDesk.playing(new WrittenStory());
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
        assertThat(desk.broken()).as("messages that are not of the protocol").isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, id", "DARK, en"})
    void shouldAnswerByKeyboardAlone(ColorScheme scheme, String language, Browser browser) throws Exception {
        Page page = browser.open(desk, scheme, language);
        String suffix = "-" + scheme.name().toLowerCase(Locale.ROOT);
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        page.keyboard().press("r");
        assertThat(page.locator("#accept")).isFocused();
        page.keyboard().press("a");

        // What the debtor wrote, and where the answer goes; the place to write has the focus.
        assertThat(page.locator(".written .theirs .words")).hasText(WrittenStory.QUESTION);
        assertThat(page.locator(".written header")).containsText("+62 *** *** 123");
        assertThat(page.locator("#answer")).isFocused();
        assertThat(page.locator("#dial")).hasCount(0);
        Browser.examine(page, "written-read" + suffix);

        // What may not be sent stays in the box.
        page.keyboard().type("Kami lapor " + WrittenStory.FORBIDDEN);
        page.keyboard().press("Control+Enter");
        desk.awaitRequest(BodyCase.SEND_REPLY);
        assertThat(page.locator(".written .error")).containsText(WrittenStory.FORBIDDEN);
        assertThat(page.locator("#answer")).hasValue("Kami lapor " + WrittenStory.FORBIDDEN);
        Browser.examine(page, "written-refused" + suffix);

        // The count is of what is paid for: the sentence of the channel is in it.
        page.locator("#answer").fill("a".repeat(160 - WrittenStory.TAIL.length()));
        assertThat(page.locator("#answer-count")).containsText("1 SMS");
        page.locator("#answer").fill("a".repeat(161 - WrittenStory.TAIL.length()));
        assertThat(page.locator("#answer-count")).containsText("2 SMS");
        page.locator("#answer").fill("Pembayaran Anda sedang kami cek.");
        page.keyboard().press("Control+Enter");
        assertThat(page.locator(".written .ours .words")).hasText("Pembayaran Anda sedang kami cek.");
        assertThat(page.locator("#answer")).hasValue("");
        Browser.examine(page, "written-answered" + suffix);
        for (String part : new String[] {"#answer", ".answer button", ".written .ours .words"}) {
            Browser.inView(page, part);
        }

        page.keyboard().press("Escape");
        page.keyboard().press("h");
        desk.awaitRequest(BodyCase.HANG_UP);
        assertThat(page.locator("#dispose")).isFocused();
        Browser.inView(page, "#dispose-save");
        page.locator(".debts .about").nth(1).focus();
        page.keyboard().press("Space");
        page.locator("#dispose").focus();
        page.keyboard().press("e");
        Browser.examine(page, "written-wrap-up" + suffix);
        page.keyboard().press("Enter");
        var dispose = desk.awaitRequest(BodyCase.DISPOSE).getDispose();
        assertThat(dispose.getDisposition()).isEqualTo(Disposition.DISPOSITION_RPC_NO_COMMITMENT);
        assertThat(dispose.getAccountIdsList()).containsExactly("account-2");
        assertThat(page.locator("body")).not().containsText("Debtor 9");
        assertThat(browser.complaints()).as("errors of the page").isEmpty();
        page.context().close();
    }
}
