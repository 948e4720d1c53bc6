package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.account.AccountSnapshot;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.events.admin.OperationType;
import org.keycloak.events.admin.ResourceType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.userprofile.UserProfileContext;

/** Hears of changed passwords and addresses, and of administrators who open an account, by whatever way they do. */
final class NoticeListener implements EventListenerProvider {

    private static final Pattern USER = Pattern.compile("users/([^/]+)(/reset-password)?");

    /** Gatehouse's own pages put it into their events, and mail their own notice. */
    static final String OWN_PAGES = "gatehouse_purpose";

    private final KeycloakSession session;

    NoticeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        switch (event.getType()) {
            case UPDATE_CREDENTIAL -> {
                if (PasswordCredentialModel.TYPE.equals(details.get(Details.CREDENTIAL_TYPE)) && !details.containsKey(OWN_PAGES)) {
                    notices(event.getRealmId()).ifPresent(notices -> notices.passwordChanged(event.getUserId(), false));
                }
            }
            case UPDATE_EMAIL, UPDATE_PROFILE -> {
                // The review of what an identity provider says of somebody changes no account.
                if (!UserProfileContext.IDP_REVIEW.name().equals(details.get(Details.CONTEXT))) {
                    addressChanged(event, details.get(Details.PREVIOUS_EMAIL), details.get(Details.UPDATED_EMAIL));
                }
            }
            case IMPERSONATE -> impersonated(event, details);
            case TOKEN_EXCHANGE -> {
                // A token of somebody else, by the old token exchange.
                if (details.containsKey(Details.IMPERSONATOR) && event.getError() == null) {
                    impersonated(event, details);
                }
            }
            default -> {
                // nothing that is told
            }
        }
    }

    private void impersonated(Event event, Map<String, String> details) {
        notices(event.getRealmId()).ifPresent(notices -> notices.impersonated(event, details.getOrDefault(Details.IMPERSONATOR, "")));
    }

    private void addressChanged(Event event, String before, String after) {
        if (before != null && !before.isBlank() && !before.equalsIgnoreCase(after)) {
            notices(event.getRealmId()).ifPresent(notices -> notices.addressChanged(event.getUserId(), before, false));
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        if (event.getResourceType() != ResourceType.USER || event.getResourcePath() == null) {
            return;
        }
        Matcher path = USER.matcher(event.getResourcePath());
        if (!path.matches()) {
            return;
        }
        notices(event.getRealmId()).ifPresent(notices -> {
            String userId = path.group(1);
            if (event.getOperationType() == OperationType.ACTION && path.group(2) != null) {
                notices.passwordChanged(userId, true);
            } else if (event.getOperationType() == OperationType.UPDATE && path.group(2) == null) {
                changedByAdmin(notices, event.getRealmId(), userId);
            }
        });
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
        return Optional.ofNullable(realm).map(known -> new AccountNotices(session, known)).filter(AccountNotices::areOn);
    }

    @Override
    public void close() {
        // holds nothing
    }
}
