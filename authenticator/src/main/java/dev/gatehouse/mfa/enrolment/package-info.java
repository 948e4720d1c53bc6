/** Guards factors and linked providers: adding or removing one takes recent MFA, and the owner is notified. */
@NullMarked
package dev.gatehouse.mfa.enrolment;

import org.jspecify.annotations.NullMarked;
