package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.grant.LoginRequest;
import dev.gatehouse.keycloak.session.BeforeCommit;
import dev.gatehouse.mfa.decision.GateSettings;
import dev.gatehouse.mfa.decision.LoginSecurityStamp;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.device.KnownDevices;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import dev.gatehouse.risk.model.DeviceRecognition;
import dev.gatehouse.risk.profile.DeviceTokenRotations;
import dev.gatehouse.risk.profile.ProfileLookup;
import dev.gatehouse.risk.profile.SecuredAt;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.UserModel;
import org.keycloak.sessions.AuthenticationSessionModel;

/** The device from which a user signs in: what it gets, and when. */
final class DeviceOfLogin {

    private final KeycloakSession session;
    private final AuthenticationSessionModel login;

    DeviceOfLogin(KeycloakSession session, AuthenticationSessionModel login) {
        this.session = session;
        this.login = login;
    }

    /**
     * Remembers a device that was not known in the request in which its user has proven a second factor, even if that does not complete the
     * login: the app may still be for others, and then the user must not be asked again at the next app. A device of which the user is to be
     * told waits until the login is complete, so that none becomes known without the email.
     */
    void rememberIfProven(UserModel user) {
        // A direct grant is complete in the same request.
        if (!LoginRequest.isDirectGrant(session)) {
            // At the end: Keycloak reads a user anew for everything that follows a change.
            BeforeCommit.run(session, () -> rememberUnlessCompleted(user));
        }
    }

    private void rememberUnlessCompleted(UserModel user) {
        // A login that is complete has none.
        PendingLoginNotes notes = new PendingLoginNotes(session, login);
        LoginSecurityStamp stamp = new LoginSecurityStamp(session, login);
        Optional<PendingLoginNotes.Pending> proven = notes.pending(user.getId())
                .filter(pending -> pending.isProven() && pending.isToBeRemembered())
                .filter(pending -> !pending.isDeviceStored() && !pending.isToBeNotified())
                .filter(pending -> pending.attempt().device() != DeviceRecognition.KNOWN)
                .filter(pending -> stamp.isCurrent(user));
        proven.ifPresent(pending -> {
            ProfileLookup profile = new SecurityStampService(session, login.getRealm()).profile(user);
            UnaryOperator<DeviceTokenRotations> unused = completed(user, pending, stamp.securedAt(), profile);
            notes.deviceStored();
        });
    }

    /**
     * What a device gets once its login is complete.
     *
     * @return how the user's token rotations change, to be written once the login is committed
     */
    UnaryOperator<DeviceTokenRotations> completed(
            PendingLoginNotes.Pending pending, SecuredAt securedAt, ProfileLookup profile) {
        return completed(login.getAuthenticatedUser(), pending, securedAt, profile);
    }

    private UnaryOperator<DeviceTokenRotations> completed(
            UserModel user, PendingLoginNotes.Pending pending, SecuredAt securedAt, ProfileLookup profile) {
        boolean isToBeSeen = pending.statistics()
                .filter(statistics -> !statistics.wasChallenged())
                .isPresent();
        return new KnownDevices(session)
                .completed(
                        login.getRealm(),
                        user,
                        new KnownDevices.Completed(
                                pending.attempt(),
                                pending.copied(),
                                pending.isToBeRemembered(),
                                isToBeSeen,
                                profile.profile().begin(),
                                pending.deviceLife(),
                                pending.isProven(),
                                securedAt,
                                profile.rotations(),
                                GateSettings.of(session, login.getRealm()).remembersAddress()));
    }
}
