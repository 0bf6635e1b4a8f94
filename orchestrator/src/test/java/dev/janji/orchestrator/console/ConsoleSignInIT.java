package dev.janji.orchestrator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.janji.protocols.desk.v1.ClientMessage.BodyCase;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.SeatState;
import dev.janji.protocols.desk.v1.Unseated;
import dev.janji.protocols.desk.v1.UnseatedWhy;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Signing in and out, and a session that outlives its connections. */
@ExtendWith(Browser.Extension.class)
class ConsoleSignInIT {
    private Browser browser;
    private ScriptedDesk desk;
    private Page page;

    @BeforeEach
    void open(Browser browser) throws Exception {
        this.browser = browser;
        desk = ScriptedDesk.playing(new CaseStory());
        page = browser.open(desk);
    }

    @AfterEach
    void close() throws Exception {
        page.context().close();
        desk.close();
        assertThat(desk.broken()).as("messages that are not of the protocol").isEmpty();
        assertThat(browser.complaints()).as("errors of the page").isEmpty();
    }

    @Test
    void shouldSayThatATokenIsNotKnown() {
        assertThat(page.locator("#token")).isFocused();
        Browser.signIn(page, "");
        assertThat(page.locator("#token-error")).containsText("Isi token");
        Browser.signIn(page, "wrong");
        assertThat(page.locator("#token-error")).containsText("tidak dikenal");
        assertThat(page.locator("#token")).isFocused();
        Browser.examine(page, "sign-in-wrong");
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        assertThat((String) page.evaluate("location.href + document.documentElement.outerHTML"))
                .doesNotContain(ScriptedDesk.AGENT);
        assertThat(page.evaluate("JSON.stringify(localStorage)")).isEqualTo("{}");
    }

    @Test
    void shouldTakeOverOnlyWhenAsked() throws Exception {
        Browser.signIn(page, ScriptedDesk.ELSEWHERE);
        assertThat(page.locator("#take-over")).isFocused();
        assertThat(desk.awaitRequest(BodyCase.SIGN_IN).getSignIn().getTakeOver())
                .isFalse();
        Browser.examine(page, "sign-in-elsewhere");
        page.keyboard().press("Enter");
        assertThat(page.locator("#ready")).isVisible();
        assertThat(desk.awaitRequest(BodyCase.SIGN_IN, 2).getSignIn().getTakeOver())
                .isTrue();
        desk.say(DeskMessage.newBuilder()
                .setUnseated(Unseated.newBuilder().setWhy(UnseatedWhy.UNSEATED_WHY_TAKEN_OVER)));
        assertThat(page.locator(".note")).containsText("masuk di tempat lain");
        assertThat(page.evaluate("sessionStorage.length")).isEqualTo(0);
    }

    @Test
    void shouldSpeakBothLanguages() throws Exception {
        Browser.examine(page, "sign-in");
        page.locator(".languages button[lang=en]").click();
        assertThat(page.locator("h1")).hasText("Sign in");
        assertThat(page.locator("html")).hasAttribute("lang", "en");
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(desk.awaitRequest(BodyCase.SIGN_IN).getSignIn().getLanguage())
                .isEqualTo("en");
        assertThat(page.locator("h1")).hasText("You are not taking calls");
        page.locator(".tool[lang=id]").click();
        assertThat(page.locator("h1")).hasText("Anda sedang tidak menerima panggilan");
        var again = desk.awaitRequest(BodyCase.SIGN_IN, 2).getSignIn();
        assertThat(again.getLanguage()).isEqualTo("id");
        assertThat(again.getResumeToken()).isEqualTo("resume-1");
    }

    @Test
    void shouldGoOnAfterAReloadAndForgetEverythingAfterSigningOut() throws Exception {
        Browser.signIn(page, ScriptedDesk.AGENT);
        page.locator("#ready").click();
        assertThat(page.locator("#accept")).isVisible();
        page.reload();
        assertThat(page.locator("#accept")).isVisible();
        assertThat(desk.awaitRequest(BodyCase.SIGN_IN, 2).getSignIn().getResumeToken())
                .isEqualTo("resume-1");
        page.locator(".tools .act").click();
        assertThat(page.locator(".note")).containsText("sudah keluar");
        page.reload();
        assertThat(page.locator("#token")).isVisible();
        assertThat(desk.count(BodyCase.SIGN_IN)).isEqualTo(2);
    }

    @Test
    void shouldBeginAnewWhenTheSeatWasNotKept() throws Exception {
        Browser.signIn(page, ScriptedDesk.AGENT);
        page.locator("#ready").click();
        assertThat(page.locator("#accept")).isVisible();
        desk.forget();
        desk.cut(true);
        desk.awaitRequest(BodyCase.SIGN_IN, 3);
        assertThat(page.locator(".toast")).containsText("Layar diperbarui");
        assertThat(page.locator("#accept")).hasCount(0);
        assertThat(page.locator(".seat .state")).containsText("Baru masuk");
    }

    @Test
    void shouldAnswerPingsAndFollowAReconnect() throws Exception {
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        desk.ping();
        page.waitForCondition(() -> desk.pongs() == 1);
        desk.reconnect(Duration.ofMillis(50));
        desk.awaitRequest(BodyCase.SIGN_IN, 2);
        desk.say(CaseStory.seat(SeatState.SEAT_STATE_READY));
        assertThat(page.locator(".seat .state")).containsText("Siap");
        assertThat(page.locator(".linkbar")).isEmpty();
    }

    @Test
    void shouldSayThatTheDeskCannotBeReached() {
        desk.cut(false);
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#token-error")).containsText("belum dapat dihubungi");
        browser.forgive("404");
    }

    @Test
    void shouldBeReadableInTheDark(Browser browser) {
        Page dark = browser.open(desk, ColorScheme.DARK, "en");
        Browser.examine(dark, "sign-in-dark");
        dark.context().close();
    }
}
