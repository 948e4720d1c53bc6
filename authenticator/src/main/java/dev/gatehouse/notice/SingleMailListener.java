package dev.gatehouse.notice;

import java.util.Map;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.EventType;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Leaves out of what is mailed about events what Gatehouse mails itself. */
final class SingleMailListener implements EventListenerProvider {

    private final KeycloakSession session;
    private final EventListenerProvider keycloaks;

    SingleMailListener(KeycloakSession session, EventListenerProvider keycloaks) {
        this.session = session;
        this.keycloaks = keycloaks;
    }

    @Override
    public void onEvent(Event event) {
        if (!isToldAlready(event)) {
            keycloaks.onEvent(event);
        }
    }

    private boolean isToldAlready(Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        return isOfPassword(event, details) && (details.containsKey(NoticeListener.OWN_PAGES) || AccountNotices.areOn(session, event.getRealmId()));
    }

    @SuppressWarnings("deprecation") // Keycloak still tells of a change by this event too.
    private static boolean isOfPassword(Event event, Map<String, String> details) {
        return event.getType() == EventType.UPDATE_PASSWORD
                || event.getType() == EventType.UPDATE_CREDENTIAL && PasswordCredentialModel.TYPE.equals(details.get(Details.CREDENTIAL_TYPE));
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        keycloaks.onEvent(event, includeRepresentation);
    }

    @Override
    public void close() {
        keycloaks.close();
    }
}
