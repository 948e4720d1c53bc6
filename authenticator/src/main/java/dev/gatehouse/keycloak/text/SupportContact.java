package dev.gatehouse.keycloak.text;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.Bidi;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.theme.Theme;

/**
 * Whom a page tells the user to contact: the email address or telephone number that the operator has set, else "your administrator". A web
 * address is no part of a sentence: pages link to it in their footer. Emails follow the same rule in {@code mails/gatehouse-contact.ftl}.
 */
public final class SupportContact {

    private static final String PROPERTY = "gatehouseSupport";
    private static final String ADMINISTRATOR = "gatehouseMail_support";

    private static final String PART = "[^\\s\"'<>\\\\:/?#@]+";
    private static final Pattern NAMED = Pattern.compile(
            "(?:mailto:)?(" + PART + "@" + PART + ")(?:[?].*)?|tel:([+]?[0-9][0-9 ().-]*)", Pattern.CASE_INSENSITIVE);

    /** What is between them is read from left to right (Unicode Bidirectional Algorithm, LRI and PDI). */
    private static final String LEFT_TO_RIGHT = "\u2066%s\u2069";

    private SupportContact() {}

    /** The contact as part of a sentence, in the language of the page. */
    public static String of(KeycloakSession session, LoginFormsProvider form) {
        String administrator = form.getMessage(ADMINISTRATOR);
        boolean isRightToLeft = Bidi.requiresBidi(administrator.toCharArray(), 0, administrator.length());
        return named(configured(session))
                .map(address -> isRightToLeft ? LEFT_TO_RIGHT.formatted(address) : address)
                .orElse(administrator);
    }

    /** The address or number that a configured value names; empty if it names neither. */
    static Optional<String> named(String configured) {
        Matcher value = NAMED.matcher(configured.strip());
        return value.matches()
                ? Optional.of(value.group(value.group(1) == null ? 2 : 1).strip())
                : Optional.empty();
    }

    private static String configured(KeycloakSession session) {
        try {
            return session.theme().getTheme(Theme.Type.LOGIN).getProperties().getProperty(PROPERTY, "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
