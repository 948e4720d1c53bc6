package dev.gatehouse.mfa.signin;

import dev.gatehouse.keycloak.realm.FlowExecutions;
import java.util.List;
import java.util.Set;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.authenticators.browser.PasswordFormFactory;
import org.keycloak.authentication.authenticators.browser.UsernamePasswordFormFactory;
import org.keycloak.authentication.authenticators.browser.WebAuthnPasswordlessAuthenticatorFactory;
import org.keycloak.models.AuthenticationExecutionModel;

/**
 * The executions of a flow that follow the one which requests the email address. Executions that need a user cannot follow one that looks
 * up no user.
 */
final class FollowingExecutions {

    private static final Set<String> NEED_USER =
            Set.of(PasswordFormFactory.PROVIDER_ID, WebAuthnPasswordlessAuthenticatorFactory.PROVIDER_ID);

    private final List<String> authenticators;
    private final int current;

    private FollowingExecutions(List<String> authenticators, int current) {
        this.authenticators = authenticators;
        this.current = current;
    }

    /** The executions of the whole flow. */
    static FollowingExecutions after(AuthenticationFlowContext context) {
        List<AuthenticationExecutionModel> steps = FlowExecutions.enabled(
                        context.getRealm(), context.getTopLevelFlow().getId())
                .toList();
        List<String> ids =
                steps.stream().map(AuthenticationExecutionModel::getId).toList();
        return new FollowingExecutions(
                steps.stream()
                        .map(step -> String.valueOf(step.getAuthenticator()))
                        .toList(),
                ids.indexOf(context.getExecution().getId()));
    }

    /** Whether the username and password form comes next, and no execution of the flow needs a user before it. */
    boolean beginWithPasswordForm() {
        return current >= 0
                && current + 1 < authenticators.size()
                && UsernamePasswordFormFactory.PROVIDER_ID.equals(authenticators.get(current + 1))
                && authenticators.stream().noneMatch(NEED_USER::contains);
    }
}
