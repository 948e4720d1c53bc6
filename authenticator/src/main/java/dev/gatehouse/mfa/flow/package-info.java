/** The doors of a login: they read the request, call the second step, and show a page or go on. */
package dev.gatehouse.mfa.flow;
