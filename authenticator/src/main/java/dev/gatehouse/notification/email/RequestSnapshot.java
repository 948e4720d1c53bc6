package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.signals.SignalReader;
import java.net.URI;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * When, with what, and from where something was asked for: read from the request, told in a mail that is written later.
 *
 * @param when the time of the request
 * @param userAgent the browser that was named
 * @param network where it came from
 * @param address the sender's address, for events only
 * @param language the language tag of the page
 * @param base the address of the server as people see it
 */
public record RequestSnapshot(Instant when, UserAgent userAgent, Network network, @Nullable String address, String language, URI base) {

    /** Those of the current request. */
    public static RequestSnapshot of(KeycloakSession session, RealmModel realm) {
        SignalReader signals = new SignalReader(session, List.of());
        return new RequestSnapshot(
                KeycloakClock.now(),
                signals.userAgent(),
                signals.network(realm),
                session.getContext().getConnection().getRemoteHost(),
                session.getContext().resolveLocale(null).toLanguageTag(),
                session.getContext().getUri().getBaseUri());
    }

    /** The language to write to a user in: the user's own, else that of the page. Later look-ups in this session find it too. */
    public Locale language(KeycloakSession session, UserModel user) {
        if (user.getFirstAttribute(UserModel.LOCALE) == null) {
            session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, language);
        }
        return session.getContext().resolveLocale(user);
    }

    /** An opaque name of the device that was named and the place it was in, for what is told once of each. */
    public String deviceAndPlace() {
        return Sha256.hex(String.join("\n", userAgent.browser(), userAgent.operatingSystem(), network.country(), network.prefix()));
    }

    /** What a mail tells of them. */
    public Map<String, Object> facts(UserModel user, Locale locale) {
        return new HashMap<>(Map.of(
                "when", LocalizedTimes.of(user, locale).dateTime(when),
                "device", userAgent.browser() + ", " + userAgent.operatingSystem(),
                "place", network.displayCountry(locale)));
    }
}
