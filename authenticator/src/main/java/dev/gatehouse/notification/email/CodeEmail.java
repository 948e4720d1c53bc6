package dev.gatehouse.notification.email;

import java.net.URI;
import java.util.HashMap;
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
 * @param base the server's public URL
 */
public record CodeEmail(
        String code, String validUntil, boolean codeInSubject, String time, String device, String place, URI base) {

    private static final String TEMPLATE = "gatehouse-code.ftl";

    /** Renders the email. */
    public RenderedEmail render(KeycloakSession session, RealmModel realm, UserModel user) throws EmailException {
        EmailTemplates templates = new EmailTemplates(session, realm, user);
        String subject = codeInSubject ? "gatehouseCodeMailSubject" : "gatehouseCodeMailSubjectWithoutCode";
        Map<String, Object> attributes = new HashMap<>(Map.of(
                "code", code,
                "validUntil", validUntil,
                "when", time,
                "device", device,
                "place", place));
        NotMePage.of(realm, base).ifPresent(page -> attributes.put("notMe", page));
        return templates.render(subject, List.of(code, templates.displayNameOfRealm()), TEMPLATE, attributes);
    }

    /** Hides the code. */
    @Override
    public String toString() {
        return "CodeMail[hidden]";
    }
}
