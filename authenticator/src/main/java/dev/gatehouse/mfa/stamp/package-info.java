/** The security stamp of an account: what it is right now, so that what was handed out for it can be told to be out of date. */
package dev.gatehouse.mfa.stamp;
