package dev.janji.orchestrator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.janji.protocols.desk.v1.ClientMessage.BodyCase;
import dev.janji.protocols.desk.v1.ForcedState;
import dev.janji.protocols.desk.v1.SupervisePart;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** A supervisor's stories. */
@ExtendWith(Browser.Extension.class)
class ConsoleSupervisorIT {
    private Browser browser;
    private ScriptedDesk desk;
    private Page page;

    @BeforeEach
    void open(Browser browser) throws Exception {
        this.browser = browser;
        desk = ScriptedDesk.playing(new FloorStory());
        page = browser.open(desk);
        Browser.signIn(page, ScriptedDesk.SUPERVISOR);
        assertThat(page.locator(".seats tbody tr")).hasCount(12);
    }

    @AfterEach
    void close() throws Exception {
        page.context().close();
        desk.close();
        assertThat(desk.broken()).as("messages that are not of the protocol").isEmpty();
        assertThat(browser.complaints()).as("errors of the page").isEmpty();
    }

    @Test
    void shouldStopAllDialingOnlyAfterTheWordIsTyped() throws Exception {
        Browser.examine(page, "supervisor");
        page.keyboard().press("k");
        assertThat(page.locator("#kill-word")).isFocused();
        page.keyboard().type("henti");
        page.keyboard().press("Enter");
        assertThat(desk.count(BodyCase.STOP_DIALING)).isZero();
        Browser.examine(page, "supervisor-kill");
        page.keyboard().type("kan");
        page.keyboard().press("Enter");
        assertThat(desk.awaitRequest(BodyCase.STOP_DIALING).getStopDialing().getStopped())
                .isTrue();
        assertThat(page.locator(".kill.stopped [role=alert]")).containsText("DIHENTIKAN");
        Browser.examine(page, "supervisor-stopped");
        page.locator("#kill").click();
        page.locator("dialog .primary").click();
        assertThat(desk.awaitRequest(BodyCase.STOP_DIALING, 2).getStopDialing().getStopped())
                .isFalse();
        assertThat(page.locator(".kill.stopped")).hasCount(0);
    }

    @Test
    void shouldForceAStateAndTakePartInACall() throws Exception {
        page.locator(".name", new Page.LocatorOptions().setHasText("Agent 2")).click();
        page.locator(".chosen .act", new Page.LocatorOptions().setHasText("Istirahatkan"))
                .click();
        var forced = desk.awaitRequest(BodyCase.FORCE_STATE).getForceState();
        assertThat(forced.getAgentId()).isEqualTo("agent-2");
        assertThat(forced.getState()).isEqualTo(ForcedState.FORCED_STATE_AWAY);
        assertThat(page.locator(".seats tbody tr").nth(1)).containsText("Bimbingan");
        Locator listen = page.locator(".chosen .act", new Page.LocatorOptions().setHasText("Dengarkan"));
        assertThat(listen).hasAttribute("aria-disabled", "true");

        page.locator(".name").first().click();
        listen.click();
        assertThat(desk.awaitRequest(BodyCase.SUPERVISE).getSupervise().getPart())
                .isEqualTo(SupervisePart.SUPERVISE_PART_LISTEN);
        assertThat(page.locator(".chosen .chip")).containsText("Dengarkan");
        Browser.examine(page, "supervisor-agent");
        page.locator(".chosen .act", new Page.LocatorOptions().setHasText("Keluar dari panggilan"))
                .click();
        assertThat(desk.awaitRequest(BodyCase.SUPERVISE, 2).getSupervise().getPart())
                .isEqualTo(SupervisePart.SUPERVISE_PART_LEAVE);
        assertThat(page.locator(".chosen .chip")).hasCount(0);
    }

    @Test
    void shouldWriteToOneAndToAll() throws Exception {
        page.locator(".name").first().click();
        page.locator(".chosen .act", new Page.LocatorOptions().setHasText("Tulis kepada Agent 1"))
                .click();
        page.fill("#text", "Bagus");
        page.keyboard().press("Enter");
        assertThat(desk.awaitRequest(BodyCase.SEND_TEXT).getSendText().getAgentId())
                .isEqualTo("agent-1");
        assertThat(page.locator(".sent")).containsText("Terkirim");
        page.keyboard().press("Escape");
        page.keyboard().press("y");
        page.fill("#text", "Rapat pukul 15.00");
        page.keyboard().press("Enter");
        var toAll = desk.awaitRequest(BodyCase.SEND_TEXT, 2).getSendText();
        assertThat(toAll.getAgentId()).isEmpty();
        assertThat(toAll.getText()).isEqualTo("Rapat pukul 15.00");
    }

    @Test
    void shouldBeReadableInTheDarkAndInEnglish(Browser browser) {
        Page dark = browser.open(desk, ColorScheme.DARK, "en");
        Browser.signIn(dark, ScriptedDesk.SUPERVISOR);
        assertThat(dark.locator(".seats tbody tr")).hasCount(12);
        assertThat(dark.locator(".queues")).containsText("Predictive");
        Browser.examine(dark, "supervisor-dark");
        dark.context().close();
    }

    @Test
    void shouldHaveEverythingThatMattersInView() {
        page.locator(".name").first().click();
        for (String part : new String[] {"#kill", ".seats", ".chosen .act >> nth=-1", ".queues"}) {
            Browser.inView(page, part);
        }
    }
}
