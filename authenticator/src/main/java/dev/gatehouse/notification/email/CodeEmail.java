package dev.gatehouse.notification.email;

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
 * @param codeInSubject whether the subject begins with the code
 * @param facts the variables of the template: {@code when}, {@code device}, {@code place}, {@code lifetime}, {@code validUntil},
 *     {@code account} where the user name is not the address, and {@code notMe} if the realm has that page
 */
public record CodeEmail(String code, boolean codeInSubject, Map<String, Object> facts) {

    private static final String TEMPLATE = "gatehouse-code.ftl";

    public CodeEmail {
        facts = Map.copyOf(facts);
    }

    /** Renders the email. */
    public RenderedEmail render(KeycloakSession session, RealmModel realm, UserModel user) throws EmailException {
        EmailTemplates templates = new EmailTemplates(session, realm, user);
        String subject = codeInSubject ? "gatehouseCodeMailSubject" : "gatehouseCodeMailSubjectWithoutCode";
        Map<String, Object> attributes = new HashMap<>(facts);
        attributes.put("code", code);
        return templates.render(subject, List.of(code, templates.displayNameOfRealm()), TEMPLATE, attributes);
    }

    /** Hides the code. */
    @Override
    public String toString() {
        return "CodeEmail[hidden]";
    }
}
