package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.gatehouse.it.theme.pages.PagePictures;
import dev.gatehouse.it.theme.pages.PixelDifference;
import dev.gatehouse.it.theme.pages.Rendering;
import dev.gatehouse.it.theme.pages.SmallPicture;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Verifies that the main pages look as in the pictures in {@code src/test/pictures}. After an intended change, {@code
 * scripts/update-pictures} retakes them.
 */
@Tag("browser")
@Tag("pictures")
class LoginThemePicturesTest {

    private static final double ALLOWED = 0.001;
    private static final boolean RENEW = Boolean.getBoolean("gatehouse.renew-pictures");
    private static final Path FOLDER = Path.of(System.getProperty("gatehouse.pictures"));
    private static final Path RENDERING = FOLDER.resolve("rendering.txt");

    private static Chromium chromium;

    @BeforeAll
    static void startTheBrowser() throws IOException {
        chromium = Chromium.withFonts(FOLDER.resolve("fonts.conf"));
        String here = Rendering.of(chromium);
        if (RENEW) {
            Files.writeString(RENDERING, here);
        }
        String there = Files.readString(RENDERING);
        String reason =
                "The pictures of pages were taken with%n%sand this browser has%n%sso they cannot be compared. See scripts/update-pictures."
                        .formatted(there, here);
        if (!here.equals(there)) {
            System.out.println(reason);
        }
        assumeTrue(here.equals(there), reason);
    }

    @AfterAll
    static void closeTheBrowser() {
        chromium.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "de", "ar", "ja"})
    void pagesLookAsInTheirPictures(String locale) {
        List<String> problems = new ArrayList<>();
        List<PagePictures.Name> seen = new ArrayList<>();
        new PagePictures(TestServer.withUsualEmailGap(), chromium)
                .take(locale, PagePictures.STOPS, PagePictures.WIDTHS, (name, picture) -> {
                    seen.add(name);
                    Path file = name.in(FOLDER);
                    if (RENEW) {
                        renew(picture, file);
                    } else {
                        double difference =
                                Files.exists(file) ? PixelDifference.between(SmallPicture.read(file), picture) : 1;
                        if (difference > ALLOWED) {
                            Path now = name.in(Path.of(System.getProperty("gatehouse.work"), "pictures", "now"));
                            SmallPicture.write(picture, now);
                            problems.add("%s differs from %s in %.2f %% of its pixels"
                                    .formatted(now, file.getFileName(), difference * 100));
                        }
                    }
                });
        assertThat(seen).hasSize(PagePictures.STOPS.size() * PagePictures.WIDTHS.size() * PagePictures.COLOURS.size());
        assertThat(problems).isEmpty();
    }

    /** Keeps a picture that looks the same, so that a renewal changes no more files than it must. */
    private static void renew(BufferedImage picture, Path file) {
        if (!Files.exists(file) || PixelDifference.between(SmallPicture.read(file), picture) > 0) {
            SmallPicture.write(picture, file);
        }
    }

    @Test
    @DisplayName("A changed colour is a difference; an edge that is smoothed differently is none")
    void aChangedColourDiffersAndASmoothedEdgeDoesNot() {
        BufferedImage page = square(0xFF1A5FB4, 0xFF8CAFD9);
        assertThat(PixelDifference.between(page, square(0xFF1A5FB4, 0xFF8CAFD9)))
                .isZero();
        assertThat(PixelDifference.between(page, square(0xFF7A1FA2, 0xFF8CAFD9)))
                .isGreaterThan(0.1);
        assertThat(PixelDifference.between(page, square(0xFF1A5FB4, 0xFF6090C0)))
                .isZero();
        assertThat(PixelDifference.between(page, new BufferedImage(99, 100, BufferedImage.TYPE_INT_ARGB)))
                .isEqualTo(1);
    }

    /** A square on white whose right side has a colour in between. */
    private static BufferedImage square(int colour, int edge) {
        BufferedImage picture = new BufferedImage(100, 100, BufferedImage.TYPE_INT_ARGB);
        for (int y = 0; y < 100; y++) {
            for (int x = 0; x < 100; x++) {
                picture.setRGB(x, y, x < 40 ? colour : x == 40 ? edge : 0xFFFFFFFF);
            }
        }
        return picture;
    }
}
