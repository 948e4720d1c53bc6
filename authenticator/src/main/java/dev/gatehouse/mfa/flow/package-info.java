/** Entry points of a login: authenticators, the gate, client policy executor, event listeners, token mapper, challenge forms. */
package dev.gatehouse.mfa.flow;
