/** Admin REST endpoints: the report of a realm, and what is known about a user. */
package dev.gatehouse.mfa.report;
