/** Keycloak's own action tokens (emailed links), rejected if the account was secured after they were issued. */
package dev.gatehouse.recovery.actiontoken;
