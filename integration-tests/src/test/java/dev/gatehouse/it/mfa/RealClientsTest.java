package dev.gatehouse.it.mfa;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.gatehouse.setup.NodePackages;
import dev.gatehouse.testsupport.admin.Admin;
import dev.gatehouse.testsupport.admin.Clients;
import dev.gatehouse.testsupport.browser.HttpBrowser;
import dev.gatehouse.testsupport.browser.NodeApp;
import dev.gatehouse.testsupport.browser.Page;
import dev.gatehouse.testsupport.mail.Codes;
import dev.gatehouse.testsupport.server.TestServer;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Verifies sign-in with unmodified client libraries from npm: openid-client, oidc-client-ts and node-saml. */
class RealClientsTest {

    private static final String SAML = "node-saml-app";
    private static final String CONSUMER = HttpBrowser.CALLBACK + "/saml";
    private static final String SAML_BYE = CONSUMER + "/bye";
    private static final String BYE = HttpBrowser.CALLBACK + "/bye";

    private final TestServer server = TestServer.shared();
    private final Admin admin = server.admin();
    private final HttpBrowser browser = server.newBrowser();

    @BeforeEach
    void theLibrariesAreAvailable() {
        assumeTrue(NodePackages.find().isPresent(), NodePackages::advice);
    }

    @Test
    void aLoginWithACodeServesAllThreeAndItsLogoutReachesAll() {
        Admin.User user = admin.newUser("owner");
        try (NodeApp workspace = app("openid-client", "workspace");
                NodeApp dashboard = app("oidc-client-ts", "dashboard");
                Admin.Restore registered = samlClient();
                NodeApp saml = samlApp()) {
            Page page = browser.get(workspace.begin()).enterPassword(user.email(), Admin.PASSWORD);
            assertThat(page.asksForCode())
                    .as("an unknown login is challenged: %s", page.text())
                    .isTrue();
            assertSecuredByCode(workspace.finish(page.enterCode(Codes.latest(server, user))), user);
            assertSecuredByCode(workspace.refresh(), user);
            assertSecuredByCode(dashboard.finish(browser.get(dashboard.begin())), user);
            assertSecuredByCode(dashboard.refresh(), user);
            assertThat(saml.finishPosted(browser.get(saml.begin()))
                            .get("nameId")
                            .asText())
                    .isEqualTo(user.email());

            page = browser.get(dashboard.logout(BYE));
            assertThat(page.url()).as("the SAML app is notified").startsWith(SAML_BYE);
            assertThat(browser.get(saml.answerLogout(page)).url())
                    .as("the app is called back")
                    .startsWith(BYE);
            assertThat(workspace.refusedRefresh())
                    .as("a refresh token of a session that has ended")
                    .contains("invalid_grant");
            assertThat(dashboard.refusedRefresh()).contains("invalid_grant");
            page = browser.get(saml.begin());
            assertThat(page.isBackInTheApp())
                    .as("no user is signed in any more")
                    .isFalse();
        }
    }

    @Test
    void aSamlClientSignsInOnAKnownDeviceAndSignsOutOfAllApps() {
        Admin.User user = admin.newUser("owner");
        browser.loginCompletely("workspace", user);
        browser.signOut();
        try (NodeApp workspace = app("openid-client", "workspace");
                Admin.Restore registered = samlClient();
                NodeApp saml = samlApp()) {
            Page page = browser.get(saml.begin()).enterPassword(user.email(), Admin.PASSWORD);
            assertThat(saml.finishPosted(page).get("nameId").asText()).isEqualTo(user.email());
            assertThat(workspace
                            .finish(browser.get(workspace.begin()))
                            .get("mfa")
                            .asText())
                    .isEqualTo("known-device");
            assertThat(saml.isLoggedOut(browser.get(saml.logout(BYE)))).isTrue();
            assertThat(workspace.refusedRefresh()).contains("invalid_grant");
        }
    }

    @Test
    @DisplayName("An app that requests level 2 gets it by a code on a known device too, and the session keeps it")
    void anAppThatRequestsALevelGetsItByACode() {
        Admin.User user = admin.newUser("owner");
        browser.loginCompletely("workspace", user);
        browser.signOut();
        try (NodeApp workspace = app("openid-client", "workspace");
                NodeApp dashboard = app("oidc-client-ts", "dashboard")) {
            JsonNode claims =
                    workspace.finish(browser.get(workspace.begin()).enterPassword(user.email(), Admin.PASSWORD));
            assertThat(claims.get("mfa").asText()).as("not challenged").isEqualTo("known-device");
            server.passTheEmailGap(user);
            Page page = browser.get(workspace.begin(
                    Map.of("claims", "{\"id_token\":{\"acr\":{\"essential\":true,\"values\":[\"2\"]}}}")));
            page = page.asksForPassword() ? page.enterPassword(user.email(), Admin.PASSWORD) : page;
            assertThat(page.asksForCode())
                    .as("essential level 2 on a known device: %d %s %s", page.status(), page.url(), page.text())
                    .isTrue();
            // Opening a URL sends no email.
            page = page.hasCodeField() ? page : page.send();
            assertThat(workspace
                            .finish(page.enterCode(Codes.latest(server, user)))
                            .get("acr")
                            .asText())
                    .isEqualTo("2");
            assertThat(workspace.refresh().get("acr").asText()).as("at refresh").isEqualTo("2");
            assertThat(dashboard
                            .finish(browser.get(dashboard.begin()))
                            .get("acr")
                            .asText())
                    .as("the next app of the same session")
                    .isEqualTo("2");
            assertThat(dashboard
                            .finish(browser.get(dashboard.begin(Map.of("acr_values", "2"))))
                            .get("acr")
                            .asText())
                    .as("requested again")
                    .isEqualTo("2");
        }
    }

    private static void assertSecuredByCode(JsonNode claims, Admin.User user) {
        assertThat(claims.get("sub").asText()).isEqualTo(user.id());
        assertThat(claims.get("amr").toString()).isEqualTo("[\"pwd\",\"email\"]");
        assertThat(claims.get("mfa").asText()).isEqualTo("email");
    }

    private NodeApp app(String library, String client) {
        return start(library, server.realmUrl(), client, HttpBrowser.CALLBACK);
    }

    private NodeApp samlApp() {
        return start("node-saml", server.realmUrl(), SAML, CONSUMER);
    }

    private NodeApp start(String library, String... arguments) {
        return NodeApp.start(NodePackages.find().orElseThrow(), RealClientsTest.class, library, arguments);
    }

    /** As an administrator creates it: the server signs, the app does not. */
    private Admin.Restore samlClient() {
        return Clients.added(
                admin,
                SAML,
                Map.of(
                        "protocol",
                        "saml",
                        "standardFlowEnabled",
                        true,
                        "frontchannelLogout",
                        true,
                        "redirectUris",
                        List.of(CONSUMER),
                        "protocolMappers",
                        List.of(),
                        "attributes",
                        Map.of(
                                "saml.client.signature", "false",
                                "saml.server.signature", "true",
                                "saml.authnstatement", "true",
                                "saml.force.post.binding", "true",
                                "saml_name_id_format", "email",
                                "saml_force_name_id_format", "true",
                                "saml_assertion_consumer_url_post", CONSUMER,
                                "saml_single_logout_service_url_redirect", SAML_BYE)));
    }
}
