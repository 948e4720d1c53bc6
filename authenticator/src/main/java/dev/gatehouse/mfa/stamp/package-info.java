/** Security stamps: logins, devices and links carry the stamp of their account, and are invalid once the account's has changed. */
package dev.gatehouse.mfa.stamp;
