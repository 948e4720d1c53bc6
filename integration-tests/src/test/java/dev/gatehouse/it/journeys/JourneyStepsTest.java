package dev.gatehouse.it.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import dev.gatehouse.it.theme.pages.PageTour;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Company;
import dev.gatehouse.testsupport.browser.Chromium;
import dev.gatehouse.testsupport.server.TestServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Counts what journeys cost a person: pages, presses of a button, a link or Enter, emails, and waits. The table, with the seconds that a
 * program needed, is printed and is left in {@code target/journeys.md}. Two emails of a login are half a minute apart, as in production.
 */
@Tag("browser")
class JourneyStepsTest {

    private static final Map<Journey, Cost> COSTS = new EnumMap<>(Journey.class);

    private static Chromium chromium;

    private final TestServer server = TestServer.withUsualEmailGap();
    private final Admin admin = server.admin();

    @BeforeAll
    static void startTheBrowser() {
        COSTS.clear();
        chromium = Chromium.shared();
    }

    @AfterAll
    static void reportAndCloseTheBrowser() throws IOException {
        chromium.close();
        StringBuilder table = new StringBuilder("""
                | Journey | Pages, presses, emails, waits | Wanted at most | Seconds | Pages |
                | --- | --- | --- | --- | --- |
                """);
        COSTS.forEach((journey, cost) -> table.append("| %s | %s | %s | %.1f | %s |%n"
                .formatted(
                        journey,
                        cost.inShort(),
                        journey.wanted().inShort(),
                        cost.time().toMillis() / 1000.0,
                        String.join("; ", cost.screens()))));
        System.out.println(table);
        Files.writeString(Path.of(System.getProperty("gatehouse.work"), "journeys.md"), table);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("A journey costs no more pages, presses, emails and waits than wanted")
    void aJourneyCostsNoMoreThanWanted(Journey journey) {
        Cost cost = walked(journey);
        COSTS.put(journey, cost);
        assertThat(cost.excess(journey.wanted()))
                .as("%s: the pages were %s", journey, cost.screens())
                .isEmpty();
    }

    private Cost walked(Journey journey) {
        try (BrowserContext profile = chromium.profile()) {
            Person person =
                    switch (journey) {
                        case KNOWN_DEVICE -> knownDevice(profile);
                        case SUSPICIOUS_LOGIN ->
                            signedIn(new Person(server, profile, admin.newUser("agent"), false), "workspace");
                        case PRIVILEGED_BY_OIDC -> byCompany(profile, Company.INITECH);
                        case PRIVILEGED_BY_SAML -> byCompany(profile, Company.GLOBEX);
                        case SECOND_DEVICE -> secondDevice(profile);
                        case FORGOTTEN_BY_CODE -> forgotten(profile, false);
                        case FORGOTTEN_BY_LINK -> forgotten(profile, true);
                        case PASSWORD_CHANGE -> passwordChange(profile);
                        case NOT_ME -> notMe(profile);
                        case ANOTHER_ACCOUNT -> anotherAccount(profile);
                    };
            return person.cost();
        }
    }

    private Person signedIn(Person person, String app) {
        return person.open(signIn(app, "")).until(person::isInTheApp);
    }

    private Person knownDevice(BrowserContext profile) {
        Person person = signedIn(new Person(server, profile, admin.newUser("agent"), false), "workspace");
        person.sleep();
        person.begin();
        return signedIn(person, "workspace");
    }

    private Person byCompany(BrowserContext profile, Company company) {
        Admin.User owner = company.newMember(server, "owner");
        return signedIn(new Person(server, profile, owner, false), "dashboard");
    }

    private Person secondDevice(BrowserContext profile) {
        Admin.User user = admin.newUser("agent");
        try (BrowserContext first = chromium.profile()) {
            signedIn(new Person(server, first, user, false), "workspace");
        }
        return signedIn(new Person(server, profile, user, false), "workspace");
    }

    private Person forgotten(BrowserContext profile, boolean takesLinks) {
        Person person = new Person(server, profile, admin.newUser("agent"), takesLinks).open(signIn("workspace", ""));
        person.forgetThePassword();
        return person.until(person::isInTheApp);
    }

    private Person passwordChange(BrowserContext profile) {
        Person person = signedIn(new Person(server, profile, admin.newUser("agent"), true), "workspace");
        person.begin();
        return person.open(signIn("workspace", "&kc_action=UPDATE_PASSWORD")).until(person::hasChangedThePassword);
    }

    private Person notMe(BrowserContext profile) {
        Admin.User user = admin.newUser("agent");
        server.newBrowser().login("workspace", user);
        Person person = new Person(server, profile, user, true);
        person.sayNotMe(signIn("workspace", ""));
        assertThat(person.isAtNotMe()).isTrue();
        return person;
    }

    private Person anotherAccount(BrowserContext profile) {
        Person person = new Person(server, profile, admin.newUser("agent"), false);
        person.open(signIn("dashboard", "")).until(person::isOfferedAnotherAccount);
        person.begin();
        return person.until(person::isAskedWho);
    }

    private String signIn(String app, String more) {
        return PageTour.authorization(server.realmUrl(), app, more);
    }
}
