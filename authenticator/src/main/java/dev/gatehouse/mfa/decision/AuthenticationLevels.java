package dev.gatehouse.mfa.decision;

import dev.gatehouse.keycloak.grant.RequestedLevel;
import dev.gatehouse.keycloak.json.PlainJson;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.keycloak.authentication.AuthenticatorUtil;
import org.keycloak.authentication.authenticators.browser.PasswordFormFactory;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.authentication.authenticators.util.AcrStore;
import org.keycloak.authentication.authenticators.util.AuthenticatorUtils;
import org.keycloak.models.AuthenticationExecutionModel;
import org.keycloak.models.Constants;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.utils.AuthenticationFlowResolver;
import org.keycloak.sessions.AuthenticationSessionModel;
import org.keycloak.sessions.CommonClientSessionModel.ExecutionStatus;

/**
 * The level of authentication (LoA) that a login has reached, reported as {@code acr} in its tokens. Keycloak considers a level reached
 * when the executions under its condition have succeeded, and a reference value ({@code amr}) earned when its execution has. An MFA step
 * that let a login pass unchallenged has succeeded too. This class discards such levels and records what was actually proven, also for
 * later logins of the session.
 */
public final class AuthenticationLevels {

    /** The level of any login with a first factor, as Keycloak assigns it in flows without level conditions. */
    static final int OF_FIRST_FACTOR = 1;

    /** The steps that a {@link RecoveredLogin} passes without a password. */
    private static final List<String> PASSWORD_FORMS =
            List.of(UsernamePasswordFormFactory.PROVIDER_ID, PasswordFormFactory.PROVIDER_ID);

    private final KeycloakSession session;
    private final RealmModel realm;
    private final AuthenticationSessionModel login;
    private final EvidenceNotes evidence;
    private final LevelOfAuthenticationConditions conditions;

    public AuthenticationLevels(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.realm = login.getRealm();
        this.login = login;
        this.evidence = new EvidenceNotes(login);
        this.conditions = new LevelOfAuthenticationConditions(realm);
    }

    /**
     * Discards what Keycloak has noted for MFA steps that succeeded in this login without a verified factor: the level, and the completion
     * of the execution; and the completion of the step for the password where none was typed. What was proven earlier in the session stays.
     */
    public void discardUnproven(UserModel user) {
        if (RecoveredLogin.isFirstFactor(login, user.getId())) {
            discardReferences(passed(PASSWORD_FORMS::contains), existing(user));
        }
        if (isProvenHere(user)) {
            complete();
            provenHere(user).ifPresent(proven -> discardAbove(proven, user));
            return;
        }
        discardUnprovenPolicyLevel(user);
        List<AuthenticationExecutionModel> steps = passedSteps();
        if (steps.isEmpty()) {
            return;
        }
        Optional<UserSessionModel> existing = existing(user);
        discardReferences(steps, existing);
        Set<Integer> unproven = steps.stream()
                .flatMap(step -> conditions.around(step).boxed())
                .filter(level -> level > OF_FIRST_FACTOR)
                .collect(Collectors.toSet());
        if (!unproven.isEmpty()) {
            discardLevels(unproven, existing);
        }
    }

    /**
     * A client policy can choose the flow and assign a level to it. Keycloak notes that level once the flow has ended, whatever was proven
     * in it. It counts only if a second factor was verified, whether by Gatehouse or by Keycloak.
     */
    private void discardUnprovenPolicyLevel(UserModel user) {
        RequestedLevel.number(login.getAuthNote(Constants.AUTHENTICATION_FLOW_LEVEL_OF_AUTHENTICATION))
                .filter(level -> level > OF_FIRST_FACTOR && level == noted())
                .filter(level -> !new RecentMfa(session, realm).isProvenInLogin(login, user))
                .ifPresent(
                        level -> new AcrStore(session, login).setLevelAuthenticatedToCurrentRequest(OF_FIRST_FACTOR));
    }

