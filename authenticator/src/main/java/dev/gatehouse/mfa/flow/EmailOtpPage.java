package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.membership.Administrators;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.mfa.decision.EmailSendResult;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;

/** The page for entering an emailed code, in all its states. */
final class EmailOtpPage {

    private static final String TEMPLATE = "gatehouse-code.ftl";
    private static final String FIELD = "code";

    private final KeycloakSession session;
    private final LoginFormsProvider form;
    private final EmailOtpStatus status;
    private final FactorChallenge challenge;
    private final boolean isAdministrator;

    private EmailOtpPage(FactorChallenge challenge, EmailOtpStatus status, boolean isShared) {
        this.session = challenge.loginContext().session();
        this.status = status;
        this.challenge = challenge;
        this.isAdministrator = Administrators.include(
                challenge.loginContext().realm(), challenge.loginContext().user());
        this.form = challenge
                .form(isShared)
                .setAttribute(
                        "gatehouseAddress",
                        MaskedEmail.of(challenge.loginContext().user().getEmail()))
                .setAttribute("gatehouseDigits", Integer.toString(EmailOtpPolicy.DIGITS))
                .setAttribute("gatehouseCodeSent", status.everIssued());
        status.validUntil().ifPresent(until -> form.setAttribute("gatehouseValidUntil", challenge.time(until))
                .setAttribute("gatehouseValidFor", challenge.wait(until)));
        status.nextEmailAt().ifPresent(this::showWait);
    }

    /**
     * Creates the page.
     *
     * @param isShared whether the box for shared computers is ticked, as the user left it
     */
    static EmailOtpPage of(FactorChallenge challenge, EmailOtpStatus status, boolean isShared) {
        return new EmailOtpPage(challenge, status, isShared);
    }

    /** The page on an initial request, reload or back navigation. */
    Response plain() {
        return status.blockedUntil().map(this::blocked).orElseGet(this::render);
    }

    /** The page after the user requested an email with the button. */
    Response after(EmailSendResult sendResult) {
        return switch (sendResult.kind()) {
            case SENT -> withNotice("gatehouseCodeSentAgain");
            case TOO_SOON -> withNotice("gatehouseNoMailSent");
            case FAILED, UNCONFIRMED, BLOCKED -> afterFirstSend(sendResult);
        };
    }

    private Response withNotice(String message) {
        form.setAttribute("gatehouseNotice", message);
        return render();
    }

    /** The page after the first email of a login. */
    Response afterFirstSend(EmailSendResult sendResult) {
        return switch (sendResult.kind()) {
            case SENT, TOO_SOON -> render();
            case FAILED ->
                isAdministrator
                        ? error("gatehouseMailFailedOfAdmin")
                        : error("gatehouseMailFailed", SupportContact.of(session, form));
            case UNCONFIRMED -> error("gatehouseMailUnconfirmed");
            case BLOCKED -> blocked(((EmailSendResult.Blocked) sendResult).until());
        };
    }

    /** The page with an error on the submitted code. */
    Response error(String message, Object... parameters) {
        form.addError(new FormMessage(FIELD, message, parameters));
        return render();
    }

    /** The page after the last attempt for a code, with the time at which the next code can be requested. */
    Response exhausted() {
        return status.nextEmailAt()
                .map(at -> error("gatehouseCodeExhaustedUntil", challenge.wait(at)))
                .orElseGet(() -> error("gatehouseCodeExhausted"));
    }

    /** The page for an account with too many wrong codes. */
    Response blocked(Instant until) {
        form.setAttribute("gatehouseBlocked", true);
        return error("gatehouseCodeBlocked", challenge.wait(until));
    }

    /** Shows when the next email is possible: in seconds up to one minute, otherwise in minutes. */
    private void showWait(Instant nextEmailAt) {
        long seconds =
                Math.max(1, Duration.between(KeycloakClock.now(), nextEmailAt).toSeconds() + 1);
        boolean isShort = seconds <= Duration.ofMinutes(1).toSeconds();
        form.setAttribute("gatehouseWaitMessage", isShort ? "gatehouseWaitSeconds" : "gatehouseWaitUntil");
        form.setAttribute("gatehouseWait", isShort ? Long.toString(seconds) : challenge.wait(nextEmailAt));
    }

    private Response render() {
        return form.createForm(TEMPLATE);
    }
}
