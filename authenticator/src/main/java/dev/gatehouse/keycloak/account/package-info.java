/** A snapshot of an account and its enrolled credentials, to compare what an administrator or a request has changed. */
package dev.gatehouse.keycloak.account;
