package dev.gatehouse.mfa.signin;

/**
 * The result of a password check. Only the first two may be revealed: a caller who knows the password learns that the account is disabled;
 * no other caller learns anything.
 */
enum PasswordResult {
    /** The password is right, and the account may be used. */
    RIGHT,
    /** The password is right, but an administrator has disabled the account. */
    RIGHT_BUT_DISABLED,
    /** The password is wrong, or the account has none here. */
    WRONG,
    /** No password was submitted. */
    MISSING,
    /** There is no such account. */
    NOBODY,
    /** Too many attempts; the password was not checked. */
    LOCKED,
    /** Too many attempts, until an administrator unlocks the account; the password was not checked. */
    LOCKED_FOR_GOOD
}
