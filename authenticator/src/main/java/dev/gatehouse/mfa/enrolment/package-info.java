/** Watches over what accounts can be entered with: who may add or remove a factor or a linked provider, and that its owner is told. */
package dev.gatehouse.mfa.enrolment;
