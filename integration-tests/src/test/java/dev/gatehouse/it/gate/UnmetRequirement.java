package dev.gatehouse.it.gate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.admin.Flows;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.browser.SamlApp;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;

/** A requirement that a login has not met, so it must not complete. The login's app has a flow with a password and nothing else. */
enum UnmetRequirement {

    /** A second factor: the login waits at the gate. */
    PROOF("gatehouse-mfa-gate", "gatehouse_last_door_proof") {

        @Override
        Admin.Restore required(Admin admin, String app) {
            return () -> {};
        }

        @Override
        boolean isShown(Page page) {
            return page.asksForCode();
        }

        @Override
        Page fulfilled(TestServer server, Admin.User user, Page page) {
            Page challenged = page.hasCodeField() ? page : page.send();
            return challenged.enterCode(Codes.latest(server, user));
        }
    },

    /** A role: the login waits at the page that all other users of the app see. */
    ROLE("gatehouse-app-access", "gatehouse_last_door_role") {

        @Override
        Admin.Restore required(Admin admin, String app) {
            Admin.Restore open = admin.disabledAction("gatehouse-mfa-gate");
            Admin.Restore marked = admin.action("gatehouse-app-access", Map.of("apps", "dashboard##" + app));
            return () -> {
                marked.close();
                open.close();
            };
        }

        @Override
        boolean isShown(Page page) {
            return page.text().contains("is for owners, admins and supervisors");
        }

        @Override
        Page fulfilled(TestServer server, Admin.User user, Page page) {
            server.admin().grant(user, "supervisor");
            return page.browser().get(page.url());
        }
    };

    private final String action;
    private final String error;

    UnmetRequirement(String action, String error) {
        this.action = action;
        this.error = error;
    }

    /** The required action that enforces it. */
    String action() {
        return action;
    }

    /** The error of the event when the token issuance guard refuses. */
    String error() {
        return error;
    }

    /** Makes the realm require this of an app's logins, and nothing else; closing restores everything. */
    abstract Admin.Restore required(Admin admin, String app);

    /** Makes the realm require this of the logins that end like this, and nothing else; closing restores everything. */
    Admin.Restore required(Admin admin, Ending ending) {
        return required(admin, ending.app());
    }

    /** Whether a page asks for it. */
    abstract boolean isShown(Page page);

    /** Fulfills the requirement from the page that asks for it; returns the next page. */
    abstract Page fulfilled(TestServer server, Admin.User user, Page page);

    /** What Keycloak issues when the login completes. */
    enum Ending {

        /** A code, for an app that speaks OpenID Connect. */
        CODE("oidc-app") {

            @Override
            Admin.Restore registered(TestServer server) {
                return Clients.added(
                        server.admin(),
                        app(),
                        Map.of(
                                "publicClient",
                                true,
                                "standardFlowEnabled",
                                true,
                                "redirectUris",
                                List.of(HttpBrowser.CALLBACK)));
            }

            @Override
            Page open(TestServer server, HttpBrowser browser) {
                return browser.open(app());
            }

            @Override
            Page openPassively(TestServer server, HttpBrowser browser) {
                return browser.open(app(), "prompt=none");
            }

            @Override
            boolean isReached(Page page) {
                return page.isBackInTheApp() && page.url().contains("code=");
            }
        },

        /** An assertion, for an app that speaks SAML. */
        ASSERTION(SamlApp.ENTITY) {

            @Override
            Admin.Restore registered(TestServer server) {
                return new SamlApp(server).registered(SamlApp.Binding.POST);
            }

            @Override
            Page open(TestServer server, HttpBrowser browser) {
                return new SamlApp(server).open(browser);
            }

            @Override
            Page openPassively(TestServer server, HttpBrowser browser) {
                return new SamlApp(server).openPassively(browser);
            }

            @Override
            boolean isReached(Page page) {
                return SamlApp.response(page).contains("Assertion ");
            }
        };

        private final String app;

        Ending(String app) {
            this.app = app;
        }

        /** The client id of the app. */
        String app() {
            return app;
        }

        /** Adds the app, with a flow that asks for the password only; closing removes it. */
        Admin.Restore added(TestServer server) {
            Admin.Restore client = registered(server);
            new Flows(server.admin()).stock(app);
            return client;
        }

        abstract Admin.Restore registered(TestServer server);

        /** Opens the app. */
        abstract Page open(TestServer server, HttpBrowser browser);

        /** Sends the app's request so that no page may be shown. */
        abstract Page openPassively(TestServer server, HttpBrowser browser);

        /** Whether the app gets the code or the assertion. */
        abstract boolean isReached(Page page);
    }

    /** Signs in with the password, up to the page that asks for what is missing. */
    Page reached(TestServer server, Ending ending, HttpBrowser browser, Admin.User user) {
        Page page = ending.open(server, browser).enterPassword(user.email(), Admin.PASSWORD);
        assertThat(isShown(page)).as("%s for %s: %s", this, ending, page.text()).isTrue();
        return page;
    }
}
