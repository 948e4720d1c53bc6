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

/** What a login owes, so that it must not end yet. The app that it leads to has a flow with a password and nothing else. */
enum UnmetRequirement {

    /** A second factor: the login waits at the gate. */
    PROOF("gatehouse-mfa-gate", "gatehouse_last_door_proof") {

        @Override
        Admin.Restore required(Admin admin, String app) {
            return () -> { };
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

    /** A role: the login waits at the page that says where to get the app for everybody else. */
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

    /** The required action that demands it. */
    String action() {
        return action;
    }

    /** The error of the event when the last door refuses. */
    String error() {
        return error;
    }

    /** Has the realm demand this of an app's logins, and nothing else; closing puts everything back. */
    abstract Admin.Restore required(Admin admin, String app);

    /** Has the realm demand this of the logins that end like this, and nothing else; closing puts everything back. */
    Admin.Restore required(Admin admin, Ending ending) {
        return required(admin, ending.app());
    }

    /** Whether a page demands it. */
    abstract boolean isShown(Page page);

    /** Gives what is owed, from the page that demands it; whatever comes then. */
    abstract Page fulfilled(TestServer server, Admin.User user, Page page);

    /** What a login ends with. */
    enum Ending {

        /** A code, for an app that speaks OpenID Connect. */
        CODE("oidc-app") {

            @Override
            Admin.Restore registered(TestServer server) {
                return Clients.added(server.admin(), app(), Map.of(
                        "publicClient", true, "standardFlowEnabled", true, "redirectUris", List.of(HttpBrowser.CALLBACK)));
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

        /** Has the app ask without any page. */
        abstract Page openPassively(TestServer server, HttpBrowser browser);

        /** Whether the app gets what it wants. */
        abstract boolean isReached(Page page);
    }

    /** Signs in with the password, up to the page that demands what is owed. */
    Page reached(TestServer server, Ending ending, HttpBrowser browser, Admin.User user) {
        Page page = ending.open(server, browser).enterPassword(user.email(), Admin.PASSWORD);
        assertThat(isShown(page)).as("%s for %s: %s", this, ending, page.text()).isTrue();
        return page;
    }
}
