package dev.gatehouse.it.theme;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.ColorScheme;
import dev.gatehouse.it.theme.pages.PageFigures;
import dev.gatehouse.it.theme.pages.PageSpeed;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.it.theme.pages.PageTraffic;
import dev.gatehouse.it.theme.pages.PageWeight;
import dev.gatehouse.it.theme.pages.TourRealm;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Verifies the weight and speed of pages, in a server in production mode and in realms with forty languages, compared with the theme {@code
 * keycloak.v2}.
 */
@Tag("browser")
class PageWeightTest {

    /**
     * Gatehouse may take at most this share of the stock theme's time. A generous limit: on an overloaded machine all pages are slow alike.
     */
    private static final double OF_STOCKS_TIME = 0.9;

    private static TestServer server;
    private static Chromium chromium;

    @BeforeAll
    static void start() {
        chromium = new Chromium();
        // Another build option makes Keycloak rebuild itself, which takes half a minute; so the switch of the email
        // sender is tested here
        // too.
        server = TestServer.production("--spi-email-sender--provider=default");
        server.admin().realm(Map.of("supportedLocales", TourRealm.LOCALES));
    }

    @AfterAll
    static void stop() {
        chromium.close();
        if (server != null) {
            server.close();
        }
    }

    @Test
    void everyPageIsSentInAFewSmallAnswersWithoutFontsAndThirdParties() {
        List<String> problems = new ArrayList<>();
        Map<String, PageWeight> weights = new LinkedHashMap<>();
        try (PageTour tour = PageTour.ofAll(server)) {
            AtomicReference<PageTraffic> traffic = new AtomicReference<>();
            PageTour.complete(tour.visit(
                    tour.stops(),
                    () -> chromium.profile(Chromium.phone(ColorScheme.LIGHT)),
                    page -> traffic.set(PageTraffic.of(page)),
                    (stop, page) -> weights.put(stop, traffic.get().weight())));
            assertThat(weights.keySet()).containsExactlyElementsOf(tour.stops());
        }
        weights.forEach((stop, weight) -> {
            if (weight.bytes() > 25_000
                    || weight.requests() > 5
                    || weight.scripts() > 4_000
                    || weight.styles() > 8_000
                    || weight.fonts() > 0
                    || weight.thirdParties() > 0) {
                problems.add(stop + ": " + weight);
            }
            assertThat(weight.styles()).as("%s has styles", stop).isPositive();
        });
        assertThat(problems).isEmpty();
    }

    @Test
    void onASlowNetworkPagesAreThereBeforeTheStockThemes() {
        List<String> stops = List.of("login", "login-reset-password");
        Map<String, PageSpeed> ours = PageFigures.speeds(server, chromium, "gatehouse", stops);
        Map<String, PageSpeed> stock = PageFigures.speeds(server, chromium, "keycloak.v2", stops);
        assertThat(ours.keySet()).isEqualTo(stock.keySet()).containsExactlyInAnyOrderElementsOf(stops);
        for (ToDoubleFunction<PageSpeed> part :
                List.<ToDoubleFunction<PageSpeed>>of(PageSpeed::firstPaint, PageSpeed::load)) {
            assertThat(sum(ours, part))
                    .as("%s, stock %s", ours, stock)
                    .isPositive()
                    .isLessThan(OF_STOCKS_TIME * sum(stock, part));
        }
    }

    @Test
    @DisplayName("Where Keycloak's own email sender is chosen, emails carry none of our headers")
    void keycloaksOwnMailSenderCanBeChosen() {
        Admin.User someone = server.admin().newUser("agent");
        server.newBrowser().loginCompletely("workspace", someone);
        assertThat(server.inbox().messages(someone.email()))
                .isNotEmpty()
                .allSatisfy(mail -> assertThat(mail.header("Auto-Submitted")).isNull());
    }

    private static double sum(Map<String, PageSpeed> speeds, ToDoubleFunction<PageSpeed> part) {
        return speeds.values().stream().mapToDouble(part).sum();
    }
}
