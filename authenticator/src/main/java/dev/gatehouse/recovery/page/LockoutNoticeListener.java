package dev.gatehouse.recovery.page;

import dev.gatehouse.notification.notice.AccountNotices;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;

/** Notifies the owner of an account that wrong passwords have locked it temporarily, if notices are on. */
final class LockoutNoticeListener implements EventListenerProvider {

    private final KeycloakSession session;

    LockoutNoticeListener(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public void onEvent(Event event) {
        if (event.getType() == EventType.USER_DISABLED_BY_TEMPORARY_LOCKOUT
                && AccountNotices.areOn(session, event.getRealmId())) {
            RealmModel realm = session.realms().getRealm(event.getRealmId());
            LockoutNotice.announceAfterCommit(session, realm, event.getUserId(), event.getIpAddress());
        }
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        // admin events lock no account temporarily
    }

    @Override
    public void close() {
        // holds nothing
    }
}
