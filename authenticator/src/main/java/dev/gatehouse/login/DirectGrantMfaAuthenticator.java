package dev.gatehouse.login;

import dev.gatehouse.mfa.Judgement;
import dev.gatehouse.mfa.LoginNotes;
import dev.gatehouse.mfa.Proof;
import dev.gatehouse.mfa.SecondStep;
import dev.gatehouse.mfa.Subject;
import dev.gatehouse.mfa.Verdict;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.keycloak.authentication.AuthenticationFlowContext;
import org.keycloak.authentication.AuthenticationFlowError;
import org.keycloak.authentication.Authenticator;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;
import org.keycloak.representations.idm.OAuth2ErrorRepresentation;

/** The second step where there is no browser: what is suspicious is refused, in a form that an app understands. */
final class DirectGrantMfaAuthenticator implements Authenticator {

    private static final String ERROR = "mfa_required";

    private final SecondStepFactory factory;

    DirectGrantMfaAuthenticator(SecondStepFactory factory) {
        this.factory = factory;
    }

    @Override
    public void authenticate(AuthenticationFlowContext context) {
        SecondStep step = factory.secondStep(context);
        Subject subject = Logins.subject(context);
        if (step.isOff()) {
            PendingLogins.secure(context, step, step.passed(subject, Proof.Method.NOT_ASKED), false);
            context.success();
            return;
        }
        Judgement judgement = step.judge(subject);
        PendingLogins.keep(context, new LoginNotes(context.getAuthenticationSession()), judgement);
        judgement.verdict().choose(new Verdict.Cases<Void>() {
            @Override
            public Void pass(Verdict.Pass pass) {
                return succeed(pass.method());
            }

            @Override
            public Void wouldAsk(Verdict.WouldAsk wouldAsk) {
                return succeed(wouldAsk.method());
            }

            @Override
            public Void ask(Verdict.Ask ask) {
                return refuse();
            }

            @Override
            public Void refuse(Verdict.Refuse refuse) {
                return refuse();
            }

            private Void succeed(Proof.Method method) {
                PendingLogins.secure(context, step, step.passed(subject, method), false);
                context.success();
                return null;
            }

            private Void refuse() {
                Logins.error(context, ERROR, Map.of());
                context.failure(AuthenticationFlowError.INVALID_CREDENTIALS, mfaRequired());
                return null;
            }
        });
    }

    private static Response mfaRequired() {
        return Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity(new OAuth2ErrorRepresentation(ERROR, "This login needs a security code. Sign in with the browser instead."))
                .build();
    }

    @Override
    public void action(AuthenticationFlowContext context) {
        authenticate(context);
    }

    @Override
    public boolean requiresUser() {
        return true;
    }

    @Override
    public boolean configuredFor(KeycloakSession session, RealmModel realm, UserModel user) {
        return true;
    }

    @Override
    public void setRequiredActions(KeycloakSession session, RealmModel realm, UserModel user) {
        // nothing to set up
    }

    @Override
    public void close() {
        // holds nothing
    }
}
