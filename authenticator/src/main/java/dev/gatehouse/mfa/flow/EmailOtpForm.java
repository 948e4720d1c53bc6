package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.EmailOtpChallenge;
import dev.gatehouse.mfa.decision.EmailSendResult;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.otp.CodeVerification;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedMap;
import org.keycloak.events.Errors;

/**
 * Challenges for an emailed code. The page is derived from the state of the code. Only a POST sends an email, and the one GET with which a
 * user arrives from an identity provider. So a reload, the back button and a link scanner send none.
 */
final class EmailOtpForm implements FactorForm {

    private static final String FIELD_CODE = "code";
    private static final String BUTTON_SEND = "send";

    private final FactorChallenge challenge;
    private final LoginContext loginContext;
    private final EmailOtpChallenge codes;

    EmailOtpForm(FactorChallenge challenge) {
        this.challenge = challenge;
        this.loginContext = challenge.loginContext();
        this.codes = challenge.mfa().emailOtpChallenge(challenge.loginKey());
    }

    /** Sends the email at once if a form was just posted or an identity provider has just answered. Otherwise the user presses a button. */
    @Override
    public void begin(boolean isShared) {
        EmailOtpStatus before = codes.status();
        boolean isPosted = HttpMethod.POST.equals(loginContext.request().getHttpMethod());
        boolean maySend = isPosted || ProviderArrival.isNow(loginContext.session(), loginContext.authSession());
        if (maySend && before.validUntil().isEmpty()) {
            EmailSendResult sendResult = report(isPosted ? codes.send() : codes.sendUnasked());
            loginContext.show(page(isShared).afterFirstSend(sendResult));
        } else {
            loginContext.show(EmailOtpPage.of(challenge, before, isShared).plain());
        }
    }

    @Override
    public void show() {
        loginContext.show(page(false).plain());
    }

    @Override
    public void answer(MultivaluedMap<String, String> form) {
        boolean isShared = FactorChallenge.isShared(form);
        if (form.containsKey(BUTTON_SEND)) {
            boolean wasIssued = codes.status().everIssued();
            EmailSendResult sendResult = report(codes.send());
            loginContext.show(page(isShared).after(sendResult, wasIssued));
            return;
        }
        CodeVerification verification = codes.check(form.getFirst(FIELD_CODE));
        Runnable next =
                switch (verification.kind()) {
                    case ACCEPTED ->
                        () -> challenge.pass(
                                challenge.mfa().proven((CodeVerification.Accepted) verification), isShared);
                    case EMPTY -> () -> loginContext.show(page(isShared).error("gatehouseCodeEmpty"));
                    case MALFORMED ->
                        () -> loginContext.show(page(isShared)
                                .error(
                                        "gatehouseCodeMalformed",
                                        Integer.toString(((CodeVerification.Malformed) verification).length())));
                    case WRONG ->
                        () -> challenge.retry(
                                RejectedAnswer.WRONG_CODE, page(isShared).error("gatehouseCodeWrong"));
                    case EXPIRED ->
                        () -> challenge.retry(
                                RejectedAnswer.EXPIRED, page(isShared).error("gatehouseCodeExpired"));
                    case EXHAUSTED ->
                        () -> challenge.retry(
                                RejectedAnswer.EXHAUSTED, page(isShared).exhausted());
                    case BLOCKED ->
                        () -> challenge.retry(
                                RejectedAnswer.BLOCKED,
                                page(isShared).blocked(((CodeVerification.Blocked) verification).until()));
                };
        next.run();
    }

    private EmailSendResult report(EmailSendResult sendResult) {
        Runnable report =
                switch (sendResult.kind()) {
                    case SENT ->
                        () -> LoginEvents.codeSent(
                                loginContext.event(),
                                loginContext.user(),
                                new PendingLoginNotes(loginContext.session(), loginContext.authSession())
                                        .details(loginContext.user().getId()));
                    case FAILED, UNCONFIRMED -> () -> LoginEvents.error(loginContext, Errors.EMAIL_SEND_FAILED);
                    case TOO_SOON, BLOCKED -> () -> {};
                };
        report.run();
        return sendResult;
    }

    private EmailOtpPage page(boolean isShared) {
        return EmailOtpPage.of(challenge, codes.status(), isShared);
    }
}
