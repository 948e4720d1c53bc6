/** Emails: rendering, headers, the queue, and delivery to the mail server. */
package dev.gatehouse.mail;
