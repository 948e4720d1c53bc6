package dev.gatehouse.notification.email;

import dev.gatehouse.keycloak.account.AccountName;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.crypto.Sha256;
import dev.gatehouse.keycloak.text.LikelyZone;
import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.keycloak.text.RoundedDuration;
import dev.gatehouse.risk.model.Network;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.signals.SignalReader;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.locale.LocaleSelectorProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * When, with which browser and from where something was requested: read from the request, for an email that is composed later.
 *
 * @param when the time of the request
 * @param userAgent the browser that the request named
 * @param network the network that it came from
 * @param address the client's IP address, for events only
 * @param language the language tag of the page
 * @param base the server's public URL
 * @param zone the time zone of the browser, or of the country if it has one only
 */
public record RequestSnapshot(
        Instant when,
        UserAgent userAgent,
        Network network,
        @Nullable String address,
        String language,
        URI base,
        Optional<ZoneId> zone) {

    /** The snapshot of the current request. */
    public static RequestSnapshot of(KeycloakSession session, RealmModel realm) {
        SignalReader signals = new SignalReader(session, List.of());
        Network network = signals.network(realm);
        return new RequestSnapshot(
                KeycloakClock.now(),
                signals.userAgent(),
                network,
                session.getContext().getConnection().getRemoteHost(),
                session.getContext().resolveLocale(null).toLanguageTag(),
                session.getContext().getUri().getBaseUri(),
                LikelyZone.of(session, network.country()));
    }

    /** The language of an email to a user: the user's own, otherwise that of the page. Later look-ups in this session find the same. */
    public Locale language(KeycloakSession session, UserModel user) {
        if (user.getFirstAttribute(UserModel.LOCALE) == null) {
            session.setAttribute(LocaleSelectorProvider.USER_REQUEST_LOCALE, language);
        }
        return session.getContext().resolveLocale(user);
    }

    /** An opaque id of the device and its place, for notices that are sent once for each. */
    public String deviceAndPlace() {
        return Sha256.hex(String.join(
                "\n", userAgent.browser(), userAgent.operatingSystem(), network.country(), network.prefix()));
    }

    /** Without the time zone, which is that of another person, such as an administrator. */
    public RequestSnapshot withoutZone() {
        return new RequestSnapshot(when, userAgent, network, address, language, base, Optional.empty());
    }

    /**
     * The variables for how long something in an email works.
     *
     * @param now when the email is written, which may be later than the request
     */
    public Map<String, Object> lifetime(UserModel user, Locale locale, Instant now, Instant until) {
        RoundedDuration lifetime = RoundedDuration.between(now, until);
        return Map.of(
                "lifetime",
                Map.of("message", lifetime.message(), "number", lifetime.number()),
                "validUntil",
                LocalizedTimes.of(user, locale, zone).timeFrom(now, until));
    }

    /** The variables for an email's template. */
    public Map<String, Object> facts(RealmModel realm, UserModel user, Locale locale) {
        Map<String, Object> facts = new HashMap<>(Map.of(
                "when", LocalizedTimes.of(user, locale, zone).dateTime(when),
                "device", userAgent.browser() + ", " + userAgent.operatingSystem(),
                "place", network.displayCountry(locale)));
        NotMePage.of(realm, base).ifPresent(page -> facts.put("notMe", page));
        AccountName.inEmail(user).ifPresent(name -> facts.put("account", name));
        return facts;
    }
}
