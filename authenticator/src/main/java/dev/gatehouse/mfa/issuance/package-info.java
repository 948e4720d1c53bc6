/** Where codes and assertions leave: the last door, which none passes while a proof or a role is missing. */
package dev.gatehouse.mfa.issuance;
