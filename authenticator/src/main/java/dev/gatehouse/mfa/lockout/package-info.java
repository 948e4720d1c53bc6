/** What a temporary lock of Keycloak's brute-force detection means to the owner of the account: who gets past it, and how it is lifted. */
package dev.gatehouse.mfa.lockout;
