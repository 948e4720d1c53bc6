/** Username and password steps whose response and cost do not reveal whether the account exists. */
package dev.gatehouse.mfa.signin;
