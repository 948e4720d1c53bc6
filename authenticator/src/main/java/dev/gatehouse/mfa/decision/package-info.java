/** The second step that every door shares: who must prove what, and what is proven. */
package dev.gatehouse.mfa.decision;
