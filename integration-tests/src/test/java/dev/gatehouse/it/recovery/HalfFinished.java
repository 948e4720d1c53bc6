package dev.gatehouse.it.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A login of somebody who knows the password and has the code, and waits at one of its pages. */
enum HalfFinished {

    /** At the page that asks what the app may see: the last before the code leaves. */
    AT_CONSENT {

        @Override
        Page reached(TestServer server, HttpBrowser browser, Admin.User user) {
            Page consent = coded(server, user, browser.login(ASKING_APP, user));
            assertThat(consent.element("[name=accept]")).isNotNull();
            return consent;
        }

        @Override
        Page goneOn(TestServer server, Admin.User user, Page waiting) {
            return waiting.press("accept");
        }
    },

    /** At the form for one's own data, which the app's address asked for. */
    AT_PROFILE_CANCELLED {

        @Override
        Page reached(TestServer server, HttpBrowser browser, Admin.User user) {
            return atProfile(server, browser, user);
        }

        @Override
        Page goneOn(TestServer server, Admin.User user, Page waiting) {
            return waiting.press("cancel-aia");
        }
    },

    /** There, changing the data. */
    AT_PROFILE_SAVED {

        @Override
        Page reached(TestServer server, HttpBrowser browser, Admin.User user) {
            return atProfile(server, browser, user);
        }

        @Override
        Page goneOn(TestServer server, Admin.User user, Page waiting) {
            return waiting.submit("kc-update-profile-form", Map.of("firstName", "Mallory", "lastName", "Person", "email", user.email()));
        }
    },

    /** At the form for an authenticator app, which the app's address asked for. */
    AT_AUTHENTICATOR_APP {

        @Override
        Page reached(TestServer server, HttpBrowser browser, Admin.User user) {
            return coded(server, user, browser.open("workspace", "kc_action=CONFIGURE_TOTP").enterPassword(user.email(), Admin.PASSWORD));
        }

        @Override
        Page goneOn(TestServer server, Admin.User user, Page waiting) {
            return waiting.press("cancel-aia");
        }
    },

    /** At the page for the code, which was mailed already. */
    AT_CODE {

        @Override
        Page reached(TestServer server, HttpBrowser browser, Admin.User user) {
            Page page = browser.login("workspace", user);
            assertThat(page.hasCodeField()).as(page.text()).isTrue();
            return page;
        }

        @Override
        Page goneOn(TestServer server, Admin.User user, Page waiting) {
            return waiting.enterCode(Codes.latest(server, user));
        }
    },

    /** On the way from the password to the page for the code. */
    BEHIND_PASSWORD {

        @Override
        Page reached(TestServer server, HttpBrowser browser, Admin.User user) {
            Page page = browser.stoppingBefore("/login-actions/required-action").login(PASSWORD_APP, user);
            assertThat(page.url()).contains("execution=gatehouse-mfa-gate");
            return page;
        }

        @Override
        Page goneOn(TestServer server, Admin.User user, Page waiting) {
            return waiting.browser().goingOn().get(waiting.url());
        }
    };

    /** An app that asks for consent, and one whose flow has the password only. */
    private static final String ASKING_APP = "asking-app";
    private static final String PASSWORD_APP = "password-app";

    /** Signs in up to where the login waits. */
    abstract Page reached(TestServer server, HttpBrowser browser, Admin.User user);

    /** Does what ends the login, if nothing has happened meanwhile. */
    abstract Page goneOn(TestServer server, Admin.User user, Page waiting);

    /** Adds the apps that the logins are for; closing removes them. */
    static Admin.Restore apps(Admin admin) {
        Map<String, Object> app = Map.of("publicClient", true, "standardFlowEnabled", true, "redirectUris", List.of(HttpBrowser.CALLBACK));
        Admin.Restore asking = Clients.added(admin, ASKING_APP, with(app, "consentRequired", true));
        Admin.Restore password = Clients.added(admin, PASSWORD_APP, app);
        admin.overrideBrowserFlow(PASSWORD_APP, "browser");
        return () -> {
            asking.close();
            password.close();
        };
    }

    private static Map<String, Object> with(Map<String, Object> settings, String name, Object value) {
        Map<String, Object> more = new HashMap<>(settings);
        more.put(name, value);
        return more;
    }

    private static Page atProfile(TestServer server, HttpBrowser browser, Admin.User user) {
        Page form = coded(server, user, browser.open("workspace", "kc_action=UPDATE_PROFILE").enterPassword(user.email(), Admin.PASSWORD));
        assertThat(form.has("kc-update-profile-form")).as(form.text()).isTrue();
        return form;
    }

    private static Page coded(TestServer server, Admin.User user, Page page) {
        assertThat(page.hasCodeField()).as(page.text()).isTrue();
        return page.enterCode(Codes.latest(server, user));
    }

    /** Waits until the next second: Keycloak notes the steps of a login in whole ones. */
    static void awaitNextSecond() {
        long second = Instant.now().getEpochSecond();
        await().until(() -> Instant.now().getEpochSecond() > second);
    }
}
