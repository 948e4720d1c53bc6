/** A snapshot of an account and its enrolled credentials, to compare what an administrator or a request has changed. */
@NullMarked
package dev.gatehouse.keycloak.account;

import org.jspecify.annotations.NullMarked;
