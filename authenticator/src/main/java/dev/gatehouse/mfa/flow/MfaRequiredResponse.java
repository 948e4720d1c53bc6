package dev.gatehouse.mfa.flow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.keycloak.clock.KeycloakClock;
import dev.gatehouse.mfa.factor.Factor;
import dev.gatehouse.mfa.otp.EmailOtpStatus;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.cors.Cors;

/**
 * The error response of a direct grant (RFC 6749 §5.2), with what the app needs for the second call.
 *
 * @param error always {@link #ERROR}
 * @param description what happened and what to do, for developers; an app without a text of its own may show it to users
 * @param reason the same as a code for programs
 * @param token to be sent with the code; absent if the user has no factor to submit as a code
 * @param delivery where the code is: {@code email}, {@code authenticator-app} or {@code recovery-code}; absent if no code is valid
 * @param deliveries the factors that the user may choose from; absent if there is no choice
 * @param expiresIn seconds until the code expires; absent if no code is valid, and for codes that are not sent
 * @param retryAfter seconds until another email or attempt is possible; absent if possible at once
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

    /** A response to which no code can be sent. */
    static MfaRequiredResponse plain(String reason, String description) {
        return new MfaRequiredResponse(ERROR, description, reason, null, null, null, null, null);
    }

    /** Adds what the second call needs to send a code. */
    MfaRequiredResponse forSecondCall(String mfaToken, List<Factor> choice) {
        List<String> ids = choice.size() > 1 ? choice.stream().map(Factor::id).toList() : null;
        return new MfaRequiredResponse(error, description, reason, mfaToken, delivery, ids, expiresIn, retryAfter);
    }

    /** Adds the state of an emailed code. */
    MfaRequiredResponse byEmail(EmailOtpStatus status) {
        Long validFor = status.validUntil().map(MfaRequiredResponse::seconds).orElse(null);
        Long wait = status.nextEmailAt().map(MfaRequiredResponse::seconds).orElse(null);
        return new MfaRequiredResponse(
                error,
                description,
                reason,
                token,
                validFor == null ? null : Factor.EMAIL.id(),
                deliveries,
                validFor,
                wait);
    }

    /** Names the factor of a code that the user already has. */
    MfaRequiredResponse by(Factor factor) {
        return new MfaRequiredResponse(error, description, reason, token, factor.id(), deliveries, null, null);
    }

    /** No attempt is possible before this time. */
    MfaRequiredResponse notBefore(Instant until) {
        return new MfaRequiredResponse(error, description, reason, token, null, deliveries, null, seconds(until));
    }

    /**
     * Status 400, as RFC 6749 §5.2 requires: status 401 is for failed client authentication and needs a {@code WWW-Authenticate} header.
     */
    Response response() {
        return Response.status(Response.Status.BAD_REQUEST)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .header(HttpHeaders.CACHE_CONTROL, "no-store")
                .entity(this)
                .build();
    }

    /**
     * The same as an exception, for a place that cannot return a response. What the request has changed is rolled back.
     *
     * @param session of the token request
     */
    WebApplicationException refusal(KeycloakSession session) {
        // The same object as at the token endpoint, which has set the allowed origins.
        session.getProvider(Cors.class).add();
        session.getTransactionManager().setRollbackOnly();
        return new WebApplicationException(response());
    }

    private static long seconds(Instant until) {
        return Math.max(0, Duration.between(KeycloakClock.now(), until).toSeconds());
    }
}
