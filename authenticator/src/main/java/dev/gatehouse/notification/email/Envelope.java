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
 * An email and everything that is needed to send it, so that sending takes no database connection.
 *
 * @param realmId the id of the realm
 * @param smtpConfig the realm's SMTP server
 * @param address the recipient's address
 * @param email the email
 */
public record Envelope(String realmId, Map<String, String> smtpConfig, String address, RenderedEmail email) {

    public Envelope {
        smtpConfig = Map.copyOf(smtpConfig);
    }

    /** An email to the user's current address. */
    public static Envelope to(RealmModel realm, UserModel user, RenderedEmail email) {
        return new Envelope(realm.getId(), realm.getSmtpConfig(), user.getEmail(), email);
    }

    /**
     * Passes the email to the SMTP server and waits for its reply.
     *
     * @throws EmailException if the SMTP server has not accepted it
     */
    public void transfer(KeycloakSessionFactory sessions) throws EmailException {
        List<EmailException> failures = new ArrayList<>();
        KeycloakModelUtils.runJobInTransaction(sessions, jobSession -> {
            jobSession.getContext().setRealm(jobSession.realms().getRealm(realmId));
            transfer(jobSession, smtpConfig).ifPresent(failures::add);
        });
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /**
     * The same, but re-reads the SMTP settings, which an admin may have fixed since.
     *
     * @throws EmailException if the SMTP server has not accepted it
     */
    public void transferWithCurrentServer(KeycloakSessionFactory sessions) throws EmailException {
        Map<String, String> current = RealmJob.call(
                        sessions, realmId, (jobSession, realm) -> Optional.ofNullable(realm.getSmtpConfig())
                                .map(Map::copyOf))
                .orElse(smtpConfig);
        new Envelope(realmId, current, address, email).transfer(sessions);
    }

    private Optional<EmailException> transfer(KeycloakSession jobSession, Map<String, String> server) {
        try {
            jobSession
                    .getProvider(EmailSenderProvider.class)
                    .send(server, address, email.subject(), email.text(), email.html());
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
