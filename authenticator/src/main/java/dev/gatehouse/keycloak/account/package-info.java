/** Accounts and their names and ids, and a snapshot of one, to compare what an administrator or a request has changed. */
@NullMarked
package dev.gatehouse.keycloak.account;

import org.jspecify.annotations.NullMarked;
