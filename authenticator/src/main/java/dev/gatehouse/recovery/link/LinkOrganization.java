package dev.gatehouse.recovery.link;

import java.util.Optional;
import org.keycloak.authentication.actiontoken.inviteorg.InviteOrgActionToken;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationInvitationModel;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;

/** The organization that a link invites to, and the invitation that Keycloak keeps for it. */
final class LinkOrganization {

    private final Optional<OrganizationProvider> organizations;
    private final InviteOrgActionToken token;
    private final String address;

    /**
     * The organization of a token.
     *
     * @param address to which the link was emailed
     */
    LinkOrganization(KeycloakSession session, InviteOrgActionToken token, String address) {
        this.organizations = Optional.ofNullable(session.getProvider(OrganizationProvider.class))
                .filter(OrganizationProvider::isEnabled);
        this.token = token;
        this.address = address;
    }

    /** The organization; empty if it was removed or disabled. */
    Optional<OrganizationModel> organization() {
        return organizations.map(provider -> provider.getById(token.getOrgId())).filter(OrganizationModel::isEnabled);
    }

    /**
     * The invitation, or the one that replaces it since the email was sent again, of the same person to the same organization; empty if it
     * was accepted or withdrawn.
     */
    Optional<OrganizationInvitationModel> invitation() {
        return organizations.map(OrganizationProvider::getInvitationManager).flatMap(manager -> Optional.ofNullable(
                        manager.getById(token.getId()))
                .or(() -> organization().map(found -> manager.getByEmail(found, address))));
    }

    /**
     * Replaces the invitation by a new one, as Keycloak's own interface does when an administrator sends it again.
     *
     * @return the new invitation; empty if there is none to replace
     */
    Optional<OrganizationInvitationModel> renew() {
        Optional<OrganizationModel> organization = organization();
        Optional<OrganizationInvitationModel> invitation = invitation();
        if (organization.isEmpty() || invitation.isEmpty()) {
            return Optional.empty();
        }
        String email = invitation.get().getEmail();
        String firstName = invitation.get().getFirstName();
        String lastName = invitation.get().getLastName();
        return organizations.map(OrganizationProvider::getInvitationManager).map(manager -> {
            manager.remove(invitation.get().getId());
            // One address has one invitation. A query makes Hibernate delete before it inserts, and insert before an
            // email leaves.
            manager.getByEmail(organization.get(), email);
            OrganizationInvitationModel renewed = manager.create(organization.get(), email, firstName, lastName);
            manager.getByEmail(organization.get(), email);
            return renewed;
        });
    }

    /** Whether a user belongs to the organization already. */
    boolean hasMember(UserModel user) {
        return organization().filter(found -> found.isMember(user)).isPresent();
    }
}
