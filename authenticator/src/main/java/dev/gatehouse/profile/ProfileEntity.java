package dev.gatehouse.profile;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** One row: what is usual for one user. */
@Entity
@Table(name = "GH_PROFILE")
public class ProfileEntity {

    @Id
    @Column(name = "USER_ID", length = 255)
    private String userId;

    @Column(name = "REALM_ID", length = 255, nullable = false)
    private String realmId;

    @Column(name = "PROFILE", length = ProfileCodec.MAX_LENGTH, nullable = false)
    private String profile;

    @Column(name = "REVISION", nullable = false)
    private long revision;

    @Column(name = "UPDATED_AT", nullable = false)
    private long updatedAt;

    protected ProfileEntity() {
        // for JPA
    }

    ProfileEntity(String userId, String realmId, String profile, long updatedAt) {
        this.userId = userId;
        this.realmId = realmId;
        this.profile = profile;
        this.updatedAt = updatedAt;
    }
}
