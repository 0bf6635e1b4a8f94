package dev.janji.orchestrator.console;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.janji.protocols.desk.v1.ClientMessage.BodyCase;
import dev.janji.protocols.desk.v1.DeskMessage;
import dev.janji.protocols.desk.v1.IdentityCheck;
import dev.janji.protocols.lender.v1.Disposition;
import dev.janji.protocols.lender.v1.DispositionReason;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** An agent's stories, in a real browser over a real WebSocket. */
@ExtendWith(Browser.Extension.class)
class ConsoleAgentIT {
    private final CaseStory story = new CaseStory();
    private ScriptedDesk desk;
    private Page page;
    private Browser browser;

    @BeforeEach
    void open(Browser browser) throws Exception {
        this.browser = browser;
        desk = ScriptedDesk.playing(story);
        page = browser.open(desk);
    }

    @AfterEach
    void close() throws Exception {
        page.context().close();
        desk.close();
        assertThat(desk.broken()).as("messages that are not of the protocol").isEmpty();
        assertThat(browser.complaints()).as("errors of the page").isEmpty();
    }

    private void press(String... keys) {
        for (String key : keys) {
            page.keyboard().press(key);
        }
    }

    /** Up to a conversation with whoever answers, by keys alone. */
    private void talk() throws InterruptedException {
        Browser.signIn(page, ScriptedDesk.AGENT);
        desk.awaitRequest(BodyCase.SIGN_IN);
        assertThat(page.locator("#ready")).isVisible();
        press("r");
        assertThat(page.locator("#accept")).isFocused();
        press("a");
        assertThat(page.locator("h1")).hasText("Debtor 1");
        press("d");
        desk.awaitRequest(BodyCase.DIAL);
        assertThat(page.locator(".call .state")).containsText("Tersambung");
    }

    private void talkToTheDebtor() throws InterruptedException {
        talk();
        press("1");
        assertThat(page.locator(".debts tbody tr").first()).containsText("1.250.000");
    }

    @Test
    void shouldWorkACaseByKeyboardAlone() throws Exception {
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        Browser.keep(page, "agent-away");
        press("r");
        assertThat(page.locator("#accept")).isFocused();
        Browser.keep(page, "agent-offer");
        press("Enter");
        assertThat(page.locator("h1")).hasText("Debtor 1");
        Browser.keep(page, "agent-preview");
        press("d");
        assertThat(page.locator(".call .state")).containsText("Tersambung");
        Browser.keep(page, "agent-identity");
        press("1");
        assertThat(page.locator(".debts tbody tr").first()).containsText("1.250.000");
        Browser.keep(page, "agent-talking");

        press("p");
        assertThat(page.locator("#f-amount")).isFocused();
        page.keyboard().type(CaseStory.OVERDUE_IN_INDONESIAN);
        // On the way: "all that is overdue", three parts of the date, its calendar, "today".
        Locator tomorrow = page.locator(".pick", new Page.LocatorOptions().setHasText("Besok"));
        for (int i = 0; i < 9 && !(Boolean) tomorrow.evaluate("e => e === document.activeElement"); i++) {
            press("Tab");
        }
        press("Enter");
        assertThat(tomorrow).hasAttribute("aria-pressed", "true");
        Browser.keep(page, "agent-promise");
        for (int i = 0;
                i < 6
                        && !(Boolean) page.locator("button[type=submit].primary")
                                .evaluate("e => e === document.activeElement");
                i++) {
            press("Tab");
        }
        press("Enter");
        var promise = desk.awaitRequest(BodyCase.CAPTURE_PROMISE).getCapturePromise();
        assertThat(promise.getAmount().getMinor()).isEqualTo(125_000_000);
        assertThat(promise.getAmount().getCurrency()).isEqualTo("IDR");
        assertThat(page.locator(".debts tbody tr").first()).containsText("sebelum atau pada");

        press("h");
        assertThat(page.locator("#dispose")).isFocused();
        assertThat(page.locator(".wrapup")).containsText("sisa");
        press("q", "2");
        Browser.keep(page, "agent-wrap-up");
        press("Enter");
        var dispose = desk.awaitRequest(BodyCase.DISPOSE).getDispose();
        assertThat(dispose.getDisposition()).isEqualTo(Disposition.DISPOSITION_RPC_PTP);
        assertThat(dispose.getReason()).isEqualTo(DispositionReason.DISPOSITION_REASON_TROUBLE);
        assertThat(page.locator("body")).not().containsText("Debtor 1");
    }

