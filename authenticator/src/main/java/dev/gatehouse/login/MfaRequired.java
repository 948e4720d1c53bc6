package dev.gatehouse.login;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.code.CodeStatus;
import dev.gatehouse.code.Outcome;
import dev.gatehouse.mfa.Sending;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.keycloak.common.util.Time;

/**
 * What an app without a browser is told: an error after RFC 6749 §5.2, with what it needs for the second call.
 *
 * @param error always {@link #ERROR}
 * @param description what happened and what to do, for developers and, if the app has nothing better, for people
 * @param reason the same for programs
 * @param token to be sent with the code; absent where no code can be typed
 * @param delivery how the code was sent; absent where none is valid
 * @param expiresIn seconds until the code ends; absent where none is valid
 * @param retryAfter seconds until another mail or try is possible; absent if at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MfaRequired(
        @JsonProperty("error") String error,
        @JsonProperty("error_description") String description,
        @JsonProperty("mfa_reason") String reason,
        @JsonProperty("mfa_token") String token,
        @JsonProperty("delivery") String delivery,
        @JsonProperty("expires_in") Long expiresIn,
        @JsonProperty("retry_after") Long retryAfter) {

    static final String ERROR = "mfa_required";

    /**
     * A checked code.
     *
     * @param accepted the right code; empty if it was not
     * @param event the error for the event, if it was not
     * @param response what to answer, if it was not
     */
    record Checked(Optional<Outcome.Accepted> accepted, String event, Response response) {}

    static Response withoutAddress() {
        return new MfaRequired(ERROR, "This login needs a security code, and the account has no email address to send it to.",
                "no_email", null, null, null, null).response();
    }

    static Response locked() {
        return new MfaRequired(ERROR, "The account is locked.", "locked", null, null, null, null).response();
    }

    /** After a mail was asked for. */
    static Response after(Sending sending, CodeStatus status, String token) {
        if (sending instanceof Sending.Sent) {
            return of("code_sent", "A security code was sent by email. Send it as code, together with mfa_token and the password.", status, token).response();
        }
        if (sending instanceof Sending.TooSoon) {
            return of("too_soon", "A security code was sent a moment ago. Another can be sent later.", status, token).response();
        }
        if (sending instanceof Sending.Blocked blocked) {
            return blocked(blocked.until(), token).response();
        }
        String reason = sending instanceof Sending.Failed ? "mail_failed" : "mail_unconfirmed";
        return of(reason, "The security code could not be sent by email. Try again in a moment.", status, token).response();
    }

    /** After a code was checked. */
    static Checked after(Outcome outcome, CodeStatus status, String token) {
        return outcome.choose(new Outcome.Cases<>() {
            @Override
            public Checked accepted(Outcome.Accepted accepted) {
                return new Checked(Optional.of(accepted), null, null);
            }

            @Override
            public Checked empty(Outcome.Empty empty) {
                return refused(ERROR, of("empty", "The security code is missing.", status, token));
            }

            @Override
            public Checked malformed(Outcome.Malformed malformed) {
                return refused(ERROR, of("malformed", "The security code must be 6 digits.", status, token));
            }

            @Override
            public Checked wrong(Outcome.Wrong wrong) {
                return refused("gatehouse_code_wrong", of("wrong", "The security code is not correct.", status, token));
            }

            @Override
            public Checked expired(Outcome.Expired expired) {
                return refused("gatehouse_code_expired",
                        of("expired", "The security code has expired. Ask for a new one by sending mfa_token without code.", status, token));
            }

            @Override
            public Checked exhausted(Outcome.Exhausted exhausted) {
                return refused("gatehouse_code_exhausted",
                        of("too_many", "Too many incorrect codes. Ask for a new one by sending mfa_token without code.", status, token));
            }

            @Override
            public Checked blocked(Outcome.Blocked blocked) {
                return refused("gatehouse_code_blocked", MfaRequired.blocked(blocked.until(), token));
            }
        });
    }

    private static Checked refused(String event, MfaRequired answer) {
        return new Checked(Optional.empty(), event, answer.response());
    }

    private static MfaRequired blocked(Instant until, String token) {
        return new MfaRequired(ERROR, "Too many incorrect codes for this account. Try again later.", "blocked", token, null, null, seconds(until));
    }

    private static MfaRequired of(String reason, String description, CodeStatus status, String token) {
        Long expiresIn = status.validUntil().map(MfaRequired::seconds).orElse(null);
        return new MfaRequired(
                ERROR, description, reason, token, expiresIn == null ? null : "email", expiresIn, status.nextMailAt().map(MfaRequired::seconds).orElse(null));
    }

    private static long seconds(Instant until) {
        return Math.max(0, Duration.between(Instant.ofEpochMilli(Time.currentTimeMillis()), until).toSeconds());
    }

    private Response response() {
        return Response.status(Response.Status.UNAUTHORIZED)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(this)
                .build();
    }
}
