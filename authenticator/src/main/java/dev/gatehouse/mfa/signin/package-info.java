/** Username and password steps whose response and cost do not reveal whether the account exists. */
@NullMarked
package dev.gatehouse.mfa.signin;

import org.jspecify.annotations.NullMarked;
