package dev.gatehouse.mfa.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an app without a browser is told: an error after RFC 6749 §5.2, with what it needs for the second call.
 *
 * @param error always {@link #ERROR}
 * @param description what happened and what to do, for developers and, if the app has nothing better, for people
 * @param reason the same for programs
 * @param token to be sent with the code; absent where no code can be typed
 * @param delivery where the code is: {@code email}, {@code authenticator-app} or {@code recovery-code}; absent where none is valid
 * @param deliveries what the person may choose from; absent where there is no choice
 * @param expiresIn seconds until the code ends; absent where none is valid, and for codes that are not sent
 * @param retryAfter seconds until another mail or try is possible; absent if at once
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record MfaRequiredResponse(
        @JsonProperty("error") String error,
        @JsonProperty("error_description") String description,
        @JsonProperty("mfa_reason") String reason,
        @JsonProperty("mfa_token") @Nullable String token,
        @JsonProperty("delivery") @Nullable String delivery,
        @JsonProperty("mfa_deliveries") @Nullable List<String> deliveries,
        @JsonProperty("expires_in") @Nullable Long expiresIn,
        @JsonProperty("retry_after") @Nullable Long retryAfter) {

    static final String ERROR = "mfa_required";

    /** Nothing can be typed. */
    static MfaRequiredResponse plain(String reason, String description) {
        return new MfaRequiredResponse(ERROR, description, reason, null, null, null, null, null);
    }

    /** A code can be typed. */
    MfaRequiredResponse forSecondCall(String mfaToken, List<Factor> choice) {
        List<String> ids = choice.size() > 1 ? choice.stream().map(Factor::id).toList() : null;
        return new MfaRequiredResponse(error, description, reason, mfaToken, delivery, ids, expiresIn, retryAfter);
    }

    /** The code is one that is mailed. */
    MfaRequiredResponse byEmail(EmailOtpStatus status) {
        Long validFor = status.validUntil().map(MfaRequiredResponse::seconds).orElse(null);
        Long wait = status.nextMailAt().map(MfaRequiredResponse::seconds).orElse(null);
        return new MfaRequiredResponse(error, description, reason, token, validFor == null ? null : Factor.EMAIL.id(), deliveries, validFor, wait);
    }

    /** The code is one that the person has at hand. */
    MfaRequiredResponse by(Factor factor) {
        return new MfaRequiredResponse(error, description, reason, token, factor.id(), deliveries, null, null);
    }

    /** Nothing helps before this time. */
    MfaRequiredResponse notBefore(Instant until) {
        return new MfaRequiredResponse(error, description, reason, token, null, deliveries, null, seconds(until));
    }

    /** As RFC 6749 §5.2 has it: status 401 is for clients that failed to identify themselves, and needs a header that asks for it. */
    Response response() {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(this)
                .build();
    }

    private static long seconds(Instant until) {
        return Math.max(0, Duration.between(KeycloakClock.now(), until).toSeconds());
    }
}
