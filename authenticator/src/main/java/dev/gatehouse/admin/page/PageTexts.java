package dev.gatehouse.admin.page;

import dev.gatehouse.admin.http.AdminRequest;
import dev.gatehouse.keycloak.text.LikelyZone;
import dev.gatehouse.keycloak.text.LocalizedTimes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.text.MessageFormat;
import java.text.NumberFormat;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.theme.Theme;

/**
 * The texts, numbers and times of the page as an administrator reads them.
 *
 * @param theme the theme of the Admin Console, which has the texts and the files of the page
 * @param messages the texts by key
 * @param locale the language
 */
record PageTexts(Theme theme, Properties messages, Locale locale) {

    private static final String PREFIX = "gatehouseAdmin_page_";
    private static final List<String> RIGHT_TO_LEFT = List.of("ar", "fa", "he", "ur");

    /**
     * The texts for the current request.
     *
     * @param home the realm of the administrator, whose languages count
     * @param user the administrator; {@code null} if nobody is signed in
     */
    static PageTexts of(KeycloakSession session, RealmModel home, @Nullable UserModel user) {
        Locale locale = home.isInternationalizationEnabled()
                ? session.getContext().resolveLocale(user)
                : AdminRequest.of(session).language();
        try {
            Theme theme = session.theme().getTheme(Theme.Type.ADMIN);
            return new PageTexts(theme, theme.getEnhancedMessages(home, locale), locale);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A text of the page by the last part of its key; the key if there is none. */
    String page(String key, Object... arguments) {
        return text(PREFIX + key, arguments);
    }

    /** Whether the page has a text. */
    boolean hasPage(String key) {
        return messages.containsKey(PREFIX + key);
    }

    /** A text by its key; the key if there is none. */
    String text(String key, Object... arguments) {
        return new MessageFormat(messages.getProperty(key, key), locale).format(arguments);
    }

    /** The language of the texts, which may be another than the administrator's. */
    String language() {
        return messages.getProperty("gatehouseLanguage", "en");
    }

    boolean isRightToLeft() {
        return RIGHT_TO_LEFT.contains(Locale.forLanguageTag(language()).getLanguage());
    }

    /** A number with at most two decimals. */
    String number(double number) {
        NumberFormat format = NumberFormat.getNumberInstance(locale);
        format.setMaximumFractionDigits(2);
        return format.format(number);
    }

    /** The administrator's zone, as far as it can be known; UTC if it cannot. */
    ZoneId zone(PageAdmin admin) {
        return Optional.ofNullable(admin.user().getFirstAttribute("zoneinfo"))
                .filter(ZoneId.getAvailableZoneIds()::contains)
                .map(ZoneId::of)
                .or(() -> LikelyZone.of(admin.session(), ""))
                .orElse(ZoneOffset.UTC);
    }

    /** Times in the administrator's zone. */
    LocalizedTimes times(PageAdmin admin) {
        return LocalizedTimes.of(admin.user(), locale, Optional.of(zone(admin)));
    }
}
