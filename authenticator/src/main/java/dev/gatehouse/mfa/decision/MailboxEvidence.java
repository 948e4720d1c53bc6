package dev.gatehouse.mfa.decision;

/**
 * Evidence by a mailbox that was proven for a new password in this browser.
 *
 * @param evidence the evidence
 * @param isShared whether the user has said that others use this computer too
 */
public record MailboxEvidence(MfaEvidence evidence, boolean isShared) {}
