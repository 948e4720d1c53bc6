package dev.gatehouse.preview;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailSenderProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.KeycloakModelUtils;
import org.keycloak.services.resource.RealmResourceProvider;

/**
 * {@code GET /realms/{realm}/gatehouse-mail-preview}: every email with sample data, in the realm's email theme, which sends and changes
 * nothing. A POST sends them too.
 */
public final class MailPreview implements RealmResourceProvider {

    private final KeycloakSession session;

    MailPreview(KeycloakSession session) {
        this.session = session;
    }

    @Override
    public Object getResource() {
        return this;
    }

    /**
     * Renders the emails.
     *
     * @param language a language tag
     * @param theme an email theme; empty for the realm's
     * @param hostile whether the samples are chosen to break an email
     */
    @GET
    @Produces(MediaType.APPLICATION_JSON)
    public List<SampleMail> mails(
            @QueryParam("language") @DefaultValue("en") String language,
            @QueryParam("theme") @DefaultValue("") String theme,
            @QueryParam("hostile") boolean hostile) {
        List<SampleMail> mails = new ArrayList<>();
        String realmId = session.getContext().getRealm().getId();
        String base = session.getContext().getUri().getBaseUri().toString().replaceFirst("/$", "");
        Samples samples = hostile ? Samples.hostile(base) : Samples.usual(base);
        KeycloakModelUtils.runJobInTransaction(session.getKeycloakSessionFactory(), session.getContext(), own -> {
            // The sample user and the changes to the realm never leave this transaction.
            own.getTransactionManager().setRollbackOnly();
            RealmModel realm = own.realms().getRealm(realmId);
            own.getContext().setRealm(realm);
            realm.setDisplayName(samples.realm());
            realm.setInternationalizationEnabled(true);
            realm.setSupportedLocales(Set.of(language));
            if (!theme.isEmpty()) {
                realm.setEmailTheme(theme);
            }
            write(own, realm, user(own, realm, samples, language), samples, language, mails);
        });
        return mails;
    }

    /**
     * Renders the emails with the usual samples, and sends them by the realm's mail server, one after the other.
     *
     * @param language a language tag
     * @param to the address of the recipient
     * @return the emails, in the order in which they were sent
     */
    @POST
    @Produces(MediaType.APPLICATION_JSON)
    public List<SampleMail> send(
            @QueryParam("language") @DefaultValue("en") String language, @QueryParam("to") String to) {
        List<SampleMail> mails = mails(language, "", false);
        Map<String, String> smtp = session.getContext().getRealm().getSmtpConfig();
        EmailSenderProvider sender = session.getProvider(EmailSenderProvider.class);
        try {
            for (SampleMail mail : mails) {
                sender.send(smtp, to, mail.subject(), mail.text(), mail.html());
            }
        } catch (EmailException e) {
            throw new IllegalStateException("an email cannot be sent", e);
        }
        return mails;
    }

    private static UserModel user(KeycloakSession own, RealmModel realm, Samples samples, String language) {
        UserModel user = own.users().addUser(realm, "gatehouse-mail-preview");
        user.setFirstName(samples.first());
        user.setLastName(samples.last());
        user.setEmail("preview@acme.test");
        user.setSingleAttribute(UserModel.LOCALE, language);
        return user;
    }

    private static void write(
            KeycloakSession own,
            RealmModel realm,
            UserModel user,
            Samples samples,
            String language,
            List<SampleMail> mails) {
        KeycloakMails.Outlet outlet =
                (name, subject, text, html) -> mails.add(new SampleMail(language, name, subject, text, html));
        try {
            new GatehouseMails(own, realm, user, samples, outlet).write();
            new KeycloakMails(own, realm, user, samples, outlet).write();
        } catch (EmailException e) {
            throw new IllegalStateException("a mail cannot be rendered", e);
        }
    }

    @Override
    public void close() {
        // holds nothing
    }
}
