/** Keycloak's own action tokens (emailed links), rejected if the account was secured after they were issued. */
@NullMarked
package dev.gatehouse.recovery.actiontoken;

import org.jspecify.annotations.NullMarked;
