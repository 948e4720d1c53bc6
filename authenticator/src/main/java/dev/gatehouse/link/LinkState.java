package dev.gatehouse.link;

import java.time.Instant;

/** What has become of a link. */
public sealed interface LinkState {

    /** A link that was found. */
    sealed interface Found extends LinkState {

        /** The secret in it. */
        LinkToken token();

        /** What it is, or was, good for. */
        Link link();
    }

    /** It was mailed in time; whether the account is still the same is not known yet. */
    record Open(LinkToken token, Link link) implements Found {}

    /** It is too old to be opened. */
    record Expired(LinkToken token, Link link) implements Found {}

    /**
     * It has changed a password.
     *
     * @param at when
     */
    record Used(LinkToken token, Link link, Instant at) implements Found {}

    /** Another link has changed the password since. */
    record Overtaken(LinkToken token, Link link) implements Found {}

    /** There is a secret in it, but nobody knows it any more, if anybody ever did. */
    record Unknown(LinkToken token) implements LinkState {}

    /** There is no secret in it. */
    record Unreadable() implements LinkState {}
}
