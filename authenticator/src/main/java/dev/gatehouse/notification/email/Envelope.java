package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.session.RealmJob;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;

/**
 * A mail and everything that is needed to hand it over, so that this takes no connection to the database.
 *
 * @param realmId the realm
 * @param smtpConfig the realm's mail server
 * @param address to whom
 * @param email what
 */
public record Envelope(String realmId, Map<String, String> smtpConfig, String address, RenderedEmail email) {

    public Envelope {
        smtpConfig = Map.copyOf(smtpConfig);
    }

    /** A mail to the address that the user has now. */
    public static Envelope to(RealmModel realm, UserModel user, RenderedEmail mail) {
        return new Envelope(realm.getId(), realm.getSmtpConfig(), user.getEmail(), mail);
    }

    /**
     * Hands the mail over to the mail server and waits for its answer.
     *
     * @throws EmailException if the mail server did not take it
     */
    public void transfer(KeycloakSessionFactory sessions) throws EmailException {
        List<EmailException> failures = new ArrayList<>();
        KeycloakModelUtils.runJobInTransaction(sessions, own -> {
            own.getContext().setRealm(own.realms().getRealm(realmId));
            transfer(own, smtpConfig).ifPresent(failures::add);
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /**
     * The same, by the mail server that the realm has by now: an admin may have mended its settings.
     *
     * @throws EmailException if the mail server did not take it
     */
    public void transferByPresentServer(KeycloakSessionFactory sessions) throws EmailException {
        Map<String, String> present = RealmJob
                .call(sessions, realmId, (own, realm) -> Optional.ofNullable(realm.getSmtpConfig()).map(Map::copyOf))
                .orElse(smtpConfig);
        new Envelope(realmId, present, address, email).transfer(sessions);
    }

    private Optional<EmailException> transfer(KeycloakSession own, Map<String, String> server) {
        try {
            own.getProvider(EmailSenderProvider.class).send(server, address, email.subject(), email.text(), email.html());
            return Optional.empty();
        } catch (EmailException e) {
            return Optional.of(e);
        }
    }

    /** Hides the content and the address. */
    @Override
    public String toString() {
        return "Envelope[hidden]";
    }
}
