package dev.gatehouse.recovery.link;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One row: an emailed link, under a hash of its secret. */
@Entity
@Table(name = "GH_LINK")
public class MailedLinkEntity {

    /** {@link dev.gatehouse.recovery.token.ResetToken#hash}. */
    @Id
    @Column(name = "ID", length = 64)
    private String id;

    @Column(name = "REALM_ID", length = 255, nullable = false)
    private String realmId;

    /** Null for a person who has no account yet. */
    @Column(name = "USER_ID", length = 255)
    private @Nullable String userId;

    /** When the row can be deleted, in seconds since the epoch. */
    @Column(name = "ENDS_AT", nullable = false)
    private long endsAt;

    /** See {@link LinkSeal}. */
    @Column(name = "SEALED", nullable = false)
    private String sealed;

    protected MailedLinkEntity() {
        // for JPA
    }

    MailedLinkEntity(String id, String realmId, @Nullable String userId, long endsAt, String sealed) {
        this.id = id;
        this.realmId = realmId;
        this.userId = userId;
        this.endsAt = endsAt;
        this.sealed = sealed;
    }

    String realmId() {
        return realmId;
    }

    String sealed() {
        return sealed;
    }
}