    @Test
    void shouldHaveNoDebtInTheDocumentWhenSomebodyElseAnswers() throws Exception {
        talkToTheDebtor();
        assertThat(page.locator(".debts tbody tr")).hasCount(3);
        press("2");
        assertThat(page.locator(".closed")).containsText("bukan debitur");
        assertThat(page.locator("[aria-pressed=true].third")).isVisible();
        Browser.keep(page, "agent-third-party");
        assertThat(desk.awaitRequest(BodyCase.IDENTIFY, 2).getIdentify().getResult())
                .isEqualTo(IdentityCheck.IDENTITY_CHECK_THIRD_PARTY);

        // A desk that says too much: the console keeps nothing of it.
        for (DeskMessage.Builder message : story.paid()) {
            desk.say(message);
        }
        assertThat(page.locator(".changed")).containsText("jangan menyebut utang");
        String document = (String) page.evaluate("document.documentElement.outerHTML");
        assertThat(document)
                .doesNotContain(
                        "account-1",
                        "1.250.000",
                        "125000000",
                        "Kartu kredit",
                        "Pembayaran",
                        "Janji bayar Rp",
                        "CHANGE_KIND");
        press("w", "q");
        assertThat(page.locator("[data-value=DISPOSITION_RPC_PTP]")).hasAttribute("aria-pressed", "false");
        press("a", "Enter");
        assertThat(desk.awaitRequest(BodyCase.DISPOSE).getDispose().getDisposition())
                .isEqualTo(Disposition.DISPOSITION_TPC_MESSAGE_LEFT);
    }

    @Test
    void shouldShowAPaymentDuringTheCallBeforeTheScreenIsThere() throws Exception {
        talkToTheDebtor();
        assertThat(page.locator(".debts tbody tr").first()).containsText("1.250.000");
        List<DeskMessage.Builder> messages = story.paid();
        desk.say(messages.get(0));
        assertThat(page.locator("[role=alert] .changed.paid")).isVisible();
        desk.say(messages.get(1));
        assertThat(page.locator(".changed.paid")).containsText("Pembayaran masuk");
        assertThat(page.locator(".debts tbody tr").first().locator("td").nth(1)).hasText("Rp\u00a00");
        Browser.examine(page, "agent-paid");
        Browser.inView(page, ".groups .choice >> nth=-1");
        Browser.inView(page, "#dispose-save");
        press("l");
        assertThat(page.locator(".changed")).hasCount(0);
    }

    @Test
    void shouldGoOnWhenTheConnectionComesBack() throws Exception {
        talkToTheDebtor();
        press("p");
        assertThat(page.locator("#f-amount")).isFocused();
        page.keyboard().type("500.000");
        desk.cut(false);
        assertThat(page.locator(".linkbar")).containsText("Sambungan terputus");
        Browser.examine(page, "agent-connection-lost");
        // Said while nobody listens; it must come, once.
        desk.say(story.paid().get(0));
        desk.cut(true);
        var again = desk.awaitRequest(BodyCase.SIGN_IN, 2).getSignIn();
        assertThat(again.getResumeToken()).isEqualTo("resume-1");
        assertThat(again.getLastSequence()).isGreaterThan(3);
        assertThat(page.locator(".linkbar")).isEmpty();
        assertThat(page.locator(".changed.paid")).hasCount(1);
        assertThat(page.locator("#f-amount")).hasValue("500.000");
        assertThat(page.locator(".toast")).containsText("Tidak ada yang terlewat");
    }

