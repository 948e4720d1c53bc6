/** What admins see and do through the admin REST interface: the report of a realm, and what is known of a user. */
package dev.gatehouse.mfa.report;
