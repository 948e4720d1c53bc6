package dev.gatehouse.notice;

import dev.gatehouse.factor.Enrolment;
import java.util.Map;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
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
        return isOfCredential(event, details)
                && (details.containsKey(NoticeListener.OWN_PAGES) || AccountNotices.areOn(session, event.getRealmId()));
    }

    @SuppressWarnings("deprecation") // Keycloak still tells of a change by these events too.
    private static boolean isOfCredential(Event event, Map<String, String> details) {
        String type = details.get(Details.CREDENTIAL_TYPE);
        return switch (event.getType()) {
            case UPDATE_PASSWORD, UPDATE_TOTP, REMOVE_TOTP -> true;
            case UPDATE_CREDENTIAL -> PasswordCredentialModel.TYPE.equals(type) || Enrolment.ofCredential(type).isPresent();
            case REMOVE_CREDENTIAL -> Enrolment.ofCredential(type).isPresent();
            default -> false;
        };
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
