package dev.gatehouse.admin.logins;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One row: a {@link Feedback}. Texts that may be empty are nullable, because Oracle stores an empty text as null. */
@Entity
@Table(name = "GH_FEEDBACK")
public class FeedbackEntity {

    static final int LONGEST_SCORE = 32;
    static final int LONGEST_REASONS = 2000;
    static final int LONGEST_COUNTRY = 16;
    static final int LONGEST_ID = 255;

    /** Keycloak's ids of events are unique among realms. */
    @Id
    @Column(name = "EVENT_ID", length = 64)
    private String eventId;

    @Column(name = "REALM_ID", length = LONGEST_ID, nullable = false)
    private String realmId;

    @Column(name = "USER_ID", length = LONGEST_ID, nullable = false)
    private String userId;

    /** {@link FeedbackLabel#code}. */
    @Column(name = "LABEL", length = 16, nullable = false)
    private String label;

    /** In milliseconds since the epoch. */
    @Column(name = "LOGIN_AT", nullable = false)
    private long loginAt;

    @Column(name = "VERDICT", length = 16, nullable = false)
    private String verdict;

    @Column(name = "SCORE", length = LONGEST_SCORE)
    private @Nullable String score;

    @Column(name = "THRESHOLD", length = LONGEST_SCORE)
    private @Nullable String threshold;

    @Column(name = "REASONS", length = LONGEST_REASONS)
    private @Nullable String reasons;

    @Column(name = "COUNTRY", length = LONGEST_COUNTRY)
    private @Nullable String country;

    @Column(name = "APP", length = LONGEST_ID)
    private @Nullable String app;

    @Column(name = "GIVEN_BY", length = LONGEST_ID, nullable = false)
    private String givenBy;

    /** In milliseconds since the epoch. */
    @Column(name = "GIVEN_AT", nullable = false)
    private long givenAt;

    protected FeedbackEntity() {
        // for JPA
    }

    FeedbackEntity(String realmId, Feedback feedback) {
        this.eventId = feedback.eventId();
        this.realmId = realmId;
        this.userId = feedback.userId();
        this.loginAt = feedback.time().toEpochMilli();
        this.verdict = feedback.verdict();
        this.score = cut(feedback.score(), LONGEST_SCORE);
        this.threshold = cut(feedback.threshold(), LONGEST_SCORE);
        this.reasons = cut(feedback.reasons(), LONGEST_REASONS);
        this.country = cut(feedback.country(), LONGEST_COUNTRY);
        this.app = cut(feedback.app(), LONGEST_ID);
        change(feedback);
    }

    /** Takes over what another administrator says. */
    final void change(Feedback feedback) {
        this.label = feedback.label().code();
        this.givenBy = feedback.by();
        this.givenAt = feedback.at().toEpochMilli();
    }

    String realmId() {
        return realmId;
    }

    long givenAt() {
        return givenAt;
    }

    Feedback feedback() {
        return new Feedback(
                eventId,
                userId,
                FeedbackLabel.ofCode(label)
                        .orElseThrow(() -> new IllegalStateException("the table GH_FEEDBACK is damaged")),
                Instant.ofEpochMilli(loginAt),
                verdict,
                text(score),
                text(threshold),
                text(reasons),
                text(country),
                text(app),
                givenBy,
                Instant.ofEpochMilli(givenAt));
    }

    private static String cut(String text, int longest) {
        return text.length() <= longest ? text : text.substring(0, longest);
    }

    private static String text(@Nullable String stored) {
        return stored == null ? "" : stored;
    }
}
