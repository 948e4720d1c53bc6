package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.net.URI;
import java.util.Optional;
import org.keycloak.common.util.KeycloakUriBuilder;
import org.keycloak.models.RealmModel;

/**
 * The address of the page "This was not me". Emails that report what may be another person's doing link to it: it holds no secret and names
 * no account, and opening it does nothing.
 */
public final class NotMePage {

    /** The name of Gatehouse's pages below the realm, and the id of their provider. */
    public static final String PAGES = "gatehouse";

    /** The name of the page. */
    public static final String NAME = "not-me";

    private NotMePage() {}

    /**
     * The page's address; empty if the realm does not use Gatehouse's recovery, and so has no such page.
     *
     * @param base the server's public URL
     */
    static Optional<String> of(RealmModel realm, URI base) {
        return GatehouseRealm.of(realm).isRecoveryEnabled()
                ? Optional.of(KeycloakUriBuilder.fromUri(base)
                        .path("realms")
                        .path(realm.getName())
                        .path(PAGES)
                        .path(NAME)
                        .build()
                        .toString())
                : Optional.empty();
    }
}
