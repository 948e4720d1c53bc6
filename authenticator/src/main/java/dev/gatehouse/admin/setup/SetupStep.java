package dev.gatehouse.admin.setup;

/**
 * A step of a plan, or one that was applied, as an administrator reads it.
 *
 * @param id its id, see {@link dev.gatehouse.admin.flow.SetupStepId}
 * @param what what it does
 * @param where what it changes
 * @param before how that is now; empty if there is nothing yet
 * @param after how it will be
 * @param effect what users and administrators notice
 */
public record SetupStep(String id, String what, String where, String before, String after, String effect) {}
