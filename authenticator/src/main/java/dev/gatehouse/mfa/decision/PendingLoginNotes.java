package dev.gatehouse.mfa.decision;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.gatehouse.keycloak.json.PlainJson;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.device.DeviceLife;
import dev.gatehouse.risk.model.LoginAttempt;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.util.JsonSerialization;

/** What is learned and done once a login in progress completes, kept in its notes until then. */
public final class PendingLoginNotes {

    private static final Logger LOG = Logger.getLogger(PendingLoginNotes.class);
    private static final String PENDING = "gatehouse.pending";
    private static final String REMEMBER = "gatehouse.remember";
    private static final String DEVICE_LIFE = "gatehouse.device-life";
    private static final String DEVICE_STORED = "gatehouse.device-stored";
    private static final String COPIED = "gatehouse.copied-device";
    private static final String NOTIFY = "gatehouse.tell";

    /** All of the above. */
    static final List<String> ALL = List.of(PENDING, REMEMBER, DEVICE_LIFE, DEVICE_STORED, COPIED, NOTIFY);

    /** The defaults of the settings, for a login that began before an upgrade. */
    private static final DeviceLife USUAL_LIFE = MfaSettings.parse(Map.of()).deviceLife();

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;

    public PendingLoginNotes(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.login = login;
    }

    /**
     * A login that is learned from once it completes.
     *
     * @param attempt what was observed
     * @param isToBeRemembered whether to remember the device
     * @param isDeviceStored whether the device was remembered when the second factor was proven, so that nothing remains to be done for it
     * @param deviceLife how long a device stays known
     * @param copied the id of a device of which a replaced token was sent; empty if none was
     * @param isProven whether a second factor was proven
     * @param isToBeNotified whether the user is to be notified by email
     * @param statistics its statistics; empty if the login began before an upgrade
     */
    public record Pending(
            LoginAttempt attempt,
            boolean isToBeRemembered,
            boolean isDeviceStored,
            DeviceLife deviceLife,
            Optional<String> copied,
            boolean isProven,
            boolean isToBeNotified,
            Optional<LoginStatistics> statistics) {}

    /** The JSON of the note, including the event details. */
    @JsonIgnoreProperties(ignoreUnknown = true) // of a later version, on another node
    record Stored(
            String user, StoredAttempt attempt, LoginStatistics weighed, boolean news, Map<String, String> details) {}

    /** A note that this request has written. */
    private record Parsed(String json, Stored stored) {}

    /**
     * Stores what is learned from this login once it completes. Replaces what was stored before.
     *
     * @param details the event details of the decision
     */
    public void keep(UserModel user, RiskDecision riskDecision, Map<String, String> details) {
        Stored stored = new Stored(
                user.getId(),
                StoredAttempt.of(riskDecision.attempt()),
                riskDecision.statistics(),
                riskDecision.isUnusual(),
                details);
        String json = PlainJson.write(stored);
        login.setAuthNote(PENDING, json);
        session.setAttribute(PENDING, new Parsed(json, stored));
        login.removeAuthNote(REMEMBER);
        login.removeAuthNote(DEVICE_LIFE);
        login.removeAuthNote(DEVICE_STORED);
        login.removeAuthNote(COPIED);
        login.removeAuthNote(NOTIFY);
    }

    /** Requests a notice to the user once the login completes, if it is unusual. */
    public void notifyIfUnusual() {
        login.setAuthNote(NOTIFY, "true");
    }

    /** Keeps how long a device stays known, for the token that it gets once a login completes that is learned from. */
    public void keepDeviceLife(DeviceLife life) {
        if (login.getAuthNote(PENDING) != null) {
            login.setAuthNote(
                    DEVICE_LIFE,
                    life.sinceUse().toSeconds() + " " + life.sinceProof().toSeconds());
        }
    }

    /** Keeps the id of a device of which a replaced token was sent, so that it is forgotten once the login completes with a second factor. */
    public void keepCopied(String device) {
        login.setAuthNote(COPIED, device);
    }

    /** The id of the device of which a replaced token was sent in this login; empty if none was. */
    public Optional<String> copied() {
        return Optional.ofNullable(login.getAuthNote(COPIED));
    }

    /** Requests that the device is remembered once the login completes. */
    public void rememberDevice(DeviceLife life) {
        // The value is for nodes of an earlier version, on which the login may complete.
        login.setAuthNote(REMEMBER, Long.toString(life.sinceUse().toSeconds()));
    }

    /** Notes that the device is remembered already. */
    public void deviceStored() {
        login.setAuthNote(DEVICE_STORED, "true");
    }

    /** What was stored for this user, if the login of this user was secured. */
    public Optional<Pending> pending(String userId) {
        EvidenceNotes evidence = new EvidenceNotes(login);
        return stored(userId)
                .filter(stored -> evidence.isSecured(userId))
                .map(stored -> new Pending(
                        stored.attempt().attempt(),
                        login.getAuthNote(REMEMBER) != null,
                        login.getAuthNote(DEVICE_STORED) != null,
                        deviceLife(),
                        copied(),
                        evidence.secured(userId)
                                .filter(MfaEvidence.AmrMethod::isSecondFactor)
                                .isPresent(),
                        stored.news() && Boolean.parseBoolean(login.getAuthNote(NOTIFY)),
                        Optional.ofNullable(stored.weighed())));
    }

    private DeviceLife deviceLife() {
        return Optional.ofNullable(login.getAuthNote(DEVICE_LIFE))
                .map(text -> text.split(" ", 2))
                .map(seconds -> new DeviceLife(
                        Duration.ofSeconds(Long.parseLong(seconds[0])), Duration.ofSeconds(Long.parseLong(seconds[1]))))
                .orElseGet(this::lifeOfEarlierVersion);
    }

    /** A login that began on a node of an earlier version says only how long to remember a device, if it is to be remembered. */
    private DeviceLife lifeOfEarlierVersion() {
        return Optional.ofNullable(login.getAuthNote(REMEMBER))
                .map(seconds -> new DeviceLife(Duration.ofSeconds(Long.parseLong(seconds)), USUAL_LIFE.sinceProof()))
                .orElse(USUAL_LIFE);
    }

    /** The event details of the decision about this user's login. */
    public Map<String, String> details(String userId) {
        return stored(userId).map(Stored::details).orElse(Map.of());
    }

    /** Deletes what was stored, so that nothing is learned, or nothing twice. */
    public void done() {
        ALL.forEach(login::removeAuthNote);
    }

    private Optional<Stored> stored(String userId) {
        String json = login.getAuthNote(PENDING);
        if (json == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(parsed(json)).filter(stored -> userId.equals(stored.user()) && stored.attempt() != null);
        } catch (IOException damaged) {
            LOG.warnf(
                    "GATEHOUSE-401 A note of a login cannot be read, so nothing is learned from this login: %s",
                    LogText.of(damaged.getMessage()));
            return Optional.empty();
        }
    }

    /** A login that is not challenged writes the note and reads it in one request. */
    private Stored parsed(String json) throws IOException {
        Parsed known = session.getAttribute(PENDING, Parsed.class);
        return known != null && known.json().equals(json)
                ? known.stored()
                : JsonSerialization.readValue(json, Stored.class);
    }
}
