package dev.janji.orchestrator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every view of a case, light and dark, in both languages: accessible, and at 1280 by 720 all that matters is in view. */
@ExtendWith(Browser.Extension.class)
class ConsoleLooksIT {
    private ScriptedDesk desk;

    @BeforeEach
    void open() throws Exception {
        desk = ScriptedDesk.playing(new CaseStory());
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, id", "DARK, en"})
    void shouldBeAccessibleAndInViewAtEveryStep(ColorScheme scheme, String language, Browser browser) {
        Page page = browser.open(desk, scheme, language);
        String suffix = "-" + scheme.name().toLowerCase(java.util.Locale.ROOT);
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        Browser.examine(page, "look-away" + suffix);
        page.keyboard().press("r");
        assertThat(page.locator("#accept")).isVisible();
        Browser.examine(page, "look-offer" + suffix);
        page.keyboard().press("a");
        assertThat(page.locator(".case")).isVisible();
        Browser.examine(page, "look-preview" + suffix);
        page.locator(".tried summary").click();
        assertThat(page.locator(".tried li")).hasCount(2);
        assertThat(page.locator(".tried li").first()).containsText("+62 *** *** 123");
        Browser.examine(page, "look-tried" + suffix);
        page.locator(".tried summary").click();
        page.keyboard().press("d");
        assertThat(page.locator(".call.live")).isVisible();
        Browser.examine(page, "look-identity" + suffix);
        page.keyboard().press("1");
        assertThat(page.locator(".debts tbody tr")).hasCount(3);
        Browser.examine(page, "look-talking" + suffix);
        for (String part : List.of(
                ".who h1",
                ".call",
                ".identity .act >> nth=-1",
                ".script p",
                ".debts tbody tr >> nth=2",
                "#dispose-save",
                ".groups .choice >> nth=-1",
                ".actions li >> nth=-1",
                ".timeline")) {
            Browser.inView(page, part);
        }
        page.keyboard().press("p");
        page.locator(".pick").first().click();
        page.locator(".pick").nth(2).click();
        Browser.examine(page, "look-promise" + suffix);
        for (String part : List.of("#f-account", "#f-amount", "#f-by", ".form .say", ".form .primary")) {
            Browser.inView(page, part);
        }
        page.keyboard().press("Escape");
        page.keyboard().press("3");
        assertThat(page.locator(".closed")).isVisible();
        Browser.examine(page, "look-unsure" + suffix);
        page.keyboard().press("h");
        assertThat(page.locator(".wrapup")).isVisible();
        page.keyboard().press("f");
        Browser.examine(page, "look-wrap-up" + suffix);
        Browser.inView(page, "#dispose-save");
        page.locator("h1").click();
        page.keyboard().press("?");
        assertThat(page.locator("dialog")).isVisible();
        Browser.examine(page, "look-help" + suffix);
        Browser.inView(page, "dialog input[type=checkbox]");
        page.context().close();
    }

    @ParameterizedTest
    @CsvSource({"LIGHT, id, Debitur menelepon", "DARK, en, A debtor is calling"})
    void shouldConnectACallerOnAcceptance(ColorScheme scheme, String language, String title, Browser browser)
            throws Exception {
        try (ScriptedDesk calling = ScriptedDesk.playing(CaseStory.ofCaller())) {
            Page page = browser.open(calling, scheme, language);
            Browser.signIn(page, ScriptedDesk.AGENT);
            assertThat(page.locator("#ready")).isVisible();
            page.keyboard().press("r");
            assertThat(page.locator("#offer-title")).hasText(title);
            Browser.examine(page, "look-caller-" + scheme.name().toLowerCase(java.util.Locale.ROOT));
            Browser.inView(page, "#accept");
            page.keyboard().press("a");
            assertThat(page.locator(".call.live")).isVisible();
            assertThat(page.locator(".identity")).isVisible();
            page.context().close();
        }
    }

    @Test
    void shouldLeaveLettersAloneWhenTheyAreTurnedOff(Browser browser) {
        Page page = browser.open(desk);
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        page.keyboard().press("?");
        page.locator("dialog input[type=checkbox]").uncheck();
        page.keyboard().press("Escape");
        page.keyboard().press("?");
        assertThat(page.locator("dialog")).hasCount(0);
        page.keyboard().press("r");
        page.locator(".tool[aria-keyshortcuts='?']").click();
        assertThat(page.locator("dialog")).isVisible();
        assertThat(page.locator("#accept")).hasCount(0);
        assertThat(page.evaluate("localStorage.getItem('janji.desk.single-keys')"))
                .isEqualTo("off");
        page.context().close();
    }

    @Test
    void shouldAskNobodyElseForAnything(Browser browser) {
        Page page = browser.open(desk);
        List<String> asked = new java.util.ArrayList<>();
        page.onRequest(request -> asked.add(request.url()));
        page.reload();
        page.waitForSelector("#token");
        assertThat(asked)
                .isNotEmpty()
                .allMatch(url -> url.startsWith(desk.address("/desk/").toString()));
        page.context().close();
    }
}
