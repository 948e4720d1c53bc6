package dev.gatehouse.it.theme.pages;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Opens in a browser the pages that a user can meet, also with their error messages. The language is the one that the browser requests, so
 * no step depends on texts. No page needs JavaScript to be reached, except those of a journey that says so.
 */
public final class PageTour implements AutoCloseable {

    /** The redirect URI of {@link #authorization}. */
    public static final String REDIRECT_URI = "http://localhost:9999/callback";

    public static final Pattern CALLBACK = Pattern.compile("^http://localhost:9999/.*");

    private static final String STATE =
            "(|-waiting|-not-me|-known|-code|-open)(|-error|-asking|-resumed|-device|-secured|-again|-for-change|-manual|-sent|-reset-sent|-with-passkeys|-with-other-ways|-empty|-short|-wrong|-too-soon|-exhausted|-instead|-done|-used|-unreadable)";

    private final TourRealm realm;
    private final List<Journey> journeys;

    /**
     * A path through some pages, in a browser profile of its own.
     *
     * @param needsScript whether its pages are of no use without JavaScript
     * @param stops the names of its stops, in order
     * @param steps walks the path
     */
    public record Journey(boolean needsScript, List<String> stops, Steps steps) {

        public static Journey of(Steps steps, String... stops) {
            return new Journey(false, List.of(stops), steps);
        }

        public static Journey withScript(Steps steps, String... stops) {
            return new Journey(true, List.of(stops), steps);
        }
    }

    /** Goes from page to page. */
    public interface Steps {

        void go(Page page, Stop stop);
    }

    /** Called when a page is open. */
    public interface Stop {

        void at(String name);
    }

    private PageTour(TourRealm realm, Stream<List<Journey>> journeys) {
        this.realm = realm;
        this.journeys = journeys.flatMap(List::stream).toList();
    }

    /** A tour of all pages of the theme {@code gatehouse}. */
    public static PageTour ofAll(TestServer server) {
        TourRealm realm = new TourRealm(server);
        return new PageTour(
                realm,
                Stream.of(
                        new GatehousePages(server).journeys(),
                        new SignInPages(realm).journeys(),
                        new ActionPages(realm).journeys(),
                        new OtherPages(server, realm).journeys()));
    }

    /** A tour of the extension's own pages, in whatever theme the reference realm has. */
    public static PageTour ofGatehouse(TestServer server) {
        return new PageTour(null, Stream.of(new GatehousePages(server).journeys()));
    }

    /**
     * A tour of the pages of Keycloak's own flows.
     *
     * @param theme {@code gatehouse} or {@code keycloak.v2}, which use the same names for the same things
     */
    public static PageTour ofKeycloak(TestServer server, String theme) {
        TourRealm realm = new TourRealm(server, theme);
        return new PageTour(
                realm,
                Stream.of(
                        new SignInPages(realm).journeys(),
                        new ActionPages(realm).journeys(),
                        new OtherPages(server, realm).journeys()));
    }

    /** The realm in which most of the pages are shown; the others are the reference realm's. {@code null} if the tour has no others. */
    public TourRealm realm() {
        return realm;
    }

    /** The names of all pages, in the order of the tour. */
    public List<String> stops() {
        return journeys.stream().flatMap(journey -> journey.stops().stream()).toList();
    }

    /** The names of the pages that are of use without JavaScript. */
    public List<String> stopsWithoutScript() {
        return journeys.stream()
                .filter(journey -> !journey.needsScript())
                .flatMap(journey -> journey.stops().stream())
                .toList();
    }

    /**
     * Opens some of the pages.
     *
     * @param stops their names
     * @param profiles makes a profile for each journey; the tour closes it
     * @param look called with the name of each page, when it is open
     * @return which journeys did not come to their end, and why; empty if all did
     */
    public List<String> visit(List<String> stops, Supplier<BrowserContext> profiles, BiConsumer<String, Page> look) {
        return visit(stops, profiles, page -> {}, look);
    }