    /** Discards levels, of MFA steps under a level condition, above the level of the verified factor. */
    private void discardAbove(int proven, UserModel user) {
        List<AuthenticationExecutionModel> steps = passedSteps().stream()
                .filter(step -> conditions.around(step).anyMatch(level -> level > proven))
                .toList();
        if (!steps.isEmpty()) {
            Optional<UserSessionModel> existing = existing(user);
            discardReferences(steps, existing);
            Set<Integer> above = steps.stream()
                    .flatMap(step -> conditions.around(step).boxed())
                    .filter(level -> level > proven)
                    .collect(Collectors.toSet());
            discardLevels(above, existing);
        }
    }

    /** Notes the level that this login has reached, for its tokens. */
    public void declare(UserModel user) {
        int noted = noted();
        int reached = reached(user);
        if (reached > noted) {
            new AcrStore(session, login).setLevelAuthenticatedToCurrentRequest(reached);
        } else if (noted < OF_FIRST_FACTOR
                && AuthenticatorUtil.isSSOAuthentication(login)
                && levelsOfFlow().isEmpty()
                && continuesGatehouseSession(user)) {
            // Keycloak would report 0, as if the session had lost the level of its first login.
            new AcrStore(session, login).setLevelAuthenticatedToCurrentRequest(OF_FIRST_FACTOR);
        }
    }

    /** The highest level reached in this login, or earlier in the session that it continues if recent enough. */
    int reached(UserModel user) {
        int ofLogin = new NotesOfUser(login).isAnotherThan(user)
                ? Constants.NO_LOA
                : highest(SessionNotes.levels(login.getUserSessionNotes()));
        int inFlow = Math.max(noted(), ofLogin);
        return new ContinuedSession(session, login)
                .countingFor(user.getId())
                .map(before -> Math.max(inFlow, highest(SessionNotes.levels(before.getNotes()))))
                .orElse(inFlow);
    }

    /** Whether a second factor was verified in this login. */
    boolean isProvenHere(UserModel user) {
        return evidence.secured(user)
                .filter(MfaEvidence.AmrMethod::isSecondFactor)
                .isPresent();
    }

    /**
     * The highest level of the second factors verified in this login; empty if none was verified, or if the administrator has configured no
     * level for them.
     */
    Optional<Integer> provenHere(UserModel user) {
        return isProvenHere(user)
                ? SessionNotes.levels(login.getUserSessionNotes()).keySet().stream()
                        .max(Integer::compare)
                : Optional.empty();
    }

    private int highest(Map<Integer, String> provenAt) {
        if (provenAt.isEmpty()) {
            return Constants.NO_LOA;
        }
        Duration within = GateSettings.of(session, realm).within();
        Map<Integer, Integer> ofFlow = levelsOfFlow();
        return provenAt.entrySet().stream()
                .filter(level -> RecentMfa.isRecent(
                        level.getValue(),
                        Optional.ofNullable(ofFlow.get(level.getKey()))
                                .map(seconds -> shorter(seconds, within))
                                .orElse(within)))
                .mapToInt(Map.Entry::getKey)
                .max()
                .orElse(Constants.NO_LOA);
    }

    /** Evidence counts for at least a second, so that it counts in this login even where the flow's maximum age is 0. */
    private static Duration shorter(int seconds, Duration within) {
        Duration ofFlow = Duration.ofSeconds(Math.max(seconds, 1));
        return ofFlow.compareTo(within) < 0 ? ofFlow : within;
    }

    private int noted() {
        return new AcrStore(session, login).getLevelOfAuthenticationFromCurrentAuthentication();
    }

    private Map<Integer, Integer> levelsOfFlow() {
        return conditions.of(
                AuthenticationFlowResolver.resolveBrowserFlow(login).getId());
    }

    private boolean continuesGatehouseSession(UserModel user) {
        return existing(user).map(before -> before.getNote(SessionNotes.METHOD)).isPresent();
    }

    private Optional<UserSessionModel> existing(UserModel user) {
        return new ContinuedSession(session, login).of(user.getId());
    }

