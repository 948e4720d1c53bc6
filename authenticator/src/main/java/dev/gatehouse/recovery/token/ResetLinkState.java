package dev.gatehouse.recovery.token;

import dev.gatehouse.keycloak.provider.Variant;
import java.time.Instant;
import java.util.Optional;

/** The state of a link. */
public sealed interface ResetLinkState extends Variant<ResetLinkState.Kind> {

    /** One for each record below. */
    enum Kind {
        OPEN,
        EXPIRED,
        USED,
        OVERTAKEN,
        UNKNOWN,
        UNREADABLE
    }

    /** The link with its state, if it was found. */
    default Optional<Found> found() {
        return Optional.empty();
    }

    /** A link that was found. */
    sealed interface Found extends ResetLinkState {

        @Override
        default Optional<Found> found() {
            return Optional.of(this);
        }

        /** The secret in the link. */
        ResetToken token();

        /** What the link permits, or permitted. */
        ResetLink link();
    }

    /** It has not expired; whether the account has changed is not known yet. */
    record Open(ResetToken token, ResetLink link) implements Found {

        @Override
        public Kind kind() {
            return Kind.OPEN;
        }
    }

    /** It has expired. */
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

    /** It contains a secret, but one that is unknown or was forgotten. */
    record Unknown(ResetToken token) implements ResetLinkState {

        @Override
        public Kind kind() {
            return Kind.UNKNOWN;
        }
    }

    /** It contains no secret. */
    record Unreadable() implements ResetLinkState {

        @Override
        public Kind kind() {
            return Kind.UNREADABLE;
        }
    }
}
