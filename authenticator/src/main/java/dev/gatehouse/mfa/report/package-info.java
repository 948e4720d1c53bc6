/** Admin REST endpoints: the report of a realm, and what is known about a user. */
@NullMarked
package dev.gatehouse.mfa.report;

import org.jspecify.annotations.NullMarked;
