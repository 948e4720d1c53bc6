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

/** Challenges for a code that the user already has: from an authenticator app or a list of recovery codes. */
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
        challenge
                .loginContext()
                .show(factors.blockedUntil()
                        .map(until -> blocked(until, isShared))
                        .orElseGet(() -> page(isShared)));
    }

    @Override
    public void show() {
        begin(false);
    }

    @Override
    public void answer(MultivaluedMap<String, String> form) {
        String submitted = form.getFirst(FIELD_CODE);
        CodeVerification verification = isApp() ? factors.checkApp(submitted) : factors.checkRecovery(submitted);
        boolean isShared = FactorChallenge.isShared(form);
        Runnable next =
                switch (verification.kind()) {
                    case ACCEPTED -> () -> accept((CodeVerification.Accepted) verification, isShared);
                    case EMPTY -> () -> showError(isShared, error("gatehouseOwnCodeEmpty"));
                    case MALFORMED ->
                        () -> showError(
                                isShared,
                                error(
                                        "gatehouseOwnCodeMalformed",
                                        Integer.toString(((CodeVerification.Malformed) verification).length())));
                    case WRONG ->
                        () -> challenge.retry(
                                RejectedAnswer.WRONG_CODE,
                                page(
                                        isShared,
                                        error(isApp() ? "gatehouseAppCodeWrong" : "gatehouseRecoveryCodeWrong")));
                    case EXPIRED -> throw new IllegalStateException("codes that are not sent do not expire");
                    case EXHAUSTED ->
                        throw new IllegalStateException("codes that are not sent have no attempt limit of their own");
                    case BLOCKED ->
                        () -> challenge.retry(
                                RejectedAnswer.BLOCKED,
                                blocked(((CodeVerification.Blocked) verification).until(), isShared));
                };
        next.run();
    }

    private void accept(CodeVerification.Accepted accepted, boolean isShared) {
        if (!isApp() && factors.removeUsedUpList()) {
            requireNewList();
        }
        challenge.pass(challenge.mfa().proven(accepted), isShared);
    }

    /** Requires a new list of recovery codes, as Keycloak's own form does. */
    private void requireNewList() {
        try {
            challenge.loginContext().user().addRequiredAction(UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES);
        } catch (ReadOnlyException userOfAnExternalStore) {
            challenge
                    .loginContext()
                    .authSession()
                    .addRequiredAction(UserModel.RequiredAction.CONFIGURE_RECOVERY_AUTHN_CODES);
        }
    }

    private void showError(boolean isShared, FormMessage error) {
        challenge.loginContext().show(page(isShared, error));
    }

    private boolean isApp() {
        return challenge.factor() == Factor.AUTHENTICATOR_APP;
    }

    private Response page(boolean isShared, FormMessage... errors) {
        LoginFormsProvider form = challenge
                .form(isShared)
                .setAttribute("gatehouseFactor", challenge.factor().id());
        if (!isApp()) {
            factors.nextRecoveryCode()
                    .ifPresent(number -> form.setAttribute("gatehouseRecoveryNumber", number.toString()));
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
