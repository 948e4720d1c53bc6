package dev.gatehouse.mfa.flow;

import dev.gatehouse.mfa.decision.EmailOtpChallenge;
import dev.gatehouse.mfa.decision.EmailSendResult;
import dev.gatehouse.mfa.decision.PendingLoginNotes;
import dev.gatehouse.mfa.otp.CodeVerification;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import org.keycloak.events.Errors;

/**
 * Asks for a code that is mailed. What is shown follows from where the code stands; only a POST ever sends a mail, so neither
 * reload nor the back button nor a scanner does.
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

    /** A form was just posted, so a mail may leave; after an identity provider, the person presses a button first. */
    @Override
    public void begin(boolean isShared) {
        EmailOtpStatus before = codes.status();
        boolean isPost = HttpMethod.POST.equals(loginContext.request().getHttpMethod());
        if (isPost && before.validUntil().isEmpty()) {
            EmailSendResult sendResult = send();
            loginContext.show(page(isShared).firstTime(sendResult));
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
            EmailSendResult sendResult = send();
            loginContext.show(page(isShared).after(sendResult));
            return;
        }
        codes.check(form.getFirst(FIELD_CODE)).choose(new CheckedCode(isShared));
    }

    private EmailSendResult send() {
        EmailSendResult sendResult = codes.send();
        Runnable report = switch (sendResult.kind()) {
            case SENT -> () -> LoginEvents.codeSent(loginContext.event(), loginContext.user(),
                    new PendingLoginNotes(loginContext.authSession()).details(loginContext.user().getId()));
            case FAILED, UNCONFIRMED -> () -> LoginEvents.error(loginContext, Errors.EMAIL_SEND_FAILED);
            case TOO_SOON, BLOCKED -> () -> { };
        };
        report.run();
        return sendResult;
    }

    private EmailOtpPage page(boolean isShared) {
        return EmailOtpPage.of(challenge, codes.status(), isShared);
    }

    /** What follows from a checked code. */
    private final class CheckedCode implements CodeVerification.Cases<Void> {

        private final boolean isShared;

        CheckedCode(boolean isShared) {
            this.isShared = isShared;
        }

        @Override
        public Void accepted(CodeVerification.Accepted accepted) {
            challenge.pass(challenge.mfa().proven(accepted), isShared);
            return null;
        }

        @Override
        public Void empty(CodeVerification.Empty empty) {
            return notYet(page(isShared).error("gatehouseCodeEmpty"));
        }

        @Override
        public Void malformed(CodeVerification.Malformed malformed) {
            return notYet(page(isShared).error("gatehouseCodeMalformed", Integer.toString(malformed.length())));
        }

        @Override
        public Void wrong(CodeVerification.Wrong wrong) {
            return retry("gatehouse_code_wrong", page(isShared).error("gatehouseCodeWrong"));
        }

        @Override
        public Void expired(CodeVerification.Expired expired) {
            return retry("gatehouse_code_expired", page(isShared).error("gatehouseCodeExpired"));
        }

        @Override
        public Void exhausted(CodeVerification.Exhausted exhausted) {
            return retry("gatehouse_code_exhausted", page(isShared).exhausted());
        }

        @Override
        public Void blocked(CodeVerification.Blocked blocked) {
            return retry("gatehouse_code_blocked", page(isShared).blocked(blocked.until()));
        }

        private Void notYet(Response page) {
            loginContext.show(page);
            return null;
        }

        private Void retry(String error, Response page) {
            challenge.retry(error, page);
            return null;
        }
    }
}
