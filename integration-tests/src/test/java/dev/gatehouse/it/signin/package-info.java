/** The pages that ask for a name and a password reveal nothing to strangers. */
package dev.gatehouse.it.signin;