    private List<AuthenticationExecutionModel> passedSteps() {
        return passed(AdaptiveMfaService.IN_BROWSER::equals);
    }

    private List<AuthenticationExecutionModel> passed(Predicate<String> authenticator) {
        return login.getExecutionStatus().entrySet().stream()
                .filter(step -> step.getValue() == ExecutionStatus.SUCCESS)
                .map(step -> realm.getAuthenticationExecutionById(step.getKey()))
                .filter(step -> step != null && step.getAuthenticator() != null)
                .filter(step -> authenticator.test(step.getAuthenticator()))
                .toList();
    }

    /** Evidence given at the gate also completes the MFA step of the browser flow. */
    private void complete() {
        String at = login.getUserSessionNotes().get(SessionNotes.METHOD_AT);
        new MfaSettingsResolver(session, realm).executionOfBrowserFlow().ifPresent(step -> {
            Map<String, Integer> completed =
                    completed(login.getUserSessionNotes().get(Constants.AUTHENTICATORS_COMPLETED));
            RequestedLevel.number(at)
                    .filter(seconds -> completed.getOrDefault(step.getId(), 0) < seconds)
                    .ifPresent(seconds -> {
                        completed.put(step.getId(), seconds);
                        login.setUserSessionNote(Constants.AUTHENTICATORS_COMPLETED, PlainJson.write(completed));
                    });
        });
    }

    private void discardReferences(List<AuthenticationExecutionModel> steps, Optional<UserSessionModel> existing) {
        String noted = login.getUserSessionNotes().get(Constants.AUTHENTICATORS_COMPLETED);
        // Before each token this is done again, when there is nothing left to discard.
        if (noted == null || (existing.isEmpty() && steps.stream().noneMatch(step -> noted.contains(step.getId())))) {
            return;
        }
        Map<String, Integer> all = completed(noted);
        Map<String, Integer> completed = new HashMap<>(all);
        Map<String, Integer> before =
                completed(existing.map(session -> session.getNote(Constants.AUTHENTICATORS_COMPLETED))
                        .orElse(null));
        steps.forEach(step -> restore(completed, step.getId(), before));
        if (!completed.equals(all)) {
            login.setUserSessionNote(Constants.AUTHENTICATORS_COMPLETED, PlainJson.write(completed));
        }
    }

    private void discardLevels(Set<Integer> unproven, Optional<UserSessionModel> existing) {
        Map<String, Integer> before = completed(
                existing.map(session -> session.getNote(Constants.LOA_MAP)).orElse(null));
        Map<String, Integer> reached = completed(login.getAuthNote(Constants.LOA_MAP));
        unproven.forEach(level -> restore(reached, level.toString(), before));
        if (!reached.equals(completed(login.getAuthNote(Constants.LOA_MAP)))) {
            login.setAuthNote(Constants.LOA_MAP, PlainJson.write(reached));
        }
        String ofSession = login.getUserSessionNotes().get(Constants.LOA_MAP);
        if (ofSession != null && !reached.equals(completed(ofSession))) {
            login.setUserSessionNote(Constants.LOA_MAP, PlainJson.write(reached));
        }
        int noted = noted();
        if (unproven.contains(noted)) {
            int below = levelsOfFlow().keySet().stream()
                    .filter(level -> level < noted && !unproven.contains(level))
                    .mapToInt(Integer::intValue)
                    .max()
                    .orElse(OF_FIRST_FACTOR);
            new AcrStore(session, login).setLevelAuthenticatedToCurrentRequest(below);
        }
    }

    private static void restore(Map<String, Integer> noted, String key, Map<String, Integer> before) {
        if (before.containsKey(key)) {
            noted.put(key, before.get(key));
        } else {
            noted.remove(key);
        }
    }

    /** Parses Keycloak's notes of completed executions and of reached levels, which share one format. */
    private static Map<String, Integer> completed(@Nullable String note) {
        return new HashMap<>(AuthenticatorUtils.parseCompletedExecutions(note));
    }
}
