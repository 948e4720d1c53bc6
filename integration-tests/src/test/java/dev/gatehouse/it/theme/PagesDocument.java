package dev.gatehouse.it.theme;

import dev.gatehouse.it.theme.pages.PageFigures;
import dev.gatehouse.it.theme.pages.PagePictures;
import dev.gatehouse.it.theme.pages.PageWeight;
import dev.gatehouse.it.theme.pages.SmallPicture;
import dev.gatehouse.it.theme.pages.TourRealm;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Writes {@code docs/reports/pages.md} and its pictures. It runs by {@code scripts/update-pages} only, not with the tests. */
class PagesDocument {

    private static final Path FILE = Path.of(System.getProperty("gatehouse.pages-document"));
    private static final Path FONTS = Path.of(System.getProperty("gatehouse.pictures"), "fonts.conf");
    private static final int PHONE = 390;
    private static final int GAP = 16;

    private static final List<String> SHOWN = List.of(
            "login-username",
            "login-known",
            "gatehouse-code",
            "gatehouse-code-wrong",
            "gatehouse-forgot-waiting",
            "gatehouse-new-password",
            "gatehouse-link-done",
            "gatehouse-get-the-app");

    private static final Map<String, String> TITLES = Map.ofEntries(
            Map.entry("login", "Sign in"),
            Map.entry("login-reset-password", "Forgot password"),
            Map.entry("login-otp", "Code of an authenticator app"),
            Map.entry("login-update-password", "Update password"),
            Map.entry("error", "Error"),
            Map.entry("info", "Information"),
            Map.entry("gatehouse-code", "Security code"),
            Map.entry("gatehouse-forgot", "Forgot password"),
            Map.entry("gatehouse-new-password", "New password"),
            Map.entry("gatehouse-link-done", "Password changed"),
            Map.entry("gatehouse-get-the-app", "Get the app"),
            Map.entry("gatehouse-code-wrong", "A wrong code"),
            Map.entry("gatehouse-forgot-waiting", "Waiting for the email"),
            Map.entry("login-username", "Sign in: address"),
            Map.entry("login-known", "Sign in: password"));

    private static final String INTRODUCTION = """
            # What pages cost, and how they look

            Small pages open quickly on slow phones. This report compares the theme `gatehouse` with Keycloak's own, `keycloak.v2`.
            `scripts/update-pages` measures, takes the pictures and writes this page; nothing of it was written by hand. Measured with Keycloak %s started in production mode
            (`kc.sh start`: responses compressed, themes cached), both themes in the same run on the same server, realms with %d languages enabled,
            Chromium %s, a window of 390 × 844.

            | | |
            | --- | --- |
            | kB | All data that a browser with an empty cache receives for the page over the wire, headers included; 1 kB is 1000 bytes. In brackets: JavaScript and style sheets, without headers. Where the server has listed the rules for a password, the script that ticks them off (2.4 kB) is loaded when the user begins to type. Headless Chromium fetches no icon; Gatehouse's pages contain theirs. |
            | Requests | All requests for it, the page included. In brackets: fonts, and responses from other hosts. |
            | Paint, load | First contentful paint, and the end of loading, on a slow phone: 1.6 Mbit/s, 150 ms round trip, CPU at a quarter of this machine's speed; median of three. The response to a submitted form cannot be loaded again, so it has none. They depend on the machine and its load: compare the two themes, not different days. |
            | axe | Rules of axe for WCAG 2.0 to 2.2, A and AA, and its best practices, that the page breaks; after the slash, those that axe leaves to a person. |

            The tests limit every page of the theme to 25 kB, 5 requests, 4.5 kB of JavaScript, 8 kB of style sheets, no fonts and nothing from other
            hosts, and Gatehouse's times to at most 90 %% of the stock theme's in the same run. The goal is 0.8 s for the first paint and 1.0 s for all of it.
            """;

