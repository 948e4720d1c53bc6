package dev.gatehouse.recovery.link;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.gatehouse.notification.email.NotMePage;
import dev.gatehouse.risk.profile.SecuredAt;
import java.time.Instant;

/**
 * What a short link stands for. It is stored encrypted, because it contains Keycloak's action token.
 *
 * @param kind what it is for
 * @param family shared by a link and those that replace it: of a family, one link is used once
 * @param userId the id of the account; empty for a person who has none yet
 * @param address where it was emailed to
 * @param url Keycloak's own link
 * @param lifetime how long Keycloak lets it work, in seconds
 * @param until when it stops working, in seconds since the epoch
 * @param ends when no link can replace it any more, in seconds since the epoch
 * @param secured when the account had been secured last, as in {@link SecuredAt}
 * @param clientId the app that it was requested for; empty if none
 */
public record MailedLink(
        @JsonProperty("kind") LinkKind kind,
        @JsonProperty("family") String family,
        @JsonProperty("user") String userId,
        @JsonProperty("address") String address,
        @JsonProperty("url") String url,
        @JsonProperty("lifetime") long lifetime,
        @JsonProperty("until") long until,
        @JsonProperty("ends") long ends,
        @JsonProperty("secured") long secured,
        @JsonProperty("client") String clientId) {

    /** The name of the page that it opens, below {@link NotMePage#PAGES}. */
    public static final String PAGE = "link";

    /** Whether it works no longer. */
    boolean isExpired(Instant now) {
        return now.getEpochSecond() > until;
    }

    /** Whether no link can replace it any more. */
    boolean isEnded(Instant now) {
        return now.getEpochSecond() > ends;
    }

    /** Whether it is for a person who has no account yet. */
    boolean isForNewAccount() {
        return userId.isEmpty();
    }

    SecuredAt securedAt() {
        return new SecuredAt(secured);
    }

    /** Hides what is secret: this may end up in a log. */
    @Override
    public String toString() {
        return "MailedLink[" + kind + "]";
    }
}
