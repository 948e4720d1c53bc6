package dev.gatehouse.admin.doctor;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.ClientModel;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.urls.UrlType;

/**
 * A page of the Admin Console.
 *
 * @param path its path below the realm; the same in all supported releases
 */
public record ConsolePage(String path) {

    static final ConsolePage CLIENT_POLICIES = of("realm-settings", "client-policies", "policies");
    static final ConsolePage EMAIL = of("realm-settings", "email");
    static final ConsolePage EVENTS = of("realm-settings", "events");
    static final ConsolePage FLOWS = of("authentication", "flows");
    static final ConsolePage ORGANIZATIONS = of("organizations");
    static final ConsolePage PASSWORD_POLICY = of("authentication", "policies");
    static final ConsolePage REQUIRED_ACTIONS = of("authentication", "required-actions");
    static final ConsolePage SECURITY_DEFENSES = of("realm-settings", "security-defenses");
    static final ConsolePage THEMES = of("realm-settings", "themes");
    static final ConsolePage USERS = of("users");

    /** For what cannot be changed in the console: options and files of the server. */
    static final ConsolePage REALM = of("realm-settings");

    static ConsolePage flow(AuthenticationFlowModel flow) {
        return of("authentication", flow.getId(), "DEFAULT");
    }

    static ConsolePage client(ClientModel client) {
        return of("clients", client.getId(), "advanced");
    }

    static ConsolePage provider(IdentityProviderModel provider) {
        return of("identity-providers", provider.getProviderId(), provider.getAlias(), "settings");
    }

    private static ConsolePage of(String... segments) {
        return new ConsolePage(Arrays.stream(segments).map(ConsolePage::encoded).collect(Collectors.joining("/")));
    }

    /**
     * The address of the console itself, with a slash at its end.
     *
     * @param administrators the realm in which the administrator can sign in
     */
    public static String console(KeycloakSession session, RealmModel administrators) {
        return session.getContext()
                        .getUri(UrlType.ADMIN)
                        .getBaseUriBuilder()
                        .path("admin")
                        .path(administrators.getName())
                        .path("console")
                        .build()
                        .toString()
                + "/";
    }

    /**
     * The address of the page.
     *
     * @param console the console's own address, with a slash at its end
     * @param realm the name of the realm
     */
    String address(String console, String realm) {
        return console + "#/" + encoded(realm) + "/" + path;
    }

    private static String encoded(String segment) {
        return URLEncoder.encode(segment, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
