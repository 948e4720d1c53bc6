package dev.gatehouse.keycloak.page;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.protocol.oidc.utils.RedirectUtils;
import org.keycloak.services.Urls;
import org.keycloak.services.util.ResolveRelative;

/** Where an app is: only URLs that are in Keycloak's configuration, or that Keycloak has checked. */
public final class AppLinks {

    /** Schemes that a browser would execute, or open in itself. */
    private static final Set<String> NO_APPS =
            Set.of("javascript", "vbscript", "data", "blob", "filesystem", "file", "about");

    private AppLinks() {}

    /**
     * The app's base URL, otherwise the redirect URI that it wanted, if Keycloak accepts that for it.
     *
     * @param client {@code null} or disabled for an app that has no link
     * @param redirect as it was requested, not checked; empty if there is none
     */
    public static Optional<URI> of(KeycloakSession session, @Nullable ClientModel client, String redirect) {
        return home(session.getContext().getUri().getBaseUri(), client).or(() -> Optional.ofNullable(client)
                .filter(enabledClient -> enabledClient.isEnabled() && !redirect.isEmpty())
                .map(enabledClient -> RedirectUtils.verifyRedirectUri(session, redirect, enabledClient))
                .flatMap(AppLinks::link));
    }

    /** The app's base URL. */
    public static Optional<URI> home(URI base, @Nullable ClientModel client) {
        if (client == null
                || !client.isEnabled()
                || client.getBaseUrl() == null
                || client.getBaseUrl().isBlank()) {
            return Optional.empty();
        }
        return link(ResolveRelative.resolveRelativeUri(
                base.toString(), base.toString(), client.getRootUrl(), client.getBaseUrl()));
    }

    /** The Account Console. */
    public static URI account(URI base, RealmModel realm) {
        return Urls.accountBase(base).path("/").build(realm.getName());
    }

    private static Optional<URI> link(String text) {
        try {
            URI link = new URI(text);
            // Any other scheme that an admin has entered, because mobile apps have their own.
            boolean leads = link.getScheme() != null
                    && !NO_APPS.contains(link.getScheme().toLowerCase(Locale.ROOT));
            return leads ? Optional.of(link) : Optional.empty();
        } catch (URISyntaxException notALink) {
            return Optional.empty();
        }
    }
}
