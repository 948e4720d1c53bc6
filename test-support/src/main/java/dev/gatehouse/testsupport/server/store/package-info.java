/** A user store whose passwords cannot be changed, as many an LDAP: a provider of its own JAR, which the tests' server loads. */
package dev.gatehouse.testsupport.server.store;
