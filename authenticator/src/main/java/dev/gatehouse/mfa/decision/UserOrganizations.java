package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.session.RequestCache;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;

/**
 * The organizations of a user that are enabled, by alias.
 *
 * @param organizations empty if the realm has no organizations
 */
public record UserOrganizations(List<OrganizationModel> organizations) {

    /** Of so many organizations at most is anybody a member; what is kept of a login must not grow without limit. */
    private static final int MOST_ALIASES = 10;

    private static final String READ = "organizations ";

    public UserOrganizations {
        organizations = List.copyOf(organizations);
    }

    /** Those of a user of a realm, read once in a request. */
    public static UserOrganizations of(KeycloakSession session, RealmModel realm, UserModel user) {
        if (!realm.isOrganizationsEnabled()) {
            return new UserOrganizations(List.of());
        }
        return RequestCache.get(session, READ + user.getId(), () -> read(session, user));
    }

    private static UserOrganizations read(KeycloakSession session, UserModel user) {
        return new UserOrganizations(Optional.ofNullable(session.getProvider(OrganizationProvider.class)).stream()
                .flatMap(provider -> provider.getByMember(user))
                .filter(OrganizationModel::isEnabled)
                .sorted(Comparator.comparing(OrganizationModel::getAlias))
                .toList());
    }

    /** The aliases of the first {@value #MOST_ALIASES}. */
    public List<String> aliases() {
        return organizations.stream()
                .map(OrganizationModel::getAlias)
                .limit(MOST_ALIASES)
                .toList();
    }

    /** What they set for their members; empty if nothing. */
    List<OrganizationSettings> settings() {
        return organizations.stream()
                .map(OrganizationSettings::of)
                .filter(settings -> !settings.isEmpty())
                .toList();
    }
}
