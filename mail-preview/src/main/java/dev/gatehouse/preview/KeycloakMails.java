package dev.gatehouse.preview;

import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.keycloak.broker.provider.BrokeredIdentityContext;
import org.keycloak.email.EmailException;
import org.keycloak.email.EmailTemplateProvider;
import org.keycloak.email.freemarker.FreeMarkerEmailTemplateProvider;
import org.keycloak.events.Details;
import org.keycloak.events.Event;
import org.keycloak.events.EventType;
import org.keycloak.models.IdentityProviderModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.OrganizationModel;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.organization.OrganizationProvider;

/** The emails of Keycloak, by the same calls with which Keycloak writes them; they are kept and not sent. */
final class KeycloakMails extends FreeMarkerEmailTemplateProvider {

    private static final long MINUTES = 720;
    /** By name, because some are deprecated but still emailed. */
    private static final List<String> EVENTS = List.of(
            "LOGIN_ERROR",
            "UPDATE_PASSWORD",
            "UPDATE_CREDENTIAL",
            "REMOVE_CREDENTIAL",
            "UPDATE_TOTP",
            "REMOVE_TOTP",
            "USER_DISABLED_BY_TEMPORARY_LOCKOUT",
            "USER_DISABLED_BY_PERMANENT_LOCKOUT");

    private static final long TIME = 1_795_298_700_000L;

    private final Samples samples;
    private final Outlet outlet;
    private String mail;

    /** Receives an email. */
    interface Outlet {

        void put(String name, String subject, String text, String html);
    }

    KeycloakMails(KeycloakSession session, RealmModel realm, UserModel user, Samples samples, Outlet outlet) {
        super(session);
        setRealm(realm);
        setUser(user);
        this.samples = samples;
        this.outlet = outlet;
    }

    void write() throws EmailException {
        as("email-verification").sendVerifyEmail(samples.link(), MINUTES);
        as("email-verification-with-code")
                .send(
                        "emailVerificationSubject",
                        "email-verification-with-code.ftl",
                        new HashMap<>(Map.of("code", Samples.CODE)));
        as("email-update-confirmation").sendEmailUpdateConfirmation(samples.link(), MINUTES, "new@acme.test");
        setAttribute("requiredActions", List.of("UPDATE_PASSWORD", "CONFIGURE_TOTP", "of-another-extension"));
        as("executeActions").sendExecuteActions(samples.link(), MINUTES);
        as("password-reset").sendPasswordReset(samples.link(), MINUTES);
        as("email-test").sendSmtpTestEmail(Map.of(), user);
        verifiableCredentialOffer();
        identityProviderLink();
        orgInvite();
        events();
        workflows();
    }

    /** Built here, because Keycloak 26.5 has neither a method for this email nor sends it, and its own themes lack the text. */
    private void verifiableCredentialOffer() throws EmailException {
        if (!isInTheme("verifiable-credential-offer.ftl")) {
            return;
        }
        Map<String, Object> offer = new HashMap<>(attributes);
        offer.put("credentialScopeDisplayName", samples.other());
        addLinkInfoIntoAttributes(samples.link(), MINUTES, offer);
        as("verifiable-credential-offer")
                .send("verifiableCredentialOfferSubject", "verifiable-credential-offer.ftl", offer);
    }

    private boolean isInTheme(String template) throws EmailException {
        try {
            return getTheme().getTemplate("html/" + template) != null;
        } catch (IOException e) {
            throw new EmailException("the theme cannot be read", e);
        }
    }

    private void identityProviderLink() throws EmailException {
        IdentityProviderModel provider = new IdentityProviderModel();
        provider.setAlias("globex");
        provider.setEnabled(true);
        provider.setDisplayName(samples.other());
        BrokeredIdentityContext context = new BrokeredIdentityContext("1", provider);
        context.setUsername(samples.other());
        setAttribute(EmailTemplateProvider.IDENTITY_PROVIDER_BROKER_CONTEXT, context);
        as("identity-provider-link").sendConfirmIdentityBrokerLink(samples.link(), MINUTES);
    }

    private void orgInvite() throws EmailException {
        OrganizationModel organization = session.getProvider(OrganizationProvider.class)
                .getAllStream()
                .findFirst()
                .orElse(null);
        if (organization != null) {
            organization.setName(samples.other());
            as("org-invite").sendOrgInviteEmail(organization, samples.link(), MINUTES);
        }
    }

    private void events() throws EmailException {
        for (String name : EVENTS) {
            EventType type = EventType.valueOf(name);
            Event event = new Event();
            event.setType(type);
            event.setTime(TIME);
            event.setIpAddress("192.0.2.10");
            event.setDetails(
                    Map.of(Details.CREDENTIAL_TYPE, name.equals("REMOVE_CREDENTIAL") ? samples.other() : "otp"));
            as("event-" + name.toLowerCase(Locale.ROOT)).sendEvent(event);
        }
    }

    private void workflows() throws EmailException {
        for (String kind : List.of("accountNotification", "accountDisableNotification", "accountDeleteNotification")) {
            as("workflow-" + kind)
                    .send(
                            kind + "Subject",
                            "workflow-notification.ftl",
                            new HashMap<>(Map.of(
                                    "subjectKey",
                                    kind + "Subject",
                                    "messageKey",
                                    kind + "Body",
                                    "daysRemaining",
                                    7,
                                    "reason",
                                    samples.other())));
        }
        as("workflow-custom")
                .send(
                        "accountNotificationSubject",
                        "workflow-notification.ftl",
                        new HashMap<>(Map.of(
                                "subjectKey",
                                "accountNotificationSubject",
                                "messageKey",
                                "customMessage",
                                "daysRemaining",
                                0,
                                "reason",
                                "",
                                "customMessage",
                                "<p>Written by an admin.</p><script>alert(1)</script>")));
    }

    private KeycloakMails as(String template) {
        mail = template;
        return this;
    }

    @Override
    protected void send(Map<String, String> config, String subject, String textBody, String htmlBody, String address) {
        outlet.put(mail, subject, textBody, htmlBody);
    }
}
