/** Security stamps: logins, devices and links carry the stamp of their account, and are invalid once the account's has changed. */
@NullMarked
package dev.gatehouse.mfa.stamp;

import org.jspecify.annotations.NullMarked;
