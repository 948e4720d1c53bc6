/** A user store with read-only passwords, like many LDAP directories: a provider in its own JAR, which the tests' server loads. */
package dev.gatehouse.testsupport.server.store;
