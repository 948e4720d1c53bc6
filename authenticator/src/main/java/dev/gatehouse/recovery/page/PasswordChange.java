package dev.gatehouse.recovery.page;

import dev.gatehouse.keycloak.event.GatehouseEvents;
import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.keycloak.session.AfterCommit;
import dev.gatehouse.keycloak.text.LogText;
import dev.gatehouse.mfa.decision.SecurityStampRotation;
import dev.gatehouse.mfa.decision.UserSessions;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.notification.email.RequestSnapshot;
import dev.gatehouse.recovery.token.LinkPurpose;
import dev.gatehouse.recovery.token.ResetLink;
import dev.gatehouse.recovery.token.ResetLinkState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;
import org.keycloak.events.Details;
import org.keycloak.events.Errors;
import org.keycloak.events.EventBuilder;
import org.keycloak.events.EventType;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.ModelException;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserCredentialModel;
import org.keycloak.models.UserModel;
import org.keycloak.models.UserSessionModel;
import org.keycloak.models.credential.PasswordCredentialModel;
import org.keycloak.policy.PasswordPolicyProvider;
import org.keycloak.services.validation.Validation;
import org.keycloak.storage.ReadOnlyException;

/**
 * Changes a password: first everything that can be refused is checked, then the link is used up, then the password changes, then the
 * consequences follow.
 */
final class PasswordChange {

    private static final Logger LOG = Logger.getLogger(PasswordChange.class);

    /** Keycloak's message for a store that refuses a password without a reason. */
    private static final String REFUSED = "invalidPasswordGenericMessage";

    private final KeycloakSession session;
    private final RealmModel realm;
    private final RecoveryService recovery;
    private final UserModel user;

    PasswordChange(KeycloakSession session, RecoveryService recovery, UserModel user) {
        this.session = session;
        this.realm = recovery.realm();
        this.recovery = recovery;
        this.user = user;
    }

    /** The result of a change. */
    sealed interface Result extends Variant<PasswordChange.Result.Kind> {

        /** One for each record below. */
        enum Kind {
            CHANGED,
            REFUSED,
            OVERTAKEN,
            NOT_HERE
        }
    }

    /**
     * What the owner has chosen for the sessions in other browsers.
     *
     * @param areSignedOut whether they end, and the account is secured
     * @param isRequestingSessionKept whether the session that requested the change continues nevertheless
     */
    record Others(boolean areSignedOut, boolean isRequestingSessionKept) {

        /** The default on the page: the requester of the change may be the intruder. */
        static final Others PROPOSED = new Others(true, false);
    }

    /** The password is changed. */
    record Changed() implements Result {

        @Override
        public Kind kind() {
            return Kind.CHANGED;
        }
    }

    /** Nothing was changed, and the link is still valid. */
    record Refused(List<Problem> problems) implements Result {

        @Override
        public Kind kind() {
            return Kind.REFUSED;
        }
    }

    /** This link, or another one of the same account, was used at the same moment. */
    record Superseded() implements Result {

        @Override
        public Kind kind() {
            return Kind.OVERTAKEN;
        }
    }

    /** The password is in a user store where it cannot be changed from here. */
    record NotHere() implements Result {

        @Override
        public Kind kind() {
            return Kind.NOT_HERE;
        }
    }

    /**
     * A problem with the typed password.
     *
     * @param message the message's key
     */
    record Problem(String message, List<Object> parameters) {

        private static Problem of(String message, Object @Nullable ... parameters) {
            return new Problem(message, parameters == null ? List.of() : Arrays.asList(parameters));
        }
    }

    /**
     * Changes the password.
     *
     * @param password the first field
     * @param repeated the second field
     * @param others what happens to the other sessions
     */
    Result change(ResetLinkState.Found found, @Nullable String password, @Nullable String repeated, Others others) {
        ResetLink link = found.link();
        List<Problem> problems = problems(password, repeated);
        if (!problems.isEmpty()) {
            refused(link);
            return new Refused(problems);
        }
        if (!recovery.links().claim(found.token(), link)) {
            return new Superseded();
        }
        Settlement settlement = new Settlement(found, RequestSnapshot.of(session, realm));
        AfterCommit.run(session, settlement::committed, settlement::rolledBack);
        try {
            if (!user.credentialManager().updateCredential(UserCredentialModel.password(password, false))) {
                settlement.giveBack();
                return new NotHere();
            }
        } catch (ReadOnlyException e) {
            settlement.giveBack();
            LOG.warnf(
                    "GATEHOUSE-707 A password in realm %s is kept in a read-only user store",
                    LogText.of(realm.getName()));
            return new NotHere();
        } catch (ModelException e) {
            settlement.giveBack();
            refused(link);
            return new Refused(
                    List.of(Problem.of(Objects.requireNonNullElse(e.getMessage(), REFUSED), e.getParameters())));
        }
        applyConsequences(link, others);
        return new Changed();
    }

