package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.AdaptiveMfaService;
import dev.gatehouse.mfa.decision.EmailOtpChallenge;
import dev.gatehouse.mfa.decision.EmailSendResult;
import dev.gatehouse.mfa.decision.EnrolledFactors;
import dev.gatehouse.mfa.decision.LoginKey;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.factor.AvailableFactors;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.CodeVerification;
import java.time.Instant;
import org.keycloak.events.Errors;

/** Challenges for a factor in a direct grant: each response ends the call, and the next call carries the code. */
final class DirectGrantChallenge {

    private final FlowLoginContext loginContext;
    private final AdaptiveMfaService mfa;
    private final LoginKey loginKey;
    private final AvailableFactors factors;
    private final Factor factor;

    /**
     * A challenge for one login.
     *
     * @param loginKey its login id is the token for the second call
     * @param factors the factors that the user can submit as a code, not empty
     * @param factor the factor that is challenged
     */
    DirectGrantChallenge(
            FlowLoginContext loginContext,
            AdaptiveMfaService mfa,
            LoginKey loginKey,
            AvailableFactors factors,
            Factor factor) {
        this.loginContext = loginContext;
        this.mfa = mfa;
        this.loginKey = loginKey;
        this.factors = factors;
        this.factor = factor;
    }

    /** The call carried no code: sends one by email, or returns where the user finds it. */
    void begin() {
        if (factor == Factor.EMAIL) {
            refuse(MfaRequiredResponse.ERROR, afterSend(emailOtp().send()));
        } else {
            refuse(
                    MfaRequiredResponse.ERROR,
                    answer(
                            "code_needed",
                            factor == Factor.AUTHENTICATOR_APP
                                    ? "Send the code that the authenticator app shows as code, together with mfa_token and the password."
                                    : recoveryCodeNeeded()));
        }
    }

    private String recoveryCodeNeeded() {
        return enrolledFactors().isPassOffered()
                ? "Send the one-time pass from support as code, together with mfa_token and the password."
                : "Send recovery code number "
                        + enrolledFactors().nextRecoveryCode().orElse(1)
                        + " as code, together with mfa_token and the password.";
    }

    /** The call carried a code. */
    void answer(String code) {
        CodeVerification verification =
                switch (factor) {
                    case EMAIL -> emailOtp().check(code);
                    case AUTHENTICATOR_APP -> enrolledFactors().checkApp(code);
                    case RECOVERY_CODE -> enrolledFactors().checkPassOrRecovery(code);
                    case PASSKEY, SECURITY_KEY -> throw new IllegalStateException("keys cannot be typed");
                };
        Runnable next =
                switch (verification.kind()) {
                    case ACCEPTED -> () -> accept((CodeVerification.Accepted) verification);
                    case EMPTY ->
                        () -> refuse(MfaRequiredResponse.ERROR, answer("empty", "The security code is missing."));
                    case MALFORMED ->
                        () -> refuse(
                                MfaRequiredResponse.ERROR,
                                answer(
                                        "malformed",
                                        factor == Factor.EMAIL
                                                ? "The security code must be 6 digits."
                                                : "The security code must be the digits that the authenticator app shows."));
                    case WRONG ->
                        () -> retry(RejectedAnswer.WRONG_CODE, answer("wrong", "The security code is not correct."));
                    case EXPIRED ->
                        () -> retry(
                                RejectedAnswer.EXPIRED,
                                answer(
                                        "expired",
                                        "The security code has expired. Ask for a new one by sending mfa_token without code."));
                    case EXHAUSTED ->
                        () -> retry(
                                RejectedAnswer.EXHAUSTED,
                                answer(
                                        "too_many",
                                        "Too many incorrect codes. Ask for a new one by sending mfa_token without code."));
                    case BLOCKED ->
                        () -> retry(RejectedAnswer.BLOCKED, blocked(((CodeVerification.Blocked) verification).until()));
                };
        next.run();
    }

    private void accept(CodeVerification.Accepted accepted) {
        if (accepted.isOfPass()) {
            LoginEvents.passUsed(loginContext);
        } else if (factor == Factor.RECOVERY_CODE) {
            // No required action for a new list: it would refuse every direct grant from now on, this one included.
            enrolledFactors().removeUsedUpList();
        }
        LoginMetrics.accepted(loginContext, factor);
        // A pass is for one login, so its device is not remembered.
        PendingLogins.secure(loginContext, mfa, mfa.proven(accepted), accepted.isOfPass());
        loginContext.passWith(factor.credentialType());
    }

    private MfaRequiredResponse afterSend(EmailSendResult sendResult) {
        return switch (sendResult.kind()) {
            case SENT -> {
                LoginEvents.codeSent(
                        loginContext.event(),
                        loginContext.user(),
                        new PendingLoginNotes(loginContext.session(), loginContext.authSession())
                                .details(loginContext.user().getId()));
                yield answer(
                        "code_sent",
                        "A security code was sent by email. Send it as code, together with mfa_token and the password.");
            }
            case TOO_SOON ->
                answer(
                        "too_soon",
                        emailOtp().status().validUntil().isPresent()
                                ? "A security code was sent by email a moment ago. Send it as code, together with mfa_token and the password."
                                : "A security code was sent a moment ago. Another can be sent later.");
            case BLOCKED -> blocked(((EmailSendResult.Blocked) sendResult).until());
            case FAILED -> notSent("mail_failed");
            case UNCONFIRMED -> notSent("mail_unconfirmed");
        };
    }

    private MfaRequiredResponse notSent(String reason) {
        LoginEvents.error(loginContext, Errors.EMAIL_SEND_FAILED);
        return answer(reason, "The security code could not be sent by email. Try again in a moment.");
    }

    private MfaRequiredResponse answer(String reason, String description) {
        MfaRequiredResponse answer =
                MfaRequiredResponse.plain(reason, description).forSecondCall(loginKey.loginId(), factors.offered());
        return factor == Factor.EMAIL ? answer.byEmail(emailOtp().status()) : answer.by(factor);
    }

    private MfaRequiredResponse blocked(Instant until) {
        return MfaRequiredResponse.plain("blocked", "Too many incorrect codes for this account. Try again later.")
                .forSecondCall(loginKey.loginId(), factors.offered())
                .notBefore(until);
    }

    private void refuse(String event, MfaRequiredResponse answer) {
        LoginEvents.error(loginContext, event, factor);
        loginContext.show(answer.response());
    }

    private void retry(RejectedAnswer rejected, MfaRequiredResponse answer) {
        LoginEvents.rejected(loginContext, rejected, factor);
        loginContext.show(answer.response());
    }

    private EmailOtpChallenge emailOtp() {
        return mfa.emailOtpChallenge(loginKey);
    }

    private EnrolledFactors enrolledFactors() {
        return mfa.enrolledFactors(loginKey);
    }
}
