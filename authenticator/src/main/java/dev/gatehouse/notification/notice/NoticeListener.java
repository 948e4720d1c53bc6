package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.account.AccountSnapshot;
import dev.gatehouse.keycloak.event.AdminEventPath;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.userprofile.UserProfileContext;

/** Notices changed passwords and addresses, and administrators who open an account, however they do it. */
final class NoticeListener implements EventListenerProvider {

    private final KeycloakSession session;

    NoticeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        switch (event.getType()) {
            case UPDATE_CREDENTIAL -> {
                if (PasswordCredentialModel.TYPE.equals(details.get(Details.CREDENTIAL_TYPE))
                        && !details.containsKey(GatehouseEvents.PURPOSE)) {
                    notices(event.getRealmId())
                            .filter(notices -> !isOfNewAccount(event))
                            .ifPresent(notices -> notices.passwordChanged(event.getUserId(), false));
                }
            }
            case UPDATE_EMAIL, UPDATE_PROFILE -> {
                // The review of what an identity provider says about a user changes no account.
                if (!UserProfileContext.IDP_REVIEW.name().equals(details.get(Details.CONTEXT))) {
                    addressChanged(event, details.get(Details.PREVIOUS_EMAIL), details.get(Details.UPDATED_EMAIL));
                }
            }
            case IMPERSONATE -> impersonated(event, details);
            case TOKEN_EXCHANGE -> {
                // A token of another user, by legacy token exchange.
                if (details.containsKey(Details.IMPERSONATOR) && event.getError() == null) {
                    impersonated(event, details);
                }
            }
            default -> {
                // no notice
            }
        }
    }

    /**
     * Whether a password is the first way into an account, as after a registration or an invitation: then nothing was changed. One that is
     * added to an account that has another way in is reported, because an intruder may have added it.
     */
    private boolean isOfNewAccount(Event event) {
        RealmModel realm = session.realms().getRealm(event.getRealmId());
        UserModel user = realm == null ? null : session.users().getUserById(realm, event.getUserId());
        return user != null
                && !user.isFederated()
                && session.users()
                        .getFederatedIdentitiesStream(realm, user)
                        .findAny()
                        .isEmpty()
                && AccountSnapshot.committed(session, event.getRealmId(), event.getUserId())
                        .credentials()
                        .isEmpty();
    }

    private void impersonated(Event event, Map<String, String> details) {
        notices(event.getRealmId())
                .ifPresent(notices -> notices.impersonated(event, details.getOrDefault(Details.IMPERSONATOR, "")));
    }

    private void addressChanged(Event event, @Nullable String before, @Nullable String after) {
        if (before != null && !before.isBlank() && !before.equalsIgnoreCase(after)) {
            notices(event.getRealmId()).ifPresent(notices -> notices.addressChanged(event.getUserId(), before, false));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        AdminEventPath.ofUser(event)
                .ifPresent(path -> notices(event.getRealmId()).ifPresent(notices -> {
                    if (event.getOperationType() == OperationType.ACTION && path.isPasswordReset()) {
                        notices.passwordChanged(path.userId(), true);
                    } else if (event.getOperationType() == OperationType.UPDATE && path.isUser()) {
                        changedByAdmin(notices, event.getRealmId(), path.userId());
                    }
                }));
    }

    /** The event does not say what was changed, so what is about to be committed is compared with what is committed. */
    private void changedByAdmin(AccountNotices notices, String realmId, String userId) {
        AccountSnapshot now = AccountSnapshot.of(session, realmId, userId);
        AccountSnapshot before = AccountSnapshot.committed(session, realmId, userId);
        if (!before.address().isEmpty() && before.hasOtherAddressThan(now)) {
            notices.addressChanged(userId, before.address(), true);
        }
        if (before.passwordCreated() != now.passwordCreated()) {
            notices.passwordChanged(userId, true);
        }
    }

    private Optional<AccountNotices> notices(String realmId) {
        RealmModel realm = session.realms().getRealm(realmId);
        return Optional.ofNullable(realm)
                .map(known -> new AccountNotices(session, known))
                .filter(AccountNotices::areOn);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
