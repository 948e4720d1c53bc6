package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.EnrolledFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.CodeVerification;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.storage.ReadOnlyException;

/** Asks for a code that the user has at hand: in an authenticator app, or on a recovery list. */
final class CodeForm implements FactorForm {

    private static final String TEMPLATE = "gatehouse-own-code.ftl";
    private static final String FIELD_CODE = "code";

    private final FactorChallenge challenge;
    private final EnrolledFactors factors;

    CodeForm(FactorChallenge challenge) {
        this.challenge = challenge;
        this.factors = challenge.mfa().enrolledFactors(challenge.loginKey());
    }

    @Override
    public void begin(boolean isShared) {
        challenge.loginContext().show(factors.blockedUntil().map(until -> blocked(until, isShared)).orElseGet(() -> page(isShared)));
    }

    @Override
    public void show() {
        begin(false);
    }

    @Override
    public void answer(MultivaluedMap<String, String> form) {
        String typed = form.getFirst(FIELD_CODE);
        CodeVerification verification = isApp() ? factors.checkApp(typed) : factors.checkRecovery(typed);
        boolean isShared = FactorChallenge.isShared(form);
        Runnable next = switch (verification.kind()) {
            case ACCEPTED -> () -> accept((CodeVerification.Accepted) verification, isShared);
            case EMPTY -> () -> notYet(isShared, error("gatehouseOwnCodeEmpty"));
            case MALFORMED -> () -> notYet(isShared, error(
                    "gatehouseOwnCodeMalformed", Integer.toString(((CodeVerification.Malformed) verification).length())));
            case WRONG -> () -> challenge.retry(
                    RejectedAnswer.WRONG_CODE, page(isShared, error(isApp() ? "gatehouseAppCodeWrong" : "gatehouseRecoveryCodeWrong")));
            case EXPIRED -> throw new IllegalStateException("codes that nobody sends do not expire");
            case EXHAUSTED -> throw new IllegalStateException("codes that nobody sends have no tries of their own");
            case BLOCKED -> () -> challenge.retry(
                    RejectedAnswer.BLOCKED, blocked(((CodeVerification.Blocked) verification).until(), isShared));
        };
        next.run();
    }

    private void accept(CodeVerification.Accepted accepted, boolean isShared) {
        if (!isApp() && factors.removeUsedUpList()) {
            demandNewList();
        }
        challenge.pass(challenge.mfa().proven(accepted), isShared);
    }

    /** As Keycloak's own form does. */
    private void demandNewList() {
        try {
            challenge.loginContext().user().addRequiredAction(UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES);
        } catch (ReadOnlyException userOfAnExternalStore) {
            challenge.loginContext().authSession().addRequiredAction(UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES);
        }
    }

    private void notYet(boolean isShared, FormMessage error) {
        challenge.loginContext().show(page(isShared, error));
    }

    private boolean isApp() {
        return challenge.factor() == Factor.AUTHENTICATOR_APP;
    }

    private Response page(boolean isShared, FormMessage... errors) {
        LoginFormsProvider form = challenge.form(isShared).setAttribute("gatehouseFactor", challenge.factor().id());
        if (!isApp()) {
            factors.nextRecoveryCode().ifPresent(number -> form.setAttribute("gatehouseRecoveryNumber", number.toString()));
        }
        for (FormMessage error : errors) {
            form.addError(error);
        }
        return form.createForm(TEMPLATE);
    }

    private Response blocked(Instant until, boolean isShared) {
        return page(isShared, error("gatehouseOwnCodeBlocked", challenge.times().timeAfter(until)));
    }

    private static FormMessage error(String message, Object... parameters) {
        return new FormMessage(FIELD_CODE, message, parameters);
    }
}
