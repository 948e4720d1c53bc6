package dev.gatehouse.mfa.flow;

import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.keycloak.membership.Administrators;
import dev.gatehouse.keycloak.text.MaskedEmail;
import dev.gatehouse.keycloak.text.PluralForm;
import dev.gatehouse.keycloak.text.SupportContact;
import dev.gatehouse.mfa.decision.EmailSendResult;
import dev.gatehouse.mfa.otp.EmailOtpPolicy;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.keycloak.forms.login.LoginFormsProvider;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.utils.FormMessage;

/** The page for entering an emailed code, in all its states. */
final class EmailOtpPage {

    private static final String TEMPLATE = "gatehouse-code.ftl";
    private static final String FIELD = "code";
    private static final String HEADING = "gatehouseCodeHeading";
    private static final String WAIT_SECONDS = "gatehouseWaitSeconds";
    private static final String COUNTDOWN_SLOT = "#";
    private static final Duration COUNTED = Duration.ofMinutes(1);

    /** What the heading says of the code. */
    private enum Heading {
        SENT("gatehouseCodeTitle"),
        NOT_SENT("gatehouseCodeTitleNotSent"),
        OVER("gatehouseCodeTitleOver"),
        FAILED("gatehouseCodeTitleFailed"),
        UNCONFIRMED("gatehouseCodeTitleUnconfirmed"),
        BLOCKED("gatehouseCodeTitleBlocked");

        private final String message;

        Heading(String message) {
            this.message = message;
        }
    }

    private final KeycloakSession session;
    private final LoginFormsProvider form;
    private final EmailOtpStatus status;
    private final FactorChallenge challenge;

    private EmailOtpPage(FactorChallenge challenge, EmailOtpStatus status, boolean isShared) {
        this.session = challenge.loginContext().session();
        this.status = status;
        this.challenge = challenge;
        this.form = challenge
                .form(isShared)
                .setAttribute(
                        "gatehouseAddress",
                        MaskedEmail.of(challenge.loginContext().user().getEmail()))
                .setAttribute("gatehouseDigits", Integer.toString(EmailOtpPolicy.DIGITS))
                .setAttribute("gatehouseCodeSent", status.everIssued());
        Heading unsent = status.everIssued() ? Heading.OVER : Heading.NOT_SENT;
        head(status.validUntil().isPresent() ? Heading.SENT : unsent);
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

    /**
     * The page after the user requested an email with the button.
     *
     * @param wasIssued whether this login had a code before
     */
    Response after(EmailSendResult sendResult, boolean wasIssued) {
        return switch (sendResult.kind()) {
            case SENT -> sent((EmailSendResult.Sent) sendResult, wasIssued);
            case TOO_SOON -> withNotice("gatehouseNoMailSent");
            case FAILED, UNCONFIRMED, BLOCKED -> afterFirstSend(sendResult);
        };
    }

    /** Of the first email, the heading says enough. */
    private Response sent(EmailSendResult.Sent sent, boolean wasIssued) {
        if (sent.isNewCode()) {
            return wasIssued ? withNotice("gatehouseCodeSentNew") : render();
        }
        return withNotice("gatehouseCodeSentAgain");
    }

    private void head(Heading heading) {
        form.setAttribute(HEADING, heading.message);
    }

    private Response withNotice(String message) {
        form.setAttribute("gatehouseNotice", message);
        return render();
    }

    /** The page after the first email of a login. */
    Response afterFirstSend(EmailSendResult sendResult) {
        return switch (sendResult.kind()) {
            case SENT, TOO_SOON -> render();
            case FAILED -> failed();
            case UNCONFIRMED -> {
                head(Heading.UNCONFIRMED);
                yield error("gatehouseMailUnconfirmed");
            }
            case BLOCKED -> blocked(((EmailSendResult.Blocked) sendResult).until());
        };
    }

    private Response failed() {
        head(Heading.FAILED);
        return Administrators.include(
                        challenge.loginContext().realm(),
                        challenge.loginContext().user())
                ? error("gatehouseMailFailedOfAdmin")
                : error("gatehouseMailFailed", SupportContact.of(session, form));
    }

    /** The page with an error on the submitted code. */
    Response error(String message, Object... parameters) {
        form.addError(new FormMessage(FIELD, message, parameters));
        return render();
    }

    /** The page after the last attempt for a code. A short wait is told below, in seconds; a longer one is told as a time. */
    Response exhausted() {
        return status.nextEmailAt()
                .filter(at -> !isCounted(at))
                .map(at -> error("gatehouseCodeExhaustedUntil", challenge.wait(at)))
                .orElseGet(() -> error("gatehouseCodeExhausted"));
    }

    /** The page for an account with too many wrong codes. */
    Response blocked(Instant until) {
        form.setAttribute("gatehouseBlocked", true);
        head(Heading.BLOCKED);
        return error("gatehouseCodeBlocked", challenge.wait(until));
    }

    /** Shows when the next email is possible: in seconds up to one minute, otherwise in minutes. */
    private void showWait(Instant nextEmailAt) {
        if (isCounted(nextEmailAt)) {
            countDown(secondsUntil(nextEmailAt));
        } else {
            form.setAttribute("gatehouseWait", form.getMessage("gatehouseWaitUntil", challenge.wait(nextEmailAt)));
        }
    }

    /** Shows the seconds, and gives the script the sentence in all its plural forms, with a slot for the number. */
    private void countDown(int seconds) {
        Map<String, String> forms = new LinkedHashMap<>();
        for (PluralForm plural : PluralForm.values()) {
            forms.put(plural.category(), inSeconds(plural, COUNTDOWN_SLOT));
        }
        Locale locale = Locale.forLanguageTag(form.getMessage("gatehouseLanguage"));
        form.setAttribute("gatehouseWait", inSeconds(PluralForm.of(locale, seconds), Integer.toString(seconds)))
                .setAttribute("gatehouseWaitSeconds", Integer.toString(seconds))
                .setAttribute("gatehouseWaitForms", forms);
    }

    private String inSeconds(PluralForm plural, String number) {
        String key = WAIT_SECONDS + "." + plural.category();
        String text = form.getMessage(key, number);
        return text == null || text.equals(key) ? form.getMessage(WAIT_SECONDS, number) : text;
    }

    private static boolean isCounted(Instant nextEmailAt) {
        return secondsUntil(nextEmailAt) <= COUNTED.toSeconds();
    }

    private static int secondsUntil(Instant nextEmailAt) {
        return Math.max(
                1, (int) Duration.between(KeycloakClock.now(), nextEmailAt).toSeconds() + 1);
    }

    private Response render() {
        return form.createForm(TEMPLATE);
    }
}
