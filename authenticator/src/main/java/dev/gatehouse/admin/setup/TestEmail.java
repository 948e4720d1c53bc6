package dev.gatehouse.admin.setup;

import dev.gatehouse.keycloak.realm.GatehouseRealm;
import java.util.HashMap;
import java.util.Objects;
import org.jboss.logging.Logger;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.models.UserModel;

/** Keycloak's test email, to the administrator who plans: security codes arrive only if it does. */
record TestEmail(Realm realm, UserModel administrator) {

    private static final Logger LOG = Logger.getLogger(TestEmail.class);

    /**
     * Sends it, and waits until the mail server has accepted it.
     *
     * @return what became of it, in words for the administrator
     */
    String send() {
        String address = Objects.requireNonNullElse(administrator.getEmail(), "");
        if (!GatehouseRealm.of(realm.realm()).hasMailServer()) {
            return "No test email was sent, because the realm has no mail server.";
        }
        if (address.isBlank()) {
            return "No test email was sent, because your account has no email address.";
        }
        try {
            realm.session()
                    .getProvider(EmailTemplateProvider.class)
                    .sendSmtpTestEmail(new HashMap<>(realm.realm().getSmtpConfig()), administrator);
            return "The mail server has accepted a test email to " + address + ".";
        } catch (EmailException | RuntimeException e) {
            LOG.debug("The test email could not be sent", e);
            Throwable cause = e.getCause() == null ? e : e.getCause();
            return "The test email to " + address + " could not be sent: " + cause.getMessage();
        }
    }
}
