package dev.gatehouse.notification.email;

import java.util.List;
import java.util.Map;
import org.keycloak.email.EmailException;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The email that contains a security code.
 *
 * @param code the digits
 * @param validUntil when the code expires, with time zone, in the user's language
 * @param codeInSubject whether the subject begins with the code
 * @param time when the user signed in
 * @param device the browser and operating system that the request named
 * @param place the country, or an empty text if unknown
 */
public record CodeEmail(
        String code, String validUntil, boolean codeInSubject, String time, String device, String place) {

    private static final String TEMPLATE = "gatehouse-code.ftl";

    /** Renders the email. */
    public RenderedEmail render(KeycloakSession session, RealmModel realm, UserModel user) throws EmailException {
        EmailTemplates templates = new EmailTemplates(session, realm, user);
        String subject = codeInSubject ? "gatehouseCodeMailSubject" : "gatehouseCodeMailSubjectWithoutCode";
        return templates.render(
                subject,
                List.of(code, templates.displayNameOfRealm()),
                TEMPLATE,
                Map.of(
                        "code", code,
                        "validUntil", validUntil,
                        "when", time,
                        "device", device,
                        "place", place));
    }

    /** Hides the code. */
    @Override
    public String toString() {
        return "CodeMail[hidden]";
    }
}
