package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.mfa.decision.SessionNotes;
import dev.gatehouse.mfa.decision.UserSessions;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.risk.model.UserAgent;
import dev.gatehouse.risk.profile.SecuredAt;
import dev.gatehouse.risk.signals.RequestReader;
import dev.gatehouse.risk.signals.SignalReader;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.keycloak.device.DeviceActivityManager;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;

/**
 * The session in which a change of the password was asked for, where that is not the session of the browser that the mailed link was opened in. It may
 * be the owner's app, which would be signed out with the others, or an intruder's: the page names it, and the owner decides.
 */
final class RequestingSession {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;

    RequestingSession(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
    }

    /**
     * The session that may be spared; empty where there is none. A forgotten password is asked for without one, and "This was not me" spares nobody.
     */
    Optional<UserSessionModel> of(ResetLink link) {
        return switch (link.purpose()) {
            case CHANGE -> asking(link);
            case RESET, SECURE, RESUME -> Optional.empty();
        };
    }

    private Optional<UserSessionModel> asking(ResetLink link) {
        // Keycloak gives a session the id of the login that it came from, and a later login of the same browser may get it again.
        return Optional.of(link.returnTarget().login())
                .filter(id -> !id.isEmpty())
                .map(id -> session.sessions().getUserSession(realm, id))
                .filter(asking -> asking.getUser() != null && asking.getUser().getId().equals(user.getId()))
                .filter(asking -> asking.getStarted() <= link.issuedAt().getEpochSecond())
                .filter(asking ->
                        new SecurityStampService(session, realm).isCurrent(user, SecuredAt.parse(asking.getNote(SessionNotes.STAMP))))
                .filter(asking -> !new UserSessions(session, realm, user).own().filter(asking.getId()::equals).isPresent());
    }

    /** What the page tells of it: what it is signed in with, from which country, or address where the country is not known, and since when. */
    Map<String, String> facts(UserSessionModel asking) {
        Locale locale = session.getContext().resolveLocale(user);
        UserAgent device = RequestReader.userAgent(DeviceActivityManager.getCurrentDevice(asking));
        String address = Objects.requireNonNullElse(asking.getIpAddress(), "");
        String country = new SignalReader(session, List.of()).network(realm, address).displayCountry(locale);
        return Map.of(
                "device", device.browser() + ", " + device.operatingSystem(),
                "place", country.isEmpty() ? address : country,
                "since", LocalizedTimes.of(user, locale).dateTime(Instant.ofEpochSecond(asking.getStarted())));
    }
}
