package dev.gatehouse.mfa.signin;

/** What came of a typed password. Only the first two may be told; who knows the password is told of a disabled account, and nobody else of anything. */
enum PasswordResult {
    /** It is right, and the account may be used. */
    RIGHT,
    /** It is right, but an administrator has disabled the account. */
    RIGHT_BUT_DISABLED,
    /** It is not the account's, which may have none here at all. */
    WRONG,
    /** Nothing was typed. */
    MISSING,
    /** There is no such account. */
    NOBODY,
    /** Too many tries; whether it is right was not looked at. */
    LOCKED,
    /** Too many tries, until an administrator helps; whether it is right was not looked at. */
    LOCKED_FOR_GOOD
}
