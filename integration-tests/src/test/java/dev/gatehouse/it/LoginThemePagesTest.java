package dev.gatehouse.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every page of the theme. */
class LoginThemePagesTest {

    private static Chromium chromium;
    private static PageTour tour;

    @BeforeAll
    static void prepare() {
        chromium = new Chromium();
        tour = new PageTour(TestServer.shared());
    }

    @AfterAll
    static void cleanUp() {
        chromium.close();
        tour.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"en", "ar"})
    void walk(String locale) {
        List<String> problems = new ArrayList<>();
        tour.visit(tour.stops(), () -> chromium.profile(Chromium.phone(ColorScheme.LIGHT).setLocale(locale)), (stop, page) -> {
            Chromium.picture(page, "theme-" + locale + "-" + stop);
            Chromium.violations(page, "html").forEach(violation -> problems.add(stop + ": " + violation));
        });
        assertThat(problems).isEmpty();
    }
}
