/** Emails: content, headers and notices. */
package dev.gatehouse.it.email;
