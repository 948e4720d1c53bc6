/** Guards factors and linked providers: adding or removing one takes recent MFA, and the owner is notified. */
package dev.gatehouse.mfa.enrolment;
