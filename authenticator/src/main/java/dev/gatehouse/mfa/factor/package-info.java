/** The second factors that a user has, and the checking of those that answer by signing. */
package dev.gatehouse.mfa.factor;