    @Test
    void write() throws IOException {
        Map<String, PageFigures> ours;
        Map<String, PageFigures> stock;
        String version;
        try (Chromium chromium = new Chromium();
                TestServer server = TestServer.production()) {
            server.admin().realm(Map.of("supportedLocales", TourRealm.LOCALES));
            ours = new TreeMap<>(PageFigures.ofKeycloaksPages(server, chromium, "gatehouse"));
            ours.putAll(PageFigures.ofOwnPages(server, chromium));
            stock = PageFigures.ofKeycloaksPages(server, chromium, "keycloak.v2");
            version = chromium.majorVersion();
        }
        StringBuilder document = new StringBuilder(
                INTRODUCTION.formatted(TestServer.keycloakVersion(), TourRealm.LOCALES.size(), version));
        document.append(
                "\n## Pages that both themes have\n\n| Page | Theme | kB | Requests | Paint | Load | axe |\n| --- | --- | --- | --- | --- | --- | --- |\n");
        for (String stop : PageFigures.STOPS) {
            document.append(row(TITLES.get(stop), "`gatehouse`", ours.get(stop)))
                    .append(row("", "`keycloak.v2`", stock.get(stop)));
        }
        document.append(
                "\n## Pages that only Gatehouse has\n\n| Page | kB | Requests | Paint | Load | axe |\n| --- | --- | --- | --- | --- | --- |\n");
        PageFigures.OWN.forEach(stop -> document.append(row(TITLES.get(stop), null, ours.get(stop))));
        document.append("\n## Pictures\n\nOn a phone, in light and dark colours.\n");
        try (Chromium chromium = Chromium.withFonts(FONTS)) {
            document.append(pictures(chromium, "en", SHOWN, stop -> "### " + TITLES.get(stop)));
            document.append("\n### In Arabic and Japanese\n");
            document.append(pictures(chromium, "ar", List.of("gatehouse-code"), stop -> ""))
                    .append(pictures(chromium, "ja", List.of("gatehouse-code"), stop -> ""));
        }
        Files.writeString(FILE, document.toString());
    }

    private static String row(String title, String theme, PageFigures of) {
        PageWeight weight = of.weight();
        return "| %s |%s %.1f (%.1f + %.1f) | %d (%d, %d) | %s | %s | %d / %d |\n"
                .formatted(
                        title,
                        theme == null ? "" : " " + theme + " |",
                        weight.bytes() / 1000.0,
                        weight.scripts() / 1000.0,
                        weight.styles() / 1000.0,
                        weight.requests(),
                        weight.fonts(),
                        weight.thirdParties(),
                        of.speed() == null ? "–" : seconds(of.speed().firstPaint()),
                        of.speed() == null ? "–" : seconds(of.speed().load()),
                        of.violations(),
                        of.review());
    }

    private static String seconds(double milliseconds) {
        return "%.2f s".formatted(milliseconds / 1000);
    }

    private static String pictures(
            Chromium chromium, String locale, List<String> stops, Function<String, String> heading) {
        Map<String, BufferedImage> light = new TreeMap<>();
        StringBuilder text = new StringBuilder();
        new PagePictures(TestServer.withUsualEmailGap(), chromium)
                .take(locale, stops, List.of(PHONE), (name, picture) -> {
                    BufferedImage first = light.putIfAbsent(name.stop(), picture);
                    if (first != null) {
                        String file = name.stop().replace("gatehouse-", "") + "-" + locale + ".png";
                        SmallPicture.write(
                                beside(first, picture),
                                FILE.getParent().resolveSibling("pictures").resolve(file));
                        text.append("\n%s\n\n![%s, language %s, in light and dark colours](../pictures/%s)\n"
                                .formatted(heading.apply(name.stop()), TITLES.get(name.stop()), locale, file));
                    }
                });
        return text.toString();
    }

    private static BufferedImage beside(BufferedImage left, BufferedImage right) {
        BufferedImage both = new BufferedImage(
                left.getWidth() + GAP + right.getWidth(),
                Math.max(left.getHeight(), right.getHeight()),
                BufferedImage.TYPE_INT_ARGB);
        both.getGraphics().drawImage(left, 0, 0, null);
        both.getGraphics().drawImage(right, left.getWidth() + GAP, 0, null);
        return both;
    }
}
