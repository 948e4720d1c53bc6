package dev.gatehouse.testsupport.browser;

import dev.gatehouse.testsupport.server.TestServer;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;

/** A login in progress in one tab, with the endpoints that an attacker who knows Keycloak's URLs can call by hand. */
public final class LoginTab {

    private final String realmUrl;
    private final HttpBrowser browser;
    private final Map<String, String> parameters;

    private LoginTab(String realmUrl, HttpBrowser browser, Map<String, String> parameters) {
        this.realmUrl = realmUrl;
        this.browser = browser;
        this.parameters = parameters;
    }

    /** The tab of a page of the login. */
    public static LoginTab of(TestServer server, Page page) {
        return of(server.realmUrl(), page);
    }

    /** The tab of a page of the login in any realm. */
    public static LoginTab of(String realmUrl, Page page) {
        String query = page.url().contains("tab_id=")
                ? page.url()
                : page.element("form[action*=tab_id]").absUrl("action");
        return new LoginTab(
                realmUrl,
                page.browser(),
                Arrays.stream(query.substring(query.indexOf('?') + 1).split("&"))
                        .map(parameter -> parameter.split("=", 2))
                        .collect(Collectors.toMap(parameter -> parameter[0], parameter -> parameter[1])));
    }

    /** The URL of an endpoint of the login, without a code. */
    public String endpoint(String name) {
        return address(name, "client_id", "tab_id", "client_data");
    }

    /** The URL of an endpoint for a step of the login. */
    public String endpoint(String name, String execution) {
        return endpoint(name) + "&execution=" + execution;
    }

    /** Posts the consent, although no page asked for it (CVE-2026-133221). */
    public Page agree() {
        return browser.post(endpoint("consent"), Map.of("accept", "Yes"));
    }

    /** Loads the current page of the login. */
    public Page reload() {
        return browser.get(endpoint("required-action"));
    }

    private String address(String name, String... kept) {
        return realmUrl + "/login-actions/" + name + "?"
                + Arrays.stream(kept)
                        .filter(parameters::containsKey)
                        .map(parameter -> parameter + "=" + parameters.get(parameter))
                        .collect(Collectors.joining("&"));
    }
}
