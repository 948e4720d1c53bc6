package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.provider.Variant;
import java.time.Instant;
import java.util.Optional;

/** What has become of a link. */
public sealed interface ResetLinkState extends Variant<ResetLinkState.Kind> {

    /** One for each record below. */
    enum Kind { OPEN, EXPIRED, USED, OVERTAKEN, UNKNOWN, UNREADABLE }

    /** The same, if the link was found. */
    default Optional<Found> found() {
        return Optional.empty();
    }

    /** A link that was found. */
    sealed interface Found extends ResetLinkState {

        @Override
        default Optional<Found> found() {
            return Optional.of(this);
        }

        /** The secret in it. */
        ResetToken token();

        /** What it is, or was, good for. */
        ResetLink link();
    }

    /** It was mailed in time; whether the account is still the same is not known yet. */
    record Open(ResetToken token, ResetLink link) implements Found {

        @Override
        public Kind kind() {
            return Kind.OPEN;
        }
    }

    /** It is too old to be opened. */
    record Expired(ResetToken token, ResetLink link) implements Found {

        @Override
        public Kind kind() {
            return Kind.EXPIRED;
        }
    }

    /**
     * It has changed a password.
     *
     * @param at when
     */
    record Used(ResetToken token, ResetLink link, Instant at) implements Found {

        @Override
        public Kind kind() {
            return Kind.USED;
        }
    }

    /** Another link has changed the password since. */
    record Superseded(ResetToken token, ResetLink link) implements Found {

        @Override
        public Kind kind() {
            return Kind.OVERTAKEN;
        }
    }

    /** There is a secret in it, but nobody knows it any more, if anybody ever did. */
    record Unknown(ResetToken token) implements ResetLinkState {

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /** There is no secret in it. */
    record Unreadable() implements ResetLinkState {

        @Override
        public Kind kind() {
            return Kind.UNREADABLE;
        }
    }
}
