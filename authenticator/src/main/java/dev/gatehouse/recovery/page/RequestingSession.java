package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.keycloak.text.PageTime;
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
 * The session that requested a change of the password, if it is not the session of the browser in which the emailed link was opened. It may
 * be the owner's app, which would be signed out with the others, or an intruder's: the page describes it, and the owner decides.
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
     * The session that may be spared; empty if there is none. A forgotten password is requested without a session, and "This was not me"
     * spares none.
     */
    Optional<UserSessionModel> of(ResetLink link) {
        return switch (link.purpose()) {
            case CHANGE -> requesting(link);
            case RESET, SECURE, RESUME -> Optional.empty();
        };
    }

    private Optional<UserSessionModel> requesting(ResetLink link) {
        // Keycloak gives a session the id of the login that it came from, and a later login of the same browser may get
        // the same id.
        return Optional.of(link.returnTarget().login())
                .filter(id -> !id.isEmpty())
                .map(id -> session.sessions().getUserSession(realm, id))
                .filter(requesting -> requesting.getUser() != null
                        && requesting.getUser().getId().equals(user.getId()))
                .filter(requesting -> requesting.getStarted() <= link.issuedAt().getEpochSecond())
                .filter(requesting -> new SecurityStampService(session, realm)
                        .isCurrent(user, SecuredAt.parse(requesting.getNote(SessionNotes.STAMP))))
                .filter(requesting -> !new UserSessions(session, realm, user)
                        .own()
                        .filter(requesting.getId()::equals)
                        .isPresent());
    }

    /** What the page shows of it: device, country (the IP address if the country is unknown), and when it began. */
    Map<String, Object> facts(UserSessionModel requesting) {
        Locale locale = session.getContext().resolveLocale(user);
        UserAgent device = RequestReader.userAgent(DeviceActivityManager.getCurrentDevice(requesting));
        String address = Objects.requireNonNullElse(requesting.getIpAddress(), "");
        String country =
                new SignalReader(session, List.of()).network(realm, address).displayCountry(locale);
        return Map.of(
                "device",
                device.browser() + ", " + device.operatingSystem(),
                "place",
                country.isEmpty() ? address : country,
                "since",
                PageTime.dateTime(LocalizedTimes.of(user, locale), Instant.ofEpochSecond(requesting.getStarted())));
    }
}
