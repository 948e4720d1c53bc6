package dev.gatehouse.admin.whatif;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Properties;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/** The texts of an answer in one language. */
final class WhatIfTexts {

    private final Properties messages;

    WhatIfTexts(Properties messages) {
        this.messages = messages;
    }

    /** The texts as the Admin Console of a realm has them. */
    static WhatIfTexts of(KeycloakSession session, RealmModel realm, Locale language) {
        try {
            return new WhatIfTexts(session.theme().getTheme(Theme.Type.ADMIN).getEnhancedMessages(realm, language));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String cause(String code) {
        return messages.getProperty("gatehouseAdmin_page_reason_" + code, code);
    }

    String term(String code) {
        return messages.getProperty("gatehouseReason_" + code, code);
    }

    String why(String code) {
        return messages.getProperty("gatehouseAdmin_page_whatIf_" + code, code);
    }
}
