package dev.gatehouse.mfa.decision;

import dev.gatehouse.mfa.otp.CodeVerification;
import dev.gatehouse.mfa.otp.OneTimePass;
import dev.gatehouse.mfa.otp.OneTimePassService;
import dev.gatehouse.mfa.otp.PassIssueResult;
import dev.gatehouse.mfa.stamp.SecurityStampService;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * The one-time passes of a user: issued by support, and accepted in a login where recovery codes are. They are bound to the security stamp
 * of the account.
 */
public final class OneTimePasses {

    private final KeycloakSession session;
    private final RealmModel realm;
    private final UserModel user;
    private final OneTimePassService passes;

    public OneTimePasses(KeycloakSession session, RealmModel realm, UserModel user) {
        this.session = session;
        this.realm = realm;
        this.user = user;
        this.passes = OneTimePassService.of(session, realm, user, () -> new SecurityStampService(session, realm)
                .of(user)
                .text());
    }

    /**
     * Issues a pass.
     *
     * @param isByHelper whether the caller is a helper and not an administrator
     */
    public PassIssueResult issue(boolean isByHelper) {
        return passes.issue(isByHelper);
    }

    /** Whether a pass is valid now. */
    boolean isOffered() {
        return usable().isPresent();
    }

    /** Verifies a pass, see {@link OneTimePassService#check}; empty if none is valid. */
    Optional<CodeVerification> check(@Nullable String submitted) {
        return usable().flatMap(pass -> passes.check(pass, submitted));
    }

    /** The valid pass. One that a helper has issued is of no use to a user who has become privileged since. */
    private Optional<OneTimePass> usable() {
        return passes.current().filter(pass -> !pass.isByHelper() || !PrivilegedAccounts.include(session, realm, user));
    }
}
