package dev.gatehouse.keycloak.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.ClientModel;

/** The name of an app for its users. */
public final class AppName {

    /** How Keycloak names a text of its message bundles. */
    private static final Pattern LOCALIZED = Pattern.compile("\\$\\{([^{}]+)}");

    private AppName() {}

    /** The client's name in the language of the page, else its id. Plain text: pages must escape it. */
    public static String of(ClientModel client, LoginFormsProvider form) {
        String name = client.getName();
        if (name == null || name.isBlank()) {
            return client.getClientId();
        }
        Matcher localized = LOCALIZED.matcher(name.strip());
        if (!localized.matches()) {
            return name;
        }
        String text = form.getMessage(localized.group(1));
        return text == null || text.equals(localized.group(1)) ? client.getClientId() : text;
    }
}
