package dev.gatehouse.admin.logins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.theme.Theme;

/** The reasons of a decision in the words of one language. The key of a reason is {@code gatehouseAdmin_page_reason_CODE}. */
final class ReasonTexts {

    private static final String PREFIX = "gatehouseAdmin_page_reason_";

    /** A code, and for a term of the score its value, such as {@code travel(+1.5)}. */
    private static final Pattern REASON = Pattern.compile("([a-z_]{1,64})(?:\\(([+-]\\d{1,9}(?:\\.\\d{1,9})?)\\))?");

    private final Properties messages;

    ReasonTexts(Properties messages) {
        this.messages = messages;
    }

    /** The texts as the Admin Console of a realm has them. */
    static ReasonTexts of(KeycloakSession session, RealmModel realm, Locale locale) {
        try {
            return new ReasonTexts(session.theme().getTheme(Theme.Type.ADMIN).getEnhancedMessages(realm, locale));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String key(String code) {
        return PREFIX + code;
    }

    /**
     * Puts reasons into words: first what challenges by itself, then the terms of the score, the most suspicious first.
     *
     * @param codes as in an event; what is not a reason is left out, and a code without a text stands for itself
     */
    List<LoginReason> of(@Nullable String codes) {
        if (codes == null) {
            return List.of();
        }
        return Arrays.stream(codes.split(" "))
                .map(REASON::matcher)
                .filter(Matcher::matches)
                .map(reason -> new LoginReason(
                        reason.group(1),
                        reason.group(2) == null ? null : Double.valueOf(reason.group(2)),
                        messages.getProperty(key(reason.group(1)), reason.group(1))))
                .sorted(Comparator.comparingDouble(
                        reason -> reason.nats() == null ? Double.NEGATIVE_INFINITY : -reason.nats()))
                .toList();
    }
}
