/** Known devices: a signed secret in the browser, its hash with the user's credentials. */
package dev.gatehouse.mfa.device;
