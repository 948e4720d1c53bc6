package dev.gatehouse.it.theme.pages;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.awt.image.BufferedImage;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;

/** Pictures of the theme's main pages in some sizes and colours, without anything that differs from run to run. */
public final class PagePictures {

    /** The pages, in the order of the tour. */
    public static final List<String> STOPS = List.of(
            "login-username",
            "login-known",
            "gatehouse-code",
            "gatehouse-code-wrong",
            "gatehouse-forgot",
            "gatehouse-forgot-waiting",
            "gatehouse-new-password",
            "gatehouse-new-password-error",
            "gatehouse-link-done",
            "gatehouse-get-the-app");

    /** A narrow window and a wide one. */
    public static final List<Integer> WIDTHS = List.of(390, 1280);

    public static final List<ColorScheme> COLOURS = List.of(ColorScheme.LIGHT, ColorScheme.DARK);

    /** Replaces addresses of users, times and waiting times, whose digits may be Arabic. */
    private static final String STEADY = """
            () => {
              const steady = text => text
                .replace(/\\bu[0-9a-f]{8}@acme\\.test/g, 'someone@acme.test')
                .replace(/[0-9\\u0660-\\u0669]{1,2}([:.])[0-9\\u0660-\\u0669]{2}(\\s?(AM|PM|\\u0635|\\u0645))?/g, '12$100')
                .replace(/(\\u5348\\u524d|\\u5348\\u5f8c)(?=\\s?12)/g, '\\u5348\\u524d');
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                texts.currentNode.data = steady(texts.currentNode.data);
              }
              document.querySelectorAll('input').forEach(input => { input.value = steady(input.value); });
              document.querySelectorAll('#gatehouse-wait').forEach(wait => { wait.textContent = wait.textContent.replace(/[0-9\\u0660-\\u0669]+/g, '30'); });
            }""";

    private final PageTour tour;
    private final Chromium chromium;

    /**
     * The name of a picture.
     *
     * @param stop the page
     * @param locale its language
     * @param colors light or dark
     * @param width of the window, in CSS pixels
     */
    public record Name(String stop, String locale, ColorScheme colors, int width) {

        public Path in(Path folder) {
            return folder.resolve(locale)
                    .resolve(stop + "-" + colors.name().toLowerCase(Locale.ROOT) + "-" + width + ".png");
        }
    }

    public PagePictures(TestServer server, Chromium chromium) {
        this.tour = PageTour.ofGatehouse(server);
        this.chromium = chromium;
    }

    /** Takes pictures of some pages in a language; passes each on as it is taken. */
    public void take(String locale, List<String> stops, List<Integer> widths, BiConsumer<Name, BufferedImage> taken) {
        PageTour.complete(tour.visit(
                stops,
                () -> chromium.profile(
                        new Browser.NewContextOptions().setLocale(locale).setViewportSize(1280, 800)),
                (stop, page) -> {
                    page.evaluate(STEADY);
                    for (int width : widths) {
                        page.setViewportSize(width, width < 1000 ? 844 : 800);
                        for (ColorScheme colors : COLOURS) {
                            page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(colors));
                            taken.accept(new Name(stop, locale, colors, width), SmallPicture.of(picture(page)));
                        }
                    }
                }));
    }

    private static byte[] picture(Page page) {
        return page.screenshot(
                new Page.ScreenshotOptions().setFullPage(true).setAnimations(ScreenshotAnimations.DISABLED));
    }
}