    /**
     * Opens some of the pages.
     *
     * @param opened called with each empty tab, before anything is opened in it
     */
    public List<String> visit(
            List<String> stops,
            Supplier<BrowserContext> profiles,
            Consumer<Page> opened,
            BiConsumer<String, Page> look) {
        List<String> failures = new ArrayList<>();
        for (Journey journey : journeys) {
            int length = lastOf(stops, journey) + 1;
            if (length > 0) {
                try {
                    List<String> met = walk(journey, length, profiles, opened, (stop, page) -> {
                        if (stops.contains(stop)) {
                            look.accept(stop, page);
                        }
                    });
                    assertThat(met).isEqualTo(journey.stops().subList(0, length));
                } catch (AssertionError e) {
                    failures.add(e.getMessage() + ": " + e.getCause());
                }
            }
        }
        return failures;
    }

    /** Fails unless all journeys came to their end. */
    public static void complete(List<String> failures) {
        assertThat(failures).isEmpty();
    }

    private static int lastOf(List<String> stops, Journey journey) {
        return IntStream.range(0, journey.stops().size())
                .filter(at -> stops.contains(journey.stops().get(at)))
                .max()
                .orElse(-1);
    }

    /** Ends a path early. */
    private static final class Enough extends RuntimeException {}

    private static List<String> walk(
            Journey journey,
            int length,
            Supplier<BrowserContext> profiles,
            Consumer<Page> opened,
            BiConsumer<String, Page> look) {
        List<String> met = new ArrayList<>();
        try (BrowserContext profile = profiles.get()) {
            Page page = profile.newPage();
            opened.accept(page);
            try {
                journey.steps().go(page, name -> {
                    page.waitForLoadState();
                    // A page is named after its template and its state.
                    assertThat(name)
                            .matches(page.locator("body")
                                            .getAttribute("data-page-id")
                                            .replaceFirst("login-", "")
                                    + STATE);
                    met.add(name);
                    look.accept(name, page);
                    if (met.size() == length) {
                        throw new Enough();
                    }
                });
            } catch (Enough e) {
                return met;
            } catch (RuntimeException | AssertionError e) {
                String heading = page.locator("h1").count() == 0
                        ? ""
                        : page.locator("h1").first().textContent().strip();
                throw new AssertionError(
                        "after %s, at %s \"%s\": %s".formatted(met, page.url(), heading, e.getMessage()), e);
            }
        }
        return met;
    }

    /** The URL to which an app sends users to sign in. */
    public static String authorization(String realmUrl, String client, String more) {
        return realmUrl + "/protocol/openid-connect/auth?response_type=code&scope=openid&state=s&client_id=" + client
                + "&redirect_uri=" + REDIRECT_URI
                + "&code_challenge_method=S256&code_challenge=E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM"
                + more;
    }

    /** Fills in the name and the password, on one page or on two. */
    public static void signIn(Page page, Admin.User user, String password) {
        // An app such as the Admin Console leads to the login by a script.
        page.locator("#username, #kc-attempted-username").first().waitFor();
        if (page.locator("#username").count() == 0
                && !user.email().equals(page.locator("#kc-attempted-username").textContent())) {
            // The device remembers somebody else.
            page.locator("#reset-login").click();
        }
        if (page.locator("#username").count() > 0) {
            page.locator("#username").fill(user.email());
        }
        if (page.locator("#password").count() == 0) {
            page.locator("#kc-login").click();
        }
        page.locator("#password").fill(password);
        page.locator("#kc-login").click();
    }

    /** Clicks and waits for the next page, where that has the same fields: they would be filled in on the page that is left. */
    static void clickAndAwait(Page page, String selector) {
        page.evaluate("document.documentElement.dataset.left = ''");
        page.locator(selector).click();
        page.locator("html:not([data-left])").waitFor();
    }

    @Override
    public void close() {
        if (realm != null) {
            realm.close();
        }
    }
}
