package dev.gatehouse.risk.profile;

import dev.gatehouse.keycloak.provider.Variant;
import dev.gatehouse.risk.model.Profile;
import java.util.Optional;
import org.keycloak.common.util.Time;

/** What a look for a profile found. */
public sealed interface ProfileLookup extends Variant<ProfileLookup.Kind> {

    /** One for each record below. */
    enum Kind { FOUND, DAMAGED, UNAVAILABLE }

    /** What to reckon with: the profile, or an empty one. */
    Profile profile();

    /** How often the user was asked lately; {@link ChallengeHistory#NEVER} if that cannot be told. */
    default ChallengeHistory challenges() {
        return ChallengeHistory.NEVER;
    }

    /** How often within the last {@value ChallengeHistory#DAYS} days the user was asked for a second factor, or would have been. */
    default int recentChallenges() {
        return challenges().asOf(ChallengeHistory.day(Time.currentTimeMillis()));
    }

    /** How often the tokens of the user's devices were replaced; empty if that cannot be told, and then no token proves anything. */
    default Optional<DeviceTokenRotations> rotations() {
        return Optional.empty();
    }

    /** When the account was last secured; empty if that cannot be told. */
    Optional<SecuredAt> whenSecured();

    /**
     * A profile, or the certainty that there is none.
     *
     * @param profile the profile, {@link Profile#EMPTY} where the user has none
     * @param revision the revision of the row, {@link ProfileReader#NO_ROW} where there is none
     * @param challenges how often the user was asked lately
     * @param devices how often the tokens of the user's devices were replaced
     * @param securedAt when the account was last secured
     */
    record Found(Profile profile, long revision, ChallengeHistory challenges, DeviceTokenRotations devices, SecuredAt securedAt) implements ProfileLookup {

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
     * The row makes no sense. A login that passes begins a new profile in its place.
     *
     * @param revision the revision of the row
     * @param securedAt when the account was last secured
     */
    record Damaged(long revision, SecuredAt securedAt) implements ProfileLookup {

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
     * The database did not answer, or the row is of a newer format than this node knows. It is left alone.
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
