/** Entry points of a login: authenticators, the gate, client policy executor, event listeners, token mapper, challenge forms. */
@NullMarked
package dev.gatehouse.mfa.flow;

import org.jspecify.annotations.NullMarked;
