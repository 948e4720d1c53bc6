/** Codes, stronger factors, known devices, direct grants, and what fails closed. */
package dev.gatehouse.it.mfa;
