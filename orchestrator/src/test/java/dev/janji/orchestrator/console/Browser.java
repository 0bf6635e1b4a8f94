package dev.janji.orchestrator.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ReducedMotion;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** The system's Chromium, one for all tests of a JVM. Give a test a parameter of this type to have it. Confined to the thread of the tests. */
public final class Browser implements AutoCloseable {
    static final int WIDTH = 1280;
    static final int HEIGHT = 720;
    /** What comes comes sooner; a machine that is slow is no failure. */
    private static final double PATIENCE_MILLIS = 60_000;

    private static final Path SCREENSHOTS = Path.of("target", "screenshots");
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final Path MAC = Path.of("/Applications/Google Chrome.app/Contents/MacOS/Google Chrome");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;
    private final List<String> complaints = new ArrayList<>();

    private Browser() {
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE_MILLIS);
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        chromium = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable())
                        .setArgs(List.of(
                                "--no-sandbox",
                                "--disable-gpu",
                                "--disable-quic",
                                "--no-first-run",
                                "--disable-background-networking",
                                "--disable-component-update",
                                "--disable-sync")));
    }

    /** Starts it at the first need, and stops it after the last test. */
    public static final class Extension implements ParameterResolver {
        private static final ExtensionContext.Namespace SPACE = ExtensionContext.Namespace.create(Browser.class);

        @Override
        public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
            return parameter.getParameter().getType() == Browser.class;
        }

        @Override
        public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
            return context.getRoot()
                    .getStore(SPACE)
                    .getOrComputeIfAbsent(Browser.class, key -> new Browser(), Browser.class);
        }
    }

    /** The console in a new window without a memory. @param language that it was left in; id when it never was */
    Page open(ScriptedDesk desk, ColorScheme scheme, String language) {
        BrowserContext context = chromium.newContext(new com.microsoft.playwright.Browser.NewContextOptions()
                .setViewportSize(WIDTH, HEIGHT)
                .setColorScheme(scheme)
                .setReducedMotion(ReducedMotion.REDUCE)
                .setLocale(language.equals("en") ? "en-GB" : "id-ID")
                .setTimezoneId("Asia/Jakarta"));
        context.setDefaultTimeout(PATIENCE_MILLIS);
        if (language.equals("en")) {
            context.addInitScript("localStorage.setItem('janji.desk.language', 'en')");
        }
        Page page = context.newPage();
        complaints.clear();
        page.onPageError(complaints::add);
        page.onConsoleMessage(message -> {
            if (message.type().equals("error") && !message.text().contains("WebSocket connection")) {
                complaints.add(message.text());
            }
        });
        page.navigate(desk.address("/desk/").toString());
        page.waitForSelector("#token");
        return page;
    }

    Page open(ScriptedDesk desk) {
        return open(desk, ColorScheme.LIGHT, "id");
    }

    /** Errors of the page since it was opened: thrown ones, refused resources, breaches of its content policy. */
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /** That this complaint was to be expected. @param part of its text */
    void forgive(String part) {
        complaints.removeIf(complaint -> complaint.contains(part));
    }

    /** That the whole of it can be seen without scrolling anything. */
    static void inView(Page page, String selector) {
        Object seen = page.locator(selector).first().evaluate("""
                e => {
                  const r = e.getBoundingClientRect();
                  let box = { top: 0, left: 0, bottom: innerHeight, right: innerWidth };
                  for (let p = e.parentElement; p; p = p.parentElement) {
                    if (getComputedStyle(p).overflowY === 'visible') continue;
                    const b = p.getBoundingClientRect();
                    box = { top: Math.max(box.top, b.top), left: Math.max(box.left, b.left), bottom: Math.min(box.bottom, b.bottom), right: Math.min(box.right, b.right) };
                  }
                  return r.width > 0 && r.height > 0 && r.top >= box.top - 1 && r.left >= box.left - 1 && r.bottom <= box.bottom + 1 && r.right <= box.right + 1;
                }
                """);
        assertThat(seen).as("in view: " + selector).isEqualTo(true);
    }

    static void signIn(Page page, String token) {
        page.fill("#token", token);
        page.keyboard().press("Enter");
    }

    /** Nothing of WCAG 2.2 AA or of good practice is broken, nothing is cut off to the side, and a picture of it is kept. */
    static void examine(Page page, String name) {
        keep(page, name);
        var violations = new AxeBuilder(page)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze()
                .getViolations();
        assertThat(violations.stream()
                        .map(v -> v.getId() + ": " + v.getHelp() + " "
                                + v.getNodes().stream()
                                        .map(n -> n.getTarget() + " " + n.getFailureSummary())
                                        .toList()))
                .as(name)
                .isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= innerWidth"))
                .as("no scrolling to the side: " + name)
                .isEqualTo(true);
    }

    static void keep(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")));
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    private static Path executable() {
        return Stream.of(System.getenv("PATH").split(File.pathSeparator))
                .flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst()
                .or(() -> Stream.of(MAC).filter(Files::isExecutable).findFirst())
                .orElseThrow(
                        () -> new IllegalStateException(
                                "Expected Chromium on the PATH, but found none: ./check installs it, or apt-get install chromium"));
    }
}
