package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.membership.Administrators;
import dev.gatehouse.keycloak.text.LocalizedTimes;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.mfa.decision.EmailSendResult;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import org.keycloak.common.util.Time;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;

/** The page that asks for a mailed code, in all its states. */
final class EmailOtpPage {

    private static final String TEMPLATE = "gatehouse-code.ftl";
    private static final String FIELD = "code";

    private final KeycloakSession session;
    private final LoginFormsProvider form;
    private final EmailOtpStatus status;
    private final LocalizedTimes times;
    private final boolean isOfAdmin;

    private EmailOtpPage(FactorChallenge challenge, EmailOtpStatus status, boolean isShared) {
        this.session = challenge.loginContext().session();
        this.status = status;
        this.times = challenge.times();
        this.isOfAdmin = Administrators.include(challenge.loginContext().realm(), challenge.loginContext().user());
        this.form = challenge.form(isShared)
                .setAttribute("gatehouseAddress", MaskedEmail.of(challenge.loginContext().user().getEmail()))
                .setAttribute("gatehouseDigits", Integer.toString(EmailOtpPolicy.DIGITS))
                .setAttribute("gatehouseCodeSent", status.everIssued());
        status.validUntil().ifPresent(until -> form.setAttribute("gatehouseValidUntil", times.time(until)));
        status.nextMailAt().ifPresent(this::showWait);
    }

    /**
     * The page.
     *
     * @param isShared whether the box for shared computers is ticked, as the person left it
     */
    static EmailOtpPage of(FactorChallenge challenge, EmailOtpStatus status, boolean isShared) {
        return new EmailOtpPage(challenge, status, isShared);
    }

    /** The page as it stands, when somebody comes, reloads or comes back. */
    Response plain() {
        return status.blockedUntil().map(this::blocked).orElseGet(this::render);
    }

    /** After a mail was asked for by pressing the button. */
    Response after(EmailSendResult sendResult) {
        return switch (sendResult.kind()) {
            case SENT -> noticing("gatehouseCodeSentAgain");
            case TOO_SOON -> noticing("gatehouseNoMailSent");
            case FAILED, UNCONFIRMED, BLOCKED -> firstTime(sendResult);
        };
    }

    private Response noticing(String message) {
        form.setAttribute("gatehouseNotice", message);
        return render();
    }

    /** After the first mail of a login. */
    Response firstTime(EmailSendResult sendResult) {
        return switch (sendResult.kind()) {
            case SENT, TOO_SOON -> render();
            case FAILED -> isOfAdmin ? error("gatehouseMailFailedOfAdmin") : error("gatehouseMailFailed", SupportContact.of(session, form));
            case UNCONFIRMED -> error("gatehouseMailUnconfirmed");
            case BLOCKED -> blocked(((EmailSendResult.Blocked) sendResult).until());
        };
    }

    /** What was typed is not accepted. */
    Response error(String message, Object... parameters) {
        form.addError(new FormMessage(FIELD, message, parameters));
        return render();
    }

    /** The code was tried too often. Says when another can be had. */
    Response exhausted() {
        return status.nextMailAt()
                .map(at -> error("gatehouseCodeExhaustedUntil", times.timeAfter(at)))
                .orElseGet(() -> error("gatehouseCodeExhausted"));
    }

    /** The account has had too many wrong codes. */
    Response blocked(Instant until) {
        form.setAttribute("gatehouseBlocked", true);
        return error("gatehouseCodeBlocked", times.timeAfter(until));
    }

    /** Says when the next mail is possible: in so many seconds, or, if that is long, at what time. */
    private void showWait(Instant nextMailAt) {
        long seconds = Math.max(1, Duration.between(Instant.ofEpochMilli(Time.currentTimeMillis()), nextMailAt).toSeconds() + 1);
        boolean isShort = seconds <= Duration.ofMinutes(1).toSeconds();
        form.setAttribute("gatehouseWaitMessage", isShort ? "gatehouseWaitSeconds" : "gatehouseWaitUntil");
        form.setAttribute("gatehouseWait", isShort ? Long.toString(seconds) : times.timeAfter(nextMailAt));
    }

    private Response render() {
        return form.createForm(TEMPLATE);
    }
}
