package dev.gatehouse.risk.profile;

import dev.gatehouse.risk.model.Profile;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.jspecify.annotations.Nullable;

/** One row: the profile of one user, and when the account was last secured. */
@Entity
@Table(name = "GH_PROFILE")
public class ProfileEntity {

    /** The value of the column {@link #profile} for a user without login history. */
    static final String EMPTY = ProfileCodec.encode(Profile.EMPTY);

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

    @Column(name = "ASKED", length = ChallengeHistory.MAX_LENGTH)
    private @Nullable String asked;

    @Column(name = "ASKED_TIMES")
    private Integer askedTimes;

    @Column(name = "DEVICES", length = DeviceTokenRotations.MAX_LENGTH)
    private @Nullable String devices;

    /** Milliseconds since the epoch, see {@link SecuredAt}. Written only by {@link SecuredAtStore}; null until then. */
    @Column(name = "SECURED_AT")
    private @Nullable Long securedAt;

    protected ProfileEntity() {
        // for JPA
    }

    ProfileEntity(
            String userId,
            String realmId,
            String profile,
            long updatedAt,
            @Nullable String asked,
            int askedTimes,
            @Nullable String devices) {
        this.userId = userId;
        this.realmId = realmId;
        this.profile = profile;
        this.updatedAt = updatedAt;
        this.asked = asked;
        this.askedTimes = askedTimes;
        this.devices = devices;
    }

    String userId() {
        return userId;
    }

    String profile() {
        return profile;
    }

    long updatedAt() {
        return updatedAt;
    }

    @Nullable
    String asked() {
        return asked;
    }

    int askedTimes() {
        return askedTimes;
    }

    @Nullable
    String devices() {
        return devices;
    }
}
