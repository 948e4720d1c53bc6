package dev.gatehouse.risk.profile;

import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.risk.model.Profile;
import java.util.Optional;
import org.keycloak.common.util.Time;

/** The result of reading a profile. */
public sealed interface ProfileLookup extends Variant<ProfileLookup.Kind> {

    /** The kind of result; one for each record below. */
    enum Kind {
        FOUND,
        DAMAGED,
        UNAVAILABLE
    }

    /** The profile to score against; empty if it could not be read. */
    Profile profile();

    /** How often the user was challenged recently; {@link ChallengeHistory#NEVER} if unknown. */
    default ChallengeHistory challenges() {
        return ChallengeHistory.NEVER;
    }

    /** How often within the last {@value ChallengeHistory#DAYS} days the user was challenged for a second factor, or would have been. */
    default int recentChallenges() {
        return challenges().asOf(ChallengeHistory.day(Time.currentTimeMillis()));
    }

    /** How often the tokens of the user's devices were replaced; empty if unknown. In that case no device token is accepted. */
    default Optional<DeviceTokenRotations> rotations() {
        return Optional.empty();
    }

    /** When the account was last secured; empty if unknown. */
    Optional<SecuredAt> whenSecured();

    /**
     * The profile, or certainty that the user has none.
     *
     * @param profile the profile, {@link Profile#EMPTY} if the user has none
     * @param revision the revision of the row, {@link ProfileReader#NO_ROW} if there is none
     * @param challenges how often the user was challenged recently
     * @param devices how often the tokens of the user's devices were replaced
     * @param securedAt when the account was last secured
     */
    record Found(
            Profile profile,
            long revision,
            ChallengeHistory challenges,
            DeviceTokenRotations devices,
            SecuredAt securedAt)
            implements ProfileLookup {

        @Override
        public Kind kind() {
            return Kind.FOUND;
        }

        @Override
        public Optional<DeviceTokenRotations> rotations() {
            return Optional.of(devices);
        }

        @Override
        public Optional<SecuredAt> whenSecured() {
            return Optional.of(securedAt);
        }
    }

    /**
     * The row is invalid. A login that passes replaces the profile; what is kept of the devices stays if it is valid.
     *
     * @param revision the revision of the row
     * @param rotations how often the tokens of the user's devices were replaced; empty if that is invalid
     * @param securedAt when the account was last secured
     */
    record Damaged(long revision, Optional<DeviceTokenRotations> rotations, SecuredAt securedAt)
            implements ProfileLookup {

        @Override
        public Kind kind() {
            return Kind.DAMAGED;
        }

        @Override
        public Optional<SecuredAt> whenSecured() {
            return Optional.of(securedAt);
        }

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }

    /**
     * The database did not answer, or the row has a newer format than this node supports. The row is not changed.
     *
     * @param whenSecured when the account was last secured; empty if the database did not answer
     */
    record Unavailable(Optional<SecuredAt> whenSecured) implements ProfileLookup {

        @Override
        public Kind kind() {
            return Kind.UNAVAILABLE;
        }

        @Override
        public Profile profile() {
            return Profile.EMPTY;
        }
    }
}
