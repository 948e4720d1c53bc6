package dev.gatehouse.admin.logins;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A login that was challenged, would have been challenged, or was refused.
 *
 * @param eventId the event that feedback is given to; if feedback was given, its event
 * @param time the time of the latest event of the login that tells the decision
 * @param userId the user
 * @param username the name of the user; {@code null} if the caller may not see it, or the user is gone
 * @param app the client id; {@code null} if unknown
 * @param ipAddress the address; {@code null} if unknown
 * @param country the code of the country; {@code null} if unknown
 * @param state how it has ended
 * @param verdict what was decided: {@code ask}, {@code would_ask} or {@code refuse}
 * @param score the score in nats; {@code null} if the event has no finite number
 * @param threshold the threshold in nats; {@code null} if the event has no finite number
 * @param reasons what led to it: first what challenges by itself, then the terms of the score, the most suspicious first
 * @param factor the factor or method that was used last, such as {@code email} or {@code authenticator-app}; {@code null} if none was used
 * @param error the error of the latest event, such as a wrong code; {@code null} if it is none
 * @param feedback what was said about it; {@code null} if nothing was
 */
public record SuspiciousLogin(
        String eventId,
        @JsonSerialize(using = ToStringSerializer.class) Instant time,
        String userId,
        @Nullable String username,
        @Nullable String app,
        @Nullable String ipAddress,
        @Nullable String country,
        LoginState state,
        String verdict,
        @Nullable Double score,
        @Nullable Double threshold,
        List<LoginReason> reasons,
        @Nullable String factor,
        @Nullable String error,
        @Nullable Feedback feedback) {

    public SuspiciousLogin {
        reasons = List.copyOf(reasons);
    }
}
