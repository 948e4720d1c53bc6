package dev.gatehouse.notification.notice;

import dev.gatehouse.keycloak.account.EnrolledCredential;
import dev.gatehouse.keycloak.event.GatehouseEvents;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventListenerProvider;
import org.keycloak.events.admin.AdminEvent;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserProvider;
import org.keycloak.models.credential.PasswordCredentialModel;

/** Suppresses Keycloak's event emails for events that Gatehouse already notifies about. */
final class DeduplicatingEmailListener implements EventListenerProvider {

    private final KeycloakSession session;
    private final EventListenerProvider delegate;

    DeduplicatingEmailListener(KeycloakSession session, EventListenerProvider delegate) {
        this.session = session;
        this.delegate = delegate;
    }

    @Override
    public void onEvent(Event event) {
        if (!isNotifiedAlready(event)) {
            delegate.onEvent(event);
        }
    }

    private boolean isNotifiedAlready(Event event) {
        Map<String, String> details = event.getDetails() == null ? Map.of() : event.getDetails();
        boolean isOfOwnPage = details.containsKey(GatehouseEvents.PURPOSE);
        return switch (subject(event, details.get(Details.CREDENTIAL_TYPE))) {
            case PASSWORD -> isOfOwnPage || AccountNotices.areOn(session, event.getRealmId());
            case FACTOR -> isOfOwnPage || (AccountNotices.areOn(session, event.getRealmId()) && areEnrolmentsWatched());
            case OTHER -> false;
        };
    }

    private enum Subject {
        PASSWORD,
        FACTOR,
        OTHER
    }

    @SuppressWarnings("deprecation") // Keycloak still raises these events for a change too.
    private static Subject subject(Event event, @Nullable String credentialType) {
        return switch (event.getType()) {
            case UPDATE_PASSWORD -> Subject.PASSWORD;
            case UPDATE_TOTP, REMOVE_TOTP -> Subject.FACTOR;
            case UPDATE_CREDENTIAL ->
                PasswordCredentialModel.TYPE.equals(credentialType) ? Subject.PASSWORD : factor(credentialType);
            case REMOVE_CREDENTIAL -> factor(credentialType);
            default -> Subject.OTHER;
        };
    }

    private static Subject factor(@Nullable String credentialType) {
        return EnrolledCredential.ofCredential(credentialType).isPresent() ? Subject.FACTOR : Subject.OTHER;
    }

    private boolean areEnrolmentsWatched() {
        return session.getKeycloakSessionFactory().getProviderFactory(UserProvider.class, "jpa")
                        instanceof EnrolmentNotifyingProvider watch
                && watch.isOn();
    }

    @Override
    public void onEvent(AdminEvent event, boolean includeRepresentation) {
        delegate.onEvent(event, includeRepresentation);
    }

    @Override
    public void close() {
        delegate.close();
    }
}
