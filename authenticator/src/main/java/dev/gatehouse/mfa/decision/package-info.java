/** Decides whether a login is challenged, from requirement and risk, and holds the MFA evidence; the same for every entry point. */
package dev.gatehouse.mfa.decision;
