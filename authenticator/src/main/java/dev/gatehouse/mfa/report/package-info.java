/** The report of a realm as an Admin REST endpoint, and what is known about a user, in words. */
@NullMarked
package dev.gatehouse.mfa.report;

import org.jspecify.annotations.NullMarked;
