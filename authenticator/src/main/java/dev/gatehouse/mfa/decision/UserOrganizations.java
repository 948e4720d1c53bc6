package dev.gatehouse.mfa.decision;

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

    private static final String READ = "gatehouse.organizations ";

    public UserOrganizations {
        organizations = List.copyOf(organizations);
    }

    /** Those of a user of a realm, read once in a request. */
    public static UserOrganizations of(KeycloakSession session, RealmModel realm, UserModel user) {
        if (!realm.isOrganizationsEnabled()) {
            return new UserOrganizations(List.of());
        }
        String attribute = READ + user.getId();
        UserOrganizations known = session.getAttribute(attribute, UserOrganizations.class);
        if (known == null) {
            known = read(session, user);
            session.setAttribute(attribute, known);
        }
        return known;
    }

    private static UserOrganizations read(KeycloakSession session, UserModel user) {
        return new UserOrganizations(Optional.ofNullable(session.getProvider(OrganizationProvider.class)).stream()
                .flatMap(provider -> provider.getByMember(user))
                .filter(OrganizationModel::isEnabled)
                .sorted(Comparator.comparing(OrganizationModel::getAlias))
                .toList());
    }

    /** Their aliases. */
    public List<String> aliases() {
        return organizations.stream().map(OrganizationModel::getAlias).toList();
    }

    /** What they set for their members. */
    List<OrganizationSettings> settings() {
        return organizations.stream().map(OrganizationSettings::of).toList();
    }
}
