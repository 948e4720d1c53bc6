package dev.gatehouse.mfa;

import dev.gatehouse.grant.MailedLink;
import dev.gatehouse.people.People;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.keycloak.common.util.Time;
import org.keycloak.events.Details;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.AuthenticationFlowModel;
import org.keycloak.models.AuthenticatorConfigModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.RequiredActionConfigModel;
import org.keycloak.models.RequiredActionProviderModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.services.managers.AuthenticationSessionManager;
import org.keycloak.sessions.AuthenticationSessionModel;

/**
 * The second lock: whether a login may become a session. The flow asks in the right place; this one looks at every login, however
 * it came about, for a proof that belongs to this user.
 */
public final class Gate {

    /** The required action that stands for the gate. */
    public static final String ACTION = "gatehouse-mfa-gate";

    private static final Logger LOG = Logger.getLogger(Gate.class);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final GateSettings settings;

    public Gate(KeycloakSession session, RealmModel realm) {
        this.session = session;
        this.realm = realm;
        RequiredActionConfigModel config = realm.getRequiredActionConfigByAlias(ACTION);
        this.settings = GateSettings.parse(config == null ? null : config.getConfig());
    }

    /** Whether this login, or the session that it continues, was secured for this user as it must be. */
    public boolean isPassed(AuthenticationSessionModel authSession, UserModel user) {
        if (MailedLink.endsWithoutSession(authSession) || new LoginNotes(authSession).secured(user).isPresent()) {
            return true;
        }
        UserSessionModel existing = new AuthenticationSessionManager(session).getUserSession(authSession);
        return existing != null && existing.getUser().getId().equals(user.getId()) && isSecured(existing, user);
    }

    /** Whether the realm uses the gate. */
    public static boolean isInUse(RealmModel realm) {
        RequiredActionProviderModel action = realm.getRequiredActionProviderByAlias(ACTION);
        return action != null && action.isEnabled();
    }

    /**
     * Whether tokens may be given out for a session. Asks less than {@link #isPassed}: nobody can be asked for a factor here, and a
     * session does not end because a proof grows old.
     */
    public boolean letsOut(UserSessionModel existing) {
        return methodOf(existing).isPresent() && !hasBecomePrivileged(existing);
    }

    /**
     * The settings of the second step for logins whose flow does not have it: those of the realm's browser flow.
     *
     * @param authenticatorId the second step's provider id
     */
    public MfaSettings settingsOfBrowserFlow(String authenticatorId) {
        AuthenticationFlowModel flow = realm.getBrowserFlow();
        Map<String, String> config = Optional.ofNullable(flow)
                .flatMap(top -> executions(top.getId())
                        .filter(execution -> authenticatorId.equals(execution.getAuthenticator()))
                        .filter(execution -> execution.getAuthenticatorConfig() != null)
                        .findFirst())
                .map(execution -> realm.getAuthenticatorConfigById(execution.getAuthenticatorConfig()))
                .map(AuthenticatorConfigModel::getConfig)
                .orElse(null);
        return MfaSettings.parse(config);
    }

    Demand demand(AuthenticationSessionModel authSession, UserModel user) {
        Origin origin = Origins.of(session, authSession);
        // Roles are looked up only where they matter: most logins are local.
        return Demand.of(origin, origin instanceof Origin.Brokered && isPrivileged(user), settings);
    }

    GateSettings settings() {
        return settings;
    }

    private boolean isSecured(UserSessionModel existing, UserModel user) {
        Optional<Proof.Method> method = methodOf(existing);
        if (method.isEmpty() || hasBecomePrivileged(existing)) {
            return false;
        }
        boolean answersToUsOnly = existing.getNote(Details.IDENTITY_PROVIDER) == null || !isPrivileged(user);
        return answersToUsOnly || switch (settings.policy()) {
            case ADAPTIVE -> true;
            case ALWAYS -> method.get() != Proof.Method.NOT_ASKED;
            case DEVICE -> method.get() != Proof.Method.NOT_ASKED && isFresh(existing.getNote(LoginNotes.METHOD_AT));
        };
    }

    /** Whether nothing was demanded of somebody without privileges who has some by now. */
    private boolean hasBecomePrivileged(UserSessionModel existing) {
        return Boolean.parseBoolean(existing.getNote(LoginNotes.UNPRIVILEGED)) && isPrivileged(existing.getUser());
    }

    private static Optional<Proof.Method> methodOf(UserSessionModel existing) {
        return Optional.ofNullable(existing.getNote(LoginNotes.METHOD)).flatMap(Proof.Method::ofClaim);
    }

    private boolean isFresh(String seconds) {
        try {
            Instant at = Instant.ofEpochSecond(Long.parseLong(seconds));
            return at.plus(settings.within()).isAfter(Instant.ofEpochMilli(Time.currentTimeMillis()));
        } catch (NumberFormatException missingOrDamaged) {
            return false;
        }
    }

    private boolean isPrivileged(UserModel user) {
        People privileged = People.named(session, realm, settings.privileged());
        List<String> problems = Stream.concat(
                settings.problems().stream(),
                privileged.unknown().stream().map(name -> "there is neither a role nor a group " + name)).toList();
        problems.forEach(problem -> LOG.errorf(
                "GATEHOUSE-404 Configuration of the gate in realm %s: %s. Until it is mended, everybody who comes through an identity provider "
                        + "is asked for a security code as the privileged are", realm.getName(), problem));
        return !problems.isEmpty() || privileged.include(user);
    }

    private Stream<AuthenticationExecutionModel> executions(String flowId) {
        return realm.getAuthenticationExecutionsStream(flowId).flatMap(execution ->
                execution.isAuthenticatorFlow() ? executions(execution.getFlowId()) : Stream.of(execution));
    }
}