    @Test
    void shouldSendAPromiseAgainUnderItsIdWhenTheLineBrokeBeforeTheAnswer() throws Exception {
        talkToTheDebtor();
        press("p");
        assertThat(page.locator("#f-amount")).isFocused();
        page.keyboard().type("500.000");
        page.locator(".pick", new Page.LocatorOptions().setHasText("Besok")).click();
        story.breakBeforeAnswer();
        page.locator("#f-amount").press("Enter");
        String first = desk.awaitRequest(BodyCase.CAPTURE_PROMISE).getRequestId();
        assertThat(desk.awaitRequest(BodyCase.CAPTURE_PROMISE, 2).getRequestId())
                .isEqualTo(first);
        assertThat(page.locator(".form")).hasCount(0);
        assertThat(page.locator(".debts tbody tr").first()).containsText("500.000");
    }

    @Test
    void shouldSayWhatIsWrongWithAPromise() throws Exception {
        talkToTheDebtor();
        press("p");
        assertThat(page.locator("#f-amount")).isFocused();
        page.keyboard().type("9.999.999");
        press("Enter");
        assertThat(page.locator("#f-amount-error")).containsText("Paling banyak Rp\u00a01.250.000");
        assertThat(page.locator("#f-by-error")).containsText("Pilih tanggal");
        assertThat(page.locator("#f-amount")).isFocused();
        page.locator("#f-amount").fill("12.50");
        press("Enter");
        assertThat(page.locator("#f-amount-error")).containsText("1.250.000");
        Browser.examine(page, "agent-promise-errors");
        assertThat(desk.count(BodyCase.CAPTURE_PROMISE)).isZero();
        press("Escape");
        assertThat(page.locator(".form")).hasCount(0);
    }

    @Test
    void shouldCaptureEverythingElseThatIsSaid() throws Exception {
        talkToTheDebtor();
        press("g");
        assertThat(page.locator("#f-count")).isFocused();
        page.selectOption("#f-count", "8");
        assertThat(page.locator(".form .say")).containsText("tepat");
        Browser.examine(page, "agent-arrangement");
        page.locator(".form .primary").click();
        var arrangement = desk.awaitRequest(BodyCase.CAPTURE_ARRANGEMENT).getCaptureArrangement();
        assertThat(arrangement.getInstalmentsList()).hasSize(8);
        assertThat(arrangement.getInstalmentsList().stream()
                        .mapToLong(i -> i.getAmountMinor())
                        .sum())
                .isEqualTo(125_000_000);
        assertThat(page.locator("#f-refused")).containsText("Wewenang Anda");
        press("Escape", "k");
        page.fill("#f-from", "14:00");
        page.fill("#f-until", "15:30");
        Browser.examine(page, "agent-callback");
        page.locator(".form .primary").click();
        var callback = desk.awaitRequest(BodyCase.BOOK_CALLBACK).getBookCallback();
        assertThat(callback.getUntil().getSeconds() - callback.getFrom().getSeconds())
                .isEqualTo(90 * 60);
        assertThat(Math.floorMod(callback.getFrom().getSeconds(), 86_400))
                .as("14:00 in Jakarta")
                .isEqualTo(7 * 3600);
        assertThat(page.locator(".form")).hasCount(0);
        press("m");
        page.selectOption("#f-category", "COMPLAINT_CATEGORY_CONDUCT");
        page.locator(".form input[type=checkbox]").check();
        Browser.examine(page, "agent-complaint");
        page.locator(".form .primary").click();
        assertThat(desk.awaitRequest(BodyCase.FILE_COMPLAINT).getFileComplaint().getHold())
                .isTrue();
        assertThat(page.locator(".form")).hasCount(0);
        press("t");
        page.locator(".form .primary").click();
        assertThat(desk.awaitRequest(BodyCase.RAISE_DISPUTE).getRaiseDispute().getAccountId())
                .isEqualTo("account-1");
        assertThat(page.locator(".form")).hasCount(0);
        press("e");
        page.selectOption("#f-disposition", "DISPOSITION_RPC_REFUSED");
        Browser.examine(page, "agent-correction");
        page.locator(".form .primary").click();
        assertThat(desk.awaitRequest(BodyCase.CORRECT_DISPOSITION)
                        .getCorrectDisposition()
                        .getConversationId())
                .isEqualTo("conversation-0");
        press("o");
        assertThat(desk.awaitRequest(BodyCase.HOLD_CALL).getHoldCall().getHeld())
                .isTrue();
        assertThat(page.locator(".call .state")).containsText("Ditahan");
        press("o");
        desk.awaitRequest(BodyCase.HOLD_CALL, 2);
        assertThat(page.locator(".call .state")).containsText("Tersambung");
        press("c");
        Browser.examine(page, "agent-consent");
        page.locator("dialog .primary").click();
        assertThat(desk.awaitRequest(BodyCase.RECORD_CALL).getRecordCall().getOn())
                .isTrue();
        assertThat(page.locator(".recording")).isVisible();
    }

