package dev.gatehouse.admin.logins;

import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;

/**
 * What an administrator has said about a login, with what the event of the login says, so that it survives the event. Texts are empty where
 * the event lacks them.
 *
 * @param eventId the event
 * @param userId whose login it was
 * @param label what was said
 * @param time when the login was
 * @param verdict what was decided: {@code pass}, {@code would_ask}, {@code ask} or {@code refuse}
 * @param score the score, as in the event
 * @param threshold the threshold then in force, as in the event
 * @param reasons the codes of what led to the decision, as in the event
 * @param country the code of the country
 * @param app the client id
 * @param by the id of the administrator
 * @param at when it was said
 */
public record Feedback(
        String eventId,
        String userId,
        FeedbackLabel label,
        @JsonSerialize(using = ToStringSerializer.class) Instant time,
        String verdict,
        String score,
        String threshold,
        String reasons,
        String country,
        String app,
        String by,
        @JsonSerialize(using = ToStringSerializer.class) Instant at) {}
