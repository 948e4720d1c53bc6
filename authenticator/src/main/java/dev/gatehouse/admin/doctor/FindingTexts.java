package dev.gatehouse.admin.doctor;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/**
 * The texts of findings in one language. The keys of a check are {@code gatehouseAdmin_doctor_ID}, what is wrong, and
 * {@code gatehouseAdmin_doctor_ID_close}, how to close it. {@code {0}}, {@code {1}} are the {@link Fault#arguments}.
 */
final class FindingTexts {

    private static final String PREFIX = "gatehouseAdmin_doctor_";

    private final Properties messages;
    private final Locale locale;

    FindingTexts(Properties messages, Locale locale) {
        this.messages = messages;
        this.locale = locale;
    }

    /** The texts as the Admin Console of a realm has them. */
    static FindingTexts of(KeycloakSession session, RealmModel realm, Locale locale) {
        try {
            return new FindingTexts(
                    session.theme().getTheme(Theme.Type.ADMIN).getEnhancedMessages(realm, locale), locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String whatKey(String check) {
        return PREFIX + check;
    }

    static String closeKey(String check) {
        return PREFIX + check + "_close";
    }

    String what(Finding finding) {
        return text(whatKey(finding.id()), finding);
    }

    String close(Finding finding) {
        return text(closeKey(finding.id()), finding);
    }

    private String text(String key, Finding finding) {
        return new MessageFormat(messages.getProperty(key, key), locale)
                .format(finding.fault().arguments().toArray());
    }
}
