package dev.gatehouse.testsupport.browser;

import com.deque.html.axecore.args.AxeRunOptions;
import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.AxeResults;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.setup.InstalledBrowser;
import dev.gatehouse.testsupport.standin.AppStandIn;
import dev.gatehouse.testsupport.standin.GoogleStandIn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A real headless browser: the one that the module {@code test-setup} finds or installs. */
public final class Chromium implements AutoCloseable {

    private static final List<String> ALWAYS = List.of(
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync");

    static {
        // On a busy machine a page takes longer than Playwright's five seconds.
        PlaywrightAssertions.setDefaultAssertionTimeout(30_000);
    }

    /** The browser of {@link #shared()}; {@code null} before its first use. */
    private static Engine shared;

    private final Engine engine;
    private final boolean isShared;
    private final List<BrowserContext> profiles = new ArrayList<>();

    /** A browser of its own, which any thread may start and use alone. */
    public Chromium() {
        this(new Engine(List.of(), List.of(), Map.of()), false);
    }

    /** A browser that uses the stand-in for Google. */
    public Chromium(GoogleStandIn google) {
        this(new Engine(List.of(google.chromiumRule()), List.of(google.chromiumTrust()), Map.of()), false);
    }

    private Chromium(Engine engine, boolean isShared) {
        this.engine = engine;
        this.isShared = isShared;
    }

    /**
     * The browser that all test classes of a process share, because a start takes longer than many tests. They share no profile: closing
     * closes those that were made here. Only the thread that runs the tests may use it.
     */
    public static Chromium shared() {
        if (shared == null || !shared.isUsable()) {
            shared = new Engine(List.of(), List.of(), Map.of());
        }
        return new Chromium(shared, true);
    }

    /**
     * A browser that sees only some of the machine's fonts.
     *
     * @param configuration the configuration of fontconfig
     */
    public static Chromium withFonts(Path configuration) {
        return new Chromium(
                new Engine(
                        List.of(),
                        List.of("--font-render-hinting=none", "--disable-lcd-text", "--force-color-profile=srgb"),
                        Map.of(
                                "FONTCONFIG_FILE",
                                configuration.toAbsolutePath().normalize().toString())),
                false);
    }

    /** A process of the browser. Playwright ends it with this one at the latest. */
    private static final class Engine implements AutoCloseable {

        private final Thread thread = Thread.currentThread();
        private final AppStandIn app = new AppStandIn();
        private final Playwright playwright;
        private final Browser browser;

        Engine(List<String> hosts, List<String> arguments, Map<String, String> environment) {
            Path executable = InstalledBrowser.find().orElseThrow(() -> new AssertionError(InstalledBrowser.advice()));
            playwright = Playwright.create();
            Map<String, String> all = new HashMap<>(System.getenv());
            all.putAll(environment);
            String rules = String.join(
                    ", ",
                    Stream.concat(Stream.of(app.chromiumRule()), hosts.stream()).toList());
            browser = playwright
                    .chromium()
                    .launch(new BrowserType.LaunchOptions()
                            .setExecutablePath(executable)
                            .setEnv(all)
                            .setArgs(Stream.of(ALWAYS, List.of("--host-resolver-rules=" + rules), arguments)
                                    .flatMap(List::stream)
                                    .toList()));
        }

        /** Whether it still runs, and belongs to this thread: Playwright allows no other. */
        boolean isUsable() {
            return thread == Thread.currentThread() && browser.isConnected();
        }

        @Override
        public void close() {
            browser.close();
            playwright.close();
            app.close();
        }
    }

    /** Its version up to the first dot. */
    public String majorVersion() {
        return engine.browser.version().replaceFirst("\\..*", "");
    }

    /** A new browser profile, without cookies. */
    public BrowserContext profile(Browser.NewContextOptions options) {
        BrowserContext context = engine.browser.newContext(options);
        context.setDefaultTimeout(30_000);
        profiles.add(context);
        return context;
    }

    public BrowserContext profile() {
        return profile(new Browser.NewContextOptions());
    }

    public static Browser.NewContextOptions phone(ColorScheme colors) {
        return new Browser.NewContextOptions().setViewportSize(390, 844).setColorScheme(colors);
    }

    /** Saves a picture for review in {@code target/pictures}. */
    public static void picture(Page page, String name) {
        page.screenshot(new Page.ScreenshotOptions()
                .setPath(Path.of(System.getProperty("gatehouse.work"), "pictures", name + ".png"))
                .setFullPage(true));
    }

    /**
     * The violations that axe finds in a page, by the rules of WCAG 2.0 to 2.2, A and AA.
     *
     * @param selector the part of the page to check
     */
    public static List<String> violations(Page page, String selector) {
        return analyze(page, selector).getViolations().stream()
                .map(Chromium::inWords)
                .toList();
    }

    private static AxeResults analyze(Page page, String selector) {
        AxeRunOptions options = new AxeRunOptions();
        // Otherwise every element that passes would be reported too.
        options.setResultTypes(List.of("violations", "incomplete"));
        return new AxeBuilder(page)
                // Runs in the page itself, not in a new window for each result: there are no frames to check.
                .setLegacyMode(true)
                .options(options)
                .include(selector)
                .withTags(List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"))
                .analyze();
    }

    /** What axe finds wrong, or cannot decide, in a whole page; one analysis for both. */
    public static List<String> doubts(Page page) {
        AxeResults results = analyze(page, "html");
        return Stream.concat(results.getViolations().stream(), results.getIncomplete().stream())
                .map(Chromium::inWords)
                .toList();
    }

    private static String inWords(Rule rule) {
        return rule.getId() + ": " + rule.getHelp() + " "
                + rule.getNodes().stream().map(node -> node.getHtml()).toList();
    }

    @Override
    public void close() {
        if (isShared) {
            profiles.forEach(BrowserContext::close);
        } else {
            engine.close();
        }
    }
}
