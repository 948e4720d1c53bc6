package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.EnrolledFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.CodeVerification;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.UserModel;
import org.keycloak.models.utils.FormMessage;
import org.keycloak.storage.ReadOnlyException;

/** Challenges for a code that the user already has: from an authenticator app or a list of recovery codes, or a one-time pass from support. */
final class CodeForm implements FactorForm {

    private static final String TEMPLATE = "gatehouse-own-code.ftl";
    private static final String FIELD_CODE = "code";

    private final FactorChallenge challenge;
    private final EnrolledFactors factors;
    private final boolean isPassOffered;

    CodeForm(FactorChallenge challenge) {
        this.challenge = challenge;
        this.factors = challenge.mfa().enrolledFactors(challenge.loginKey());
        this.isPassOffered = !isApp() && !challenge.isForChange() && factors.isPassOffered();
    }

    @Override
    public void begin(boolean isShared) {
        challenge
                .loginContext()
                .show(blockedUntil().map(until -> blocked(until, isShared)).orElseGet(() -> page(isShared)));
    }

    @Override
    public void show() {
        begin(false);
    }

    @Override
    public void answer(MultivaluedMap<String, String> form) {
        String submitted = form.getFirst(FIELD_CODE);
        CodeVerification verification = check(submitted);
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
                    case WRONG -> () -> challenge.retry(RejectedAnswer.WRONG_CODE, page(isShared, error(wrong())));
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

    private CodeVerification check(@Nullable String submitted) {
        if (isApp()) {
            return factors.checkApp(submitted);
        }
        return isPassOffered ? factors.checkPassOrRecovery(submitted) : factors.checkRecovery(submitted);
    }

    private String wrong() {
        if (isApp()) {
            return "gatehouseAppCodeWrong";
        }
        return isPassOffered ? "gatehousePassWrong" : "gatehouseRecoveryCodeWrong";
    }

    /** Wrong codes block no pass, only a lock of the account does. */
    private Optional<Instant> blockedUntil() {
        return isPassOffered ? factors.lockedUntil() : factors.blockedUntil();
    }

    private void accept(CodeVerification.Accepted accepted, boolean isShared) {
        if (accepted.isOfPass()) {
            LoginEvents.passUsed(challenge.loginContext());
            // A pass is for one login, so the next one from this device is judged as if there had been none.
            challenge.pass(challenge.mfa().proven(accepted), true);
            return;
        }
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
                .setAttribute("gatehouseFactor", challenge.factor().id())
                .setAttribute("gatehousePass", isPassOffered);
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
        return page(isShared, error("gatehouseOwnCodeBlocked", challenge.wait(until)));
    }

    private static FormMessage error(String message, Object... parameters) {
        return new FormMessage(FIELD_CODE, message, parameters);
    }
}