    private List<Problem> problems(@Nullable String password, @Nullable String repeated) {
        if (password == null || Validation.isBlank(password)) {
            return List.of(Problem.of("gatehousePasswordEmpty"));
        }
        List<Problem> problems = new ArrayList<>();
        // An external user store has its own rules.
        if (user.getFederationLink() == null) {
            realm.getPasswordPolicy().getPolicies().stream()
                    .map(id -> session.getProvider(PasswordPolicyProvider.class, id))
                    .filter(Objects::nonNull)
                    .map(policy -> policy.validate(realm, user, password))
                    .filter(Objects::nonNull)
                    .map(error -> Problem.of(error.getMessage(), error.getParameters()))
                    .forEach(problems::add);
        }
        if (!password.equals(repeated)) {
            problems.add(Problem.of("gatehousePasswordsDiffer"));
        }
        return problems;
    }

    private void applyConsequences(ResetLink link, Others others) {
        user.removeRequiredAction(UserModel.RequiredAction.UPDATE_PASSWORD);
        verifyAddress(link);
        session.loginFailures().removeUserLoginFailure(realm, user.getId());
        new KnownDevices(session).forgetAll(user);
        EventBuilder event = event(link);
        if (link.purpose() == LinkPurpose.RESET) {
            event.clone().event(EventType.RESET_PASSWORD).success();
        }
        event.clone()
                .event(EventType.UPDATE_CREDENTIAL)
                .detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE)
                .success();
        if (others.areSignedOut()) {
            // Before any session ends: a session that is already revoked is neither offered nor spared.
            Optional<String> kept = others.isRequestingSessionKept()
                    ? new RequestingSession(session, realm, user).of(link).map(UserSessionModel::getId)
                    : Optional.empty();
            new SecurityStampRotation(session, realm, user)
                    .sparing(new UserSessions(session, realm, user).endOthers(event, kept));
        }
    }

    /** The user has opened the emailed link, so owns the mailbox, and chose to continue. */
    private void verifyAddress(ResetLink link) {
        if (user.isEmailVerified()) {
            return;
        }
        try {
            user.setEmailVerified(true);
            user.removeRequiredAction(UserModel.RequiredAction.VERIFY_EMAIL);
            event(link).event(EventType.VERIFY_EMAIL).success();
        } catch (ReadOnlyException keptElsewhere) {
            LOG.debug("The address is kept in a read-only user store, so it stays unverified");
        }
    }

    private void refused(ResetLink link) {
        event(link)
                .event(EventType.UPDATE_CREDENTIAL_ERROR)
                .detail(Details.CREDENTIAL_TYPE, PasswordCredentialModel.TYPE)
                .error(Errors.PASSWORD_REJECTED);
    }

    private EventBuilder event(ResetLink link) {
        return new EventBuilder(realm, session, session.getContext().getConnection())
                .client(
                        link.returnTarget().clientId().isEmpty()
                                ? null
                                : link.returnTarget().clientId())
                .user(user)
                .detail(GatehouseEvents.PURPOSE, link.purpose().name().toLowerCase(Locale.ROOT));
    }

    /** Once the database has committed or rolled back: whether the link stays used up, and whether a notice is sent. */
    private final class Settlement {

        private final ResetLinkState.Found found;
        private final RequestSnapshot requestSnapshot;
        private boolean isGivenBack;

        private Settlement(ResetLinkState.Found found, RequestSnapshot requestSnapshot) {
            this.found = found;
            this.requestSnapshot = requestSnapshot;
        }

        private void giveBack() {
            recovery.links().giveBack(found.token(), found.link());
            isGivenBack = true;
        }

        private void committed() {
            if (!isGivenBack) {
                recovery.links().changed(found.link());
                recovery.requests().done(found.link());
                recovery.announceChange(found.link().userId(), requestSnapshot);
            }
        }

        private void rolledBack() {
            if (!isGivenBack) {
                giveBack();
            }
        }
    }
}