    @Test
    void shouldFindAndOpenADebtor() throws Exception {
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        assertThat(page.locator("#query")).hasAttribute("placeholder", "Debitur, rekening, telepon");
        press("/");
        assertThat(page.locator("#query")).isFocused();
        page.keyboard().type("0812-0000-0002");
        Browser.examine(page, "agent-search-typed");
        press("Enter");
        assertThat(page.locator("#found li")).hasCount(1);
        assertThat(desk.awaitRequest(BodyCase.FIND_DEBTOR).getFindDebtor().getText())
                .isEqualTo("0812-0000-0002");
        Browser.examine(page, "agent-search");
        press("Tab", "Enter");
        assertThat(page.locator("h1")).hasText("Debtor 2");
        Browser.examine(page, "agent-opened");
        page.locator(".who .small").click();
        assertThat(page.locator("h1")).not().hasText("Debtor 2");
    }

    @Test
    void shouldTakeABreakAndWriteToTheSupervisor() throws Exception {
        Browser.signIn(page, ScriptedDesk.AGENT);
        assertThat(page.locator("#ready")).isVisible();
        press("b");
        Browser.examine(page, "agent-break");
        press("3");
        assertThat(desk.awaitRequest(BodyCase.TAKE_BREAK)
                        .getTakeBreak()
                        .getReason()
                        .name())
                .isEqualTo("BREAK_REASON_PRAYER");
        assertThat(page.locator(".seat .state")).containsText("Ibadah");
        desk.say(DeskMessage.newBuilder()
                .setText(dev.janji.protocols.desk.v1.Text.newBuilder()
                        .setFromAgentId("supervisor-1")
                        .setFromName("Supervisor 1")
                        .setText("Rapat pukul 15.00")
                        .setAt(ScriptedDesk.now())));
        assertThat(page.locator(".badge")).hasText("1");
        press("i");
        assertThat(page.locator(".text")).containsText("Rapat pukul 15.00");
        page.fill("#text", "Baik");
        Browser.examine(page, "agent-messages");
        press("Enter");
        assertThat(desk.awaitRequest(BodyCase.SEND_TEXT).getSendText().getText())
                .isEqualTo("Baik");
        assertThat(page.locator(".sent")).containsText("Terkirim");
        press("Escape");
        assertThat(page.locator("dialog")).hasCount(0);
    }

    @Test
    void shouldSayWhichRuleLetNobodyBeCalledUntilTheNextOffer() throws Exception {
        story.forbidCalls("US-06: satu percakapan sehari");
        Browser.signIn(page, ScriptedDesk.AGENT);
        desk.awaitRequest(BodyCase.SIGN_IN);
        assertThat(page.locator("#ready")).isVisible();
        press("r");
        assertThat(page.locator("#accept")).isFocused();
        press("a");
        assertThat(page.locator("h1")).hasText("Debtor 1");

        press("d");
        desk.awaitRequest(BodyCase.DIAL);

        assertThat(page.locator(".call .error")).hasText("Tidak ada yang ditelepon: US-06: satu percakapan sehari");
        assertThat(page.locator(".call #dial")).hasCount(0);
        Browser.keep(page, "agent-not-allowed");
        story.offer(desk);
        assertThat(page.locator(".call")).hasCount(0);
    }
}
